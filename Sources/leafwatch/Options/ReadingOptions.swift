import ArgumentParser
import Foundation
import Ingest

/// How inputs are read: limits, and what an export does not say itself.
struct ReadingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A regular expression with (?<name>…) or (?<id>…) for joins of a game without a grammar.",
            valueName: "regex"))
    var joinPattern: String?

    @Option(
        help: ArgumentHelp(
            "A regular expression with (?<name>…) or (?<id>…) for leaves of a game without a grammar.",
            valueName: "regex"))
    var leavePattern: String?

    @Option(help: ArgumentHelp("Log group of exports that do not name theirs.", valueName: "name"))
    var logGroup: String = ""

    @Option(help: ArgumentHelp("Account of metric exports, which do not name theirs.", valueName: "id"))
    var account: String = ""

    @Option(help: ArgumentHelp("Region of metric exports, and for prices.", valueName: "region"))
    var region: String = ""

    @Option(
        help: ArgumentHelp(
            "Inputs read at the same time; from 2 on one more while one is written (default: the number of cores).",
            valueName: "count")
    )
    var threads: Int?

    @Option(help: ArgumentHelp("Compressed or encoded layers peeled off one input.", valueName: "count"))
    var maxLayers: Int?

    @Option(help: ArgumentHelp("How many times its stored size an input may expand to.", valueName: "factor"))
    var maxExpansion: Int?

    @Option(help: ArgumentHelp("Bytes that one gzip member may expand to.", valueName: "bytes"))
    var maxMemberSize: Int?

    @Option(help: ArgumentHelp("Bytes of one JSON document.", valueName: "bytes"))
    var maxDocumentSize: Int?

    @Option(help: ArgumentHelp("Nesting of a JSON document.", valueName: "depth"))
    var maxJsonDepth: Int?

    @Option(help: ArgumentHelp("Bytes of one line of text.", valueName: "bytes"))
    var maxLineLength: Int?

    mutating func validate() throws {
        if (joinPattern == nil) != (leavePattern == nil) {
            throw ValidationError("--join-pattern and --leave-pattern go together")
        }
        let limits = [
            threads, maxLayers, maxExpansion, maxMemberSize, maxDocumentSize, maxJsonDepth, maxLineLength,
        ]
        if let wrong = limits.compactMap({ $0 }).first(where: { $0 < 1 }) {
            throw ValidationError("a limit of \(wrong) is out of range: it must be 1 or more")
        }
    }

    /// The user's patterns, if any.
    ///
    /// - Throws: ``CommandFailure`` when a pattern cannot be used.
    func playerPatterns() throws -> PlayerPatterns? {
        guard let joinPattern, let leavePattern else { return nil }
        do {
            return try PlayerPatterns(join: joinPattern, leave: leavePattern)
        } catch {
            throw CommandFailure(.usage, error.description)
        }
    }

    /// The reader's options.
    func options() throws -> ReadOptions {
        var bounds = ReadBounds()
        bounds.layers = maxLayers ?? bounds.layers
        bounds.expansion = maxExpansion ?? bounds.expansion
        bounds.memberSize = maxMemberSize ?? bounds.memberSize
        bounds.documentSize = maxDocumentSize ?? bounds.documentSize
        bounds.jsonDepth = maxJsonDepth ?? bounds.jsonDepth
        bounds.lineLength = maxLineLength ?? bounds.lineLength
        return ReadOptions(
            bounds: bounds, threads: threads ?? ProcessInfo.processInfo.activeProcessorCount,
            logGroup: logGroup,
            account: account, region: region, playerPatterns: try playerPatterns())
    }
}
