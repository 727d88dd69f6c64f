import AWSClient
import Foundation
import Testing
import TimeSeries

/// Where credentials come from.
@Suite(.serialized, .enabled(if: OutsideTools.hasBotocore, "python3 with botocore is not installed"))
struct CredentialTests {
    static let fake = try? FakeAWS()
    static let role = "arn:aws:iam::111122223333:role/r"
    static let answer: JSONValue = [
        "body": """
        <AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAOTHER0000000</AccessKeyId>\
        <SecretAccessKey>otherSecret000000</SecretAccessKey><SessionToken>tok&amp;en</SessionToken>\
        <Expiration>2036-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>
        """
    ]
    static let keysJSON = """
        {"AccessKeyId":"ASIAOTHER0000000","SecretAccessKey":"otherSecret000000","Token":"t","Expiration":"2036-01-01T00:00:00Z"}
        """

    func ping(_ session: AWSSession) async throws {
        _ = try await session.call(.describeAlarms, region: "us-east-2", parameters: [:])
    }

    @Test func aRoleIsAssumedWithItsSourceProfile() async throws {
        let fake = try #require(Self.fake)
        try await fake.play([Self.answer])
        let config = """
            [default]
            region = eu-west-1
            [profile base]
            aws_access_key_id = AKIDEXAMPLE00000
            aws_secret_access_key = secret/with+odd=characters
            [profile games]
            role_arn = \(Self.role)
            source_profile = base
            external_id = id=1&2
            duration_seconds = 3600
            role_session_name = me
            """
        try await ping(fake.session(config: config, profile: "games"))
        let log = try await fake.log()
        #expect(log.map { $0["signature"]?.string } == ["ok", "ok"])
        let form = log[0]["body"]?.string ?? ""
        for field in [
            "Action=AssumeRole&", "ExternalId=id%3D1%262", "DurationSeconds=3600", "RoleSessionName=me",
        ] {
            #expect(form.contains(field), "\(field)")
        }
        #expect(log[1]["token"] == "tok&en")
    }

    @Test func aBusyTokenServiceIsAskedAgain() async throws {
        let fake = try #require(Self.fake)
        try await fake.play([
            ["status": 400, "body": "<E><Error><Code>Throttling</Code></Error></E>"], ["status": 503],
            Self.answer,
        ])
        let config = """
            [profile p]
            role_arn = \(Self.role)
            credential_source = Environment
            """
        try await ping(fake.session(config: config, profile: "p"))
        #expect(try await fake.log().map { $0["signature"]?.string } == ["ok", "ok", "ok", "ok"])
    }

