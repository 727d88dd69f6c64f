import TimeSeries

/// Holds the credentials in use and renews them before they end.
actor CredentialStore {
    private let settings: AWSSettings
    private let chain: CredentialChain
    private var held: Credentials?
    private var pending: Task<Credentials, any Error>?

    init(settings: AWSSettings, transport: any HTTPTransport) {
        self.settings = settings
        chain = CredentialChain(settings: settings, transport: transport)
    }

    /// Credentials that are good for a while; callers at the same time share one renewal.
    func current() async throws -> Credentials {
        if let held, !held.isExpiring(at: settings.now()) { return held }
        if let pending { return try await pending.value }
        let chain = chain
        let task = Task { try await chain.resolve() }
        pending = task
        defer { pending = nil }
        let found = try await task.value
        held = found
        return found
    }

    /// Whether asking again may give other credentials.
    func canRenew() -> Bool { held?.sessionToken != nil }

    /// Makes the next call ask again.
    func forget() { held = nil }
}
