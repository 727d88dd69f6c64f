public import CloudWatch
import LeafStack
public import Replay
public import TimeSeries

/// Replays of one leaf under several settings, the present ones first.
public struct ReplayComparison: Codable, Hashable, Sendable {
    /// The replay of the present settings; its keys are those of the whole JSON object.
    public var present: ReplayResult
    /// Replays of other settings.
    public var candidates: [ReplayResult]
    /// Strips that were asked for.
    public var strips: [AlarmStrip]
    /// What of the present replay hangs on questions that no source decides; `nil` unless it was asked for.
    public var sensitivity: Sensitivity?

    /// Makes a comparison.
    public init(
        present: ReplayResult, candidates: [ReplayResult] = [], strips: [AlarmStrip] = [],
        sensitivity: Sensitivity? = nil
    ) {
        self.sensitivity = sensitivity
        self.present = present
        self.candidates = candidates
        self.strips = strips
    }

    private enum CodingKeys: String, CodingKey {
        case candidates, strips, sensitivity
    }

    /// Reads what ``encode(to:)`` writes.
    public init(from decoder: any Decoder) throws {
        present = try ReplayResult(from: decoder)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        candidates = try container.decode([ReplayResult].self, forKey: .candidates)
        strips = try container.decode([AlarmStrip].self, forKey: .strips)
        sensitivity = try container.decodeIfPresent(Sensitivity.self, forKey: .sensitivity)
    }

    /// Writes the present replay's keys at the top, `transitions` among them, and the rest beside them.
    public func encode(to encoder: any Encoder) throws {
        try present.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(candidates, forKey: .candidates)
        try container.encode(strips, forKey: .strips)
        try container.encodeIfPresent(sensitivity, forKey: .sensitivity)
    }
}

extension ReplayComparison: Presentable {
    /// What the alarms did, settings side by side.
    public func document(style: PresentationStyle) -> Document {
        let clock = ZoneClock(timeZone: style.timeZone)
        var blocks: [Document.Block] = [
            .heading(level: 1, "The alarms of \(present.leaf), replayed"),
            .facts([
                .init(
                    "Period",
                    "\(clock.minuteText(present.from)) to \(clock.minuteText(present.to)) \(clock.name)"),
                .init(
                    "Points",
                    "\(NumberText.integer(present.minutes)) minutes, \(NumberText.integer(present.minutesUp)) up"
                ),
                .init("An evaluation fetches", rangeText),
            ]),
        ]
        blocks += FiringTables(comparison: self, clock: clock).tables.map { .table($0) }
        for strip in strips { blocks += strip.blocks(clock) }
        if strips.isEmpty { blocks.append(.table(transitionTable(clock, isVerbose: style.isVerbose))) }
        if let sensitivity { blocks += sensitivity.blocks(of: "change of state") }
        return Document(blocks)
    }

    /// One row a rule and choice of settings, and one a change of state.
    public func spreadsheet(style: PresentationStyle) -> [Table] {
        let changes = Table(
            title: "changes of state",
            columns: [.init("time"), .init("rule"), .init("from"), .init("to")],
            rows: present.transitions.map { change in
                [change.time.iso8601, change.rule.rawValue, change.from.rawValue, change.to.rawValue]
                    .map { StyledText($0) }
            })
        let firings = FiringTables(comparison: self, clock: ZoneClock(timeZone: style.timeZone)).spreadsheet
        return [firings, changes] + Document(sensitivity?.blocks(of: "change of state") ?? []).tables
    }

    private var rangeText: StyledText {
        switch present.evaluation.evaluationRange {
        case .inferred:
            "N + 5 points of one minute (AWS does not publish how many; --evaluation-range tries others)"
        default: "\(present.evaluation.evaluationRange) points of one minute, as given"
        }
    }

    private func transitionTable(_ clock: ZoneClock, isVerbose: Bool) -> Table {
        let shown = isVerbose ? present.transitions[...] : present.transitions.suffix(20)
        let rest = present.transitions.count - shown.count
        return Table(
            title: "Changes of state",
            columns: [.init("Time"), .init("Rule"), .init("From"), .init("To")],
            rows: shown.map { change in
                [
                    StyledText(clock.minuteText(change.time)), StyledText(change.rule.title),
                    StyledText(change.from.rawValue),
                    StyledText(change.to.rawValue, change.to == .alarm ? .warning : .plain),
                ]
            }, footnotes: rest > 0 ? ["the last 20 of \(present.transitions.count); --verbose shows all"] : []
        )
    }
}

/// How an alarm saw an interval: one symbol and one state a minute.
public struct AlarmStrip: Codable, Hashable, Sendable {
    /// The rule.
    public var rule: WatchdogRule
    /// Start of the first minute.
    public var from: Instant
    /// `0` within the threshold, `X` breaching, `-` missing; one a minute.
    public var points: String
    /// State in each minute: `.` OK, `A` ALARM, `?` INSUFFICIENT_DATA.
    public var states: String

    /// Cuts an interval out of a replay.
    public init(_ track: AlarmTrack, minutes: Range<Int>) {
        rule = track.rule
        from = track.series.time(at: minutes.lowerBound)
        points = String(track.slots(minutes).map(\.symbol))
        states = String(
            minutes.map { minute -> Character in
                switch track.state(at: minute) {
                case .ok: "."
                case .alarm: "A"
                case .insufficientData: "?"
                }
            })
    }

    /// The strip in lines of an hour.
    func blocks(_ clock: ZoneClock) -> [Document.Block] {
        let points = Array(points)
        let states = Array(states)
        var lines: [StyledText] = []
        for start in stride(from: 0, to: points.count, by: 60) {
            let end = min(points.count, start + 60)
            let label = clock.minuteText(from.advanced(bySeconds: start * 60))
            lines.append(StyledText("\(label)  \(String(points[start..<end]))"))
            lines.append(
                StyledText([
                    .init(String(repeating: " ", count: label.count + 2)),
                    .init(String(states[start..<end]), .faint),
                ]))
        }
        return [.heading(level: 2, rule.title), .preformatted(lines)]
    }
}
