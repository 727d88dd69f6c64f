internal import TimeSeries

/// Reads lines of Route 53 public query logs, format 1.x: ten fields with single blanks between.
///
/// Everything but time and resolver repeats from line to line; its text is made once.
struct DNSLineReader {
    /// Queries read of a newer format than 1.0: a later version, or more than ten fields.
    var newer = 0
    private var memory: [Memory] = []
    private var oldest = 0

    /// What lines have said, and its spelling: fields 3 to 8 as they stand, and field 10.
    private struct Memory {
        var middle: [UInt8]
        var subnet: [UInt8]
        var repeated: DNSQuery.Repeated

        func isSpelled(_ other: UnsafeRawBufferPointer, _ otherSubnet: UnsafeRawBufferPointer) -> Bool {
            middle.withUnsafeBytes { $0.isSame(as: other) }
                && subnet.withUnsafeBytes { $0.isSame(as: otherSubnet) }
        }
    }

    /// Spellings that are remembered: a name is asked for with some types, from some networks.
    private static let remembered = 8

    /// The query in a line, or `nil` when the line is something else.
    mutating func read(_ line: UnsafeRawBufferPointer, logGroup: String) -> DNSQuery? {
        // Most lines that are something else are told by their second byte.
        guard line.count > 40, line[0] >= 0x30, line[0] <= 0x39 else { return nil }
        return withUnsafeTemporaryAllocation(of: Int.self, capacity: 11) { starts in
            let end = line.last == 0x0A ? line.count - 1 : line.count
            // The start of each field; behind the tenth, that of what should not be there.
            var blanks = line.positions(
                of: 0x20, before: end, into: UnsafeMutableBufferPointer(rebasing: starts.dropFirst()))
            if blanks == 9 {
                starts[10] = end
                blanks = 10
            }
            guard blanks == 10 else { return nil }
            starts[0] = 0
            for field in 1...10 {
                guard starts[field] > starts[field - 1] else { return nil }
                starts[field] += 1
            }
            let query = query(line, UnsafeBufferPointer(starts), logGroup: logGroup)
            if query != nil, starts[10] <= end || !line.slice(0, starts[1] - 1).equals("1.0") { newer += 1 }
            return query
        }
    }

    private mutating func query(
        _ line: UnsafeRawBufferPointer, _ starts: UnsafeBufferPointer<Int>, logGroup: String
    ) -> DNSQuery? {
        func field(_ index: Int) -> UnsafeRawBufferPointer {
            line.slice(starts[index], starts[index + 1] - 1)
        }
        let stamp = field(1)
        guard Self.isVersion(field(0)), stamp.count >= 20, stamp.last == 0x5A,
            let time = NumberText.isoInstant(stamp)
        else { return nil }
        let middle = line.slice(starts[2], starts[8] - 1)
        let subnet = field(9)
        // By index: nothing is copied of those that differ.
        for index in memory.indices
        where memory[index].isSpelled(middle, subnet) && memory[index].repeated.logGroup == logGroup {
            return DNSQuery(time: time, resolver: field(8).text, repeated: memory[index].repeated)
        }
        guard field(6).equals("UDP") || field(6).equals("TCP") else { return nil }
        let repeated = DNSQuery.Repeated(
            logGroup: logGroup, hostedZone: field(2).text, queryName: Self.withoutRoot(field(3)).text,
            queryType: field(4).text.uppercased(), responseCode: field(5).text.uppercased(),
            transport: field(6).text, edgeLocation: field(7).text,
            clientSubnet: subnet.equals("-") ? nil : subnet.text)
        remember(Memory(middle: Array(middle), subnet: Array(subnet), repeated: repeated))
        return DNSQuery(time: time, resolver: field(8).text, repeated: repeated)
    }

    private mutating func remember(_ spelling: Memory) {
        if memory.count < Self.remembered {
            memory.append(spelling)
        } else {
            memory[oldest] = spelling
            oldest = (oldest + 1) % Self.remembered
        }
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
}
