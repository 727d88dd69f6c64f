import Foundation
import Testing

/// What `ingest` says while it reads, and how much memory that takes.
@Suite struct ReadingProgressTests {
    /// Some payloads.
    private static let payloads = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("IngestTests/Fixtures/json/lines").path
    /// A megabyte of padding before them.
    private static let input = "{ head -c 1000000 /dev/zero; cat \(payloads); }"
    private static var line: Regex<Substring> { #/read \d[\d.,]*(?: of [\d.,]+)? MB, [\d.,]+ MB/s/# }

    @Test("On a terminal: bytes and rate, taken away at the end")
    func onATerminal() throws {
        let shown = try BuiltProgram.run(
            onTerminal: "\(Self.input) | leafwatch ingest --dry-run -", in: Sample.root
        ).output
        #expect(shown.contains(Self.line), "\(shown)")
        let cleared = try #require(shown.range(of: "\r\u{1B}[K", options: .backwards))
        #expect(!shown[cleared.upperBound...].contains("MB/s"))
    }

    @Test("Piped, or with --quiet: nothing")
    func elsewhere() throws {
        let piped = try BuiltProgram.run(
            shell: "\(Self.input) | LEAFWATCH_PROGRESS_DELAY=0 leafwatch ingest --dry-run -", in: Sample.root)
        #expect(piped.status == 0 && piped.messages.isEmpty)
        let quiet = try BuiltProgram.run(
            onTerminal: "\(Self.input) | leafwatch ingest --quiet --dry-run -", in: Sample.root)
        #expect(quiet.status == 0 && !quiet.output.contains("MB/s"))
    }

    /// Peak memory in kilobytes of reading a number of payloads.
    private func peak(payloads: Int) throws -> Int {
        let scratch = try ScratchFolder()
        let events = (0..<200).map { number in
            #"{"id":"\#(38_200_000 + number)","timestamp":1767225600123,"message":"Ann has joined the game \#(number)"}"#
        }
        let payload =
            #"{"messageType":"DATA_MESSAGE","owner":"111122223333","logGroup":"/aws/ec2/x/Container/ContainerLogs","#
            + #""logStream":"s","subscriptionFilters":[],"logEvents":["# + events.joined(separator: ",")
            + "]}\n"
        try scratch.write(String(repeating: payload, count: payloads).utf8, to: "payloads")
        let measure = """
            import resource, subprocess, sys
            subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
            print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
            """
        let outcome = try BuiltProgram.run(
            tool: "python3",
            [
                "-c", measure, try BuiltProgram.url().path, "ingest", "--dry-run", "--quiet",
                scratch.url.appendingPathComponent("payloads").path,
            ])
        return try #require(Int(outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    @Test("Ten times the input takes no more memory")
    func constantMemory() throws {
        let small = try peak(payloads: 200)
        let large = try peak(payloads: 2_000)
        #expect(large < small + 40_000, "\(small) KB, then \(large) KB")
        #expect(large < 200_000)
    }
}
