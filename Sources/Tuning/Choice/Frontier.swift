public import CloudWatch
public import LeafStack
public import Replay

/// One candidate on the plane of cost against risk.
public struct FrontierPoint: Codable, Hashable, Sendable {
    /// `Threshold`, bytes per second.
    public var threshold: Int
    /// `MinutesWithoutConnections`.
    public var minutesWithoutConnections: Int
    /// M where fewer than N of N points are enough, which takes a patched template; `nil` for N.
    public var datapointsToAlarm: Int?
    /// Idle minutes paid.
    public var idleMinutes: Int
    /// Starts.
    public var coldStarts: Int
    /// False stops: the risk.
    public var falseStops: Int
    /// Idle minutes plus the weight of the starts: the cost beside the risk.
    public var cost: Double
    /// Whether no other candidate is at least as good in both and better in one.
    public var isUndominated: Bool
}

/// Cost against risk for every observed threshold and every N, exactly, without replaying candidates one by one.
public struct Frontier: Sendable {
    /// The points that nothing dominates, by rising risk, and the marked settings.
    public let points: [FrontierPoint]

    /// Works out the frontier.
    ///
    /// - Parameters:
    ///   - columns: the history.
    ///   - profile: its cost of a cold start makes one cost of idle minutes and starts.
    ///   - patience: values of N.
    ///   - fewer: values of N - M.
    ///   - evaluationRange: E.
    ///   - marked: settings to show whether or not something dominates them.
    public init(
        _ columns: WhatIfColumns, profile: TuningProfile, patience: ClosedRange<Int> = 1...240,
        fewer: [Int] = [0], evaluationRange: EvaluationRange = .inferred, marked: [WatchdogSettings] = []
    ) {
        let sweep = FrontierSweep(columns, adding: marked.map(\.threshold))
        /// The cheapest candidate of each number of false stops.
        var best: [(cost: Double, point: FrontierPoint?)] = []
        var shown: [FrontierPoint] = []
        func take(_ row: FrontierRow) {
            let minutes = row.minutesWithoutConnections
            func cost(_ index: Int) -> Double {
                Double(row.idleMinutes[index]) + profile.coldStartCost * Double(row.coldStarts[index])
            }
            func point(_ index: Int) -> FrontierPoint {
                FrontierPoint(
                    threshold: sweep.thresholds[index], minutesWithoutConnections: minutes,
                    datapointsToAlarm: row.datapointsToAlarm == minutes ? nil : row.datapointsToAlarm,
                    idleMinutes: Int(row.idleMinutes[index]), coldStarts: Int(row.coldStarts[index]),
                    falseStops: Int(row.falseStops[index]), cost: cost(index), isUndominated: false)
            }
            if patience.contains(minutes) {
                for index in sweep.thresholds.indices {
                    let risk = Int(row.falseStops[index])
                    while best.count <= risk { best.append((.infinity, nil)) }
                    let cost = cost(index)
                    if cost < best[risk].cost { best[risk] = (cost, point(index)) }
                }
            }
            guard row.datapointsToAlarm == minutes else { return }
            for settings in marked where settings.minutesWithoutConnections == minutes {
                guard let index = sweep.thresholds.firstIndex(of: settings.threshold) else { continue }
                shown.append(point(index))
            }
        }
        for fewer in Set(fewer).sorted() {
            let added = fewer == 0 ? marked.map(\.minutesWithoutConnections) : []
            sweep.rows(
                patience: Array(patience) + added, fewer: fewer, evaluationRange: evaluationRange, body: take)
        }
        var least = Double.infinity
        var undominated: [FrontierPoint] = []
        for candidate in best {
            guard var point = candidate.point, point.cost < least else { continue }
            least = point.cost
            point.isUndominated = true
            undominated.append(point)
        }
        for point in shown {
            let isOnIt = undominated.contains { $0.cost == point.cost && $0.falseStops == point.falseStops }
            let isListed = undominated.contains {
                $0.threshold == point.threshold
                    && $0.minutesWithoutConnections == point.minutesWithoutConnections
            }
            guard !isListed else { continue }
            var marked = point
            marked.isUndominated = isOnIt
            undominated.append(marked)
        }
        points = undominated
    }
}
