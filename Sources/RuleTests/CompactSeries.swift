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
        var runs: [(symbol: Substring, count: Int)] = []
        for symbol in symbols {
            if let last = runs.last, last.symbol == symbol {
                runs[runs.count - 1].count += 1
            } else {
                runs.append((symbol, 1))
            }
        }
        return runs.map { $0.count == 1 ? String($0.symbol) : "\($0.symbol)x\($0.count)" }
            .joined(separator: " ")
    }
}
