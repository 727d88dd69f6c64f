import Foundation
import Synchronization
import Testing
import TimeSeries

@testable import AWSClient

/// Reading the query protocol's answers.
struct QueryAnswerTests {
    func json(_ text: String) -> JSONValue? { QueryAnswer.json(Array(text.utf8)) }

    @Test func anAnswerBecomesWhatTheCommandLinePrints() {
        let text = """
            <?xml version="1.0"?><R xmlns="http://x/"><DescribeResult><Activities><member a="1"><Cause>a &lt;b&gt; &amp;amp; \
            &#x43;&#100;<![CDATA[<raw>]]></Cause><Id>1</Id></member><member><Id>2</Id></member></Activities>\
            <NextToken>t</NextToken><Empty/></DescribeResult><ResponseMetadata><RequestId>r</RequestId>\
            </ResponseMetadata></R>
            """
        #expect(
            json(text) == [
                "Activities": [["Cause": "a <b> &amp; Cd<raw>", "Id": "1"], ["Id": "2"]], "NextToken": "t",
                "Empty": "",
            ])
    }

    @Test func errorsAreFoundAtAnyDepth() {
        for text in [
            "<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code></Error></ErrorResponse>",
            "<Response><Errors><Error><Code>Throttling</Code></Error></Errors></Response>",
        ] {
            #expect(json(text)?.firstText("Code") == "Throttling")
        }
    }

    @Test(arguments: [
        "", "{}", "<html><body>sign in", "<a><b></a></b>",
        String(repeating: "<a>", count: 200)
            + String(repeating: "</a>", count: 200),
        #"<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r><a>&x;</a></r>"#,
    ])
    func whatIsNoAnswerIsNone(text: String) {
        let json = json(text)
        #expect(json == nil || json?.firstText("a")?.contains("root:") != true)
        if !text.contains("DOCTYPE") { #expect(json == nil) }
    }
}

/// How long is waited, and who may be asked without TLS.
struct PolicyPieceTests {
    @Test func waitsHaveFullJitterUpToADoublingBound() {
        let policy = RetryPolicy(base: 0.5, longest: 20)
        for (attempt, cap) in [(2, 0.5), (3, 1), (4, 2), (7, 16), (8, 20), (100, 20)] {
            #expect(policy.wait(before: attempt, asked: nil) { $0.upperBound } == cap)
            #expect(policy.wait(before: attempt, asked: nil) { $0.lowerBound } == 0)
        }
        #expect(policy.wait(before: 2, asked: 3) { $0.upperBound } == 3)
        #expect(policy.wait(before: 2, asked: 900) { $0.upperBound } == 20)
    }

