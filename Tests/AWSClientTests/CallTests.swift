import AWSClient
import Foundation
import Testing
import TimeSeries

/// Calls against an endpoint that checks signatures and misbehaves.
@Suite(.serialized, .enabled(if: OutsideTools.hasBotocore, "python3 with botocore is not installed"))
struct CallTests {
    static let fake = try? FakeAWS()

    func ping(_ session: AWSSession, _ text: String = "x") async throws -> AWSAnswer {
        try await session.call(
            .describeAlarms, region: "us-east-2", parameters: ["AlarmNames": [.string(text)]])
    }

    @Test func botocoreAgreesWithEverySignature() async throws {
        let fake = try #require(Self.fake)
        try await fake.play(actions: [
            "DescribeScalingActivities": [["body": "<R><DescribeScalingActivitiesResult/></R>"]]
        ])
        let odd = "Container Activity - [x] \u{1F600} \"\\/\n+%20&=?#;~ü\u{0}"
        _ = try await ping(fake.session(), odd)
        let temporary = fake.session(environment: [
            "AWS_ACCESS_KEY_ID": "ASIAOTHER0000000", "AWS_SECRET_ACCESS_KEY": "otherSecret000000",
            "AWS_SESSION_TOKEN": "IQoJb3JpZ2luX2VjEXAMPLE//////////wEaCXVzLWVhc3QtMSJHMEUCIQ+/==",
        ])
        _ = try await ping(temporary, odd)
        _ = try await temporary.call(
            .filterLogEvents, region: "us-east-1", parameters: ["logGroupName": .string(odd)])
        _ = try await temporary.call(
            .describeScalingActivities, region: "eu-central-1",
            parameters: ["AutoScalingGroupName": .string(odd), "Names": ["a", "b"]])
        _ = try await ping(fake.session(), String(repeating: "long ", count: 300_000))
        let log = try await fake.log()
        #expect(log.map { $0["signature"]?.string } == Array(repeating: "ok", count: 5))
        #expect(log.map { $0["path"]?.string } == Array(repeating: "/", count: 5))
        let scopes = log.compactMap {
            $0["authorization"]?.string?.split(separator: "/").dropFirst(2).prefix(2).joined(separator: "/")
        }
        #expect(
            scopes == [
                "us-east-2/monitoring", "us-east-2/monitoring", "us-east-1/logs", "eu-central-1/autoscaling",
                "us-east-2/monitoring",
            ])
        #expect(log[3]["body"]?.string?.hasSuffix("&Names.member.1=a&Names.member.2=b") == true)
    }

    @Test func aWrongSecretIsNoticed() async throws {
        let fake = try #require(Self.fake)
        try await fake.play()
        _ = try await ping(fake.session(environment: ["AWS_SECRET_ACCESS_KEY": "wrong"]))
        #expect(try await fake.log().first?["signature"]?.string == "mismatch")
    }

    @Test func passingFailuresAreTriedAgain() async throws {
        let fake = try #require(Self.fake)
        try await fake.play([
            .error("ThrottlingException"), ["status": 500, "body": "oops"], ["cut": true],
            ["status": 503, "body": "<Error><Code>SlowDown</Code></Error>"],
            ["status": 200, "body": "{\"ok\":1}"],
        ])
        #expect(try await ping(fake.session()).json["ok"] == 1)
        #expect(try await fake.log().count == 5)
    }

    @Test func anAnswerThatIsNotTheServicesIsTriedAgain() async throws {
        let fake = try #require(Self.fake)
        let page: JSONValue = ["status": 200, "body": "<html>please sign in</html>"]
        try await fake.play([page, ["status": 200, "body": "{\"ok\":1}"]])
        #expect(try await ping(fake.session()).json["ok"] == 1)
        try await fake.play(last: page)
        let error = try #require(
            await #expect(throws: AWSError.self) {
                try await ping(fake.session(retries: RetryPolicy(attempts: 2)))
            })
        #expect(error.message.contains("proxy"))
        try await fake.play(last: ["status": 200, "body": "{\"Activities\":[]}"])
        await #expect(throws: AWSError.self) {
            _ = try await fake.session(retries: RetryPolicy(attempts: 1)).call(
                .describeScalingActivities, region: "us-east-2", parameters: [:])
        }
    }

    @Test func callsAtTheSameTimeShareAPoolOfConnections() async throws {
        let fake = try #require(Self.fake)
        try await fake.play(last: ["delay": .number(0.02)])
        let session = fake.session(timeout: 2_000, connections: 4)
        try await withThrowingTaskGroup(of: Void.self) { group in
            // One after the other they would take 2.4 s, more than one call may.
            for _ in 0..<120 { group.addTask { _ = try await ping(session) } }
            try await group.waitForAll()
        }
        let stats = try await fake.stats()
        #expect(try await fake.log().count == 120)
        #expect(stats["most"]?.number.map { (2...4).contains($0) } == true)
        // Those of the pool and the test's own.
        #expect(stats["connections"]?.number.map { $0 <= 6 } == true)
    }

    @Test func pointsThatStayIncompleteAreNamed() async throws {
        let fake = try #require(Self.fake)
        func page(_ code: String, _ more: String = "") -> JSONValue {
            [
                "body": .string(
                    #"{"MetricDataResults":[{"Id":"a","StatusCode":"Complete"},{"Id":"b","StatusCode":"\#(code)"}]\#(more)}"#
                )
            ]
        }
        func ask() async throws -> MetricDataEnd {
            try await fake.session().metricData(
                [], period: 60, region: "us-east-2", from: Instant(seconds: 0), to: Instant(seconds: 60)
            ) { _ in }
        }
        try await fake.play([page("PartialData", #","NextToken":"n""#), page("Complete")])
        #expect(try await ask().unfinished.isEmpty)
        #expect(try await fake.log().count == 2)
        try await fake.play([page("InternalError"), page("Complete")])
        #expect(try await ask().unfinished.isEmpty)
        try await fake.play(last: page("PartialData", #","Messages":[{"Code":"c","Value":"v"}]"#))
        #expect(try await ask() == MetricDataEnd(unfinished: ["b": "PartialData"], messages: ["c: v"]))
        #expect(try await fake.log().count == 3)
        try await fake.play(last: page("Forbidden"))
        #expect(try await ask().unfinished == ["b": "Forbidden"])
        #expect(try await fake.log().count == 1)
    }

    @Test func botocoreKnowsEveryCall() throws {
        let calls = AWSCall.allCases.map { call in
            switch call.service.style {
            case .json(let version, let target):
                [call.service.identifier, call.action, "json", version, target, call.service.signingName]
            case .query(let version):
                [call.service.identifier, call.action, "query", version, "", call.service.signingName]
            }
        }
        let script = """
            import json, sys, botocore.session
            session = botocore.session.get_session()
            names = {session.get_service_model(n).service_id.hyphenize(): n for n in
                     ["cloudwatch", "logs", "autoscaling", "ecs", "cloudformation", "pricing"]}
            for service, action, style, version, target, signing in json.loads(sys.argv[1]):
                model = session.get_service_model(names[service.lower().replace(" ", "-")])
                assert action in model.operation_names, action
                assert style in model.metadata.get("protocols", [model.metadata["protocol"]]), (service, style)
                assert model.signing_name == signing, service
                if style == "json":
                    assert (model.metadata["jsonVersion"], model.metadata["targetPrefix"]) == (version, target), service
                else:
                    assert model.api_version == version, service
            """
        let text = String(decoding: try JSONEncoder().encode(calls), as: UTF8.self)
        #expect(OutsideTools.succeeds(["python3", "-c", script, text], showsErrors: true))
    }

    @Test func lastingFailuresEndAfterTheAttemptsAllowed() async throws {
        let fake = try #require(Self.fake)
        try await fake.play(last: .error("InternalFailure", status: 500, message: "down"))
        let error = try #require(
            await #expect(throws: AWSError.self) {
                try await ping(fake.session(retries: RetryPolicy(attempts: 4)))
            })
        #expect(error.kind == .unavailable)
        #expect(error.attempts == 4)
        #expect(try await fake.log().count == 4)
    }

    @Test func theBudgetOfRetriesIsSharedByAllCalls() async throws {
        let fake = try #require(Self.fake)
        try await fake.play(last: .error("ThrottlingException"))
        let session = fake.session(retries: RetryPolicy(attempts: 8, budget: 9))
        for _ in 0..<5 { await #expect(throws: AWSError.self) { try await ping(session) } }
        // Five first attempts and nine retries, not forty.
        #expect(try await fake.log().count == 14)
    }

    @Test func aSlowAnswerIsGivenUp() async throws {
        let fake = try #require(Self.fake)
        try await fake.play(last: ["delay": 3])
        let error = try #require(
            await #expect(throws: AWSError.self) {
                try await ping(fake.session(retries: RetryPolicy(attempts: 2), timeout: 200))
            })
        #expect(error.message.contains("did not answer"))
        #expect(error.attempts == 2)
    }

    @Test func aMissingPermissionNamesCallProfileAndRemedy() async throws {
        let fake = try #require(Self.fake)
        try await fake.play(last: .error("AccessDeniedException", message: "User x is not authorized"))
        let session = fake.session(
            config:
                "[profile games]\naws_access_key_id = AKIDEXAMPLE00000\naws_secret_access_key = secret/with+odd=characters",
            profile: "games")
        let error = try #require(await #expect(throws: AWSError.self) { try await ping(session) })
        #expect(error.kind == .denied)
        #expect(error.description.contains("cloudwatch:DescribeAlarms in us-east-2 with profile 'games'"))
        #expect(error.hint?.contains("--print-policy") == true)
        #expect(error.attempts == 1)
    }

    @Test func secretsNeverReachAMessage() async throws {
        let fake = try #require(Self.fake)
        let token = "TOKENTOKENTOKENTOKEN"
        let text = "key AKIDEXAMPLE00000 secret/with+odd=characters \(token)\\nx-amz-security-token:\(token)"
        try await fake.play(last: .error("SignatureDoesNotMatch", status: 403, message: text))
        let session = fake.session(environment: ["AWS_SESSION_TOKEN": token])
        let error = try #require(await #expect(throws: AWSError.self) { try await ping(session) })
        let shown = "\(error) \(error.hint ?? "") \(String(reflecting: error))"
        for secret in ["AKIDEXAMPLE00000", "secret/with", token] { #expect(!shown.contains(secret)) }
    }

    @Test func credentialsShowNothingWhenPrinted() {
        let keys = Credentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "hush", sessionToken: "token")
        var dumped = ""
        dump(keys, to: &dumped)
        for text in ["\(keys)", String(reflecting: keys), "\([keys])", dumped] {
            for secret in ["AKID", "hush", "token"] { #expect(!text.contains(secret)) }
        }
    }

    @Test func aWrongClockIsSaid() async throws {
        let fake = try #require(Self.fake)
        try await fake.play(last: [
            "status": 403, "body": #"{"__type":"RequestTimeTooSkewed","message":"skewed"}"#,
        ])
        let session = fake.session(now: { Instant(seconds: 1_000_000) })
        let error = try #require(await #expect(throws: AWSError.self) { try await ping(session) })
        #expect(error.message.contains("behind the service's"))
        #expect(error.hint?.contains("clock") == true)
    }

    @Test func expiredCredentialsAreRenewedOnce() async throws {
        let fake = try #require(Self.fake)
        let expired = JSONValue.error("ExpiredTokenException")
        let config = """
            [profile p]
            credential_process = printf '{"Version":1,"AccessKeyId":"ASIAOTHER0000000","SecretAccessKey":"otherSecret000000","SessionToken":"t"}'
            """
        try await fake.play([expired, ["status": 200, "body": "{}"]])
        _ = try await ping(fake.session(config: config, profile: "p"))
        #expect(try await fake.log().map { $0["signature"]?.string } == ["ok", "ok"])
        try await fake.play(last: expired)
        let error = try #require(
            await #expect(throws: AWSError.self) {
                try await ping(fake.session(config: config, profile: "p"))
            })
        #expect(error.kind == .expired)
        #expect(error.attempts == 2)
    }

    @Test func nobodyListeningIsSaidWithTheHost() async throws {
        let fake = try #require(Self.fake)
        let session = fake.session(
            environment: ["AWS_ENDPOINT_URL": "http://127.0.0.1:1"], retries: RetryPolicy(attempts: 2))
        let error = try #require(await #expect(throws: AWSError.self) { try await ping(session) })
        #expect(error.message.contains("127.0.0.1 cannot be reached"))
    }

    @Test func aCancelledCallEndsAtOnce() async throws {
        let fake = try #require(Self.fake)
        try await fake.play(last: ["delay": 4])
        let session = fake.session()
        let task = Task { try await ping(session) }
        try await Task.sleep(for: .milliseconds(200))
        let start = ContinuousClock.now
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(ContinuousClock.now - start < .seconds(2))
    }

    @Test(.enabled(if: OutsideTools.hasOpenSSL, "openssl is not installed"))
    func anUnknownCertificateIsRefusedUnlessItsAuthorityIsNamed() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "leafwatch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let certificate = folder.appendingPathComponent("cert.pem").path
        let key = folder.appendingPathComponent("key.pem").path
        try #require(
            OutsideTools.succeeds([
                "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                "/CN=localhost",
                "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate,
            ]))
        let fake = try FakeAWS(certificate: certificate, key: key)
        try await fake.play()
        let error = try #require(await #expect(throws: AWSError.self) { try await ping(fake.session()) })
        #expect(error.message.contains("not trusted"))
        #expect(error.attempts == 1)
        _ = try await ping(fake.session(certificateBundle: certificate))
    }

    @Test func pagesAreHandedOnOneByOne() async throws {
        let pages = ProcessInfo.processInfo.environment["LEAFWATCH_THOROUGH"] == "1" ? 10_000 : 300
        let fake = try #require(Self.fake)
        try await fake.play(last: ["pages": .number(Double(pages)), "size": 20_000])
        var count = 0
        var bytes = 0
        let before = residentKilobytes()
        try await fake.session().logEvents(
            group: "g", region: "us-east-2", from: Instant(seconds: 0), to: Instant(seconds: 1)
        ) { page in
            count += 1
            bytes += page.bytes.count
        }
        #expect(count == pages)
        #expect(bytes > pages * 20_000)
        // 10,000 pages are 200 MB; a few MB are the test's own.
        #expect(residentKilobytes() - before < 40_000)
    }

    @Test func aTokenThatRepeatsEndsTheListing() async throws {
        let fake = try #require(Self.fake)
        try await fake.play(last: ["body": #"{"events":[],"nextToken":"same"}"#])
        var count = 0
        try await fake.session().logEvents(
            group: "g", region: "us-east-2", from: Instant(seconds: 0), to: Instant(seconds: 1)
        ) { _ in count += 1 }
        #expect(count == 2)
    }

    private func residentKilobytes() -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }
}
