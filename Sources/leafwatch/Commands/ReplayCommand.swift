import ArgumentParser
import LeafStack
import Replay
import Reporting
import TimeSeries

/// Replays the watchdog's alarms on what was recorded.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Replay the three alarms on the recorded traffic, minute by minute.",
        discussion: """
            Gives every change of state and what each alarm did. With --from and --to it prints the strip of points \
            (0 within the threshold, X breaching, - missing) and of states (. OK, A ALARM, ? INSUFFICIENT_DATA). \
            Candidates are replayed beside the present settings, on the same recorded traffic.

              leafwatch replay samples/minecraft --leaf samples/minecraft/Minecraft.java.yaml
              leafwatch replay DATA --leaf palworld.yaml --candidate 6500:7 --candidate 6500:12:8:true
            """)

    @OptionGroup var input: InputOptions
    @OptionGroup var leaf: LeafOptions
    @OptionGroup var watchdog: WatchdogOptions
    @OptionGroup var period: PeriodOptions
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var output: OutputOptions

    @Option(
        help: ArgumentHelp(
            "Settings to replay beside the present ones: THRESHOLD[:MINUTES[:HOURS[:true|false]]]; may be repeated.",
            valueName: "settings"))
    var candidate: [String] = []

    @Flag(help: "Also say which changes come out otherwise under another answer to what AWS does not say.")
    var sensitivity = false

    func validate() throws {
        let present = WatchdogSettings(threshold: 0)
        if let wrong = candidate.first(where: { Self.settings($0, over: present) == nil }) {
            throw ValidationError(
                "--candidate '\(wrong)' is not THRESHOLD[:MINUTES[:HOURS[:true|false]]], for example 6500:12")
        }
    }

    func run() throws {
        let loaded = try input.load(try leaf.configuration(), reading: reading, output: output)
        let comparison = try output.working("replaying the alarms") {
            try self.comparison(loaded.gathered.history)
        }
        try output.write(comparison)
    }

    private func comparison(_ history: LeafHistory) throws -> ReplayComparison {
        let present = watchdog.applied(to: history.leaf.watchdog)
        let columns = ActivityColumns(history)
        func replay(_ settings: WatchdogSettings) -> WatchdogReplay {
            WatchdogReplay(history, columns: columns, watchdog: settings, settings: watchdog.evaluation)
        }
        let replayed = replay(present)
        let candidates = candidate.compactMap { Self.settings($0, over: present) }
            .map { ReplayResult(replay($0), history: history) }
        return ReplayComparison(
            present: ReplayResult(replayed, history: history), candidates: candidates,
            strips: try strips(of: replayed, history: history),
            sensitivity: sensitivity
                ? try WatchdogReplay.sensitivity(
                    history, watchdog: present, settings: watchdog.evaluation) : nil)
    }

    /// The strips of the interval that was asked for, at most a week long.
    private func strips(of replay: WatchdogReplay, history: LeafHistory) throws -> [AlarmStrip] {
        guard let range = period.range else { return [] }
        let from = max(range.lowerBound, history.start)
        let to = min(range.upperBound, history.networkIn.end)
        guard from < to, let first = history.networkIn.index(of: from) else {
            throw CommandFailure(
                .data,
                "nothing was recorded between --from and --to; the data runs from \(history.start) to \(history.networkIn.end)"
            )
        }
        let last = min(
            history.minutes, first + Int(clamping: (to.milliseconds(since: from) + 59_999) / 60_000))
        guard last - first <= 7 * 1440 else {
            throw CommandFailure(.usage, "a strip may be seven days long; narrow --from and --to")
        }
        return WatchdogRule.allCases.map { AlarmStrip(replay[$0], minutes: first..<last) }
    }

    /// Reads `6500:12:8:true`; what is left out stays as it is.
    private static func settings(_ text: String, over present: WatchdogSettings) -> WatchdogSettings? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...4).contains(parts.count), let threshold = Int(parts[0]) else { return nil }
        var result = present
        result.threshold = threshold
        if parts.count > 1 {
            guard let minutes = Int(parts[1]), (1...1440).contains(minutes) else { return nil }
            result.minutesWithoutConnections = minutes
        }
        if parts.count > 2 {
            guard let hours = Int(parts[2]), (1...24).contains(hours) else { return nil }
            result.durationHours = hours
        }
        if parts.count > 3 {
            guard let stop = Bool(String(parts[3])) else { return nil }
            result.shouldStop = stop
        }
        return result
    }
}
