import CloudWatch
import Cost
import LeafStack
public import Replay
import TimeSeries
public import Tuning

extension ReportPage {
    /// The page of one analysed leaf.
    public init(
        _ report: AnalysisReport, observation: Observation, classes: MinuteClasses, input: TuningInput,
        options: TuningOptions = TuningOptions(), style: PresentationStyle
    ) {
        let clock = ZoneClock(timeZone: style.timeZone)
        let perMinute = report.audit?.costPerMinute.approximate ?? 0
        let recommendation = report.recommendation
        var idle: [Double] = []
        var connected: [Double] = []
        for minute in 0..<input.count where input.activity[minute].isFinite && !input.queries[minute] {
            if input.labels[minute] == .idle { idle.append(input.activity[minute]) }
            if input.labels[minute] == .connected { connected.append(input.activity[minute]) }
        }
        let place = report.audit.map { $0.region.isEmpty ? "" : " in \($0.region)" } ?? ""
        self.init(
            title: report.leaf.containerID,
            subtitle:
                "\(clock.minuteText(report.period.from)) to \(clock.minuteText(report.period.to)) \(clock.name), "
                + "\(NumberText.decimal(report.period.days, digits: 1)) days · \(report.leaf.instanceType)\(place) · "
                + report.leaf.image,
            verdict: report.verdict, cards: Self.cards(report),
            shares: ClassShare.shares(report),
            chart: TrafficChart(
                traffic: GridSeries(start: input.start, values: input.activity),
                present: Double(recommendation.present.threshold),
                recommended: recommendation.recommended.threshold.map(Double.init),
                lanes: Self.lanes(observation, classes: classes), timeZone: style.timeZone),
            whatIf: WhatIfTable(
                input, recommendation: recommendation, options: options, dollarsPerMinute: perMinute),
            distribution: TrafficDistribution(idle: idle, connected: connected),
            calendar: UptimeCalendar(
                start: observation.history.start, classes: classes.values, clock: clock),
            sections: report.sections(style: style), provenance: report.provenance)
    }

    private static func cards(_ report: AnalysisReport) -> [Card] {
        let summary = report.summary
        let days = "\(NumberText.decimal(report.period.days, digits: 1)) days"
        let share = Double(summary.minutesUp) / max(1, report.period.days * 1440)
        func money(_ kind: MinuteClass) -> String {
            report.audit.map { NumberText.dollars($0.cost(of: kind).approximate) } ?? "no price known"
        }
        var cards = [
            Card(
                "up", NumberText.duration(minutes: summary.minutesUp),
                note: "\(NumberText.percent(share)) of the time"),
            Card(
                "in use", NumberText.duration(minutes: summary.connectedMinutes),
                note: "\(NumberText.integer(summary.sessions)) sessions"),
            Card(
                "left up", NumberText.duration(minutes: summary.leftUpMinutes),
                note: summary.leftUpIncidents == 0
                    ? "never" : "\(money(.leftUp)), \(NumberText.integer(summary.leftUpIncidents)) times"),
            Card(
                "woken for nothing",
                "\(NumberText.integer(summary.falseWakes)) of \(NumberText.integer(summary.wakes))",
                note: summary.wakes == 0 ? "no wake is recorded" : "wakes in which nobody played"),
        ]
        if let audit = report.audit {
            let month = audit.monthly.map {
                "about \(NumberText.dollars($0.running.value + $0.standing.approximate)) a month"
            }
            cards.insert(
                Card(
                    "cost", NumberText.dollars(audit.totalCost.approximate),
                    note: month.map { "in \(days), \($0)" } ?? "in \(days)"), at: 0)
        }
        if summary.crashEpisodes > 0 {
            cards.append(
                Card(
                    "crash loops", NumberText.integer(summary.crashEpisodes),
                    note:
                        "\(NumberText.duration(minutes: summary.minutesByClass[MinuteClass.crashLoop.rawValue] ?? 0)) up"
                ))
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
        func bands(_ runs: [Range<Int>], _ kind: String) -> [(minutes: Range<Int>, kind: String)] {
            runs.map { ($0, kind) }
        }
        let wakes = observation.lives.filter(\.isWake).map { life in
            let kind: MinuteClass = life.isFalseWake ? .falseWake : .used
            return (minutes: life.life.firstMinute..<life.life.firstMinute + 1, kind: kind.rawValue)
        }
        let stops = observation.lives.filter { $0.life.stop != .afterHistory }
            .map { $0.life.endMinute..<$0.life.endMinute + 1 }
        let replay = observation.replay
        var lanes: [TrafficChart.Lane] = [
            .init(name: "up", bands: up),
            .init(name: "players", bands: bands(observation.sessions, MinuteClass.used.rawValue)),
            .init(name: "wakes", bands: wakes), .init(name: "stops", bands: bands(stops, "stop")),
            .init(name: "idle alarm", bands: bands(replay.containerActivity.alarmRuns, "alarm")),
            .init(name: "left-up alarm", bands: bands(replay.instanceLeftUp.alarmRuns, "alarm")),
        ]
        let crashes = replay.breakCrashLoop.alarmRuns
        if !crashes.isEmpty { lanes.append(.init(name: "crash alarm", bands: bands(crashes, "alarm"))) }
        return lanes
    }
}
