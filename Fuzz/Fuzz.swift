/// What the fuzz targets share.
enum Fuzz {
    static let names = ["a", "b", "m1", "metric2"]

    static let columns: [String: [Double]] = [
        "a": [1, .nan, 0, -2.5, .nan, 4], "b": [.nan, 3, 0, 1e300, .nan, -4], "m1": [0, 0, 1, 1, .nan, 2],
    ]

    /// Ends the process, which the fuzzer reports with the input.
    static func fail(_ law: String, _ input: String) -> Never {
        fatalError("broken law: \(law), for \(input.debugDescription)")
    }

    /// Whether two columns have the same points; a gap equals a gap.
    static func same(_ left: [Double], _ right: [Double]) -> Bool {
        left.count == right.count && zip(left, right).allSatisfy { ($0.isNaN && $1.isNaN) || $0 == $1 }
    }

    /// The first line as text, and the bytes after it.
    static func split(_ bytes: UnsafeBufferPointer<UInt8>) -> (String, [UInt8]) {
        let end = bytes.firstIndex(of: 0x0A) ?? bytes.endIndex
        return (
            String(decoding: bytes[..<end], as: UTF8.self),
            end < bytes.endIndex ? Array(bytes[(end + 1)...]) : []
        )
    }
}
