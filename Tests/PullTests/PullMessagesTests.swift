import Foundation
import Testing
import TimeSeries

@testable import AWSClient

/// What is said when something is wrong: which call, whose credentials, what is missing, what to do.
@Suite(
    .enabled(if: BuiltProgram.isThere, "the leafwatch program is not built beside the tests"),
    .enabled(if: OutsideTools.hasBotocore, "python3 with botocore is not installed"))
struct PullMessagesTests {
    typealias Step = FakeAccount.Step

    /// Something wrong, and what is said about it.
    struct Trouble: Sendable, CustomTestStringConvertible {
        var name: String
        /// Lines of `[profile games]`.
        var profile = ""
        /// `URL` and `FOLDER` stand for the endpoint and a folder.
        var environment: [String: String] = [:]
        /// What every call answers; what a leaf's account does when `nil`.
        var answer: Step?
        /// What single calls answer.
        var answers: [String: [Step]] = [:]
        var routes: [String: Step] = [:]
        var options: [String] = []
        var status: Int32
        /// The message and the hint, as they stand there.
        var says: [String]

        var testDescription: String { name }
    }

    static func error(_ code: String, _ message: String, status: Int = 400) -> Step {
        ["status": status, "body": #"{"__type":"\#(code)","message":"\#(message)"}"#]
    }
    static let noKeys = ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""]
    static let temporary = [
        "AWS_ACCESS_KEY_ID": "ASIAOTHER0000000", "AWS_SECRET_ACCESS_KEY": "whisperwhisper",
        "AWS_SESSION_TOKEN": "tokentokentoken",
    ]
    static let profileKeys = "aws_access_key_id = AKIDEXAMPLE00000\naws_secret_access_key = hushhushhush"
    static let signOn =
        "sso_start_url = https://s\nsso_region = us-east-1\nsso_account_id = 111122223333\nsso_role_name = ViewOnly"
    static let denied = error(
        "AccessDeniedException",
        "User: arn:aws:iam::111122223333:user/me is not authorized to perform this action")
    static let everyCall =
        "likewise cloudformation:ListStackResources in us-east-2, cloudwatch:DescribeAlarmHistory in us-east-2, cloudwatch:DescribeAlarms in us-east-2"

