import LeafStack
public import Replay
import TimeSeries

extension LeafExplanation: Presentable {
    /// One paragraph a life; without `--verbose` the lives that cost something for nothing, and the last one.
    public func document(style: PresentationStyle) -> Document {
        let clock = ZoneClock(timeZone: style.timeZone)
        let told = lives.enumerated().filter { index, life in
            style.isVerbose || lives.count <= 5 || !life.incidents.isEmpty || index == lives.count - 1
        }.map(\.element)
        var blocks: [Document.Block] = [
            .heading(level: 1, "Why \(leaf) stayed up and why it stopped"),
            .paragraph(
                StyledText(
                    "Up \(lives.count == 1 ? "once" : "\(lives.count) times") from \(clock.minuteText(from)) to \(clock.minuteText(to)) \(clock.name), with Threshold "
                        + "\(settings.threshold), MinutesWithoutConnections \(settings.minutesWithoutConnections), DurationHours "
                        + "\(settings.durationHours), ShouldStop \(settings.shouldStop ? "True" : "False").")),
        ]
        if let text = falseWakes { blocks.append(.paragraph(StyledText(text, .warning))) }
        for life in told {
            let minutes = Int(clamping: life.to.milliseconds(since: life.from) / 60_000)
            blocks.append(
                .heading(
                    level: 2,
                    "\(clock.minuteText(life.from)) to \(clock.clockText(life.to, after: life.from)) (\(NumberText.duration(minutes: minutes)))"
                ))
            blocks.append(.list(life.sentences.map { StyledText($0) }))
            if style.isVerbose, let strip = life.strip { blocks.append(.preformatted([StyledText(strip)])) }
        }
        if told.count < lives.count {
            blocks.append(
                .paragraph(
                    StyledText(
                        "\(lives.count - told.count) times up in which nothing was left up are not shown; --verbose shows all.",
                        .faint)))
        }
        if !abortedLaunches.isEmpty {
            blocks.append(
                .paragraph(
                    StyledText(
                        "Started \(abortedLaunches.count == 1 ? "once" : "\(abortedLaunches.count) times") while an alarm was still in ALARM, and stopped again at once: "
                            + abortedRuns(clock) + ".",
                        .warning)))
        }
        if !conflicts.isEmpty {
            blocks.append(.heading(level: 2, "Where the sources disagree"))
            blocks.append(
                .list(disagreements(clock).prefix(style.isVerbose ? .max : 10).map { StyledText($0) }))
        }
        return Document(blocks)
    }

    /// How often nobody came, and for whose queries.
    private var falseWakes: String? {
        let wakes = lives.filter { $0.start == .dnsQuery }
        let unused = wakes.filter(\.isFalseWake)
        guard !unused.isEmpty else { return nil }
        let counts = unused.compactMap(\.resolver).reduce(into: [:]) { $0[$1, default: 0] += 1 }
        let most = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3)
            .map { "\($0.value) by \($0.key)" }
        return
            "\(unused.count) of \(wakes.count) wakes were for nobody\(most.isEmpty ? "" : ": \(most.joined(separator: ", "))")."
    }

    /// Minutes that follow each other are told as one.
    private func abortedRuns(_ clock: ZoneClock) -> String {
        var runs: [(first: Instant, last: Instant)] = []
        for time in abortedLaunches {
            if let last = runs.last?.last, time.milliseconds(since: last) <= 120_000 {
                runs[runs.count - 1].last = time
            } else {
                runs.append((time, time))
            }
        }
        let texts = runs.prefix(5).map { run in
            run.first == run.last
                ? clock.minuteText(run.first)
                : "\(clock.minuteText(run.first)) to \(clock.clockText(run.last, after: run.first))"
        }
        return texts.joined(separator: ", ") + (runs.count > 5 ? ", and \(runs.count - 5) times more" : "")
    }

    /// What is said of several times is said once, with the times.
    private func disagreements(_ clock: ZoneClock) -> [String] {
        var order: [String] = []
        var times: [String: [Instant]] = [:]
        for conflict in conflicts {
            if times[conflict.message] == nil { order.append(conflict.message) }
            times[conflict.message, default: []].append(conflict.from)
        }
        return order.map { message in
            let all = times[message] ?? []
            let shown = all.prefix(3).map(clock.minuteText).joined(separator: ", ")
            let rest = all.count > 3 ? " and \(all.count - 3) times more" : ""
            return "\(shown)\(rest): \(message)"
        }
    }

    /// A row a life.
    public func spreadsheet(style: PresentationStyle) -> [Table] {
        [
            Table(
                title: "lives",
                columns: [
                    .init("from"), .init("to"), .init("minutes", .right), .init("start"), .init("stop"),
                    .init("false wake"), .init("left up, stretches", .right), .init("explanation"),
                ],
                rows: lives.map { life in
                    let minutes = life.to.milliseconds(since: life.from) / 60_000
                    return [
                        StyledText(life.from.iso8601), StyledText(life.to.iso8601), StyledText("\(minutes)"),
                        StyledText(life.start.rawValue), StyledText(life.stop.rawValue),
                        StyledText("\(life.isFalseWake)"), StyledText("\(life.incidents.count)"),
                        StyledText(life.sentences.joined(separator: " ")),
                    ]
                })
        ]
    }
}
