import CloudWatch
import TimeSeries

/// The compact form of a series: `900x5 120 _x3` is five times 900, once 120, three points missing.
enum CompactSeries {
    /// Reads a series; the text before the last `x` of an item is the value, so `0x11` is eleven zeros.
    ///
    /// - Returns: one value a period, NaN where a point is missing.
    static func column(
        _ text: String, limit: Int
    ) throws(RuleTestIssue.Reason) -> [Double] {
        var column: [Double] = []
        for item in text.split(whereSeparator: \.isWhitespace) {
            var word = item
            var count = 1
            if let mark = item.lastIndex(of: "x") {
                let digits = item[item.index(after: mark)...]
                guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits)
                else { throw .seriesItem(String(item.prefix(60))) }
                word = item[..<mark]
                count = number
            }
            guard count <= limit - column.count else { throw .tooLong(of: "a series", limit: limit) }
            column += Array(repeating: try value(word, item: item), count: count)
        }
        return column
    }

    /// Reads a strip: `0`, `X`, `-` (or `_`) with or without blanks between them, and with counts, as in `Xx480 -x5`.
    ///
    /// - Returns: `nil` when the text is no strip.
    /// - Throws: ``RuleTestIssue/Reason/tooLong(of:limit:)``.
    static func slots(_ text: String, limit: Int) throws(RuleTestIssue.Reason) -> [Slot]? {
        var slots: [Slot] = []
        for item in text.split(whereSeparator: \.isWhitespace) {
            var symbols = item.replacing("_", with: "-")[...]
            var count = 1
            if let mark = symbols.lastIndex(of: "x"), mark != symbols.startIndex {
                let digits = symbols[symbols.index(after: mark)...]
                let isCount = !digits.isEmpty && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
                if isCount, symbols[..<mark].count == 1 {
                    guard let number = Int(digits) else { throw .tooLong(of: "a strip", limit: limit) }
                    symbols = symbols[..<mark]
                    count = number
                }
            }
            guard let read = Slot.slots(ofStrip: symbols) else { return nil }
            let (total, overflow) = read.count.multipliedReportingOverflow(by: count)
            guard !overflow, total <= limit - slots.count else { throw .tooLong(of: "a strip", limit: limit) }
            for _ in 0..<count { slots += read }
        }
        return slots
    }

    private static func value(
        _ word: Substring, item: Substring
    ) throws(RuleTestIssue.Reason) -> Double {
        if word == "_" { return .nan }
        guard RuleTestNode.isDecimal(String(word), allowsExponent: false), let value = Double(word),
            value.isFinite
        else { throw .seriesItem(String(item.prefix(60))) }
        return value
    }

    /// A strip with runs written short once it is long: `Xx480 -x5`.
    static func shortened(strip: String, limit: Int = 40) -> String {
        let symbols = strip.split(separator: " ")
        guard symbols.count > limit else { return strip }
        return symbols.runs.map { $0.count == 1 ? String($0.element) : "\($0.element)x\($0.count)" }
            .joined(separator: " ")
    }
}
