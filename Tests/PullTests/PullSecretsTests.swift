import Archive
import Foundation
import Testing
import TimeSeries

@testable import AWSClient

/// What a pull must not show.
@Suite(
    .enabled(if: BuiltProgram.isThere, "the leafwatch program is not built beside the tests"),
    .enabled(if: OutsideTools.hasBotocore, "python3 with botocore is not installed"))
struct PullSecretsTests {
    typealias Step = FakeAccount.Step
    static let token = "IQoJb3JpZ2luX2VjEXAMPLE//////////wEaCXVzLWVhc3QtMSJHMEUCIQ+/=="
    static let identity = "eyJhbGciOiJSUzI1NiJ9.web.identity"
    static let login = "aoaAAAAAGsingle-sign-on-login"
    static let metadata = "AQAEAinstance-metadata-session"
    static let secrets = [
        "hushhushhush", "whisperwhisper", token, identity, login, metadata, "Basic containertoken",
    ]

    static let role: Step = [
        "body": """
        <R><AssumeRoleResult><Credentials><AccessKeyId>ASIAOTHER0000000</AccessKeyId>\
        <SecretAccessKey>whisperwhisper</SecretAccessKey><SessionToken>\(token)</SessionToken>\
        <Expiration>2046-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></R>
        """
    ]
    static let keys =
        #"{"AccessKeyId":"ASIAOTHER0000000","SecretAccessKey":"whisperwhisper","Token":"\#(token)","SessionToken":"\#(token)","Expiration":"2046-01-01T00:00:00Z","Version":1}"#

    /// Every way to get credentials: what stands in the environment and the config file.
    static let ways: [(name: String, config: String, environment: [String: String])] = [
        (
            "environment", "",
            [
                "AWS_ACCESS_KEY_ID": "ASIAOTHER0000000", "AWS_SECRET_ACCESS_KEY": "whisperwhisper",
                "AWS_SESSION_TOKEN": token,
            ]
        ),
        (
            "profile",
            "aws_access_key_id = ASIAOTHER0000000\naws_secret_access_key = whisperwhisper\naws_session_token = \(token)",
            [:]
        ),
        (
            "role",
            "role_arn = arn:r\nsource_profile = p\naws_access_key_id = AKIDEXAMPLE00000\naws_secret_access_key = hushhushhush",
            [:]
        ),
        ("process", "credential_process = printf '\(keys)'", [:]),
        ("web identity", "role_arn = arn:r\nweb_identity_token_file = FOLDER/identity", [:]),
        (
            "single sign-on",
            "sso_start_url = https://s\nsso_region = us-east-1\nsso_account_id = 1\nsso_role_name = r",
            ["AWS_ENDPOINT_URL_SSO": "URL"]
        ),
        (
            "container", "",
            [
                "AWS_CONTAINER_CREDENTIALS_FULL_URI": "URL/creds",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN": "Basic containertoken",
            ]
        ),
        ("instance", "", ["AWS_EC2_METADATA_DISABLED": "", "AWS_EC2_METADATA_SERVICE_ENDPOINT": "URL"]),
    ]

    @Test(arguments: 0..<ways.count)
    func nothingSecretIsShownOrStored(way: Int) async throws {
        let way = Self.ways[way]
        try await withTemporaryPath { path in
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
            let cache = folder.appendingPathComponent(".aws/sso/cache")
            try FileManager.default.createDirectory(at: cache, withIntermediateDirectories: true)
            try Data(Self.identity.utf8).write(to: folder.appendingPathComponent("identity"))
            try Data(
                #"{"startUrl":"https://s","accessToken":"\#(Self.login)","expiresAt":"2046-01-01T00:00:00Z"}"#
                    .utf8
            ).write(to: cache.appendingPathComponent("a.json"))
            if !way.config.isEmpty {
                try Data("[profile p]\n\(way.config.replacing("FOLDER", with: folder.path))\n".utf8).write(
                    to: folder.appendingPathComponent(".aws/config"))
            }
            let path = folder.appendingPathComponent("pulled.leafwatch").path
            let imds = "/latest/meta-data/iam/security-credentials/"
            let routes: [String: Step] = [
                "GET /creds": ["body": Self.keys], "PUT /latest/api/token": ["body": Self.metadata],
                "GET \(imds)": ["body": "r"], "GET \(imds)r": ["body": Self.keys],
                "GET /federation/credentials": [
                    "body":
                        #"{"roleCredentials":{"accessKeyId":"ASIAOTHER0000000","secretAccessKey":"whisperwhisper","sessionToken":"\#(Self.token)","expiration":2398377600000}}"#
                ],
            ]
            var shown = ""
            // Once all goes well; once the service repeats everything it was sent.
            for fails in [false, true] {
                var actions = Answers.whole
                actions["AssumeRole"] = [Self.role]
                actions["AssumeRoleWithWebIdentity"] = [Self.role]
                let echo = "not authorized: " + Self.secrets.joined(separator: " ")
                if fails {
                    for call in ["GetMetricData", "FilterLogEvents"] {
                        actions[call] = [
                            [
                                "status": 400,
                                "body": #"{"__type":"AccessDeniedException","message":"\#(echo)"}"#,
                            ]
                        ]
                    }
                }
                let fake = try FakeAccount(actions, routes: routes)
                var environment = ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "HOME": folder.path]
                environment.merge(way.environment.mapValues { $0.replacing("URL", with: fake.url) }) { $1 }
                let run = try fake.pull(
                    into: path, way.config.isEmpty ? ["--verbose"] : ["--verbose", "--profile", "p"],
                    environment: environment)
                #expect(run.status == (fails ? 77 : 0), "\(run.errors)")
                let signed = try await fake.log().filter { $0["action"] == "GetMetricData" }
                #expect(signed.first?["signature"] == "ok")
                if fails {
                    // What belongs to other ways is the answer's own text, and no secret of this run.
                    #expect(run.errors.contains("cloudwatch:GetMetricData in us-east-2 with "))
                    #expect(!run.errors.contains("whisperwhisper") && !run.errors.contains(Self.token))
                } else {
                    shown += run.output + run.errors
                }
            }
            let stored = try FileManager.default.contentsOfDirectory(atPath: folder.path)
                .filter { $0.hasPrefix("pulled.leafwatch") }
                .map { try Data(contentsOf: folder.appendingPathComponent($0)) }
            #expect(!stored.isEmpty)
            for secret in Self.secrets + ["ASIAOTHER0000000", "AKIDEXAMPLE00000"] {
                #expect(!shown.contains(secret), "\(way.name)")
                #expect(stored.allSatisfy { $0.range(of: Data(secret.utf8)) == nil }, "\(way.name)")
            }
        }
    }
}
