/// Exchanges with what gives out credentials: tried again when that can help, and silent about what they carry.
struct ProviderExchange: Sendable {
    let transport: any HTTPTransport
    let retries: RetryPolicy
    let sleep: @Sendable (Double) async throws -> Void

    /// Attempts of one request at most.
    private static let attempts = 4

    /// Sends a request; an answer of any status is an answer, once it is none that will pass.
    ///
    /// - Throws: ``CredentialError`` or `CancellationError`.
    func send(
        _ request: HTTPRequest, provider: String, attempts: Int = Self.attempts
    ) async throws -> HTTPResponse {
        for attempt in 1... {
            let isLast = attempt >= attempts
            do {
                let response = try await transport.send(request)
                let kind = AWSError.kind(code: ErrorBody.read(response).code, status: response.status)
                let passes = response.status >= 300 && (kind == .throttled || kind == .unavailable)
                if !passes || isLast || !retries.spend() { return response }
            } catch let error as TransportError {
                guard error.isPassing, !isLast, retries.spend() else {
                    throw CredentialError.unreachable(provider: provider, reason: error.description)
                }
            }
            try await sleep(retries.wait(before: attempt + 1, asked: nil) { Double.random(in: $0) })
        }
        throw CredentialError.unreachable(provider: provider, reason: "no answer")
    }
}
