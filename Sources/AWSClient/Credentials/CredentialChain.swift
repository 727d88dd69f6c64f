import Foundation
import TimeSeries

/// Finds credentials where the AWS tools do, in their order.
///
/// A profile named on the command line, else keys in the environment; a web identity of the environment; the profile (role,
/// web identity, single sign-on, keys, process); the container's endpoint; the instance's.
struct CredentialChain: Sendable {
    let settings: AWSSettings
    let exchange: ProviderExchange

    /// Asks one provider after the other.
    ///
    /// - Throws: ``CredentialError``.
    func resolve() async throws -> Credentials {
        if settings.explicitProfile == nil, let keys = try environmentKeys() {
            return keys.from("the environment's keys")
        }
        if settings.explicitProfile == nil, let file = settings.variable("AWS_WEB_IDENTITY_TOKEN_FILE"),
            let role = settings.variable("AWS_ROLE_ARN")
        {
            return try await webIdentity(
                role: role, tokenFile: file, sessionName: settings.variable("AWS_ROLE_SESSION_NAME")
            ).from("the environment's web identity")
        }
        let name = settings.profile
        if settings.config.profiles[name] != nil {
            do {
                if let keys = try await profile(name, visited: []) { return keys.from("profile '\(name)'") }
            } catch let error as CredentialError {
                throw error.inProfile(name)
            }
        } else if settings.explicitProfile != nil || settings.variable("AWS_PROFILE") != nil {
            throw unknownProfile(name)
        }
        if let keys = try await container() { return keys.from("the container's role") }
        if let keys = try await instance() { return keys.from("the instance's role") }
        throw CredentialError.none(tried: [
            "the environment", "profile '\(name)'", "the container", "the instance",
        ])
    }

    private func unknownProfile(_ name: String) -> CredentialError {
        .unknownProfile(name, known: settings.config.profiles.keys.sorted())
    }

    private func environmentKeys() throws -> Credentials? {
        let id = settings.variable("AWS_ACCESS_KEY_ID")
        let secret = settings.variable("AWS_SECRET_ACCESS_KEY")
        if id == nil, secret == nil { return nil }
        guard let id else { throw CredentialError.halfEnvironment(missing: "AWS_ACCESS_KEY_ID") }
        guard let secret else { throw CredentialError.halfEnvironment(missing: "AWS_SECRET_ACCESS_KEY") }
        return Credentials(
            accessKeyID: id, secretAccessKey: secret, sessionToken: settings.variable("AWS_SESSION_TOKEN"))
    }

    /// What a profile leads to, `nil` when it holds nothing about credentials.
    private func profile(_ name: String, visited: [String]) async throws -> Credentials? {
        guard let values = settings.config.profiles[name] else { throw unknownProfile(name) }
        if let role = values["role_arn"], !visited.contains(name) {
            if let file = values["web_identity_token_file"] {
                return try await webIdentity(
                    role: role, tokenFile: file, sessionName: values["role_session_name"])
            }
            return try await assume(role, profile: name, values: values, visited: visited + [name])
        }
        if values["sso_start_url"] != nil || values["sso_session"] != nil {
            return try await SSOProvider(settings: settings, exchange: exchange).credentials(
                profile: name, values: values)
        }
        if let id = values["aws_access_key_id"] {
            guard let secret = values["aws_secret_access_key"] else {
                throw CredentialError.badProfile(
                    name, reason: "it has a key id without aws_secret_access_key")
            }
            return Credentials(
                accessKeyID: id, secretAccessKey: secret, sessionToken: values["aws_session_token"])
        }
        if let command = values["credential_process"] {
            return try await CredentialProcess.run(
                command, profile: name, environment: settings.environment)
        }
        return nil
    }

