import Foundation
import TimeSeries

/// Credentials of a single sign-on that `aws sso login` has made; pull never logs in itself.
struct SSOProvider {
    let settings: AWSSettings
    let exchange: ProviderExchange

    func credentials(profile: String, values: [String: String]) async throws -> Credentials {
        var settingsOfLogin = values
        if let name = values["sso_session"] {
            guard let session = settings.config.ssoSessions[name] else {
                throw CredentialError.badProfile(profile, reason: "there is no [sso-session \(name)]")
            }
            settingsOfLogin.merge(session) { $1 }
        }
        guard let start = settingsOfLogin["sso_start_url"], let region = settingsOfLogin["sso_region"],
            let account = values["sso_account_id"], let role = values["sso_role_name"]
        else {
            throw CredentialError.badProfile(
                profile,
                reason: "single sign-on needs sso_start_url, sso_region, sso_account_id and sso_role_name")
        }
        guard let token = cachedToken(startURL: start) else {
            throw CredentialError.failed(
                provider: "single sign-on",
                reason: "there is no valid login; run `aws sso login --profile \(profile)`")
        }
        let base =
            settings.variable("AWS_ENDPOINT_URL_SSO") ?? "https://portal.sso.\(region).amazonaws.com"
        let query =
            "role_name=\(FormFields.escaped(role))&account_id=\(FormFields.escaped(account))"
        let response = try await exchange.send(
            HTTPRequest(
                method: "GET", url: "\(base)/federation/credentials?\(query)",
                headers: [("x-amz-sso_bearer_token", token)], timeout: 20_000),
            provider: "single sign-on")
        guard response.status == 200, let keys = (try? JSONValue(response.body))?["roleCredentials"],
            let id = keys["accessKeyId"]?.string, let secret = keys["secretAccessKey"]?.string
        else {
            throw CredentialError.failed(
                provider: "single sign-on",
                reason: response.status == 401
                    ? "the login has ended; run `aws sso login --profile \(profile)`"
                    : response.status == 403 || response.status == 404
                        ? "this login has no role \(role) in account \(account) (HTTP status \(response.status))"
                        : "the portal answered with status \(response.status) for role \(role) in account \(account)"
            )
        }
        return Credentials(
            accessKeyID: id, secretAccessKey: secret, sessionToken: keys["sessionToken"]?.string,
            expiration: keys["expiration"]?.number.map { Instant(milliseconds: Int64(clamping: Int($0))) })
    }

    /// The token of the longest login to that start page that is still valid.
    private func cachedToken(startURL: String) -> String? {
        let folder = (settings.environment["HOME"] ?? NSHomeDirectory()) + "/.aws/sso/cache"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var best: (expiry: Instant, token: String)?
        for name in names.sorted() where name.hasSuffix(".json") {
            guard let text = try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8),
                let json = try? JSONValue(text), json["startUrl"]?.string == startURL,
                let token = json["accessToken"]?.string,
                let expiry = json["expiresAt"]?.string.flatMap({
                    Instant(iso8601: $0.replacing("UTC", with: "Z"))
                }), expiry > settings.now()
            else { continue }
            if best.map({ expiry > $0.expiry }) ?? true { best = (expiry, token) }
        }
        return best?.token
    }
}
