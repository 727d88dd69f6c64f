import LeafStack
import Replay

extension TuningEvidence {
    /// How long after its last use a server is really gone: N is only a part of it.
    ///
    /// The alarm needs N quiet minutes, which traffic above the threshold interrupts, and the minute in which it is
    /// evaluated; then the instance takes its time to go. Samples that CloudWatch shows late add theirs, which only recorded
    /// stops contain.
    public struct StopDelay: Codable, Hashable, Sendable {
        /// Stops counted: by Container Activity, after somebody was connected and with nobody left.
        public var stops: Int
        /// Minutes from the end of the last used minute to the stop that a tenth of the stops stay below.
        public var low: Double
        /// Median of these minutes.
        public var median: Double
        /// Minutes that a tenth of the stops exceed.
        public var high: Double
        /// Minutes that instances reported after the stop, the median of recorded stops; `nil` when that is not known.
        public var teardown: Double?

        /// What settings would do.
        ///
        /// - Returns: `nil` when they never stop an idle server here.
        init?(_ run: WhatIfRun, timeline: WhatIfTimeline, lives: [InstanceLife]) {
            let waits = run.lives.lazy.filter { $0.stop == .containerActivity && !$0.isAborted }
                .compactMap { Self.wait(from: $0.wake, to: $0.end, timeline) }
            self.init(waits: Array(waits), lives: lives)
        }

        /// What was recorded.
        ///
        /// - Returns: `nil` when no idle server was seen stopped by Container Activity.
        init?(recorded lives: [InstanceLife], timeline: WhatIfTimeline) {
            let waits = lives.lazy.filter { $0.stop == .containerActivity }
                .compactMap { Self.wait(from: $0.firstMinute, to: $0.stopMinute, timeline) }
            self.init(waits: Array(waits), lives: lives)
        }

        private init?(waits: [Double], lives: [InstanceLife]) {
            let ordered = OrderStatistics(waits)
            guard let low = ordered.quantile(0.1), let median = ordered.median,
                let high = ordered.quantile(0.9)
            else { return nil }
            (stops, self.low, self.median, self.high) = (waits.count, low, median, high)
            let gone = lives.filter { $0.stop == .containerActivity && $0.endMinute > $0.stopMinute }
                .map { Double($0.endMinute - $0.stopMinute) }
            teardown = OrderStatistics(gone).median
        }

        /// Minutes since the last used one, `nil` for a false stop or a life without use.
        private static func wait(from start: Int, to end: Int, _ timeline: WhatIfTimeline) -> Double? {
            guard start >= 0, start < end, end < timeline.count,
                timeline.roles[end].isDisjoint(with: .protected),
                timeline.roles[start..<end].contains(where: { !$0.isDisjoint(with: .protected) })
            else { return nil }
            var minute = end - 1
            while minute >= start, timeline.roles[minute].isDisjoint(with: .demand) { minute -= 1 }
            return minute >= start ? Double(end - 1 - minute) : nil
        }
    }
}
