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
                    "\(lives.count) lives from \(clock.minuteText(from)) to \(clock.minuteText(to)) \(clock.name), with Threshold "
                        + "\(settings.threshold), MinutesWithoutConnections \(settings.minutesWithoutConnections), DurationHours "
                        + "\(settings.durationHours), ShouldStop \(settings.shouldStop ? "True" : "False").")),
        ]
        for life in told {
            blocks.append(
                .heading(
                    level: 2,
                    "\(clock.minuteText(life.from)) to \(clock.minuteText(life.to)) (\(NumberText.duration(minutes: Int(clamping: life.to.milliseconds(since: life.from) / 60_000))))"
                ))
            blocks.append(.list(life.sentences.map { StyledText($0) }))
            if style.isVerbose, let strip = life.strip { blocks.append(.preformatted([StyledText(strip)])) }
        }
        if told.count < lives.count {
            blocks.append(
                .paragraph(
                    StyledText(
                        "\(lives.count - told.count) lives in which nothing was left up are not shown; --verbose shows all.",
                        .faint)))
        }
        if !abortedLaunches.isEmpty {
            blocks.append(
                .paragraph(
                    StyledText(
                        "\(abortedLaunches.count) launches were stopped again at once, because the alarm was still in ALARM: "
                            + abortedLaunches.prefix(5).map(clock.minuteText).joined(separator: ", ") + ".",
                        .warning)))
        }
        if !conflicts.isEmpty {
            blocks.append(.heading(level: 2, "Where the sources disagree"))
            blocks.append(
                .list(
                    conflicts.prefix(style.isVerbose ? .max : 10).map {
                        StyledText("\(clock.minuteText($0.from)): \($0.message)")
                    }))
        }
        return Document(blocks)
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
