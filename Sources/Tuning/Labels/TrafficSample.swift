public import Replay

/// The labelled minutes of a history, as samples of traffic.
///
/// Minutes with a DNS hit are left out: they are active at any threshold. So are minutes without a point.
public struct TrafficSample: Sendable {
    /// Idle minutes, bytes per second.
    public let idle: OrderStatistics
    /// Connected minutes, bytes per second.
    public let connected: OrderStatistics
    /// Idle minutes without a point: traffic not above the volume reads.
    public let droppedIdle: Int
    /// Connected minutes without a point.
    public let droppedConnected: Int
    /// Minutes up in which nothing says what was going on.
    public let unknown: Int
    /// Minutes up.
    public let up: Int
    /// Maximal runs of connected minutes.
    public let sessions: [Range<Int>]

    /// Sorts the minutes of an input.
    public init(_ input: TuningInput) {
        var idle: [Double] = []
        var connected: [Double] = []
        var dropped = (idle: 0, connected: 0)
        var unknown = 0
        var up = 0
        var sessions: [Range<Int>] = []
        for minute in 0..<input.count {
            let label = input.labels[minute]
            let value = input.activity[minute]
            up += label == .down ? 0 : 1
            switch label {
            case .idle where !input.queries[minute]:
                if value.isNaN { dropped.idle += 1 } else { idle.append(value) }
            case .connected:
                if let last = sessions.last, last.upperBound == minute {
                    sessions[sessions.count - 1] = last.lowerBound..<minute + 1
                } else {
                    sessions.append(minute..<minute + 1)
                }
                guard !input.queries[minute] else { continue }
                if value.isNaN { dropped.connected += 1 } else { connected.append(value) }
            case .unknown: unknown += 1
            default: break
            }
        }
        self.idle = OrderStatistics(idle)
        self.connected = OrderStatistics(connected)
        droppedIdle = dropped.idle
        droppedConnected = dropped.connected
        self.unknown = unknown
        self.up = up
        self.sessions = sessions
    }

    /// The least mean of the two error shares that any threshold can reach, and the middle of the thresholds that do.
    ///
    /// 0 where idle and connected minutes lie apart, 0.5 where traffic says nothing about connections.
    public var leastError: (error: Double, threshold: Double) {
        guard idle.count > 0, connected.count > 0 else { return (0.5, 0) }
        var best = (error: 0.5, low: 0.0, high: 0.0)
        for value in (idle.values + connected.values).sorted() {
            let error = ((1 - idle.share(atOrBelow: value)) + connected.share(atOrBelow: value)) / 2
            if error < best.error {
                best = (error, value, value)
            } else if error == best.error, best.low > 0 || error < 0.5 {
                best.high = value
            }
        }
        return (best.error, (best.low * max(best.high, best.low)).squareRoot())
    }
}
