import AWSClient
import Foundation
import TestServers
import Testing
import TimeSeries

/// Outside programs that the tests ask for; in CI they must be there.
enum OutsideTools {
    static let isCI = ProcessInfo.processInfo.environment["CI"] != nil
    static let hasBotocore = isCI || succeeds(["python3", "-c", "import botocore"])
    static let hasMoto = isCI || succeeds(["python3", "-c", "import moto.server, flask, boto3"])
    static let hasOpenSSL = isCI || succeeds(["openssl", "version"])

    @discardableResult
    static func succeeds(_ words: [String], showsErrors: Bool = false) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.standardOutput = FileHandle.nullDevice
        if !showsErrors { process.standardError = FileHandle.nullDevice }
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}

/// The misbehaving endpoint in `fake_aws.py`, gone with this object or the process.
final class FakeAWS: Sendable {
    private let endpoint: FakeEndpoint
    private let control: CurlTransport

    init(certificate: String? = nil, key: String? = nil) throws {
        endpoint = try FakeEndpoint(certificate: certificate, key: key)
        control = CurlTransport(certificateBundle: certificate)
    }

    deinit { control.stop() }

    /// Where it listens.
    var url: String { endpoint.url }

    /// Sets what the endpoint does.
    func play(
        _ steps: [JSONValue] = [], last: JSONValue = ["status": 200, "body": "{}"], routes: JSONValue = [:],
        actions: JSONValue = [:]
    ) async throws {
        let script: JSONValue = [
            "steps": .array(steps), "last": last, "routes": routes, "actions": actions,
            "keys": [
                "AKIDEXAMPLE00000": "secret/with+odd=characters", "ASIAOTHER0000000": "otherSecret000000",
            ],
        ]
        _ = try await control.send(
            HTTPRequest(method: "PUT", url: url + "/__script", body: script.bytes, usesProxy: false))
    }

    /// What came in since ``play(_:last:routes:)``.
    func log() async throws -> [JSONValue] {
        let response = try await control.send(
            HTTPRequest(method: "GET", url: url + "/__log", usesProxy: false))
        return try JSONValue(response.body).array ?? []
    }

    /// How many connections came, and how many requests were served at once.
    func stats() async throws -> JSONValue {
        try JSONValue(
            try await control.send(HTTPRequest(method: "GET", url: url + "/__stats", usesProxy: false)).body)
    }

    /// A session that calls this endpoint with keys it knows, and does not wait between attempts.
    func session(
        environment extra: [String: String] = [:], config: String = "", profile: String? = nil,
        retries: RetryPolicy = RetryPolicy(), timeout: Int = 5_000, hasKeys: Bool = true,
        now: (@Sendable () -> Instant)? = nil, certificateBundle: String? = nil, connections: Int = 6
    ) -> AWSSession {
        var environment = [
            "AWS_ENDPOINT_URL": url, "HOME": "/nonexistent", "AWS_EC2_METADATA_DISABLED": "true",
        ]
        if hasKeys {
            environment["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE00000"
            environment["AWS_SECRET_ACCESS_KEY"] = "secret/with+odd=characters"
        }
        environment.merge(extra) { $1 }
        let settings = AWSSettings(
            environment: environment, config: SharedConfig(config: config), profile: profile,
            region: "us-east-2",
            now: now)
        return AWSSession(
            settings: settings,
            transport: CurlTransport(connections: connections, certificateBundle: certificateBundle),
            retries: retries,
            timeout: timeout, sleep: { _ in })
    }
}

extension JSONValue {
    /// An error as JSON services answer it.
    static func error(_ code: String, status: Int = 400, message: String = "said so") -> JSONValue {
        [
            "status": .number(Double(status)),
            "body": .string(#"{"__type":"com.amazonaws.x#\#(code)","message":"\#(message)"}"#),
        ]
    }
}