    private func assume(
        _ role: String, profile name: String, values: [String: String], visited: [String]
    ) async throws -> Credentials {
        if values["mfa_serial"] != nil {
            throw CredentialError.badProfile(
                name,
                reason:
                    "it asks for a one-time code, which pull cannot enter; use credential_process or single sign-on"
            )
        }
        let source: Credentials
        if let other = values["source_profile"] {
            guard other == name || !visited.contains(other) else {
                throw CredentialError.badProfile(name, reason: "its source_profile leads back to itself")
            }
            guard let found = try await profile(other, visited: visited) else {
                throw CredentialError.badProfile(
                    name, reason: "its source_profile '\(other)' holds no credentials")
            }
            source = found
        } else if let kind = values["credential_source"] {
            let found: Credentials?
            switch kind.lowercased() {
            case "environment": found = try environmentKeys()
            case "ec2instancemetadata": found = try await instance()
            case "ecscontainer": found = try await container()
            default: throw CredentialError.badProfile(name, reason: "unknown credential_source '\(kind)'")
            }
            guard let found else {
                throw CredentialError.badProfile(
                    name, reason: "its credential_source '\(kind)' gives no credentials")
            }
            source = found
        } else {
            throw CredentialError.badProfile(
                name, reason: "role_arn needs source_profile or credential_source")
        }
        var fields: [String: JSONValue] = [
            "RoleArn": .string(role),
            "RoleSessionName": .string(values["role_session_name"] ?? "leafwatch"),
        ]
        if let id = values["external_id"] { fields["ExternalId"] = .string(id) }
        if let text = values["duration_seconds"] {
            guard let seconds = Int(text), (900...43_200).contains(seconds) else {
                throw CredentialError.badProfile(name, reason: "duration_seconds must be 900 to 43200")
            }
            fields["DurationSeconds"] = .number(Double(seconds))
        }
        return try await sts("AssumeRole", fields, signer: source)
    }

    private func webIdentity(role: String, tokenFile: String, sessionName: String?) async throws
        -> Credentials
    {
        guard let token = try? String(contentsOfFile: tokenFile, encoding: .utf8) else {
            throw CredentialError.failed(
                provider: "web identity", reason: "the token file \(tokenFile) cannot be read")
        }
        return try await sts(
            "AssumeRoleWithWebIdentity",
            [
                "RoleArn": .string(role), "RoleSessionName": .string(sessionName ?? "leafwatch"),
                "WebIdentityToken": .string(token.trimmingCharacters(in: .whitespacesAndNewlines)),
            ], signer: nil, secrets: [token.trimmingCharacters(in: .whitespacesAndNewlines)])
    }

    /// Asks the token service; without a signer the token in the fields speaks for itself.
    private func sts(
        _ action: String, _ fields: [String: JSONValue], signer: Credentials?, secrets: [String] = []
    ) async throws -> Credentials {
        let region = settings.region ?? "us-east-1"
        let request = HTTPRequest(
            url: settings.endpoint(of: .sts, region: region) + "/",
            headers: [("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")],
            body: FormFields.encoded(action: action, version: "2011-06-15", .object(fields)),
            signing: signer.map { .init(region: region, service: "sts", credentials: $0) }, timeout: 20_000)
        let response = try await exchange.send(request, provider: "sts:\(action)")
        guard response.status == 200 else {
            let (code, message) = ErrorBody.read(response)
            let said = message.isEmpty ? "HTTP status \(response.status)" : ErrorBody.firstLine(message)
            let safe = Credentials.redacted(
                (code.isEmpty ? "" : "\(code): ") + (signer?.redacted(said) ?? said), secrets)
            throw CredentialError.failed(
                provider: "sts:\(action) of \(fields["RoleArn"]?.string ?? "a role")", reason: safe)
        }
        let keys = QueryAnswer.json(response.body)?["Credentials"]
        guard let id = keys?["AccessKeyId"]?.string, let secret = keys?["SecretAccessKey"]?.string else {
            throw CredentialError.failed(provider: "sts:\(action)", reason: "the answer holds no credentials")
        }
        return Credentials(
            accessKeyID: id, secretAccessKey: secret, sessionToken: keys?["SessionToken"]?.string,
            expiration: keys?["Expiration"]?.string.flatMap { Instant(iso8601: $0) })
    }

