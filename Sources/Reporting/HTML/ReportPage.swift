/// Everything one leaf's HTML report shows, top to bottom.
public struct ReportPage: Sendable {
    /// The leaf's name.
    public var title: String
    /// Period and source, one line.
    public var subtitle: String
    /// What to change and what it saves, first thing to read; `nil` for a page without a recommendation.
    public var verdict: Verdict?
    /// Short facts for the cards under the verdict.
    public var cards: [Card]
    /// What the up-time was spent on.
    public var shares: [ClassShare]
    /// The traffic chart.
    public var chart: TrafficChart
    /// The exact outcomes behind the sliders, when both idle and connected minutes are known.
    public var whatIf: WhatIfTable?
    /// How often which rate occurred.
    public var distribution: TrafficDistribution
    /// Up-time by hour.
    public var calendar: UptimeCalendar
    /// Tables and words: cost, incidents, wakes, evidence, assumptions.
    public var sections: [Section]
    /// Who made the page from what, one line in small print.
    public var provenance: String

    /// One figure in large print.
    public struct Card: Hashable, Sendable {
        /// What it is.
        public var name: String
        /// The figure, with unit.
        public var value: String
        /// What to compare it with.
        public var note: String

        /// Makes a card.
        public init(_ name: String, _ value: String, note: String = "") {
            self.name = name
            self.value = value
            self.note = note
        }
    }

    /// One titled part of the page.
    public struct Section: Sendable {
        /// The heading.
        public var title: String
        /// The content.
        public var content: Document

        /// Makes a section.
        public init(title: String, content: Document) {
            self.title = title
            self.content = content
        }
    }

    /// Makes a page.
    public init(
        title: String, subtitle: String, verdict: Verdict?, cards: [Card], shares: [ClassShare],
        chart: TrafficChart, whatIf: WhatIfTable?, distribution: TrafficDistribution,
        calendar: UptimeCalendar, sections: [Section], provenance: String = ""
    ) {
        self.title = title
        self.subtitle = subtitle
        self.verdict = verdict
        self.cards = cards
        self.shares = shares
        self.chart = chart
        self.whatIf = whatIf
        self.distribution = distribution
        self.calendar = calendar
        self.sections = sections
        self.provenance = provenance
    }
}
