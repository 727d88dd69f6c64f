/// One HTTP exchange to make.
public struct HTTPRequest: Sendable {
    /// Whom a request is signed for.
    public struct Signing: Sendable {
        /// Region of the credential scope.
        public var region: String
        /// Service of the credential scope: `monitoring`, `logs`, `sts`, ….
        public var service: String
        /// The keys.
        public var credentials: Credentials

        /// Makes a signing.
        public init(region: String, service: String, credentials: Credentials) {
            self.region = region
            self.service = service
            self.credentials = credentials
        }
    }

    /// `POST`, `GET` or `PUT`; signed requests are always `POST` to `/`.
    public var method: String
    /// Where to.
    public var url: String
    /// Headers in order; a name comes once, and none is empty.
    public var headers: [(name: String, value: String)]
    /// What is posted.
    public var body: [UInt8]
    /// How to sign it, `nil` for requests that carry no signature.
    public var signing: Signing?
    /// Milliseconds until the exchange is given up.
    public var timeout: Int
    /// Whether a proxy may be used; never for the metadata addresses of a machine.
    public var usesProxy: Bool

    /// Makes a request.
    public init(
        method: String = "POST", url: String, headers: [(name: String, value: String)] = [],
        body: [UInt8] = [], signing: Signing? = nil, timeout: Int = 60_000, usesProxy: Bool = true
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.signing = signing
        self.timeout = timeout
        self.usesProxy = usesProxy
    }
}

/// What came back.
public struct HTTPResponse: Sendable {
    /// Status code.
    public var status: Int
    /// Headers by lower-case name; of a repeated one the last.
    public var headers: [String: String]
    /// The body.
    public var body: [UInt8]

    /// Makes a response.
    public init(status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The body as text, for messages.
    public var text: String { String(decoding: body, as: UTF8.self) }
}

/// Why no response came.
public enum TransportError: Error, Equatable, Sendable {
    /// The name does not resolve, or nobody answers.
    case unreachable(host: String, reason: String)
    /// The connection broke before the answer was whole.
    case broken(host: String, reason: String)
    /// The proxy does not let the request through.
    case proxyRefused(host: String, reason: String)
    /// The other end could not show a certificate that is trusted.
    case untrusted(host: String, reason: String)
    /// No answer in time.
    case timedOut(host: String, milliseconds: Int)
    /// The answer is longer than allowed.
    case tooLong(host: String, limit: Int)
    /// libcurl refused the request.
    case refused(reason: String)

    /// Whether trying again can help.
    var isPassing: Bool {
        switch self {
        case .unreachable, .broken, .timedOut: true
        case .untrusted, .proxyRefused, .tooLong, .refused: false
        }
    }
}

extension TransportError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .unreachable(let host, let reason): "\(host) cannot be reached: \(reason)"
        case .broken(let host, let reason): "the connection to \(host) broke: \(reason)"
        case .proxyRefused(let host, let reason):
            "the proxy does not let requests to \(host) through: \(reason)"
        case .untrusted(let host, let reason):
            "\(host) shows a certificate that is not trusted: \(reason)"
        case .timedOut(let host, let milliseconds): "\(host) did not answer within \(milliseconds / 1000) s"
        case .tooLong(let host, let limit): "\(host) answered with more than \(limit) bytes"
        case .refused(let reason): "the request could not be made: \(reason)"
        }
    }
}

/// Makes HTTP exchanges.
public protocol HTTPTransport: Sendable {
    /// Sends a request and waits for the whole response.
    func send(_ request: HTTPRequest) async throws -> HTTPResponse
}
