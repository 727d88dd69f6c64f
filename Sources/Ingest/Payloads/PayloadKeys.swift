/// What the first bytes of a JSON text tell of its shape.
enum PayloadKeys {
    /// Whether the text starts as subscription payloads do.
    static func startPayload(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count > 2 else { return false }
        return switch bytes[2] {
        case 0x6D: bytes.startsWith("{\"messageType\"")
        case 0x6F: bytes.startsWith("{\"owner\"")
        case 0x6C:
            bytes.startsWith("{\"logGroup\"") || bytes.startsWith("{\"logStream\"")
                || bytes.startsWith("{\"logEvents\"")
        case 0x73: bytes.startsWith("{\"subscriptionFilters\"")
        case 0x70: bytes.startsWith("{\"policyLevel\"")
        default: false
        }
    }

    /// Lists whose elements mean the same when they are read apart.
    private static let splittable: [StaticString] = [
        "events", "Records", "MetricDataResults", "AlarmHistoryItems", "MetricAlarms", "CompositeAlarms",
        "Datapoints",
        "Activities", "results", "tasks",
    ]

    /// Whether a long document may be read in parts: an array of documents, or an object with a list that is known.
    static func maySplit(_ bytes: UnsafeRawBufferPointer, listStart: Int) -> Bool {
        if bytes.first == 0x5B { return true }
        // Before the bracket stand the list's key, a quote, blanks and a colon.
        var end = listStart - 1
        func skip(_ byte: UInt8) {
            while end > 0, bytes[end - 1] == byte || ByteShape.isBlank(bytes[end - 1]) { end -= 1 }
        }
        skip(0x3A)
        guard end > 0, end <= bytes.count, bytes[end - 1] == 0x22 else { return false }
        end -= 1
        var start = end
        while start > 0, bytes[start - 1] != 0x22 { start -= 1 }
        let key = bytes.slice(start, end)
        return splittable.contains { key.equals($0) }
    }
}
