/// The bytes of a text file with an index of its lines, so that places found by a parser can be edited in the text.
///
/// A line ends where YAML 1.1 ends it: LF, CR LF, CR, NEL (U+0085), LS (U+2028) or PS (U+2029).
struct SourceText: Sendable {
    /// One line: `start..<contentEnd` is its text, `contentEnd..<end` its line end (empty on the last line).
    struct Line: Hashable, Sendable {
        /// Offset of the first byte.
        var start: Int
        /// Offset behind the last byte of the text.
        var contentEnd: Int
        /// Offset behind the line end.
        var end: Int
    }

    /// The file, byte for byte.
    let bytes: [UInt8]
    /// The lines in order; never empty.
    let lines: [Line]
    /// Number of bytes of the byte order mark at the start: 3 or 0.
    let markLength: Int

    /// Indexes a file.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        markLength = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var lines: [Line] = []
        var start = markLength
        var at = markLength
        while at < bytes.count {
            let length = SourceText.breakLength(in: bytes, at: at)
            guard length > 0 else {
                at += 1
                continue
            }
            lines.append(Line(start: start, contentEnd: at, end: at + length))
            at += length
            start = at
        }
        lines.append(Line(start: start, contentEnd: bytes.count, end: bytes.count))
        self.lines = lines
    }

    /// The text without byte order mark, or `nil` when the bytes are not UTF-8.
    var string: String? { String(validating: bytes[markLength...], as: UTF8.self) }

    /// Offset of the first byte that is not part of UTF-8 text, for messages.
    var firstInvalidOffset: Int? {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var offset = 0
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar): offset += UTF8.width(scalar)
            case .emptyInput: return nil
            case .error: return offset
            }
        }
    }

    /// Byte offset of a 1-based line and a 1-based column counted in Unicode scalars, as YAML parsers give them.
    func offset(line: Int, column: Int) -> Int? {
        guard line >= 1, line <= lines.count, column >= 1 else { return nil }
        let row = lines[line - 1]
        var at = row.start
        for _ in 1..<column {
            guard at < row.end else { return nil }
            at += 1
            while at < row.end, bytes[at] & 0xC0 == 0x80 { at += 1 }
        }
        return at
    }

    /// 0-based index of the line that holds a byte offset; the end of the file belongs to the last line.
    func lineIndex(of offset: Int) -> Int {
        var low = 0
        var high = lines.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if lines[middle].start <= offset { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// 1-based line and column (in Unicode scalars) of a byte offset, for messages.
    func place(of offset: Int) -> TextPlace {
        let index = lineIndex(of: offset)
        let end = min(max(offset, lines[index].start), bytes.count)
        let scalars = bytes[lines[index].start..<end].count { $0 & 0xC0 != 0x80 }
        return TextPlace(line: index + 1, column: scalars + 1)
    }

    /// Whether `text` stands at `offset`.
    func has(_ text: some Collection<UInt8>, at offset: Int) -> Bool {
        offset >= 0 && offset <= bytes.count && bytes[offset...].starts(with: text)
    }

    /// Number of blanks at the start of a line.
    func indentation(ofLine index: Int) -> Int {
        bytes[lines[index].start..<lines[index].contentEnd].prefix { $0 == UInt8(ascii: " ") }.count
    }

    /// What a line holds, its indentation aside.
    func content(ofLine index: Int) -> ArraySlice<UInt8> {
        bytes[lines[index].start..<lines[index].contentEnd].drop { $0 == UInt8(ascii: " ") }
    }

    /// Whether a line is empty or has only blanks and tabs.
    func isBlank(line index: Int) -> Bool {
        bytes[lines[index].start..<lines[index].contentEnd]
            .allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    }

    /// The line end of a line; of the last, unended line the one the file uses first, or LF in a file of one line.
    func lineEnd(ofLine index: Int) -> ArraySlice<UInt8> {
        let line = lines[index]
        if line.contentEnd < line.end { return bytes[line.contentEnd..<line.end] }
        if let first = lines.first, first.contentEnd < first.end {
            return bytes[first.contentEnd..<first.end]
        }
        return [UInt8(ascii: "\n")]
    }

    /// Length of the line end that starts at an offset, 0 if none does.
    private static func breakLength(in bytes: [UInt8], at offset: Int) -> Int {
        switch bytes[offset] {
        case 0x0A: return 1
        case 0x0D: return offset + 1 < bytes.count && bytes[offset + 1] == 0x0A ? 2 : 1
        case 0xC2: return offset + 1 < bytes.count && bytes[offset + 1] == 0x85 ? 2 : 0
        case 0xE2:
            guard offset + 2 < bytes.count, bytes[offset + 1] == 0x80 else { return 0 }
            return bytes[offset + 2] == 0xA8 || bytes[offset + 2] == 0xA9 ? 3 : 0
        default: return 0
        }
    }
}

/// A place in a text file.
public struct TextPlace: Hashable, Sendable, CustomStringConvertible {
    /// 1-based line.
    public var line: Int
    /// 1-based column, counted in Unicode scalars.
    public var column: Int

    /// Makes a place.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// `line:column`, as compilers write it.
    public var description: String { "\(line):\(column)" }
}