    @Test func aRoleIsAssumedWithTheKeysOfTheInstanceOrTheContainer() async throws {
        let fake = try #require(Self.fake)
        let path = "/latest/meta-data/iam/security-credentials/"
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "leafwatch-\(UUID().uuidString)")
        try Data("Bearer from-a-file\n".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        for (kind, environment, tokens) in [
            (
                "Ec2InstanceMetadata",
                ["AWS_EC2_METADATA_DISABLED": "", "AWS_EC2_METADATA_SERVICE_ENDPOINT": fake.url + "/"], 3
            ),
            (
                "EcsContainer",
                [
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI": fake.url + "/creds",
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": file.path,
                ], 1
            ),
        ] {
            try await fake.play(
                [Self.answer],
                routes: .object([
                    "PUT /latest/api/token": ["body": "imds-token"], "GET \(path)": ["body": "my-role"],
                    "GET \(path)my-role": ["body": .string(Self.keysJSON)],
                    "GET /creds": ["body": .string(Self.keysJSON)],
                ]))
            let config = "[profile p]\nrole_arn = \(Self.role)\ncredential_source = \(kind)"
            try await ping(
                fake.session(environment: environment, config: config, profile: "p", hasKeys: false))
            let log = try await fake.log()
            #expect(log.suffix(2).map { $0["signature"]?.string } == ["ok", "ok"], "\(kind)")
            #expect(log.suffix(2).map { $0["token"]?.string } == ["t", "tok&en"], "\(kind)")
            #expect(log.count == tokens + 2, "\(kind)")
            if kind == "EcsContainer" { #expect(log[0]["authorization"] == "Bearer from-a-file") }
        }
    }

    @Test func aRoleOfARoleIsAssumedWithTheFirstOnesKeys() async throws {
        let fake = try #require(Self.fake)
        try await fake.play([Self.answer, Self.answer])
        let config = """
            [profile one]
            role_arn = \(Self.role)1
            source_profile = base
            [profile two]
            role_arn = \(Self.role)2
            source_profile = one
            [profile base]
            credential_process = printf '{"Version":1,"AccessKeyId":"AKIDEXAMPLE00000","SecretAccessKey":"secret/with+odd=characters"}'
            """
        try await ping(fake.session(config: config, profile: "two"))
        let log = try await fake.log()
        #expect(log.map { $0["signature"]?.string } == ["ok", "ok", "ok"])
        #expect(log.map { $0["token"]?.string } == ["", "tok&en", "tok&en"])
        #expect(log[1]["body"]?.string?.contains("%3Arole%2Fr2") == true)
    }

    @Test func aRefusedRoleIsNamedWithoutSecrets() async throws {
        let fake = try #require(Self.fake)
        let token = "ey.secret.token"
        try await fake.play(last: [
            "status": 403,
            "body": .string(
                "<E><Error><Code>AccessDenied</Code><Message>not authorized: \(token) secret/with+odd=characters</Message></Error></E>"
            ),
        ])
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "leafwatch-\(UUID().uuidString)")
        try Data(token.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let keys = "aws_access_key_id = AKIDEXAMPLE00000\naws_secret_access_key = secret/with+odd=characters"
        for config in [
            "[profile p]\nrole_arn = \(Self.role)\nsource_profile = p\n\(keys)",
            "[profile p]\nrole_arn = \(Self.role)\nweb_identity_token_file = \(file.path)",
        ] {
            let error = await #expect(throws: CredentialError.self) {
                try await ping(fake.session(config: config, profile: "p", hasKeys: false))
            }
            let text = error?.description ?? ""
            #expect(text.contains("of \(Self.role): AccessDenied: not authorized"))
            #expect(text.hasPrefix("profile 'p': sts:AssumeRole"))
            #expect(error?.hint?.contains("allow sts:AssumeRole") == true)
            #expect(!text.contains("odd=characters") || !text.contains(token))
            if config.contains("web_identity") { #expect(!text.contains(token)) }
            if config.contains("source_profile") { #expect(!text.contains("odd=characters")) }
        }
    }

    @Test(arguments: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"])
    func halfAPairOfKeysIsSaid(name: String) async throws {
        let fake = try #require(Self.fake)
        let error = await #expect(throws: CredentialError.self) {
            try await ping(fake.session(environment: [name: "AKIDEXAMPLE00000"], hasKeys: false))
        }
        #expect(error?.description.contains("is not set") == true)
        #expect(error?.description.contains("AKID") == false)
    }

    @Test func aWebIdentityNeedsNoKeys() async throws {
        let fake = try #require(Self.fake)
        try await fake.play([Self.answer])
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "leafwatch-\(UUID().uuidString)")
        try Data("ey.token\n".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        try await ping(
            fake.session(
                environment: ["AWS_WEB_IDENTITY_TOKEN_FILE": file.path, "AWS_ROLE_ARN": Self.role],
                hasKeys: false))
        let log = try await fake.log()
        #expect(log.map { $0["signature"]?.string } == ["unsigned", "ok"])
        #expect(log[0]["body"]?.string?.contains("&WebIdentityToken=ey.token") == true)
    }

    @Test func aContainerAsksItsEndpointWithItsToken() async throws {
        let fake = try #require(Self.fake)
        try await fake.play(routes: ["GET /creds": ["body": .string(Self.keysJSON)]])
        try await ping(
            fake.session(
                environment: [
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI": fake.url + "/creds",
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN": "Basic abc",
                ], hasKeys: false))
        let log = try await fake.log()
        #expect(log[0]["authorization"] == "Basic abc")
        #expect(log[1]["signature"] == "ok")
        await #expect(throws: CredentialError.self) {
            try await ping(
                fake.session(
                    environment: ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://192.0.2.1/creds"],
                    hasKeys: false))
        }
    }

    @Test func anInstanceIsAskedWithASessionToken() async throws {
        let fake = try #require(Self.fake)
        let path = "/latest/meta-data/iam/security-credentials/"
        try await fake.play(
            routes: .object([
                "PUT /latest/api/token": ["body": "imds-token"],
                "GET \(path)": ["body": "my-role\n"],
                "GET \(path)my-role": ["body": .string(Self.keysJSON)],
            ]))
        try await ping(
            fake.session(
                environment: [
                    "AWS_EC2_METADATA_DISABLED": "", "AWS_EC2_METADATA_SERVICE_ENDPOINT": fake.url,
                ], hasKeys: false))
        let log = try await fake.log()
        #expect(log.map { $0["path"]?.string } == ["/latest/api/token", path, path + "my-role", "/"])
        #expect(log[2]["headers"]?["x-aws-ec2-metadata-token"] == "imds-token")
        #expect(log[3]["signature"] == "ok")
    }

    @Test func aLoginOfSingleSignOnIsUsedWhileItLasts() async throws {
        let fake = try #require(Self.fake)
        let home = FileManager.default.temporaryDirectory.appendingPathComponent(
            "leafwatch-\(UUID().uuidString)")
        let cache = home.appendingPathComponent(".aws/sso/cache")
        try FileManager.default.createDirectory(at: cache, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        let config = """
            [sso-session s]
            sso_start_url = https://example.awsapps.com/start
            sso_region = us-east-1
            [profile p]
            sso_session = s
            sso_account_id = 111122223333
            sso_role_name = View Only
            """
        let body = """
            {"roleCredentials":{"accessKeyId":"ASIAOTHER0000000","secretAccessKey":"otherSecret000000",\
            "sessionToken":"t","expiration":2082758400000}}
            """
        try await fake.play(routes: ["GET /federation/credentials": ["body": .string(body)]])
        let session = fake.session(
            environment: ["HOME": home.path, "AWS_ENDPOINT_URL_SSO": fake.url], config: config, profile: "p")
        let missing = await #expect(throws: CredentialError.self) { try await ping(session) }
        #expect(missing?.description.contains("aws sso login --profile p") == true)
        let token = """
            {"startUrl":"https://example.awsapps.com/start","accessToken":"bearer","expiresAt":"2036-01-01T00:00:00UTC"}
            """
        try Data(token.utf8).write(to: cache.appendingPathComponent("a.json"))
        try await ping(session)
        let log = try await fake.log()
        #expect(log[0]["path"] == "/federation/credentials?role_name=View%20Only&account_id=111122223333")
        #expect(log[0]["headers"]?["x-amz-sso_bearer_token"] == "bearer")
        #expect(log[1]["signature"] == "ok")
    }

    @Test func aNamedProfileGoesBeforeKeysInTheEnvironment() async throws {
        let fake = try #require(Self.fake)
        try await fake.play()
        let config =
            "[profile p]\naws_access_key_id=ASIAOTHER0000000\naws_secret_access_key=otherSecret000000"
        try await ping(fake.session(config: config, profile: "p"))
        try await ping(fake.session(environment: ["AWS_PROFILE": "p"], config: config))
        let keys = try await fake.log().map { $0["authorization"]?.string?.contains("ASIAOTHER") }
        #expect(keys == [true, false])
    }

    @Test(arguments: [
        (
            "[profile p]\nrole_arn = r\nsource_profile = q\n[profile q]\nrole_arn = r\nsource_profile = p",
            "leads back"
        ),
        ("[profile p]\nrole_arn = r", "needs source_profile"),
        ("[profile p]\nrole_arn = r\nsource_profile = p\nmfa_serial = m", "one-time code"),
        ("[profile p]\naws_access_key_id = AKID", "without aws_secret_access_key"),
        ("[profile p]\ncredential_process = false", "ended with status 1"),
        ("[profile q]\nregion = x", "no profile 'p'"),
        ("[profile p]\nregion = x", "no AWS credentials found"),
    ])
    func whatIsWrongWithAProfileIsSaid(config: String, part: String) async throws {
        let fake = try #require(Self.fake)
        let error = await #expect(throws: CredentialError.self) {
            try await ping(fake.session(config: config, profile: "p", hasKeys: false))
        }
        #expect(error?.description.contains(part) == true)
    }
}

/// The shared files, the region and the endpoints.
@Suite struct SettingsTests {
    let config = SharedConfig(
        config: """
            # comment
            [default]
            region=us-west-2
            [profile "two words"]
            region = eu-west-1   
            services = local
            endpoint_url = http://profile:1
            ca_bundle = /ca.pem
            [services local]
            cloudwatch =
              endpoint_url = http://metrics:1
            cloudwatch_logs =
              endpoint_url = http://logs:1/
            """, credentials: "[default]\naws_access_key_id = A = B\naws_secret_access_key = s")