    /// Credentials of an ECS task or another container's endpoint.
    private func container() async throws -> Credentials? {
        let url: String
        if let path = settings.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") {
            url = "http://169.254.170.2\(path)"
        } else if let full = settings.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI") {
            guard full.hasPrefix("https://") || Self.isLocal(full) else {
                throw CredentialError.failed(
                    provider: "the container's endpoint", reason: "without TLS only local addresses are asked"
                )
            }
            url = full
        } else {
            return nil
        }
        var token = settings.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN")
        if let file = settings.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") {
            token = (try? String(contentsOfFile: file, encoding: .utf8))?
                .trimmingCharacters(in: .whitespacesAndNewlines)
        }
        let request = HTTPRequest(
            method: "GET", url: url, headers: token.map { [("Authorization", $0)] } ?? [], timeout: 5_000,
            usesProxy: false)
        let response = try await exchange.send(request, provider: "the container's endpoint")
        return try Self.fromJSON(response, provider: "the container's endpoint")
    }

    /// Credentials of an EC2 instance's role, by a session token (IMDSv2).
    private func instance() async throws -> Credentials? {
        if settings.variable("AWS_EC2_METADATA_DISABLED")?.lowercased() == "true" { return nil }
        let base = settings.variable("AWS_EC2_METADATA_SERVICE_ENDPOINT") ?? "http://169.254.169.254"
        let root = base.hasSuffix("/") ? String(base.dropLast()) : base
        // Where there is no such address, nobody answers: that means no instance, not a failure.
        guard
            let session = try? await exchange.transport.send(
                HTTPRequest(
                    method: "PUT", url: root + "/latest/api/token",
                    headers: [("X-aws-ec2-metadata-token-ttl-seconds", "21600")], timeout: 1_000,
                    usesProxy: false)), session.status == 200
        else { return nil }
        let header = [("X-aws-ec2-metadata-token", session.text)]
        let path = "/latest/meta-data/iam/security-credentials/"
        let roles = try await exchange.send(
            HTTPRequest(method: "GET", url: root + path, headers: header, timeout: 2_000, usesProxy: false),
            provider: "the instance's metadata")
        guard roles.status == 200, let role = roles.text.split(whereSeparator: \.isNewline).first else {
            return nil
        }
        let response = try await exchange.send(
            HTTPRequest(
                method: "GET", url: root + path + FormFields.escaped(String(role)), headers: header,
                timeout: 2_000, usesProxy: false), provider: "the instance's metadata")
        return try Self.fromJSON(response, provider: "the instance's metadata")
    }

    /// Whether a container's endpoint may be asked without TLS: this machine, ECS, EKS.
    static func isLocal(_ url: String) -> Bool {
        let host = (URLComponents(string: url)?.host ?? "").trimmingCharacters(in: ["[", "]"])
        let octets = host.split(separator: ".", omittingEmptySubsequences: false)
        if octets.count == 4, octets[0] == "127", octets.allSatisfy({ UInt8($0) != nil }) { return true }
        return ["localhost", "::1", "169.254.170.2", "169.254.170.23", "fd00:ec2::23"].contains(host)
    }

    /// Reads the JSON of the container's and the instance's endpoints.
    static func fromJSON(_ response: HTTPResponse, provider: String) throws -> Credentials {
        guard response.status == 200, let json = try? JSONValue(response.body),
            let id = json["AccessKeyId"]?.string, let secret = json["SecretAccessKey"]?.string
        else {
            throw CredentialError.failed(
                provider: provider, reason: "no credentials (HTTP status \(response.status))")
        }
        return Credentials(
            accessKeyID: id, secretAccessKey: secret, sessionToken: json["Token"]?.string,
            expiration: json["Expiration"]?.string.flatMap { Instant(iso8601: $0) })
    }
}
