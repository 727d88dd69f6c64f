public import TimeSeries

/// Everything one leaf's HTML report shows.
public struct ReportPage: Sendable {
    /// The leaf's name.
    public var title: String
    /// Period and source, one line.
    public var subtitle: String
    /// What to change and what it saves, first thing to read.
    public var summary: Document
    /// Short facts for the cards under the summary.
    public var cards: [Document.Fact]
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
        title: String, subtitle: String, summary: Document, cards: [Document.Fact], chart: TrafficChart,
        whatIf: WhatIfTable?, distribution: TrafficDistribution, calendar: UptimeCalendar, sections: [Section]
    ) {
        self.title = title
        self.subtitle = subtitle
        self.summary = summary
        self.cards = cards
        self.chart = chart
        self.whatIf = whatIf
        self.distribution = distribution
        self.calendar = calendar
        self.sections = sections
    }
}

/// Traffic of the whole history with what happened below it.
public struct TrafficChart: Sendable {
    /// A row of bands under the chart.
    public struct Lane: Sendable {
        /// Its name, a word.
        public var name: String
        /// Bands as ranges of minutes of the grid, each with the name of its colour.
        public var bands: [(minutes: Range<Int>, kind: String)]

        /// Makes a lane.
        public init(name: String, bands: [(minutes: Range<Int>, kind: String)]) {
            self.name = name
            self.bands = bands
        }
    }

    /// Bytes per second, one value a minute.
    public var traffic: GridSeries
    /// The present threshold, bytes per second.
    public var present: Double
    /// The recommended threshold, bytes per second, if there is one.
    public var recommended: Double?
    /// The lanes.
    public var lanes: [Lane]
    /// Zone that times are shown in, an IANA name.
    public var timeZone: String

    /// Makes a chart.
    public init(
        traffic: GridSeries, present: Double, recommended: Double?, lanes: [Lane], timeZone: String = "UTC"
    ) {
        self.traffic = traffic
        self.present = present
        self.recommended = recommended
        self.lanes = lanes
        self.timeZone = timeZone
    }
}

/// Exact outcomes for every threshold and number of minutes that the sliders offer.
public struct WhatIfTable: Sendable {
    /// Thresholds offered, bytes per second, rising.
    public var thresholds: [Double]
    /// `MinutesWithoutConnections` offered, rising.
    public var minutes: [Int]
    /// Idle minutes paid, threshold by threshold, minutes by minutes.
    public var idleMinutes: [Int]
    /// Stops while somebody was connected, in the same order.
    public var falseStops: [Int]
    /// Starts, in the same order.
    public var coldStarts: [Int]
    /// Mean minutes from the last player to the stop, in the same order; negative when it never stops.
    public var stopDelay: [Double]
    /// Indices of cells that no other cell beats in both idle minutes and false stops.
    public var frontier: [Int]
    /// Row and column of the present settings (nearest offered).
    public var present: (row: Int, column: Int)
    /// Row and column of the recommended settings.
    public var recommended: (row: Int, column: Int)?
    /// What a minute up costs.
    public var dollarsPerMinute: Double

    /// Makes a table.
    public init(
        thresholds: [Double], minutes: [Int], idleMinutes: [Int], falseStops: [Int], coldStarts: [Int],
        stopDelay: [Double], frontier: [Int], present: (row: Int, column: Int),
        recommended: (row: Int, column: Int)?, dollarsPerMinute: Double
    ) {
        self.thresholds = thresholds
        self.minutes = minutes
        self.idleMinutes = idleMinutes
        self.falseStops = falseStops
        self.coldStarts = coldStarts
        self.stopDelay = stopDelay
        self.frontier = frontier
        self.present = present
        self.recommended = recommended
        self.dollarsPerMinute = dollarsPerMinute
    }
}

/// Rates of idle and connected minutes.
public struct TrafficDistribution: Sendable {
    /// Bytes per second of each idle minute.
    public var idle: [Double]
    /// Bytes per second of each connected minute.
    public var connected: [Double]

    /// Makes a distribution.
    public init(idle: [Double], connected: [Double]) {
        self.idle = idle
        self.connected = connected
    }
}

/// What each hour of the history was spent on.
public struct UptimeCalendar: Sendable {
    /// Start of the first hour.
    public var start: Instant
    /// For each hour the minutes of each class, by the class's name.
    public var hours: [[String: Int]]
    /// Classes in the order of the legend, each with what it means.
    public var classes: [(name: String, meaning: String)]

    /// Makes a calendar.
    public init(start: Instant, hours: [[String: Int]], classes: [(name: String, meaning: String)]) {
        self.start = start
        self.hours = hours
        self.classes = classes
    }
}
