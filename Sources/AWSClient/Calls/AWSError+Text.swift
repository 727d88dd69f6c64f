extension AWSError: CustomStringConvertible {
    /// What failed and what to do.
    public var description: String {
        let what = code.isEmpty ? message : "\(code): \(message)"
        return "\(call) in \(region) with \(profile): \(what)"
            + (attempts > 1 ? " (tried \(attempts) times)" : "")
    }

    /// What to do about it, or `nil`.
    public var hint: String? {
        switch kind {
        case .denied: hint(missing: [call])
        case .badKeys: badKeysHint
        case .expired:
            profile.hasPrefix("profile '")
                ? "log in again (`aws sso login --profile \(profile.dropFirst(9).dropLast())`) or put new keys into the profile"
                : profile.hasPrefix("the environment")
                    ? "set new AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN"
                    : "\(profile) gave credentials that had ended, and no newer ones"
        case .clock: "set the clock of this machine: signatures are valid for a few minutes only"
        case .throttled:
            "AWS is limiting the calls of this account; run it again later, it goes on where it was"
        case .unavailable: unavailableHint
        case .untrusted: "AWS_CA_BUNDLE names a file of other authorities to trust"
        case .proxy:
            "https_proxy, http_proxy and no_proxy say which proxy is used; its login goes into its URL"
        case .notFound, .other: nil
        }
    }

    /// What to do when permissions for several calls are missing.
    public func hint(missing calls: [String]) -> String {
        "allow \(calls.joined(separator: ", ")) to the identity of \(profile); "
            + "`leafwatch pull --print-policy` writes the policy"
    }

    private var badKeysHint: String {
        if code.contains("Signature") { return "the secret access key does not fit the key id" }
        if code == "OptInRequired" {
            return "\(region) is not enabled for this account; --region names another"
        }
        let keys = profile.hasSuffix("keys") ? profile : "the keys of \(profile)"
        return "AWS does not know \(keys): they are deleted, switched off or of another partition"
    }

    private var unavailableHint: String {
        if (200..<300).contains(status) {
            return "see that AWS_ENDPOINT_URL, if set, and the proxy lead to AWS"
        }
        if message.contains("resolve host") {
            return "is \(region) a region, and is there a network? --region names another"
        }
        if message.hasPrefix("the proxy for") {
            return "https_proxy, http_proxy and no_proxy say which proxy is used"
        }
        return status == 0
            ? "see that region, endpoint and network are right, then run it again: it goes on where it was"
            : "run it again later, it goes on where it was"
    }
}
