import TimeSeries

/// Why a call to AWS did not succeed; names the call, the profile and what to do.
public struct AWSError: Error, Sendable, Equatable {
    /// `cloudwatch:GetMetricData`.
    public var call: String
    /// Region of the call.
    public var region: String
    /// Whose credentials were used: `profile 'games'`, `the environment's keys`.
    public var profile: String
    /// The service's code (`AccessDeniedException`), or `""` when no answer came.
    public var code: String
    /// What the service or the connection said, without secrets.
    public var message: String
    /// HTTP status, 0 when no answer came.
    public var status: Int
    /// How often it was tried.
    public var attempts: Int
    /// What went wrong, as far as it decides what to do.
    public var kind: Kind

    /// What went wrong, as far as it decides what to do.
    public enum Kind: Sendable, Equatable {
        /// A permission is missing.
        case denied
        /// The keys are not valid.
        case badKeys
        /// The credentials have ended.
        case expired
        /// This machine's clock is wrong.
        case clock
        /// Too many calls.
        case throttled
        /// No answer, or one that says to come back later.
        case unavailable
        /// The other end's certificate is not trusted.
        case untrusted
        /// A proxy does not let the call through.
        case proxy
        /// What is asked about does not exist.
        case notFound
        /// Anything else.
        case other
    }

    /// A failure that has not happened yet.
    init(call: String, region: String) {
        self.call = call
        self.region = region
        profile = ""
        code = ""
        message = ""
        status = 0
        attempts = 0
        kind = .other
    }

    /// Takes over what a response says.
    mutating func take(_ response: HTTPResponse, keys: Credentials, now: Instant) {
        let (code, message) = ErrorBody.read(response)
        self.code = keys.redacted(code)
        status = response.status
        if (200..<300).contains(status) {
            self.message = "the answer is not what the service speaks; is a proxy in between?"
            kind = .unavailable
            return
        }
        self.message = keys.redacted(
            message.isEmpty ? "HTTP status \(response.status)" : ErrorBody.firstLine(message))
        kind = Self.kind(code: code, status: status)
        if status == 407 {
            self.message = "the proxy asks for a login (HTTP status 407)"
            kind = .proxy
        }
        // CloudFormation has no code of its own for this.
        if code == "ValidationError", message.contains("does not exist") { kind = .notFound }
        // "Signature expired: 2026… is now earlier than 2026…", "Signature not yet current: …".
        if kind == .badKeys, message.hasPrefix("Signature expired") || message.contains("not yet current") {
            kind = .clock
        }
        if kind == .clock || code.contains("Signature"), let skew = Self.skew(response, now: now) {
            self.message += "; \(skew)"
            kind = .clock
        }
    }

    /// Takes over why no response came.
    mutating func take(_ error: TransportError, keys: Credentials) {
        code = ""
        status = 0
        message = keys.redacted(error.description)
        switch error {
        case .unreachable, .broken, .timedOut: kind = .unavailable
        case .untrusted: kind = .untrusted
        case .proxyRefused: kind = .proxy
        case .tooLong, .refused: kind = .other
        }
    }

    /// How far this machine's clock is from the service's, when that is more than four minutes.
    private static func skew(_ response: HTTPResponse, now: Instant) -> String? {
        guard let date = response.headers["date"], let there = HTTPDate.instant(date) else { return nil }
        let seconds = now.milliseconds(since: there) / 1000
        guard seconds.magnitude > 240 else { return nil }
        let size = seconds.magnitude
        let span =
            size < 7200
            ? "\(size / 60) minutes" : size < 172_800 ? "\(size / 3600) hours" : "\(size / 86_400) days"
        return "this machine's clock is \(span) \(seconds > 0 ? "ahead of" : "behind") the service's"
    }

    static func kind(code: String, status: Int) -> Kind {
        switch code {
        case "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "NotAuthorized":
            .denied
        case "SignatureDoesNotMatch", "InvalidSignatureException", "IncompleteSignature",
            "IncompleteSignatureException", "UnrecognizedClientException", "InvalidClientTokenId",
            "InvalidAccessKeyId", "MissingAuthenticationToken", "MissingAuthenticationTokenException",
            "OptInRequired":
            .badKeys
        case "ExpiredToken", "ExpiredTokenException", "RequestExpired": .expired
        case "RequestTimeTooSkewed", "RequestInTheFuture": .clock
        case "Throttling", "ThrottlingException", "ThrottledException", "TooManyRequestsException",
            "RequestLimitExceeded", "RequestThrottled", "RequestThrottledException", "SlowDown",
            "LimitExceededException", "PriorRequestNotComplete", "BandwidthLimitExceeded":
            .throttled
        case "ResourceNotFoundException", "ResourceNotFound", "ClusterNotFoundException": .notFound
        case "RequestTimeout", "RequestTimeoutException", "InternalFailure", "InternalServiceFault",
            "ServiceUnavailable", "ServiceUnavailableException":
            .unavailable
        default:
            if status == 429 {
                .throttled
            } else if status >= 500 || status == 0 {
                .unavailable
            } else {
                .other
            }
        }
    }
}

/// Reads the service's code and message out of an error response.
enum ErrorBody {
    static func read(_ response: HTTPResponse) -> (code: String, message: String) {
        let text = response.text
        if let json = try? JSONValue(text) {
            let type =
                response.headers["x-amzn-errortype"] ?? json["__type"]?.string ?? json["code"]?.string ?? ""
            // `com.amazonaws.logs#ThrottlingException`, or `ThrottlingException:http://…`.
            let code = type.split(separator: "#").last.map(String.init) ?? ""
            let name = code.split(separator: ":").first.map(String.init) ?? ""
            return (name, json["message"]?.string ?? json["Message"]?.string ?? "")
        }
        let xml = QueryAnswer.json(response.body)
        return (xml?.firstText("Code") ?? "", xml?.firstText("Message") ?? "")
    }

    /// The first line: the rest of a signature error repeats the request, token included.
    static func firstLine(_ message: String) -> String {
        let line = message.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        return String(line.prefix(600))
    }
}
