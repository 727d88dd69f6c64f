public import TimeSeries

/// Keys that requests are signed with. No text made of them shows a secret.
public struct Credentials: Sendable, Hashable {
    /// Access key id.
    public var accessKeyID: String
    /// Secret access key.
    public var secretAccessKey: String
    /// Session token of temporary credentials.
    public var sessionToken: String?
    /// When they end, `nil` for lasting ones.
    public var expiration: Instant?
    /// Who gave them, for messages: `profile 'games'`.
    public var origin = ""

    /// Makes credentials.
    public init(
        accessKeyID: String, secretAccessKey: String, sessionToken: String? = nil,
        expiration: Instant? = nil
    ) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.expiration = expiration
    }

    /// Whether they should be renewed at `now`: five minutes before their end.
    public func isExpiring(at now: Instant) -> Bool {
        expiration.map { $0 <= now.advanced(bySeconds: 300) } ?? false
    }

    /// Whether they are of no use any more at `now`.
    func hasExpired(at now: Instant) -> Bool { expiration.map { $0 <= now } ?? false }

    /// `text` with every secret in it blotted out.
    func redacted(_ text: String) -> String {
        Self.redacted(text, [secretAccessKey, sessionToken ?? "", accessKeyID])
    }

    /// `text` with every one of some secrets blotted out, also as URLs spell them.
    static func redacted(_ text: String, _ secrets: [String]) -> String {
        secrets.filter { $0.utf8.count >= 8 }.flatMap { [$0, FormFields.escaped($0)] }
            .reduce(text) { $0.replacing($1, with: "***") }
    }

    /// The same credentials with a word about where they come from.
    func from(_ origin: String) -> Credentials {
        var result = self
        result.origin = origin
        return result
    }
}

extension Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Says nothing secret.
    public var description: String { "credentials" }
    /// Says nothing secret.
    public var debugDescription: String { "credentials" }
    /// Shows nothing secret.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension CredentialError {
    /// The same, with the profile that leads to the provider.
    func inProfile(_ name: String) -> CredentialError {
        switch self {
        case .failed(let provider, let reason):
            .failed(provider: "profile '\(name)': \(provider)", reason: reason)
        case .unreachable(let provider, let reason):
            .unreachable(provider: "profile '\(name)': \(provider)", reason: reason)
        default: self
        }
    }

    /// What to do about it, or `nil` where the sentence says so itself.
    public var hint: String? {
        guard case .failed(let provider, let reason) = self, provider.contains("sts:AssumeRole"),
            reason.contains("AccessDenied")
        else { return nil }
        return
            "allow \(provider.contains("WithWebIdentity") ? "sts:AssumeRoleWithWebIdentity" : "sts:AssumeRole") on this role to who asks, "
            + "and let the role's trust policy name them"
    }
}

/// Why there are no credentials.
public enum CredentialError: Error, Equatable, Sendable {
    /// A variable of a pair is not set.
    case halfEnvironment(missing: String)
    /// No provider has any.
    case none(tried: [String])
    /// The profile is in neither file.
    case unknownProfile(String, known: [String])
    /// A profile's settings contradict each other or lack one.
    case badProfile(String, reason: String)
    /// A provider was chosen and failed.
    case failed(provider: String, reason: String)
    /// A provider was chosen and gave no answer.
    case unreachable(provider: String, reason: String)
}

extension CredentialError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .halfEnvironment(let missing):
            "the environment holds half of a pair of keys: \(missing) is not set"
        case .none(let tried):
            "no AWS credentials found; looked in \(tried.joined(separator: ", ")). Set AWS_PROFILE or --profile, or run `aws configure`"
        case .unknownProfile(let name, let known):
            "there is no profile '\(name)' in the AWS config and credentials files; "
                + (known.isEmpty
                    ? "they hold none" : "they have \(known.prefix(20).joined(separator: ", "))")
        case .badProfile(let name, let reason): "profile '\(name)': \(reason)"
        case .failed(let provider, let reason), .unreachable(let provider, let reason):
            "\(provider): \(reason)"
        }
    }
}
