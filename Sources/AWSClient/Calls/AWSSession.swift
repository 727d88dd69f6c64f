import Foundation
import TimeSeries

/// Calls AWS: finds credentials, region and endpoint, signs, retries, renews.
public final class AWSSession: Sendable {
    /// Settings in use.
    public let settings: AWSSettings
    private let transport: any HTTPTransport
    private let retries: RetryPolicy
    private let credentials: CredentialStore
    private let sleep: @Sendable (Double) async throws -> Void
    private let timeout: Int
    private let answered: @Sendable (AWSCall) -> Void

    /// Makes a session.
    ///
    /// - Parameters:
    ///   - settings: who asks, from where.
    ///   - transport: makes the exchanges.
    ///   - retries: how often a call is tried again; one budget for all calls.
    ///   - timeout: milliseconds for one attempt of a call.
    ///   - answered: hears of every call that was answered, page by page.
    ///   - sleep: waits for some seconds.
    public init(
        settings: AWSSettings, transport: any HTTPTransport, retries: RetryPolicy = RetryPolicy(),
        timeout: Int = 60_000, answered: @escaping @Sendable (AWSCall) -> Void = { _ in },
        sleep: @escaping @Sendable (Double) async throws -> Void = { try await Task.sleep(for: .seconds($0)) }
    ) {
        self.settings = settings
        self.transport = transport
        self.retries = retries
        self.timeout = timeout
        self.answered = answered
        self.sleep = sleep
        credentials = CredentialStore(
            settings: settings,
            exchange: ProviderExchange(transport: transport, retries: retries, sleep: sleep))
    }

    /// Makes a call and returns its answer, JSON whatever the service speaks.
    ///
    /// - Throws: ``AWSError``, ``CredentialError``, or `CancellationError`.
    public func call(_ call: AWSCall, region: String, parameters: JSONValue) async throws -> AWSAnswer {
        let service = call.service
        var failure = AWSError(call: call.permission, region: region)
        var hasRenewed = false
        while true {
            let keys = try await credentials.current()
            failure.profile = keys.origin
            let request = Self.request(
                service, call.action, parameters, url: settings.endpoint(of: service, region: region) + "/",
                signing: .init(
                    region: service.fixedRegion ?? region, service: service.signingName, credentials: keys),
                timeout: timeout)
            failure.attempts += 1
            var asked: Double?
            do {
                let response = try await transport.send(request)
                if (200..<300).contains(response.status), let answer = AWSAnswer(response.body, of: call) {
                    retries.earn()
                    answered(call)
                    return answer
                }
                failure.take(response, keys: keys, now: settings.now())
                asked = response.headers["retry-after"].flatMap(Double.init)
            } catch let error as TransportError {
                failure.take(error, keys: keys)
                guard error.isPassing else { throw failure }
            }
            switch failure.kind {
            case .expired:
                guard !hasRenewed, await credentials.canRenew() else { throw failure }
                hasRenewed = true
                await credentials.forget(keys)
            case .throttled, .unavailable:
                guard failure.attempts < retries.attempts, retries.spend() else { throw failure }
                try await sleep(
                    retries.wait(before: failure.attempts + 1, asked: asked) { Double.random(in: $0) })
            default: throw failure
            }
        }
    }

    private static func request(
        _ service: AWSService, _ action: String, _ parameters: JSONValue, url: String,
        signing: HTTPRequest.Signing, timeout: Int
    ) -> HTTPRequest {
        switch service.style {
        case .json(let version, let target):
            HTTPRequest(
                url: url,
                headers: [
                    ("Content-Type", "application/x-amz-json-\(version)"),
                    ("X-Amz-Target", "\(target).\(action)"),
                ], body: parameters.bytes, signing: signing, timeout: timeout)
        case .query(let version):
            HTTPRequest(
                url: url, headers: [("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")],
                body: FormFields.encoded(action: action, version: version, parameters), signing: signing,
                timeout: timeout)
        }
    }
}

/// Parameters of the query protocol.
enum FormFields {
    /// `Action=…&Version=…` and the members of `parameters`; arrays become `Name.member.1`, ….
    static func encoded(action: String, version: String, _ parameters: JSONValue) -> [UInt8] {
        var fields = [("Action", action), ("Version", version)]
        if case .object(let members) = parameters {
            for (name, value) in members.sorted(by: { $0.key < $1.key }) { append(name, value, &fields) }
        }
        return Array(fields.map { "\(escaped($0.0))=\(escaped($0.1))" }.joined(separator: "&").utf8)
    }

    private static func append(_ name: String, _ value: JSONValue, _ fields: inout [(String, String)]) {
        switch value {
        case .string(let text): fields.append((name, text))
        case .number(let number):
            fields.append((name, Int64(exactly: number).map { "\($0)" } ?? "\(number)"))
        case .bool(let truth): fields.append((name, truth ? "true" : "false"))
        case .array(let values):
            for (index, value) in values.enumerated() {
                append("\(name).member.\(index + 1)", value, &fields)
            }
        case .object, .null: break
        }
    }

    /// RFC 3986: everything but unreserved characters is escaped.
    static func escaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "."),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// The date of an HTTP header.
enum HTTPDate {
    /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`.
    static func instant(_ text: String) -> Instant? {
        let words = text.split(separator: " ")
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        guard words.count == 6, let day = Int(words[1]), let year = Int(words[3]),
            let month = months.firstIndex(of: String(words[2])),
            let date = CivilDate(year: year, month: month + 1, day: day)
        else { return nil }
        return Instant(iso8601: "\(date)T\(words[4])Z")
    }
}
