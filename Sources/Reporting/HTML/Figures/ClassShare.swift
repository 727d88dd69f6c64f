import Cost
import Replay

/// What one class of minutes took of the up-time.
public struct ClassShare: Hashable, Sendable {
    /// The class's key, which names its colour.
    public var kind: String
    /// Its name for readers.
    public var name: String
    /// What it means, in a few words.
    public var meaning: String
    /// Minutes.
    public var minutes: Int
    /// Their cost, in dollars; `nil` when no price is known.
    public var dollars: Double?

    /// Makes a share.
    public init(kind: String, name: String, meaning: String, minutes: Int, dollars: Double? = nil) {
        self.kind = kind
        self.name = name
        self.meaning = meaning
        self.minutes = minutes
        self.dollars = dollars
    }

    /// The classes of a report that occur, what it is up for first.
    static func shares(_ report: AnalysisReport) -> [ClassShare] {
        order.compactMap { kind in
            let minutes = report.summary.minutesByClass[kind.rawValue] ?? 0
            guard minutes > 0 else { return nil }
            return ClassShare(
                kind: kind.rawValue, name: kind.title, meaning: kind.meaning, minutes: minutes,
                dollars: report.audit?.classes.first { $0.kind == kind }.map { Double($0.cents) / 100 })
        }
    }

    /// The order in which people are told of the classes.
    static let order: [MinuteClass] = [
        .used, .boot, .idleWait, .leftUp, .falseWake, .crashLoop, .unknown,
    ]
}

/// A bar whose parts are the classes of minutes, with a legend that carries the numbers.
struct ShareBar {
    let shares: [ClassShare]

    func html() -> String {
        let total = shares.reduce(0) { $0 + $1.minutes }
        guard total > 0 else { return "" }
        var at = 0.0
        let parts = shares.map { share -> String in
            let width = Double(share.minutes) / Double(total) * 1000
            defer { at += width }
            return """
                <rect class="\(HTMLView.escape(share.kind))" x="\(NumberText.plain(at, digits: 2))" y="0" \
                width="\(NumberText.plain(max(width - 2, 0.5), digits: 2))" height="28"></rect>
                """
        }
        let items = shares.map { share -> String in
            let money = share.dollars.map { ", \(NumberText.dollars($0))" } ?? ""
            return """
                <li><span class="swatch \(HTMLView.escape(share.kind))"></span><span><b>\(HTMLView.escape(share.name))</b> \
                \(NumberText.percent(Double(share.minutes) / Double(total))) · \(NumberText.duration(minutes: share.minutes))\(money)\
                <span class="meaning">\(HTMLView.escape(share.meaning))</span></span></li>
                """
        }
        return """
            <svg class="bar" viewBox="0 0 1000 28" preserveAspectRatio="none" aria-hidden="true">\(parts.joined())</svg>
            <ul class="legend shares">\(items.joined(separator: "\n"))</ul>
            """
    }
}