    @Test(arguments: [
        ("a b  c", ["a", "b", "c"]), (#"/x/y z" "'$HOME "q"'"#, ["/x/y", #"z $HOME "q""#]),
        (#"a\ b "c\"d" 'e\f'"#, ["a b", #"c"d"#, #"e\f"#]), ("a '' b", ["a", "", "b"]), ("", []),
    ])
    func aProgramsCommandIsSplitAsAShellWould(command: String, words: [String]) {
        #expect(CredentialProcess.words(of: command) == words)
    }

    @Test func onlyThisMachineAndContainersAreAskedWithoutTLS() {
        for url in [
            "http://127.0.0.1/x", "http://127.8.0.1:80/x", "http://localhost:1/", "http://[::1]:3/",
            "http://169.254.170.2/c", "http://169.254.170.23/v1", "http://[fd00:ec2::23]/v1",
        ] {
            #expect(CredentialChain.isLocal(url), "\(url)")
        }
        for url in ["http://128.0.0.1/", "http://127.0.0.1.example.com/", "http://example.com/", "nonsense"] {
            #expect(!CredentialChain.isLocal(url), "\(url)")
        }
    }

    @Test(arguments: [
        ("Signature expired: 20260101T000000Z is now earlier than 20260102T000000Z", AWSError.Kind.clock),
        ("Signature not yet current: 20260103T000000Z is still later than 20260102T000000Z", .clock),
        ("The request signature we calculated does not match the signature you provided.", .badKeys),
    ])
    func aSignatureOfAnotherTimeIsTheClocksFault(message: String, kind: AWSError.Kind) {
        var error = AWSError(call: "logs:FilterLogEvents", region: "r")
        error.take(
            HTTPResponse(
                status: 403,
                body: Array(#"{"__type":"InvalidSignatureException","message":"\#(message)"}"#.utf8)),
            keys: Credentials(accessKeyID: "a", secretAccessKey: "b"), now: Instant(seconds: 0))
        #expect(error.kind == kind)
    }
}

/// Credentials that end while a session is used, with a clock and a transport of the test's own.
struct RenewalTests {
    /// Answers requests for credentials; everything else with `{}`.
    final class Stub: HTTPTransport {
        struct State {
            var urls: [String] = []
            var keys: [String] = []
            var given = 0
            var isDown = false
            var now = Instant(seconds: 1_767_225_600)
        }

        let state = Mutex(State())
        /// Seconds that the credentials last.
        let lifetime: Int

        init(lifetime: Int) { self.lifetime = lifetime }

        func send(_ request: HTTPRequest) async throws -> HTTPResponse {
            try state.withLock { state in
                if let signing = request.signing {
                    state.keys.append(signing.credentials.accessKeyID)
                    return HTTPResponse(status: 200, body: Array("{}".utf8))
                }
                state.urls.append(request.url)
                if state.isDown { throw TransportError.unreachable(host: "h", reason: "down") }
                state.given += 1
                let end = state.now.advanced(bySeconds: lifetime).iso8601
                let json =
                    #"{"AccessKeyId":"ASIA\#(state.given)","SecretAccessKey":"s","Token":"t","Expiration":"\#(end)"}"#
                return HTTPResponse(status: 200, body: Array(json.utf8))
            }
        }

        func advance(_ seconds: Int) { state.withLock { $0.now = $0.now.advanced(bySeconds: seconds) } }
    }

    func session(_ stub: Stub) -> AWSSession {
        AWSSession(
            settings: AWSSettings(
                environment: ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/credentials/x"],
                config: SharedConfig(), region: "us-east-2",
                now: { stub.state.withLock { $0.now } }),
            transport: stub, sleep: { _ in })
    }

    func ping(_ session: AWSSession) async throws {
        _ = try await session.call(.describeAlarms, region: "us-east-2", parameters: [:])
    }

    @Test func credentialsAreRenewedBeforeTheyEnd() async throws {
        let stub = Stub(lifetime: 3600)
        let session = session(stub)
        for step in [0, 1800, 1400, 100, 3000] {
            stub.advance(step)
            try await ping(session)
        }
        // The ECS agent's address; renewed five minutes before the end, at 3,300 s.
        #expect(
            stub.state.withLock { $0.urls }
                == Array(repeating: "http://169.254.170.2/v2/credentials/x", count: 2))
        #expect(stub.state.withLock { $0.keys } == ["ASIA1", "ASIA1", "ASIA1", "ASIA2", "ASIA2"])
    }

    @Test func callersAtTheSameTimeShareOneRenewal() async throws {
        let stub = Stub(lifetime: 3600)
        let session = session(stub)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 { group.addTask { try await ping(session) } }
            try await group.waitForAll()
        }
        #expect(stub.state.withLock { $0.given } == 1)
    }

    @Test func credentialsThatLastStayInUseWhileTheirProviderIsDown() async throws {
        let stub = Stub(lifetime: 600)
        let session = session(stub)
        try await ping(session)
        stub.state.withLock { $0.isDown = true }
        stub.advance(400)
        try await ping(session)
        stub.advance(100)
        try await ping(session)
        stub.advance(100)
        await #expect(throws: CredentialError.self) { try await ping(session) }
        stub.state.withLock { $0.isDown = false }
        try await ping(session)
        #expect(stub.state.withLock { $0.keys } == ["ASIA1", "ASIA1", "ASIA1", "ASIA2"])
    }

    @Test func aProviderThatGivesLittleTimeIsNotAskedForEveryCall() async throws {
        let stub = Stub(lifetime: 120)
        let session = session(stub)
        for _ in 0..<10 { try await ping(session) }
        #expect(stub.state.withLock { $0.given } == 1)
        stub.advance(31)
        try await ping(session)
        #expect(stub.state.withLock { $0.given } == 2)
    }
}
