import Foundation
import Ingest
import LeafStack
import Replay
import TimeSeries

/// Who wakes the leaf, how often for nothing, and what that costs.
public struct WakeReport: Codable, Hashable, Sendable {
    /// Lives.
    public var lives: Int
    /// Lives that a query started.
    public var wakes: Int
    /// Wakes without a connected minute until their stop.
    public var falseWakes: Int
    /// Wakes of which nothing tells whether anybody came.
    public var unknown: Int
    /// Share of false wakes among those that are known.
    public var falseShare: ShareEstimate
    /// Running cost of the false wakes' minutes, whatever their class.
    public var falseCost: Money
    /// Running cost of those of their minutes that are left up; the rest is of the class of false wakes.
    public var falseLeftUpCost: Money
    /// By resolver and query type, the dearest false wakes first.
    public var byResolver: [WakeSource]
    /// Queries by type, those included that start nothing.
    public var byType: [QueryTypeCount]
    /// Launches that the alarm stopped again at once, because it was still in ALARM.
    public var abortedLaunches: Int
}

/// One resolver and what it woke.
public struct WakeSource: Codable, Hashable, Sendable {
    /// The resolver's address; `""` when only the DNS metric shows the wake.
    public var resolver: String
    /// Query type of the waking queries.
    public var queryType: String
    /// Wakes.
    public var wakes: Int
    /// Of which nobody used.
    public var falseWakes: Int
    /// Share that led to a connection, among those of which it is known.
    public var ledToConnection: ShareEstimate
    /// Running cost of all lives that it woke.
    public var cost: Money
    /// Running cost of the false ones.
    public var falseCost: Money
    /// Idle minutes since a query of this resolver that came to an instance that was up: each such query keeps it for
    /// another `MinutesWithoutConnections`.
    public var heldMinutes: Int
    /// Their running cost; a part of the cost of idle wait and false wakes.
    public var heldCost: Money
    /// Queries of this resolver that passed the start filter.
    public var passingQueries: Int
}

/// Queries of one type.
public struct QueryTypeCount: Codable, Hashable, Sendable {
    /// Type.
    public var queryType: String
    /// Queries.
    public var queries: Int
    /// Of which passed the start filter.
    public var passing: Int
}

extension WakeReport {
    /// Counts an observation's wakes.
    init(_ observation: Observation, classes: MinuteClasses, perMinute: Money) {
        let wakes = observation.lives.filter(\.isWake)
        func cost(_ lives: [ObservedLife], of kind: MinuteClass? = nil) -> Money {
            let minutes = lives.reduce(0) { sum, life in
                sum
                    + life.life.minutes.clamped(to: classes.values.indices).count {
                        classes.values[$0] != nil && (kind == nil || classes.values[$0] == kind)
                    }
            }
            return perMinute * Decimal(minutes)
        }
        let falseWakes = wakes.filter(\.isFalseWake)
        let known = wakes.filter { $0.isUsed != nil && ($0.isUsed == true || $0.life.stop != .afterHistory) }
        lives = observation.lives.count
        self.wakes = wakes.count
        self.falseWakes = falseWakes.count
        unknown = wakes.count - known.count
        falseShare = ShareEstimate(count: falseWakes.count, total: known.count)
        falseCost = cost(falseWakes)
        falseLeftUpCost = cost(falseWakes, of: .leftUp)
        abortedLaunches = observation.abortedLaunches.count

        let filter = observation.history.startFilter
        var passing: [[String]: Int] = [:]
        var types: [String: (queries: Int, passing: Int)] = [:]
        for query in observation.history.queries {
            let passes = filter?.passes(query) == true
            types[query.queryType, default: (0, 0)].queries += 1
            if passes {
                types[query.queryType, default: (0, 0)].passing += 1
                passing[[query.resolver, query.queryType], default: 0] += 1
            }
        }
        byType = types.map { QueryTypeCount(queryType: $0, queries: $1.queries, passing: $1.passing) }
            .sorted { ($1.queries, $0.queryType) < ($0.queries, $1.queryType) }
        let held = Self.heldMinutes(observation, classes: classes)
        let groups = Dictionary(grouping: wakes) { [$0.wake?.resolver ?? "", $0.wake?.queryType ?? ""] }
        byResolver = Set(groups.keys).union(held.keys).map { key in
            let lives = groups[key] ?? []
            let own = lives.filter { life in known.contains { $0.life == life.life } }
            return WakeSource(
                resolver: key[0], queryType: key[1], wakes: lives.count,
                falseWakes: lives.count(where: \.isFalseWake),
                ledToConnection: ShareEstimate(count: own.count { $0.isUsed == true }, total: own.count),
                cost: cost(lives), falseCost: cost(lives.filter(\.isFalseWake)), heldMinutes: held[key] ?? 0,
                heldCost: perMinute * Decimal(held[key] ?? 0), passingQueries: passing[key] ?? 0)
        }.sorted {
            ($1.falseCost, $1.heldMinutes, $1.wakes, $0.resolver, $0.queryType)
                < ($0.falseCost, $0.heldMinutes, $0.wakes, $1.resolver, $1.queryType)
        }
    }

    /// Idle minutes by the resolver and type of the query before them, when that came to an instance that was ready.
    private static func heldMinutes(
        _ observation: Observation, classes: MinuteClasses
    ) -> [[String]: Int] {
        let history = observation.history
        let filter = history.startFilter
        var queried: [Int: [String]] = [:]
        for query in history.queries where filter?.passes(query) == true {
            guard let minute = history.networkIn.index(of: query.time), queried[minute] == nil else {
                continue
            }
            queried[minute] = [query.resolver, query.queryType]
        }
        var held: [[String]: Int] = [:]
        for life in observation.lives {
            var holder: [String]?
            for minute in life.life.minutes.clamped(to: classes.values.indices) {
                let kind = classes.values[minute]
                if minute >= life.life.readyMinute, let query = queried[minute] { holder = query }
                guard kind == .idleWait || kind == .falseWake else {
                    holder = nil
                    continue
                }
                if let holder { held[holder, default: 0] += 1 }
            }
        }
        return held
    }
}
