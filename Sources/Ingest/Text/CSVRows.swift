/// Cuts a CSV text (RFC 4180) into rows; a row may span lines.
struct CSVRows {
    private var partial: [UInt8] = []
    private var isQuoted = false

    /// Whether a quoted cell is open.
    var isInside: Bool { isQuoted }
    /// Bytes that wait for the end of their row.
    var heldBytes: Int { partial.count }

    /// Takes a line; gives the row that ends with it, or `nil` while a quoted cell goes on.
    mutating func append(_ line: UnsafeRawBufferPointer) -> [String]? {
        if isQuoted { partial.append(0x0A) }
        partial.append(contentsOf: line)
        for byte in line where byte == 0x22 { isQuoted.toggle() }
        guard !isQuoted else { return nil }
        defer { partial.removeAll(keepingCapacity: true) }
        return Self.cells(partial)
    }

    mutating func reset() {
        partial = []
        isQuoted = false
    }

    private static func cells(_ row: [UInt8]) -> [String] {
        var cells: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var index = 0
        while index < row.count {
            let byte = row[index]
            if byte == 0x22 {
                if isQuoted, index + 1 < row.count, row[index + 1] == 0x22 {
                    cell.append(0x22)
                    index += 1
                } else {
                    isQuoted.toggle()
                }
            } else if byte == 0x2C, !isQuoted {
                cells.append(String(decoding: cell, as: UTF8.self))
                cell.removeAll(keepingCapacity: true)
            } else {
                cell.append(byte)
            }
            index += 1
        }
        cells.append(String(decoding: cell, as: UTF8.self))
        return cells
    }
}
