import TimeSeries

/// Holds the credentials in use and renews them before they end.
actor CredentialStore {
    /// Seconds before credentials are asked for again that the provider gave with little time left.
    private static let patience = 30

    private let settings: AWSSettings
    private let chain: CredentialChain
    private var held: Credentials?
    private var since = Instant(milliseconds: 0)
    private var pending: Task<Credentials, any Error>?

    init(settings: AWSSettings, exchange: ProviderExchange) {
        self.settings = settings
        chain = CredentialChain(settings: settings, exchange: exchange)
    }

    /// Credentials that are good for a while; callers at the same time share one renewal.
    func current() async throws -> Credentials {
        let now = settings.now()
        if let held {
            let isFresh = now < since.advanced(bySeconds: Self.patience)
            if !held.isExpiring(at: now) || (isFresh && !held.hasExpired(at: now)) { return held }
        }
        if let pending { return try await pending.value }
        let chain = chain
        let task = Task { try await chain.resolve() }
        pending = task
        defer { pending = nil }
        do {
            let found = try await task.value
            held = found
            since = settings.now()
            return found
        } catch {
            // While the old ones last, a provider that fails is asked again later.
            guard let held, held.expiration != nil, !held.hasExpired(at: now) else { throw error }
            since = now
            return held
        }
    }

    /// Whether asking again may give other credentials.
    func canRenew() -> Bool { held?.sessionToken != nil }

    /// Makes the next call ask again, unless somebody else has already got others.
    func forget(_ used: Credentials) {
        if held == used { held = nil }
    }
}
