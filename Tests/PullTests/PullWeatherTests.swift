import Archive
import Foundation
import Testing
import TimeSeries

@testable import AWSClient

/// The built program in bad weather: what it has in the end is what it would have had in good weather.
@Suite(
    .enabled(if: BuiltProgram.isThere, "the leafwatch program is not built beside the tests"),
    .enabled(if: OutsideTools.hasBotocore, "python3 with botocore is not installed"))
struct PullWeatherTests {
    typealias Step = FakeAccount.Step

    private func exported(_ path: String) throws -> String {
        try HistoryArchive.open(path, for: .reading).exported()
    }

    /// What a pull without trouble has.
    private func calm(_ path: String) throws -> String {
        let run = try FakeAccount(Answers.whole).pull(into: path)
        try #require(run.status == 0, "\(run.errors)")
        return try exported(path)
    }

    @Test func throttlingServerErrorsCutsAndExpiredTokensLoseNothing() async throws {
        try await withTemporaryPath { path in
            let wanted = try calm(path + "-calm")
            let trouble: [Step] = [
                ["status": 400, "body": #"{"__type":"ThrottlingException","message":"Rate exceeded"}"#],
                ["status": 500, "body": "oops"], ["cut": true],
                ["status": 200, "body": "<html>please sign in</html>"],
            ]
            var actions = Answers.whole
            for (action, steps) in actions where action != "GetMetricData" {
                actions[action] = trouble + steps
            }
            // The service says that the token has ended: the program that gives them is asked for new ones.
            actions["GetMetricData"]?.insert(
                [
                    "status": 400, "body": #"{"__type":"ExpiredTokenException","message":"token"}"#,
                ], at: 0)
            let config = URL(fileURLWithPath: path + "-config")
            let keys =
                #"{"Version":1,"AccessKeyId":"ASIAOTHER0000000","SecretAccessKey":"whisperwhisper","SessionToken":"tok/en+=="}"#
            try Data("[profile games]\ncredential_process = printf '\(keys)'\n".utf8).write(to: config)
            let fake = try FakeAccount(actions)
            let run = try fake.pull(
                into: path, ["--attempts", "8", "--profile", "games"],
                environment: ["AWS_CONFIG_FILE": config.path])
            #expect(run.status == 0, "\(run.errors)")
            #expect(try exported(path) == wanted)
            let log = try await fake.log()
            #expect(Set(log.compactMap { $0["signature"]?.string }) == ["ok"])
            #expect(Set(log.compactMap { $0["token"]?.string }) == ["tok/en+=="])
        }
    }

    @Test func anInterruptLeavesACleanArchiveAndTheNextRunGoesOn() async throws {
        try await withTemporaryPath { path in
            let wanted = try calm(path + "-calm")
            var actions = Answers.whole
            actions["FilterLogEvents"] = [
                // Six pages; the run is interrupted long before the last one.
                Answers.logs.merging(["delay": 1.5]) { $1 }
            ]
            // Held to the end of the run: the server and the leaf's file go with it.
            let slow = try FakeAccount(actions)
            let run = try slow.start(into: path, now: newYear.advanced(bySeconds: 7200))
            let end = Date().addingTimeInterval(60)
            while Date() < end,
                ((try? HistoryArchive.open(path, for: .reading).tallies().logEvents) ?? 0) == 0
            {
                usleep(50_000)
            }
            run.process.interrupt()
            withExtendedLifetime(slow) { _ = run.wait() }
            #expect(run.status == 74)
            #expect(run.errors.contains("stopped; what had arrived is stored"))
            let part = try HistoryArchive.open(path, for: .reading).tallies().logEvents
            #expect(part > 0 && part < 600)
            let again = try FakeAccount(Answers.whole).pull(into: path)
            #expect(again.status == 0, "\(again.errors)")
            #expect(try exported(path) == wanted)
        }
    }

    @Test func aLongLogGroupIsPulledInConstantMemory() async throws {
        func peak(_ pages: Int) async throws -> Int {
            try await withTemporaryPath { path in
                var actions = Answers.whole
                actions["FilterLogEvents"] = [
                    [
                        "pages": pages, "size": 3000,
                        "group": "/aws/ec2/ContainerManager-MinecraftJava/Container/ContainerLogs",
                    ]
                ]
                let run = try FakeAccount(actions).pull(
                    into: path, ["--since", newYear.iso8601], environment: ["MALLOC_ARENA_MAX": "2"])
                try #require(run.status == 0, "\(run.errors)")
                #expect(try HistoryArchive.open(path, for: .reading).tallies().logEvents == pages)
                return run.peak
            }
        }
        let short = try await peak(100)
        let long = try await peak(BuiltProgram.isThorough ? 10_000 : 1_000)
        print("peak memory of a pull: \(short) kB with 100 pages, \(long) kB with many")
        // The pages of the long one are 3 or 30 MB.
        #expect(long - short < 20_000, "\(short) kB, then \(long) kB")
    }

    @Test(.enabled(if: OutsideTools.hasOpenSSL, "openssl is not installed"))
    func anUnknownCertificateIsRefusedAndAProxyIsUsed() async throws {
        try await withTemporaryPath { path in
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
            let certificate = folder.appendingPathComponent("cert.pem").path
            let key = folder.appendingPathComponent("key.pem").path
            try #require(
                OutsideTools.succeeds([
                    "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                    "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out",
                    certificate,
                ]))
            let fake = try FakeAccount(Answers.whole, certificate: certificate, key: key)
            let refused = try fake.pull(into: path + "-refused", environment: ["no_proxy": "*"])
            #expect(refused.status == 69)
            #expect(refused.errors.contains("certificate that is not trusted"))
            #expect(refused.errors.contains("AWS_CA_BUNDLE"))
            #expect(try await fake.log().isEmpty)
            let run = try fake.pull(
                into: path,
                environment: [
                    "AWS_CA_BUNDLE": certificate, "no_proxy": "",
                    "https_proxy": "http://127.0.0.1:\(fake.proxyPort)",
                ])
            #expect(run.status == 0, "\(run.errors)")
            #expect(try await fake.stats()["tunnels"]?.number.map { $0 > 0 } == true)
            #expect(try exported(path) == calm(path + "-calm"))
        }
    }

    @Test func progressIsShownOnATerminal() async throws {
        try await withTemporaryPath { path in
            var actions = Answers.whole
            actions["FilterLogEvents"] = [Answers.logs.merging(["delay": 0.15]) { $1 }]
            let run = try FakeAccount(actions).pull(
                into: path,
                launcher: ["python3", "-c", "import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)"])
            #expect(run.status == 0, "\(run.output)")
            #expect(run.output.contains(" calls, ") && run.output.contains(" log events, "))
        }
    }
}
