import Foundation

/// Lays out a chart of block characters.
struct SparklineLayout {
    let chart: SparkChart

    private static let blocks = Array("▁▂▃▄▅▆▇█")

    /// The rows with their scales, then the axis, in at most `width` columns.
    func lines(width: Int) -> [String] {
        let labels = chart.rows.map { TextSafety.printable($0.label) }
        let scales = chart.rows.map(Self.scale)
        let label = min(width / 3, labels.map(TextSafety.columns).max() ?? 0)
        let widest = scales.map(TextSafety.columns).max() ?? 0
        // The scale gives way before the bars do.
        let showsScale = width - label - widest - 4 >= 16
        let room = width - label - 2 - (showsScale ? widest + 2 : 0)
        let columns = max(1, min(room, chart.rows.map(\.values.count).max() ?? 0))
        var lines = chart.rows.indices.map { index in
            let name = TextSafety.cut(labels[index], to: label)
            let bars = bars(chart.rows[index], columns: columns)
            let line =
                name + String(repeating: " ", count: label - TextSafety.columns(name) + 2) + bars
                + (showsScale ? String(repeating: " ", count: columns - bars.count + 2) + scales[index] : "")
            return Self.trimmed(line)
        }
        let ends = [chart.from, chart.to].map(TextSafety.printable)
        let free = columns - ends.reduce(0) { $0 + TextSafety.columns($1) }
        if !ends.allSatisfy(\.isEmpty), free >= 1 {
            lines.append(
                String(repeating: " ", count: label + 2) + ends[0] + String(repeating: " ", count: free)
                    + ends[1])
        }
        return lines
    }

    /// The highest value of each stretch, so that no peak is lost; a stretch without values is a blank.
    private func bars(_ row: SparkChart.Row, columns: Int) -> String {
        guard !row.values.isEmpty, let (low, high) = Self.ends(row) else { return "" }
        func height(_ value: Double) -> Double { row.isLogarithmic ? log(max(value, 1e-9)) : value }
        let (bottom, top) = (height(low), height(high))
        var text = ""
        for column in 0..<min(columns, row.values.count) {
            let from = column * row.values.count / min(columns, row.values.count)
            let to = max(from + 1, (column + 1) * row.values.count / min(columns, row.values.count))
            guard let peak = row.values[from..<to].compactMap({ $0 }).max() else {
                text.append(" ")
                continue
            }
            let share = top > bottom ? (height(peak) - bottom) / (top - bottom) : 0
            text.append(
                Self.blocks[min(Self.blocks.count - 1, max(0, Int(share * Double(Self.blocks.count))))])
        }
        return text
    }

    private static func ends(_ row: SparkChart.Row) -> (Double, Double)? {
        if let range = row.range { return (range.lowerBound, range.upperBound) }
        let known = row.values.compactMap { $0 }
        guard let low = known.min(), let high = known.max() else { return nil }
        return (low, high)
    }

    private static func scale(_ row: SparkChart.Row) -> String {
        guard let (low, high) = ends(row) else { return "no data" }
        return "\(short(low)) to \(short(high)) \(TextSafety.printable(row.unit))"
    }

    private static func short(_ value: Double) -> String {
        switch value {
        case 1e9...: NumberText.decimal(value / 1e9, digits: 1) + " G"
        case 1e6...: NumberText.decimal(value / 1e6, digits: 1) + " M"
        case 1e4...: NumberText.decimal(value / 1e3, digits: 0) + " k"
        default: NumberText.decimal(value, digits: value < 10 && value != value.rounded() ? 1 : 0)
        }
    }

    private static func trimmed(_ line: String) -> String {
        String(line.reversed().drop { $0 == " " }.reversed())
    }
}
