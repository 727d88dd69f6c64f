import Foundation

/// A histogram of idle and connected minutes over a logarithmic axis, as an SVG that needs no script.
struct DistributionFigure {
    let distribution: TrafficDistribution
    let present: Double
    let recommended: Double?

    private static let width = 640.0
    private static let half = 110.0
    private static let left = 40.0
    private static let binsPerDecade = 40.0

    func svg() -> String {
        let rates = (distribution.idle + distribution.connected).filter { $0.isFinite && $0 >= 0 }
        guard let low = rates.min(), let high = rates.max() else {
            return "<p>No minute with a known rate.</p>"
        }
        let from = floor(Self.decade(min(low, present)) * 4) / 4
        let to = max(from + 0.5, ceil(Self.decade(max(high, present, recommended ?? 0)) * 4) / 4)
        let scale = (Self.width - Self.left - 10) / (to - from)
        func x(_ rate: Double) -> Double { Self.left + (Self.decade(rate) - from) * scale }
        let bins = Int(((to - from) * Self.binsPerDecade).rounded(.up)) + 1
        func counts(_ values: [Double]) -> [Int] {
            var counts = Array(repeating: 0, count: bins)
            for value in values where value.isFinite && value >= 0 {
                let bin = Int((Self.decade(value) - from) * Self.binsPerDecade)
                counts[min(max(bin, 0), bins - 1)] += 1
            }
            return counts
        }
        let binWidth = scale / Self.binsPerDecade
        let middle = Self.half + 16
        func bars(_ values: [Double], name: String, up: Bool) -> String {
            let counts = counts(values)
            let most = max(1, counts.max() ?? 1)
            return counts.enumerated().compactMap { bin, count -> String? in
                guard count > 0 else { return nil }
                let height = max(1, Double(count) / Double(most) * (Self.half - 8))
                let at = Self.left + Double(bin) * binWidth
                return """
                    <rect class="\(name)" x="\(Self.text(at))" y="\(Self.text(up ? middle - height : middle))" \
                    width="\(Self.text(max(1, binWidth - 1)))" height="\(Self.text(height))"></rect>
                    """
            }.joined()
        }
        func line(_ rate: Double, name: String, label: String, row: Double) -> String {
            let at = x(rate)
            let end = at > Self.width * 0.7
            return """
                <line class="\(name)" x1="\(Self.text(at))" x2="\(Self.text(at))" y1="14" y2="\(Self.text(middle + Self.half))"></line>\
                <text class="label" x="\(Self.text(at + (end ? -4 : 4)))" y="\(Self.text(row))" \
                text-anchor="\(end ? "end" : "start")">\(label) \(NumberText.decimal(rate, digits: 0))</text>
                """
        }
        var ticks = ""
        for power in Int(from.rounded(.down))...Int(to.rounded(.up)) {
            for lead in [1.0, 2.0, 5.0] {
                let rate = lead * pow(10, Double(power))
                let at = x(rate)
                guard Self.decade(rate) >= from, Self.decade(rate) <= to, at > Self.left else { continue }
                ticks += """
                    <line class="axis" x1="\(Self.text(at))" x2="\(Self.text(at))" y1="16" y2="\(Self.text(middle + Self.half))"></line>\
                    <text x="\(Self.text(at))" y="\(Self.text(middle + Self.half + 16))" text-anchor="middle">\
                    \(NumberText.decimal(rate, digits: 0))</text>
                    """
            }
        }
        var marks = line(present, name: "present", label: "present", row: 11)
        if let recommended, recommended != present {
            marks += line(recommended, name: "recommended", label: "recommended", row: middle + Self.half - 2)
        }
        let total = Int(middle + Self.half + 34)
        return """
            <svg viewBox="0 0 \(Int(Self.width)) \(total)" width="\(Int(Self.width))" height="\(total)" role="img" \
            aria-label="\(HTMLView.escape(summary))">\(ticks)\(bars(distribution.idle, name: "idle", up: true))\
            \(bars(distribution.connected, name: "connected", up: false))\
            <line class="axis" x1="\(Self.text(Self.left))" x2="\(Self.text(Self.width - 10))" y1="\(Self.text(middle))" y2="\(Self.text(middle))"></line>\
            \(marks)<text x="4" y="\(Self.text(middle - 8))">idle</text><text x="4" y="\(Self.text(middle + 16))">in use</text>\
            <text x="\(Self.text(Self.width / 2))" y="\(total - 2)" text-anchor="middle">bytes per second (logarithmic)</text></svg>
            """
    }

    /// The figure in one sentence, for those who cannot see it.
    var summary: String {
        func words(_ values: [Double], _ name: String) -> String {
            let sorted = values.filter(\.isFinite).sorted()
            guard let low = sorted.first, let high = sorted.last else { return "no \(name) minutes" }
            return
                "\(NumberText.integer(sorted.count)) \(name) minutes from \(NumberText.decimal(low, digits: 0)) to "
                + "\(NumberText.decimal(high, digits: 0)) bytes per second, median "
                + NumberText.decimal(sorted[sorted.count / 2], digits: 0)
        }
        return words(distribution.idle, "idle") + "; " + words(distribution.connected, "connected")
            + "; present threshold "
            + NumberText.decimal(present, digits: 0)
            + (recommended.map { ", recommended \(NumberText.decimal($0, digits: 0))" } ?? "") + "."
    }

    /// Decimal logarithm with rates below one byte a second at its left end.
    private static func decade(_ rate: Double) -> Double { log10(max(1, rate)) }

    static func text(_ value: Double) -> String { NumberText.plain(value, digits: 1) }
}