    func settings(_ environment: [String: String], profile: String? = nil) -> AWSSettings {
        AWSSettings(environment: environment, config: config, profile: profile)
    }

    @Test func filesAreRead() {
        #expect(config.profiles["default"]?["region"] == "us-west-2")
        #expect(config.profiles["default"]?["aws_access_key_id"] == "A = B")
        #expect(settings([:], profile: "two words").region == "eu-west-1")
        #expect(settings([:], profile: "two words").certificateBundle == "/ca.pem")
        #expect(settings(["AWS_DEFAULT_REGION": "x"]).region == "x")
        #expect(settings(["AWS_DEFAULT_REGION": "x", "AWS_REGION": "y"]).region == "y")
    }

    @Test func endpointsAreChosenAsTheToolsDo() {
        let plain = settings([:])
        #expect(
            plain.endpoint(of: .cloudWatch, region: "us-east-2")
                == "https://monitoring.us-east-2.amazonaws.com")
        #expect(
            plain.endpoint(of: .pricing, region: "eu-west-1") == "https://api.pricing.us-east-1.amazonaws.com"
        )
        #expect(plain.endpoint(of: .logs, region: "cn-north-1") == "https://logs.cn-north-1.amazonaws.com.cn")
        let profile = settings([:], profile: "two words")
        #expect(profile.endpoint(of: .logs, region: "x") == "http://logs:1")
        #expect(profile.endpoint(of: .ecs, region: "x") == "http://profile:1")
        let both = settings([
            "AWS_ENDPOINT_URL": "http://all", "AWS_ENDPOINT_URL_AUTO_SCALING": "http://asg/",
        ])
        #expect(both.endpoint(of: .autoScaling, region: "x") == "http://asg")
        #expect(both.endpoint(of: .logs, region: "x") == "http://all")
        let ignoring = settings([
            "AWS_ENDPOINT_URL": "http://all", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true",
        ])
        #expect(ignoring.endpoint(of: .sts, region: "us-east-1") == "https://sts.us-east-1.amazonaws.com")
    }

    @Test func metricCallsKeepWithinTheServicesLimits() {
        let requests = (0..<700).map {
            MetricRequest(
                identifier: "m\($0)", namespace: "n", metricName: "m", dimensions: [], statistic: "Sum")
        }
        let start = Instant(seconds: 1_767_225_600)
        let end = start.advanced(bySeconds: 86_400)
        let calls = AWSSession.metricCalls(requests, period: 60, from: start, to: end)
        for call in calls {
            #expect(call.requests.count <= 500)
            #expect(Int(call.to.seconds - call.from.seconds) / 60 * call.requests.count <= 100_800)
        }
        let minutes = calls.reduce(0) { $0 + Int($1.to.seconds - $1.from.seconds) / 60 * $1.requests.count }
        #expect(minutes == 700 * 1440)
    }
}
