internal import TimeSeries

/// Reads lines of Route 53 public query logs, format 1.x: ten fields with single blanks between.
///
/// Hosted zone, name and edge repeat from line to line; their text is made once.
struct DNSLineReader {
    /// Queries read of a newer format than 1.0: a later version, or more than ten fields.
    var newer = 0
    private var memory: [Memory] = Array(repeating: Memory(), count: 16)

    private struct Memory {
        var digest = Delivery.EventID(high: 0, low: 0)
        var text = ""
    }

    /// The query in a line, or `nil` when the line is something else.
    mutating func read(_ line: UnsafeRawBufferPointer, logGroup: String) -> DNSQuery? {
        // Most lines that are something else are told by their second byte.
        guard line.count > 40, line[0] >= 0x30, line[0] <= 0x39 else { return nil }
        return withUnsafeTemporaryAllocation(of: UnsafeRawBufferPointer.self, capacity: 10) { fields in
            var found = 0
            var start = 0
            let end = line.last == 0x0A ? line.count - 1 : line.count
            while found < 10, start <= end {
                var stop = start
                while stop < end, line[stop] != 0x20 { stop += 1 }
                guard stop > start else { return nil }
                fields.initializeElement(at: found, to: line.slice(start, stop))
                found += 1
                start = stop + 1
            }
            guard found == 10 else { return nil }
            let query = query(UnsafeBufferPointer(rebasing: fields[0..<10]), logGroup: logGroup)
            if query != nil, start <= end || !fields[0].equals("1.0") { newer += 1 }
            return query
        }
    }

    private mutating func query(_ fields: UnsafeBufferPointer<UnsafeRawBufferPointer>, logGroup: String)
        -> DNSQuery?
    {
        guard Self.isVersion(fields[0]), fields[1].count >= 20, fields[1].last == 0x5A,
            fields[6].equals("UDP") || fields[6].equals("TCP"), let time = NumberText.isoInstant(fields[1])
        else { return nil }
        return DNSQuery(
            time: time, logGroup: logGroup, hostedZone: text(fields[2], slot: 0),
            queryName: text(Self.withoutRoot(fields[3]), slot: 1),
            queryType: text(fields[4], slot: 2) { $0.uppercased() },
            responseCode: text(fields[5], slot: 3) { $0.uppercased() },
            transport: text(fields[6], slot: 4), edgeLocation: text(fields[7], slot: 5),
            resolver: text(fields[8], slot: 8 + Int(fields[8].last ?? 0) % 8),
            clientSubnet: fields[9].equals("-") ? nil : text(fields[9], slot: 6))
    }

    /// `1.0`, `1.1`, …: a digit, a dot, digits.
    private static func isVersion(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.count >= 3 && bytes[0] == 0x31 && bytes[1] == 0x2E
            && bytes[2..<bytes.count].allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    /// The name without the dot that stands for the root.
    private static func withoutRoot(_ name: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        name.count > 1 && name.last == 0x2E ? name.slice(0, name.count - 1) : name
    }

    private mutating func text(
        _ bytes: UnsafeRawBufferPointer, slot: Int, _ change: (String) -> String = { $0 }
    ) -> String {
        let digest = Delivery.EventID(digestOf: bytes)
        if memory[slot].digest == digest { return memory[slot].text }
        let text = change(bytes.text)
        memory[slot] = Memory(digest: digest, text: text)
        return text
    }
}
