import AWSClient

/// Why parts of a pull failed.
struct PullFailure: Error, CustomStringConvertible {
    /// The first of the errors, by text.
    var error: any Error
    /// What else failed in the same way, in order.
    var others: [AWSError]

    /// One sentence for people.
    var description: String {
        guard !others.isEmpty else { return "\(error)" }
        let calls = others.map { "\($0.call) in \($0.region)" }
        return "\(error); likewise \(Self.unique(calls).joined(separator: ", "))"
    }

    /// What it means for the command.
    var commandFailure: any Error {
        switch error {
        case let error as AWSError:
            let hint =
                error.kind == .denied && !others.isEmpty
                ? error.hint(missing: Self.unique([error.call] + others.map(\.call))) : error.hint
            return CommandFailure(isPermission ? .noPermission : .unavailable, description, hint: hint)
        case let error as CredentialError:
            return CommandFailure(
                isPermission ? .noPermission : .unavailable, description, hint: error.hint)
        default: return error
        }
    }

    private var isPermission: Bool {
        if let error = error as? CredentialError {
            if case .unreachable = error { return false }
            return true
        }
        guard let kind = (error as? AWSError)?.kind else { return false }
        return [.denied, .expired, .badKeys].contains(kind)
    }

    /// Failures by cause, a missing permission first, then by text: what stands in the way of one call mostly stands in
    /// the way of others.
    static func sorted(_ failures: [any Error]) -> [PullFailure] {
        var causes: [String: [any Error]] = [:]
        for error in failures {
            var cause = "\(error)"
            if let error = error as? AWSError {
                cause =
                    "\(error.kind) \(error.profile) \(error.code) \(error.isOfItsOwn ? error.description : "")"
            }
            causes[cause, default: []].append(error)
        }
        return causes.values.compactMap { errors -> PullFailure? in
            let errors = errors.sorted { "\($0)" < "\($1)" }
            guard let first = errors.first else { return nil }
            return PullFailure(error: first, others: errors.dropFirst().compactMap { $0 as? AWSError })
        }
        .sorted { ($0.isPermission ? 0 : 1, $0.description) < ($1.isPermission ? 0 : 1, $1.description) }
    }

    private static func unique(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }
}

extension AWSError {
    /// Whether the cause lies in the call itself, and not in what all calls share.
    fileprivate var isOfItsOwn: Bool { kind == .other || kind == .notFound }
}
