/// The first line is an event pattern, the rest an event.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzEventPattern(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let (text, rest) = Fuzz.split(UnsafeBufferPointer(start: start, count: count))
    guard let pattern = try? EventPattern(parsing: text), let event = try? JSONValue(parsing: rest) else {
        return 0
    }
    if pattern.matches(event) != pattern.matches(event) { Fuzz.fail("not repeatable", text) }
    return 0
}
