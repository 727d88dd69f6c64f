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

    /// `text` with every secret in it blotted out.
    func redacted(_ text: String) -> String {
        var result = text
        for secret in [secretAccessKey, sessionToken ?? "", accessKeyID] where secret.utf8.count >= 8 {
            result = result.replacing(secret, with: "***")
        }
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

/// Why there are no credentials.
public enum CredentialError: Error, Equatable, Sendable {
    /// No provider has any.
    case none(tried: [String])
    /// The profile is in neither file.
    case unknownProfile(String)
    /// A profile's settings contradict each other or lack one.
    case badProfile(String, reason: String)
    /// A provider was chosen and failed.
    case failed(provider: String, reason: String)
}

extension CredentialError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .none(let tried):
            "no AWS credentials found; looked in \(tried.joined(separator: ", ")). Set AWS_PROFILE or --profile, or run `aws configure`"
        case .unknownProfile(let name):
            "there is no profile '\(name)' in the AWS config and credentials files"
        case .badProfile(let name, let reason): "profile '\(name)': \(reason)"
        case .failed(let provider, let reason): "\(provider): \(reason)"
        }
    }
}
