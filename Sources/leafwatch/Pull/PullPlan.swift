import TimeSeries

/// What a pull asks AWS for, before anything is asked.
struct PullPlan: Codable, Hashable, Sendable {
    /// One kind of call.
    struct Step: Codable, Hashable, Sendable {
        /// `logs:FilterLogEvents`.
        var call: String
        /// Region of the call.
        var region: String
        /// Log group, alarm or group that is asked about.
        var subject: String
        /// Start of what is asked for.
        var from: Instant?
        /// End of what is asked for.
        var to: Instant?
        /// Calls at least; listings may have more pages.
        var calls: Int
        /// US dollars at list price.
        var price: Double
    }

    /// The steps, in order.
    var steps: [Step]

    /// US dollars for 1,000 metrics of GetMetricData, the only call here that always has a price.
    static let priceOfThousandMetrics = 0.01
    /// Region where Route 53 logs queries and the start function lives.
    static let dnsRegion = "us-east-1"
    /// Seconds that are asked for again: points are revised and late for some minutes after they first appear.
    static let overlap = 15 * 60
    /// Seconds of log events that are asked for at a time; a pull that was stopped goes on with the part it was at.
    static let logSlice = 6 * 3600
}
