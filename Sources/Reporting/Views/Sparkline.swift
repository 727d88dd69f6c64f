/// A row of block characters, one for each stretch of values.
struct Sparkline {
    let values: [Double?]
    let unit: String

    private static let blocks = Array("▁▂▃▄▅▆▇█")

    /// The chart in at most `width` columns, with its scale.
    func lines(label: String, width: Int) -> [String] {
        let title = TextSafety.printable(label)
        guard let low = values.compactMap({ $0 }).min(), let high = values.compactMap({ $0 }).max() else {
            return ["\(title)  no data"]
        }
        let scale = "  \(Self.short(low)) to \(Self.short(high)) \(TextSafety.printable(unit))"
        let room = max(10, width - TextSafety.columns(title) - 2 - TextSafety.columns(scale))
        return ["\(title)  \(bars(columns: min(room, values.count), low: low, high: high))\(scale)"]
    }

    /// Shows the highest value of each stretch, so that no peak is lost; a stretch without values is a blank.
    private func bars(columns: Int, low: Double, high: Double) -> String {
        guard columns > 0 else { return "" }
        var text = ""
        for column in 0..<columns {
            let from = column * values.count / columns
            let to = max(from + 1, (column + 1) * values.count / columns)
            guard let peak = values[from..<min(to, values.count)].compactMap({ $0 }).max() else {
                text.append(" ")
                continue
            }
            let share = high > low ? (peak - low) / (high - low) : 0
            text.append(
                Self.blocks[min(Self.blocks.count - 1, max(0, Int(share * Double(Self.blocks.count))))])
        }
        return text
    }

    private static func short(_ value: Double) -> String {
        NumberText.decimal(value, digits: value < 10 ? 1 : 0)
    }
}
