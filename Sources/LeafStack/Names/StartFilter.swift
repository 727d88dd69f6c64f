public import Ingest

/// Decides which DNS queries start the instance: type `A`, for exactly the leaf's host name, spelled in lower case.
///
/// The subscription filter looks for the blank-surrounded text of name and type, so the response code does not matter
/// and a query with other capitals does not pass.
public struct StartFilter: Codable, Hashable, Sendable {
    /// The leaf's host name, lower-case, without a trailing dot.
    public var hostName: String

    /// Makes a filter for a host.
    public init(hostName: String) { self.hostName = hostName.lowercased() }

    /// Makes the filter of the leaf whose zone's queries are given, or `nil` when no query names the leaf's host.
    ///
    /// The zone's apex is the host, so the shortest name that begins with the container id is it; of equally short
    /// names (several root zones) the one asked most, then the first in alphabetical order.
    public init?(containerID: String, queries: [DNSQuery]) {
        var counts: [String: Int] = [:]
        let prefix = containerID + "."
        for query in queries {
            let name = query.queryName.lowercased()
            if name == containerID || name.hasPrefix(prefix) { counts[name, default: 0] += 1 }
        }
        let best = counts.min { left, right in
            (left.key.utf8.count, -left.value, left.key) < (right.key.utf8.count, -right.value, right.key)
        }
        guard let best else { return nil }
        hostName = best.key
    }

    /// Whether the query passes.
    public func passes(_ query: DNSQuery) -> Bool {
        query.queryType == "A" && query.queryName == hostName
    }
}
