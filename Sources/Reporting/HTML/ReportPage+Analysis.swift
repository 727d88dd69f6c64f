import CloudWatch
import Cost
import LeafStack
public import Replay
import TimeSeries
public import Tuning

extension ReportPage {
    /// The page of one analysed leaf.
    public init(
        _ report: AnalysisReport, observation: Observation, input: TuningInput, style: PresentationStyle
    ) {
        let clock = ZoneClock(timeZone: style.timeZone)
        let perMinute = report.audit?.costPerMinute.approximate ?? 0
        let classes = MinuteClasses(observation)
        let recommendation = report.recommendation
        let changed = recommendation.recommended.threshold.map(Double.init)
        var idle: [Double] = []
        var connected: [Double] = []
        for minute in 0..<input.count where input.activity[minute].isFinite && !input.queries[minute] {
            if input.labels[minute] == .idle { idle.append(input.activity[minute]) }
            if input.labels[minute] == .connected { connected.append(input.activity[minute]) }
        }
        let all = report.document(style: style).blocks
        self.init(
            title: report.leaf.containerID,
            subtitle:
                "\(clock.minuteText(report.period.from)) to \(clock.minuteText(report.period.to)) \(clock.name), "
                + "\(report.leaf.instanceType), \(report.leaf.image)",
            summary: Document([.list(report.headlines())]), cards: Self.cards(report),
            chart: TrafficChart(
                traffic: GridSeries(start: input.start, values: input.activity),
                present: Double(recommendation.present.threshold), recommended: changed,
                lanes: Self.lanes(observation, classes: classes), timeZone: style.timeZone),
            whatIf: WhatIfTable(input, recommendation: recommendation, dollarsPerMinute: perMinute),
            distribution: TrafficDistribution(idle: idle, connected: connected),
            calendar: Self.calendar(classes, start: observation.history.start), sections: Self.sections(all))
    }

    private static func cards(_ report: AnalysisReport) -> [Document.Fact] {
        var cards: [Document.Fact] = [
            .init("up", StyledText(NumberText.duration(minutes: report.summary.minutesUp))),
            .init("in use", StyledText(NumberText.duration(minutes: report.summary.connectedMinutes))),
            .init("left up", StyledText(NumberText.duration(minutes: report.summary.leftUpMinutes))),
            .init("woken for nothing", "\(report.summary.falseWakes) of \(report.summary.wakes)"),
        ]
        if let audit = report.audit {
            cards.insert(.init("cost", StyledText(NumberText.dollars(audit.totalCost.approximate))), at: 0)
        }
        return cards
    }

    /// What ran, who played and which alarm was on, as bands of minutes.
    private static func lanes(_ observation: Observation, classes: MinuteClasses) -> [TrafficChart.Lane] {
        var up: [(minutes: Range<Int>, kind: String)] = []
        for run in classes.values.runs(where: { $0 != nil }) {
            var start = run.lowerBound
            for minute in run
            where minute + 1 == run.upperBound || classes.values[minute + 1] != classes.values[minute] {
                up.append(
                    (start..<minute + 1, classes.values[minute]?.rawValue ?? MinuteClass.unknown.rawValue))
                start = minute + 1
            }
        }
        let players = observation.sessions.map { (minutes: $0, kind: MinuteClass.used.rawValue) }
        let wakes = observation.lives.filter(\.isWake).map { life in
            let kind: MinuteClass = life.isFalseWake ? .falseWake : .boot
            return (minutes: life.life.firstMinute..<life.life.firstMinute + 1, kind: kind.rawValue)
        }
        let stops = observation.lives.filter { $0.life.stop != .afterHistory }.map { life in
            (minutes: life.life.endMinute..<life.life.endMinute + 1, kind: MinuteClass.unknown.rawValue)
        }
        let activity = observation.replay.containerActivity.alarmRuns.map {
            (minutes: $0, kind: MinuteClass.idleWait.rawValue)
        }
        let leftUp = observation.replay.instanceLeftUp.alarmRuns.map {
            (minutes: $0, kind: MinuteClass.leftUp.rawValue)
        }
        return [
            .init(name: "up", bands: up), .init(name: "players", bands: players),
            .init(name: "wakes", bands: wakes),
            .init(name: "stops", bands: stops), .init(name: "idle alarm", bands: activity),
            .init(name: "left up", bands: leftUp),
        ]
    }

    private static func calendar(_ classes: MinuteClasses, start: Instant) -> UptimeCalendar {
        let origin = start.floored(toPeriod: 3600)
        let lead = start.minute - origin.minute
        var hours = Array(repeating: [String: Int](), count: (classes.values.count + lead + 59) / 60)
        for (minute, kind) in classes.values.enumerated() {
            if let kind { hours[(minute + lead) / 60][kind.rawValue, default: 0] += 1 }
        }
        let meanings: [MinuteClass: String] = [
            .used: "somebody was connected", .idleWait: "the price of waiting", .boot: "starting",
            .leftUp: "nobody, longer than the settings allow", .falseWake: "woken for nobody",
            .crashLoop: "crashing and starting again", .unknown: "the data does not tell",
        ]
        return UptimeCalendar(
            start: origin, hours: hours,
            classes: MinuteClass.allCases.map { (name: $0.rawValue, meaning: meanings[$0] ?? "") })
    }

    /// The report's blocks from the first second-level heading on, one section a heading.
    private static func sections(_ blocks: [Document.Block]) -> [Section] {
        var sections: [Section] = [Section(title: "What to set", content: Document())]
        for block in blocks.dropFirst(3) {
            if case .heading(level: 2, let title) = block {
                sections.append(Section(title: title, content: Document()))
            } else {
                sections[sections.count - 1].content.blocks.append(block)
            }
        }
        return sections.filter { !$0.content.blocks.isEmpty }
    }
}
