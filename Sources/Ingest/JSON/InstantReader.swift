internal import TimeSeries

/// Reads the times of a long list, most of which differ from the one before by nothing but their minute.
struct InstantReader {
    /// `YYYY-MM-DDTHH:`, the place of the minute, and where what follows it starts.
    private static let minute = 14
    private static let tail = 16

    private var last = UnsafeRawBufferPointer(start: nil, count: 0)
    private var lastInstant = Instant(milliseconds: 0)
    private var lastMinute: Int64 = 0

    /// The time, in any spelling; the bytes must stay as they are until the next call.
    mutating func read(_ bytes: UnsafeRawBufferPointer) -> Instant? {
        if bytes.count == last.count, bytes.count >= 19, let minute = Self.minute(of: bytes),
            bytes.slice(0, Self.minute).isSame(as: last.slice(0, Self.minute)),
            bytes.from(Self.tail).isSame(as: last.from(Self.tail))
        {
            return Instant(milliseconds: lastInstant.milliseconds + (minute - lastMinute) * 60_000)
        }
        guard let instant = NumberText.instant(bytes) else { return nil }
        // Only the usual spelling has its minute there.
        if bytes.count >= 19, bytes[4] == 0x2D, bytes[10] == 0x54, bytes[13] == 0x3A, bytes[16] == 0x3A,
            let minute = Self.minute(of: bytes)
        {
            last = bytes
            lastInstant = instant
            lastMinute = minute
        }
        return instant
    }

    private static func minute(of bytes: UnsafeRawBufferPointer) -> Int64? {
        let tens = bytes[minute] &- 0x30
        let ones = bytes[minute + 1] &- 0x30
        return tens < 6 && ones < 10 ? Int64(tens * 10 + ones) : nil
    }
}