    static let troubles: [Trouble] = [
        Trouble(
            name: "no credentials", environment: noKeys, status: 77,
            says: [
                "no AWS credentials found; looked in the environment, profile 'default', the container, the instance. "
                    + "Set AWS_PROFILE or --profile, or run `aws configure`"
            ]),
        Trouble(
            name: "half a pair", environment: ["AWS_SECRET_ACCESS_KEY": ""], status: 77,
            says: ["the environment holds half of a pair of keys: AWS_SECRET_ACCESS_KEY is not set"]),
        Trouble(
            name: "unknown profile", profile: "region = us-east-2",
            environment: ["AWS_PROFILE": "gmes"].merging(noKeys) { $1 },
            status: 77,
            says: ["there is no profile 'gmes' in the AWS config and credentials files; they have games"]),
        Trouble(
            name: "single sign-on without a login", profile: signOn, options: ["--profile", "games"],
            status: 77,
            says: [
                "profile 'games': single sign-on: there is no valid login; run `aws sso login --profile games`"
            ]),
        Trouble(
            name: "single sign-on that was revoked", profile: signOn,
            environment: ["HOME": "FOLDER", "AWS_ENDPOINT_URL_SSO": "URL"],
            routes: ["GET /federation/credentials": ["status": 401]], options: ["--profile", "games"],
            status: 77,
            says: [
                "profile 'games': single sign-on: the login has ended; run `aws sso login --profile games`"
            ]),
        Trouble(
            name: "single sign-on without the role", profile: signOn,
            environment: ["HOME": "FOLDER", "AWS_ENDPOINT_URL_SSO": "URL"],
            routes: ["GET /federation/credentials": ["status": 403]], options: ["--profile", "games"],
            status: 77,
            says: [
                "profile 'games': single sign-on: this login has no role ViewOnly in account 111122223333 (HTTP status 403)"
            ]),
        Trouble(
            name: "a role that may not be assumed",
            profile: "role_arn = arn:aws:iam::111122223333:role/r\nsource_profile = games\n" + profileKeys,
            answers: [
                "AssumeRole": [
                    [
                        "status": 403,
                        "body":
                            "<E><Error><Code>AccessDenied</Code><Message>not authorized to perform: sts:AssumeRole</Message></Error></E>",
                    ]
                ]
            ], options: ["--profile", "games"], status: 77,
            says: [
                "profile 'games': sts:AssumeRole of arn:aws:iam::111122223333:role/r: AccessDenied: not authorized to perform: sts:AssumeRole",
                "hint: allow sts:AssumeRole on this role to who asks, and let the role's trust policy name them",
            ]),
        Trouble(
            name: "a program that gives no keys", profile: "credential_process = false",
            options: ["--profile", "games"], status: 77,
            says: ["profile 'games': credential_process: false ended with status 1"]),
        Trouble(
            name: "nobody answers who gives out keys",
            environment: ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:9/keys"].merging(noKeys) {
                $1
            },
            status: 69,
            says: ["the container's endpoint: 127.0.0.1 cannot be reached: "]),
        Trouble(
            name: "one permission is missing", profile: profileKeys, answers: ["GetMetricData": [denied]],
            options: ["--profile", "games"], status: 77,
            says: [
                "cloudwatch:GetMetricData in us-east-2 with profile 'games': AccessDeniedException: "
                    + "User: arn:aws:iam::111122223333:user/me is not authorized to perform this action",
                "hint: allow cloudwatch:GetMetricData to the identity of profile 'games'; "
                    + "`leafwatch pull --print-policy` writes the policy",
            ]),
        Trouble(
            name: "two permissions are missing",
            answers: ["GetMetricData": [denied], "FilterLogEvents": [denied]], status: 77,
            says: [
                "cloudwatch:GetMetricData in us-east-2 with the environment's keys: AccessDeniedException",
                "likewise logs:FilterLogEvents in us-east-1, logs:FilterLogEvents in us-east-2",
                "hint: allow cloudwatch:GetMetricData, logs:FilterLogEvents to the identity of the environment's keys; ",
            ]),
        Trouble(
            name: "keys that AWS does not know",
            answer: error(
                "UnrecognizedClientException", "The security token included in the request is invalid."),
            status: 77,
            says: [
                "UnrecognizedClientException: The security token included in the request is invalid.",
                everyCall,
                "hint: AWS does not know the environment's keys: they are deleted, switched off or of another partition",
            ]),
        Trouble(
            name: "a secret that does not fit",
            answer: error(
                "InvalidSignatureException",
                "The request signature we calculated does not match the signature you provided.", status: 403),
            status: 77, says: [everyCall, "hint: the secret access key does not fit the key id"]),
        Trouble(
            name: "keys of the environment that have ended", environment: temporary,
            answer: error("ExpiredTokenException", "The security token included in the request is expired"),
            status: 77,
            says: [
                "ExpiredTokenException: The security token included in the request is expired", everyCall,
                "hint: set new AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN",
            ]),
        Trouble(
            name: "keys of a profile that have ended",
            profile: profileKeys + "\naws_session_token = tokentokentoken",
            answer: error("ExpiredTokenException", "The security token included in the request is expired"),
            options: ["--profile", "games"], status: 77,
            says: [
                everyCall,
                "hint: log in again (`aws sso login --profile games`) or put new keys into the profile",
            ]),
        Trouble(
            name: "a clock that is wrong",
            answer: [
                "status": 403, "headers": ["Date": "Thu, 01 Jan 2026 00:00:00 GMT"],
                "body":
                    #"{"__type":"InvalidSignatureException","message":"Signature not yet current: x is still later than y"}"#,
            ],
            status: 69,
            says: [
                "InvalidSignatureException: Signature not yet current: x is still later than y; this machine's clock is",
                "ahead of the service's", everyCall,
                "hint: set the clock of this machine: signatures are valid for a few minutes only",
            ]),
        Trouble(
            name: "a region that is not there", environment: ["AWS_ENDPOINT_URL": ""],
            options: ["--region", "us-nowhere-2"], status: 69,
            says: [
                "autoscaling.us-nowhere-2.amazonaws.com cannot be reached: Could not resolve host: autoscaling.us-nowhere-2.amazonaws.com (tried 2 times)",
                "hint: is us-nowhere-2 a region, and is there a network? --region names another",
            ]),
        Trouble(
            name: "a region that is not enabled",
            answer: error("OptInRequired", "You are not subscribed to this service", status: 403), status: 77,
            says: ["hint: us-east-2 is not enabled for this account; --region names another"]),
        Trouble(
            name: "a region without the leaf", answers: Answers.nothing, status: 66,
            says: [
                "nothing of the leaf ContainerManager-MinecraftJava is in us-east-2, nor its queries in us-east-1",
                "hint: --region names its home region, --profile its account, --application its maturity; what has other names is given with --stack, --asg-name and the like",
            ]),
        Trouble(
            name: "no region", environment: ["AWS_REGION": ""], options: ["NO-REGION"], status: 64,
            says: ["no region is known", "hint: give --region, or set AWS_REGION"]),
        Trouble(
            name: "throttled to the end", answer: error("ThrottlingException", "Rate exceeded"), status: 69,
            says: [
                "ThrottlingException: Rate exceeded (tried 2 times)", everyCall,
                "hint: AWS is limiting the calls of this account; run it again later, it goes on where it was",
            ]),
        Trouble(
            name: "a service that is down", answer: error("InternalFailure", "try later", status: 500),
            status: 69,
            says: [
                "InternalFailure: try later (tried 2 times)", everyCall,
                "hint: run it again later, it goes on where it was",
            ]),
        Trouble(
            name: "answers that are cut off", answer: ["cut": true], status: 69,
            says: [
                "the connection to 127.0.0.1 broke: ", "(tried 2 times)", everyCall,
                "hint: see that region, endpoint and network are right, then run it again: it goes on where it was",
            ]),
        Trouble(
            name: "a page of a hotel", answer: ["status": 200, "body": "<html>please sign in</html>"],
            status: 69,
            says: [
                "the answer is not what the service speaks; is a proxy in between? (tried 2 times)",
                "hint: see that AWS_ENDPOINT_URL, if set, and the proxy lead to AWS",
            ]),
        Trouble(
            name: "nobody listens", environment: ["AWS_ENDPOINT_URL": "http://127.0.0.1:1"], status: 69,
            says: [
                "127.0.0.1 cannot be reached: Failed to connect to 127.0.0.1 port 1",
                "hint: see that region, endpoint and network are right",
            ]),
        Trouble(
            name: "a proxy that is not there",
            environment: [
                "AWS_ENDPOINT_URL": "https://aws.invalid", "https_proxy": "http://127.0.0.1:1",
                "no_proxy": "",
            ], status: 69,
            says: [
                "the proxy for aws.invalid cannot be reached: Failed to connect to 127.0.0.1 port 1",
                "hint: https_proxy, http_proxy and no_proxy say which proxy is used",
            ]),
        Trouble(
            name: "a proxy that wants a login",
            environment: ["AWS_ENDPOINT_URL": "https://aws.invalid", "https_proxy": "URL/", "no_proxy": ""],
            routes: ["CONNECT aws.invalid:443": ["status": 407]], status: 69,
            says: [
                "the proxy does not let requests to aws.invalid through: ", "407",
                "hint: https_proxy, http_proxy and no_proxy say which proxy is used; its login goes into its URL",
            ]),
        Trouble(
            name: "a file of authorities that is not there",
            environment: ["AWS_ENDPOINT_URL": "SECURE", "AWS_CA_BUNDLE": "/nowhere/ca.pem"],
            status: 69,
            says: ["the file of authorities cannot be read", "/nowhere/ca.pem"]),
    ]

    @Test(arguments: troubles)
    func itIsSaidWhatIsWrongAndWhatToDo(trouble: Trouble) async throws {
        try await withTemporaryPath { path in
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
            let cache = folder.appendingPathComponent(".aws/sso/cache")
            try FileManager.default.createDirectory(at: cache, withIntermediateDirectories: true)
            try Data(
                #"{"startUrl":"https://s","accessToken":"hushhushhush","expiresAt":"2046-01-01T00:00:00Z"}"#
                    .utf8
            ).write(to: cache.appendingPathComponent("a.json"))
            let config = folder.appendingPathComponent("config")
            if !trouble.profile.isEmpty {
                try Data("[profile games]\n\(trouble.profile)\n".utf8).write(to: config)
            }
            var actions = trouble.answers.merging(Answers.whole) { mine, _ in mine }
            if let answer = trouble.answer { actions = Answers.whole.mapValues { _ in [answer] } }
            let fake = try FakeAccount(actions, routes: trouble.routes)
            var environment = ["AWS_CONFIG_FILE": config.path]
            environment.merge(
                trouble.environment.mapValues {
                    $0.replacing("SECURE", with: fake.url.replacing("http:", with: "https:"))
                        .replacing("URL", with: fake.url).replacing("FOLDER", with: folder.path)
                }
            ) { $1 }
            let run = try fake.pull(
                into: path, trouble.options.filter { $0 != "NO-REGION" }, environment: environment,
                region: trouble.options == ["NO-REGION"] ? nil : "us-east-2")
            if ProcessInfo.processInfo.environment["LEAFWATCH_SHOW_MESSAGES"] != nil {
                print("---- \(trouble.name): \(run.status)\n\(run.errors)")
            }
            #expect(run.status == trouble.status, "\(run.errors)")
            for part in trouble.says {
                #expect(run.errors.contains(part), "\(part)\nis not in\n\(run.errors)")
            }
            // That there are no alarms is not said where nobody could ask.
            if trouble.status != 66 {
                #expect(!run.errors.contains("alarms were not found"), "\(run.errors)")
            }
            // One cause is told once.
            #expect(run.errors.components(separatedBy: "hint:").count <= 2, "\(run.errors)")
            for secret in ["hushhushhush", "whisperwhisper", "tokentokentoken"] {
                #expect(!(run.errors + run.output).contains(secret), "\(run.errors)")
            }
        }
    }
}
