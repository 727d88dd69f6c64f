/// The lines that differ between two versions of a file, as `diff -u` shows them.
public struct UnifiedDiff: Hashable, Sendable {
    /// One line of a hunk.
    public struct Line: Hashable, Sendable {
        /// Where a line stands.
        public enum Kind: String, Hashable, Sendable {
            /// In both versions.
            case context = " "
            /// Only in the version before.
            case removed = "-"
            /// Only in the version after.
            case added = "+"
        }

        /// Where the line stands.
        public var kind: Kind
        /// The line without its LF; a CR stays.
        public var text: String
        /// Whether an LF follows; false only on the last line of a file.
        public var hasLineFeed: Bool
    }

    /// Neighbouring changes with the lines around them.
    public struct Hunk: Hashable, Sendable {
        /// 1-based number of the first line before, 0 if there are none.
        public var oldStart: Int
        /// Number of lines before.
        public var oldCount: Int
        /// 1-based number of the first line after, 0 if there are none.
        public var newStart: Int
        /// Number of lines after.
        public var newCount: Int
        /// The lines.
        public var lines: [Line]

        /// The line that introduces the hunk.
        public var header: String {
            func range(_ start: Int, _ count: Int) -> String { count == 1 ? "\(start)" : "\(start),\(count)" }
            return "@@ -\(range(oldStart, oldCount)) +\(range(newStart, newCount)) @@"
        }
    }

    /// The file's name.
    public var name: String
    /// Whether there was no such file before.
    public var isNew: Bool
    /// The hunks, first to last; empty when nothing differs.
    public var hunks: [Hunk]

    /// Compares two versions; `before` is `nil` for a new file.
    ///
    /// - Parameters:
    ///   - name: the file's name.
    ///   - before: the old bytes.
    ///   - after: the new bytes.
    ///   - context: number of equal lines to show around a change.
    public init(name: String, before: [UInt8]?, after: [UInt8], context: Int = 3) {
        self.name = name
        isNew = before == nil
        hunks = UnifiedDiff.hunks(
            UnifiedDiff.lines(before ?? []), UnifiedDiff.lines(after), context: max(0, context))
    }

    /// The whole in the format that `patch` reads.
    public var description: String {
        guard !hunks.isEmpty else { return "" }
        var text = "--- \(isNew ? "/dev/null" : "a/\(name)")\n+++ b/\(name)\n"
        for hunk in hunks {
            text += hunk.header + "\n"
            for line in hunk.lines {
                text += line.kind.rawValue + line.text + "\n"
                if !line.hasLineFeed { text += "\\ No newline at end of file\n" }
            }
        }
        return text
    }

    /// The lines of a diff's text as they are shown to people: without line ends, a CR before the LF included.
    public static func shownLines(of diff: String) -> [String] {
        // By bytes: to Swift a CR LF is one character, which is not equal to an LF.
        diff.utf8.split(separator: 0x0A).map { line in
            String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
        }
    }

    /// Lines with their line ends; a file that ends with LF has no line after it.
    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        for (index, byte) in bytes.enumerated() where byte == 0x0A {
            lines.append(bytes[start...index])
            start = index + 1
        }
        if start < bytes.count { lines.append(bytes[start...]) }
        return lines
    }

    private static func line(_ kind: Line.Kind, _ bytes: ArraySlice<UInt8>) -> Line {
        let hasLineFeed = bytes.last == 0x0A
        let text = String(decoding: hasLineFeed ? bytes.dropLast() : bytes, as: UTF8.self)
        return Line(kind: kind, text: text, hasLineFeed: hasLineFeed)
    }

    private static func hunks(
        _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>], context: Int
    ) -> [Hunk] {
        // Most lines are equal: comparing only between the ends keeps the search short.
        var head = 0
        while head < old.count, head < new.count, old[head] == new[head] { head += 1 }
        var tail = 0
        while tail < old.count - head, tail < new.count - head,
            old[old.count - 1 - tail] == new[new.count - 1 - tail]
        {
            tail += 1
        }
        var removed = Array(repeating: false, count: old.count)
        var added = Array(repeating: false, count: new.count)
        let difference = new[head..<(new.count - tail)].difference(from: old[head..<(old.count - tail)])
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed[head + offset] = true
            case .insert(let offset, _, _): added[head + offset] = true
            }
        }
        return gather(old, new, removed: removed, added: added, context: context)
    }

    private static func gather(
        _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>], removed: [Bool], added: [Bool], context: Int
    ) -> [Hunk] {
        var hunks: [Hunk] = []
        var pending: [Line] = []
        var hunk: Hunk?
        var i = 0
        var j = 0
        while i < old.count || j < new.count {
            let isRemoval = i < old.count && removed[i]
            let isAddition = !isRemoval && j < new.count && added[j]
            guard isRemoval || isAddition else {
                pending.append(line(.context, old[i]))
                i += 1
                j += 1
                if var open = hunk, pending.count > 2 * context {
                    open.append(pending.prefix(context))
                    hunks.append(open)
                    hunk = nil
                }
                if hunk == nil, pending.count > context { pending.removeFirst(pending.count - context) }
                continue
            }
            var open =
                hunk
                ?? Hunk(
                    oldStart: i - pending.count, oldCount: 0, newStart: j - pending.count, newCount: 0,
                    lines: [])
            open.append(pending[...])
            pending = []
            if isRemoval {
                open.append([line(.removed, old[i])])
                i += 1
            } else {
                open.append([line(.added, new[j])])
                j += 1
            }
            hunk = open
        }
        if var open = hunk {
            open.append(pending.prefix(context))
            hunks.append(open)
        }
        return hunks.map { hunk in
            var hunk = hunk
            if hunk.oldCount > 0 { hunk.oldStart += 1 }
            if hunk.newCount > 0 { hunk.newStart += 1 }
            return hunk
        }
    }
}

extension UnifiedDiff.Hunk {
    fileprivate mutating func append(_ more: ArraySlice<UnifiedDiff.Line>) {
        lines += more
        oldCount += more.count { $0.kind != .added }
        newCount += more.count { $0.kind != .removed }
    }
}
