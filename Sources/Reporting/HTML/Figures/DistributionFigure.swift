import Foundation

/// Histograms of idle and connected minutes over a logarithmic axis, back to back, with the thresholds.
struct DistributionFigure {
    let distribution: TrafficDistribution
    let present: Double
    let recommended: Double?

    private static let left = 12.0
    private static let head = 44.0
    /// Bars from one end of the axis to the other.
    private static let bins = 96.0

    /// The figure in an SVG that needs no script; `name` is `wide` or `narrow`.
    func svg(width: Int, name: String) -> String {
        let half = name == "narrow" ? 84.0 : 116.0
        guard let axis = axis(width: Double(width)) else { return "" }
        let middle = Self.head + half
        let bottom = middle + half
        let total = Int(bottom) + 44
        var marks = ticks(axis, top: Self.head, bottom: bottom)
        marks += bars(distribution.idle, axis, name: "idle", base: middle, height: half - 8, isUp: true)
        marks += bars(
            distribution.connected, axis, name: "connected", base: middle, height: half - 8, isUp: false)
        marks += """
            <line class="base" x1="\(Self.text(Self.left))" x2="\(Self.text(axis.end))" y1="\(Self.text(middle))" y2="\(Self.text(middle))"></line>
            """
        marks += threshold(present, axis, name: "present", label: "present", row: 14, bottom: bottom)
        if let recommended, recommended != present {
            marks += threshold(
                recommended, axis, name: "recommended", label: "recommended", row: 32, bottom: bottom)
        }
        // Over the lines, which must not cut it.
        marks += """
            <text class="strong" x="\(Self.text(axis.end))" y="\(Self.text(Self.head + 14))" text-anchor="end">idle, \(NumberText.integer(distribution.idle.count)) min</text>\
            <text class="strong" x="\(Self.text(Self.left))" y="\(Self.text(bottom - 4))">in use, \(NumberText.integer(distribution.connected.count)) min</text>
            """
        return """
            <svg class="\(name)" viewBox="0 0 \(width) \(total)" width="\(width)" height="\(total)" role="img" \
            aria-label="\(HTMLView.escape(summary))">\(marks)\
            <text x="\(Self.text(Double(width) / 2))" y="\(total - 6)" text-anchor="middle">bytes per second, logarithmic</text></svg>
            """
    }

    /// Where rates lie on the page.
    private struct Axis {
        var from: Double
        var to: Double
        var scale: Double
        var end: Double

        func x(_ rate: Double) -> Double { left + (DistributionFigure.decade(rate) - from) * scale }
    }

    private func axis(width: Double) -> Axis? {
        let rates = (distribution.idle + distribution.connected).filter { $0.isFinite && $0 >= 0 }
        guard let low = rates.min(), let high = rates.max() else { return nil }
        let marks = [present, recommended ?? present]
        let from = floor((Self.decade(min(low, marks.min() ?? low)) - 0.04) * 20) / 20
        let to = max(from + 0.5, ceil((Self.decade(max(high, marks.max() ?? high)) + 0.04) * 20) / 20)
        return Axis(from: from, to: to, scale: (width - Self.left - 12) / (to - from), end: width - 12)
    }

    private func ticks(_ axis: Axis, top: Double, bottom: Double) -> String {
        var marks = ""
        var taken: [ClosedRange<Double>] = []
        // About one power of ten has room for every digit; where labels would meet, the rounder number keeps its own.
        let leads = axis.to - axis.from < 1.3 ? [1, 2, 5, 3, 4, 1.5, 6, 8, 7, 9, 2.5] : [1, 2, 5]
        let powers = Int(axis.from.rounded(.down))...Int(axis.to.rounded(.up))
        for rate in leads.flatMap({ lead in powers.map { lead * pow(10, Double($0)) } }) {
            let at = axis.x(rate)
            guard Self.decade(rate) >= axis.from, at <= axis.end, at >= Self.left, rate >= 1,
                rate == rate.rounded()
            else { continue }
            marks += """
                <line class="axis" x1="\(Self.text(at))" x2="\(Self.text(at))" y1="\(Self.text(top))" y2="\(Self.text(bottom + 4))"></line>
                """
            let label = NumberText.decimal(rate, digits: 0)
            let half = Double(label.count) * 3.5
            let place = at - half - 6...at + half + 6
            guard at + half < axis.end + 10, at > half, !taken.contains(where: place.overlaps) else {
                continue
            }
            taken.append(place)
            marks += """
                <text x="\(Self.text(at))" y="\(Self.text(bottom + 18))" text-anchor="middle">\(label)</text>
                """
        }
        return marks
    }

    /// One histogram, its highest bar as high as there is room.
    private func bars(
        _ values: [Double], _ axis: Axis, name: String, base: Double, height: Double, isUp: Bool
    ) -> String {
        let binsPerDecade = Self.bins / (axis.to - axis.from)
        let bins = Int(Self.bins) + 1
        var counts = Array(repeating: 0, count: bins)
        for value in values where value.isFinite && value >= 0 {
            let bin = Int((Self.decade(value) - axis.from) * binsPerDecade)
            counts[min(max(bin, 0), bins - 1)] += 1
        }
        let most = Double(max(1, counts.max() ?? 1))
        let width = axis.scale / binsPerDecade
        return counts.enumerated().filter { $0.element > 0 }.map { bin, count in
            let size = max(1.5, Double(count) / most * height)
            return """
                <rect class="\(name)" x="\(Self.text(Self.left + Double(bin) * width))" \
                y="\(Self.text(isUp ? base - size : base))" width="\(Self.text(max(1, width - 1)))" \
                height="\(Self.text(size))"></rect>
                """
        }.joined()
    }

    private func threshold(
        _ rate: Double, _ axis: Axis, name: String, label: String, row: Double, bottom: Double
    ) -> String {
        let at = axis.x(rate)
        let isFarRight = at > axis.end * 0.62
        return """
            <line class="\(name)" x1="\(Self.text(at))" x2="\(Self.text(at))" y1="\(Self.text(row - 10))" y2="\(Self.text(bottom))"></line>\
            <text class="\(name)Label" x="\(Self.text(at + (isFarRight ? -6 : 6)))" y="\(Self.text(row))" \
            text-anchor="\(isFarRight ? "end" : "start")">\(label) \(NumberText.decimal(rate, digits: 0)) B/s</text>
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

    private static func text(_ value: Double) -> String { NumberText.plain(value, digits: 1) }
}
