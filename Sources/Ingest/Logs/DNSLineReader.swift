internal import TimeSeries

/// Reads lines of Route 53 public query logs, format 1.x: ten fields with single blanks between.
///
/// Hosted zone, name and edge repeat from line to line; their text is made once.
struct DNSLineReader {
    private var memory: [Memory] = Array(repeating: Memory(), count: 16)

    private struct Memory {
        var bytes: [UInt8] = []
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
            return query(UnsafeBufferPointer(rebasing: fields[0..<10]), logGroup: logGroup)
        }
    }

    private mutating func query(_ fields: UnsafeBufferPointer<UnsafeRawBufferPointer>, logGroup: String)
        -> DNSQuery?
    {
        guard Self.isVersion(fields[0]), fields[1].count >= 20, fields[1].last == 0x5A,
            fields[6].equals("UDP") || fields[6].equals("TCP"), let time = NumberText.isoInstant(fields[1])
        else { return nil }
        var name = text(fields[3], slot: 1)
        if name.hasSuffix("."), name.utf8.count > 1 { name.removeLast() }
        return DNSQuery(
            time: time, logGroup: logGroup, hostedZone: text(fields[2], slot: 0), queryName: name,
            queryType: text(fields[4], slot: 2).uppercased(),
            responseCode: text(fields[5], slot: 3).uppercased(),
            transport: text(fields[6], slot: 4), edgeLocation: text(fields[7], slot: 5),
            resolver: text(fields[8], slot: 8 + Int(fields[8].last ?? 0) % 8),
            clientSubnet: fields[9].equals("-") ? nil : text(fields[9], slot: 6))
    }

    /// `1.0`, `1.1`, …: a digit, a dot, digits.
    private static func isVersion(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.count >= 3 && bytes[0] == 0x31 && bytes[1] == 0x2E
            && bytes[2..<bytes.count].allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    private mutating func text(_ bytes: UnsafeRawBufferPointer, slot: Int) -> String {
        if memory[slot].bytes.elementsEqual(bytes) { return memory[slot].text }
        let text = bytes.text
        memory[slot].bytes = Array(bytes)
        memory[slot].text = text
        return text
    }
}
