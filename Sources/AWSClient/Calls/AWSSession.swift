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

    /// Makes a session.
    ///
    /// - Parameters:
    ///   - timeout: milliseconds for one attempt of a call.
    ///   - sleep: waits for some seconds.
    public init(
        settings: AWSSettings, transport: any HTTPTransport, retries: RetryPolicy = RetryPolicy(),
        timeout: Int = 60_000,
        sleep: @escaping @Sendable (Double) async throws -> Void = { try await Task.sleep(for: .seconds($0)) }
    ) {
        self.settings = settings
        self.transport = transport
        self.retries = retries
        self.timeout = timeout
        self.sleep = sleep
        credentials = CredentialStore(settings: settings, transport: transport)
    }

    /// Calls an action and returns the body of its answer.
    ///
    /// - Throws: ``AWSError``, ``CredentialError``, or `CancellationError`.
    public func call(
        _ service: AWSService, _ action: String, region: String, parameters: JSONValue
    ) async throws -> [UInt8] {
        var failure = AWSError(
            call: "\(service.permissionPrefix):\(action)", region: region, profile: settings.profile,
            code: "",
            message: "", status: 0, attempts: 0)
        var hasRenewed = false
        var attempt = 1
        while true {
            let keys = try await credentials.current()
            let request = Self.request(
                service, action, parameters, url: settings.endpoint(of: service, region: region) + "/",
                signing: .init(
                    region: service.fixedRegion ?? region, service: service.signingName, credentials: keys),
                timeout: timeout)
            failure.attempts = attempt
            var asked: Double?
            do {
                let response = try await transport.send(request)
                if (200..<300).contains(response.status) {
                    retries.earn()
                    return response.body
                }
                let (code, message) = ErrorBody.read(response)
                failure.code = code
                failure.status = response.status
                failure.message = keys.redacted(
                    message.isEmpty ? "HTTP status \(response.status)" : ErrorBody.firstLine(message))
                asked = response.headers["retry-after"].flatMap(Double.init)
                if failure.kind == .clock || failure.code.contains("Signature") {
                    failure.message += skew(response).map { "; \($0)" } ?? ""
                }
            } catch let error as TransportError {
                failure.code = ""
                failure.status = 0
                failure.message = keys.redacted(error.description)
                guard error.isPassing else { throw failure }
            }
            switch failure.kind {
            case .expired:
                guard !hasRenewed, await credentials.canRenew() else { throw failure }
                hasRenewed = true
                await credentials.forget()
            case .throttled, .unavailable:
                guard attempt < retries.attempts, retries.spend() else { throw failure }
                try await sleep(
                    retries.wait(before: attempt + 1, asked: asked) { Double.random(in: $0) })
            default: throw failure
            }
            attempt += 1
        }
    }

    /// How far this machine's clock is from the service's, when that is more than four minutes.
    private func skew(_ response: HTTPResponse) -> String? {
        guard let date = response.headers["date"], let there = HTTPDate.instant(date) else { return nil }
        let seconds = (settings.now().milliseconds - there.milliseconds) / 1000
        guard seconds.magnitude > 240 else { return nil }
        return
            "this machine's clock is \(seconds.magnitude) s \(seconds > 0 ? "ahead of" : "behind") the service's"
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
