/// The first line is a filter pattern, the rest a message.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFilterPattern(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    let (pattern, message) = Fuzz.split(bytes)
    guard let filter = try? FilterPattern(parsing: pattern) else { return 0 }
    let text = String(decoding: message, as: UTF8.self)
    let first = filter.matches(text)
    if filter.matches(text) != first { Fuzz.fail("not repeatable", pattern) }
    _ = filter.matches(utf8: message.span)
    return 0
}
