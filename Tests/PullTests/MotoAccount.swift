import Foundation
import TestServers
import Testing
import TimeSeries

/// A moto server with two leaves: one with the names that follow from its file, one with others.
struct MotoAccount {
    /// What went into the account for one leaf.
    struct Leaf {
        var group: String
        var series: [Series]
        var lines: [String]
        var queries: [String]
        var template: String
    }

    /// A metric, with the values of each minute.
    struct Series {
        var namespace: String
        var name: String
        var dimensions: [String: String]
        var points: [Int64: [Double]]
    }

    /// One server for all tests: they only read from it.
    static let shared = Result { try MotoAccount() }

    let now: Instant
    let leaves: [String: Leaf]
    let account: FakeAccount

    init() throws {
        let server = try ServerProcess("moto_leaf.py", greets: true)
        let json = try #require(try JSONSerialization.jsonObject(with: server.greeting) as? [String: Any])
        account = try FakeAccount(server, url: "http://127.0.0.1:\(try #require(json["port"] as? Int))")
        now = Instant(seconds: Int64(try #require(json["now"] as? Int)))
        leaves = try #require(json["leaves"] as? [String: [String: Any]]).mapValues { try Leaf(json: $0) }
    }

    /// Pulls the last hour and a half: moto takes time for every minute asked about, with points or without.
    func pull(
        leaf: String = "Minecraft.java", into path: String, _ more: [String] = [],
        environment: [String: String] = [:]
    ) throws -> Run {
        try account.pull(
            leaf: leaf, into: path, now: now,
            ["--since", now.advanced(bySeconds: -90 * 60).iso8601] + more, environment: environment)
    }
}

extension MotoAccount.Leaf {
    fileprivate init(json: [String: Any]) throws {
        group = try #require(json["group"] as? String)
        lines = try #require(json["lines"] as? [String])
        queries = try #require(json["queries"] as? [String])
        template = try #require(json["template"] as? String)
        series = try #require(json["series"] as? [[String: Any]]).map { series in
            let points = try #require(series["points"] as? [String: [Double]])
            return MotoAccount.Series(
                namespace: try #require(series["namespace"] as? String),
                name: try #require(series["name"] as? String),
                dimensions: try #require(series["dimensions"] as? [String: String]),
                points: Dictionary(uniqueKeysWithValues: points.map { (Int64($0) ?? 0, $1) }))
        }
    }
}
