import RuleTests

/// Reads the input as a file of rule tests and runs them.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRuleTests(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    var limits = RuleTestLimits()
    limits.points = 10_000
    let leaf = Array("Watchdog: {Threshold: 5}".utf8)
    guard let file = try? RuleTestFile(reading: bytes, file: "fuzz", limits: limits, readLeaf: { _ in leaf })
    else { return 0 }
    var report = RuleTestReport()
    file.run(into: &report)
    if report.passed + report.failed != file.count {
        Fuzz.fail("count", String(decoding: bytes, as: UTF8.self))
    }
    return 0
}
