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
    /// By resolver, the dearest first.
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
    /// Running cost of the false ones.
    public var falseCost: Money
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
    init(_ observation: Observation, perMinute: Money) {
        let wakes = observation.lives.filter(\.isWake)
        func cost(_ lives: [ObservedLife]) -> Money {
            let minutes = lives.reduce(0) { sum, life in
                sum + life.life.minutes.count { observation.history.networkIn[$0] != nil }
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
        abortedLaunches = observation.abortedLaunches.count

        let filter = observation.history.startFilter
        var passing: [String: Int] = [:]
        var types: [String: (queries: Int, passing: Int)] = [:]
        for query in observation.history.queries {
            let passes = filter?.passes(query) == true
            types[query.queryType, default: (0, 0)].queries += 1
            if passes {
                types[query.queryType, default: (0, 0)].passing += 1
                passing[query.resolver, default: 0] += 1
            }
        }
        byType = types.map { QueryTypeCount(queryType: $0, queries: $1.queries, passing: $1.passing) }
            .sorted { ($1.queries, $0.queryType) < ($0.queries, $1.queryType) }
        let groups = Dictionary(grouping: wakes) { [$0.wake?.resolver ?? "", $0.wake?.queryType ?? ""] }
        byResolver = groups.map { key, lives in
            let own = lives.filter { life in known.contains { $0.life == life.life } }
            let used = own.count { $0.isUsed == true }
            return WakeSource(
                resolver: key[0], queryType: key[1], wakes: lives.count,
                falseWakes: lives.count(where: \.isFalseWake),
                ledToConnection: ShareEstimate(count: used, total: own.count),
                falseCost: cost(lives.filter(\.isFalseWake)), passingQueries: passing[key[0]] ?? 0)
        }.sorted {
            ($1.falseCost.dollars, $1.wakes, $0.resolver, $0.queryType)
                < ($0.falseCost.dollars, $0.wakes, $1.resolver, $1.queryType)
        }
    }
}
