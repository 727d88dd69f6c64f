/// Why a call to AWS did not succeed; names the call, the profile and what to do.
public struct AWSError: Error, Sendable, Equatable {
    /// `cloudwatch:GetMetricData`.
    public var call: String
    /// Region of the call.
    public var region: String
    /// Profile in use.
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
    public enum Kind: Sendable, Equatable {
        case denied
        case expired
        case clock
        case throttled
        case unavailable
        case notFound
        case other
    }

    /// What went wrong.
    public var kind: Kind { Self.kind(code: code, status: status) }

    static func kind(code: String, status: Int) -> Kind {
        switch code {
        case "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "NotAuthorized",
            "SignatureDoesNotMatch", "InvalidSignatureException", "UnrecognizedClientException",
            "InvalidClientTokenId", "InvalidAccessKeyId", "MissingAuthenticationToken", "OptInRequired":
            .denied
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

extension AWSError: CustomStringConvertible {
    /// What failed and what to do.
    public var description: String {
        let what = code.isEmpty ? message : "\(code): \(message)"
        return "\(call) in \(region), profile '\(profile)': \(what)"
            + (attempts > 1 ? " (tried \(attempts) times)" : "")
    }

    /// What to do about it, or `nil`.
    public var hint: String? {
        switch kind {
        case .denied:
            code.contains("Signature")
                ? "the secret access key does not fit the key id, or the clock of this machine is wrong"
                : code.contains("Access") || code.contains("Authorized") || code.contains("Unauthorized")
                    ? "allow \(call); `leafwatch pull --print-policy` writes the policy"
                    : "the keys of profile '\(profile)' are not valid; `aws sts get-caller-identity` shows who they are"
        case .expired:
            "the credentials have expired and could not be renewed; log in again, for example `aws sso login`"
        case .clock: "set the clock of this machine: signatures are valid for a few minutes only"
        case .throttled:
            "AWS is limiting the calls of this account; run it again later, it goes on where it was"
        case .unavailable: "run it again later, it goes on where it was"
        case .notFound, .other: nil
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
        let xml = XMLText(text)
        return (xml.first("Code") ?? "", xml.first("Message") ?? "")
    }

    /// The first line: the rest of a signature error repeats the request, token included.
    static func firstLine(_ message: String) -> String {
        let line = message.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        return String(line.prefix(600))
    }
}
