import Foundation

/// An endpoint in `fake_aws.py` with ports, script and log of its own; all of a test run share one process.
public final class FakeEndpoint: Sendable {
    /// Where it listens, then, beside TLS, where it listens without.
    public let ports: [Int]
    /// Where it listens.
    public let url: String

    private static let server = Result { try ServerProcess("fake_aws.py", greets: false) }

    /// The process did not do what it was asked for.
    struct Failure: Error {}

    /// Opens an endpoint.
    ///
    /// - Parameters:
    ///   - script: what it does; `fake_aws.py` says how that is written.
    ///   - certificate: a PEM file, to speak TLS with the key beside it.
    public init(script: [String: Any] = [:], certificate: String? = nil, key: String? = nil) throws {
        var request: [String: Any] = ["open": script]
        request["certificate"] = certificate
        request["key"] = key
        let answer = try Self.server.get().ask(JSONSerialization.data(withJSONObject: request))
        guard let json = try JSONSerialization.jsonObject(with: answer) as? [String: Any],
            let ports = json["ports"] as? [Int], let port = ports.first
        else { throw Failure() }
        self.ports = ports
        url = certificate == nil ? "http://127.0.0.1:\(port)" : "https://localhost:\(port)"
    }

    deinit {
        guard let server = try? Self.server.get(), let port = ports.first else { return }
        _ = try? server.ask(Data(#"{"close":\#(port)}"#.utf8))
    }
}
