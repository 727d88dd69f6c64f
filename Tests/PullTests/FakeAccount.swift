import AWSClient
import Foundation
import TestServers
import Testing
import TimeSeries

/// A server that stands for an account, gone with this object.
final class FakeAccount: Sendable {
    /// One answer of the misbehaving endpoint.
    typealias Step = [String: any Sendable]

    /// Where the server listens.
    let url: String
    /// Where it listens without TLS as well.
    let proxyPort: Int
    private let server: any Sendable
    private let folder: URL
    private let certificate: String?

    /// Keys that the misbehaving endpoint knows.
    static let keys = ["AKIDEXAMPLE00000": "hushhushhush", "ASIAOTHER0000000": "whisperwhisper"]

    /// Opens a misbehaving endpoint.
    ///
    /// - Parameters:
    ///   - actions: answers by call; everything else does not exist.
    ///   - certificate: a PEM file, to speak TLS with the key beside it.
    ///   - routes: answers by method and path, for what gives out credentials.
    convenience init(
        _ actions: [String: [Step]], certificate: String? = nil, key: String? = nil,
        routes: [String: Step] = [:]
    ) throws {
        let endpoint = try FakeEndpoint(
            script: [
                "actions": actions, "keys": Self.keys, "routes": routes,
                "last": ["status": 400, "body": #"{"__type":"ResourceNotFoundException","message":"none"}"#],
            ], certificate: certificate, key: key)
        try self.init(
            endpoint, url: endpoint.url, proxyPort: endpoint.ports.last ?? 0, certificate: certificate)
    }

    /// Takes a server that runs.
    init(_ server: any Sendable, url: String, proxyPort: Int = 0, certificate: String? = nil) throws {
        self.server = server
        self.url = url
        self.proxyPort = proxyPort
        self.certificate = certificate
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "leafwatch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for name in ["Minecraft.java.yaml", "Valheim.yaml"] {
            try Data(Self.leaf.utf8).write(to: folder.appendingPathComponent(name))
        }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The leaf's file.
    static let leaf = """
        Ec2:
          InstanceType: t3.medium
        Container:
          Image: itzg/minecraft-server
          Ports:
            - TCP: 25565
        Watchdog:
          Threshold: 900

        """

    /// Where the leaf's file lies.
    var leafPath: String { path(ofLeaf: "Minecraft.java") }

    /// Where the file of one of the leaves lies.
    func path(ofLeaf name: String) -> String { folder.appendingPathComponent("\(name).yaml").path }

    /// What came in, with the verdict on each signature.
    func log() async throws -> [JSONValue] { try await get("/__log").array ?? [] }

    /// How many connections came, and how many requests were served at once.
    func stats() async throws -> JSONValue { try await get("/__stats") }

    private func get(_ path: String) async throws -> JSONValue {
        let transport = CurlTransport(certificateBundle: certificate)
        defer { transport.stop() }
        return try JSONValue(
            try await transport.send(HTTPRequest(method: "GET", url: url + path, usesProxy: false)).body)
    }

    /// Starts `leafwatch pull` against the server.
    func start(
        leaf: String = "Minecraft.java", into path: String, now: Instant, _ more: [String] = [],
        environment: [String: String] = [:],
        region: String? = "us-east-2", launcher: [String] = []
    ) throws -> Run {
        try Run(
            [
                "pull", "--leaf", self.path(ofLeaf: leaf), "--archive", path, "--now", now.iso8601,
                "--attempts",
                "2",
            ] + (region.map { ["--region", $0] } ?? []) + more,
            environment: [
                "AWS_ENDPOINT_URL": url, "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE00000",
                "AWS_SECRET_ACCESS_KEY": "hushhushhush", "no_proxy": "127.0.0.1",
            ].merging(environment) { $1 }, launcher: launcher)
    }

    /// Runs `leafwatch pull` against the server.
    func pull(
        leaf: String = "Minecraft.java", into path: String, now: Instant = newYear.advanced(bySeconds: 7200),
        _ more: [String] = [],
        environment: [String: String] = [:], region: String? = "us-east-2", launcher: [String] = []
    ) throws -> Run {
        try start(
            leaf: leaf, into: path, now: now, more, environment: environment, region: region,
            launcher: launcher
        ).wait()
    }
}
