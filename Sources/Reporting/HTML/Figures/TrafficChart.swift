public import TimeSeries

/// Traffic of the whole history with what happened below it.
public struct TrafficChart: Sendable {
    /// A row of bands under the chart.
    public struct Lane: Sendable {
        /// Its name, a word or two.
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

    /// The chart in one sentence, for those who cannot see it.
    var summary: String {
        let peak = traffic.values.filter(\.isFinite).max() ?? 0
        return
            "Traffic minute by minute in bytes per second on a logarithmic axis, peak \(NumberText.decimal(peak, digits: 0)), "
            + "against the present threshold of \(NumberText.decimal(present, digits: 0))"
            + (recommended.map { " and the recommended one of \(NumberText.decimal($0, digits: 0))" } ?? "")
            + ". Below it: "
            + lanes.map { "\($0.name) (\(NumberText.integer($0.bands.count)))" }.joined(separator: ", ") + "."
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
