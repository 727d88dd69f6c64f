import LeafStack
import Replay
public import Tuning

/// What a report says first: what to change and what that would have done to the recorded days.
public struct Verdict: Hashable, Sendable {
    /// What kind of answer it is.
    public enum Kind: String, Hashable, Sendable {
        case change
        case keep
        /// Not enough evidence.
        case refused
    }

    /// One setting as it is and as it should be.
    public struct Setting: Hashable, Sendable {
        /// Its name in the leaf file.
        public var name: String
        /// The present value, with unit.
        public var present: String
        /// The recommended value, with unit; `nil` when it is refused.
        public var recommended: String?

        /// Makes a setting.
        public init(name: String, present: String, recommended: String?) {
            self.name = name
            self.present = present
            self.recommended = recommended
        }

        /// Whether another value than the present one is recommended.
        public var isChanged: Bool { recommended != nil && recommended != present }
    }

    /// One figure of the recorded days under the present and the recommended settings.
    public struct Effect: Hashable, Sendable {
        /// What is counted.
        public var name: String
        /// Under the present settings, with unit.
        public var present: String
        /// Under the recommended ones, with unit.
        public var recommended: String
        /// Whether the change is for the better, `nil` when nothing changes.
        public var isBetter: Bool?

        /// Makes an effect.
        public init(name: String, present: String, recommended: String, isBetter: Bool?) {
            self.name = name
            self.present = present
            self.recommended = recommended
            self.isBetter = isBetter
        }
    }

    /// The kind of answer.
    public var kind: Kind
    /// What to do, one sentence.
    public var headline: String
    /// What that saves, one sentence; `nil` when nothing changes.
    public var saving: String?
    /// Every setting.
    public var settings: [Setting]
    /// The recorded days before and after; empty when nothing changes.
    public var effects: [Effect]
    /// Days that the effects are counted on.
    public var days: Double
    /// What else to know first: why the present settings fail, what is missing.
    public var reasons: [String]

    /// Puts a verdict together.
    public init(
        kind: Kind, headline: String, saving: String?, settings: [Setting], effects: [Effect], days: Double,
        reasons: [String]
    ) {
        self.kind = kind
        self.headline = headline
        self.saving = saving
        self.settings = settings
        self.effects = effects
        self.days = days
        self.reasons = reasons
    }

    /// Draws the verdict from a recommendation.
    ///
    /// - Parameters:
    ///   - recommendation: what to set.
    ///   - dollarsPerMinute: what a minute up costs; `nil` when no price is known.
    ///   - findings: what is wrong with the present settings, one sentence each.
    public init(_ recommendation: Recommendation, dollarsPerMinute: Double?, findings: [String] = []) {
        days = recommendation.tested.days
        settings = TunedSetting.allCases.map { setting in
            let present = Self.presentValue(of: setting, recommendation)
            let advice = recommendation.settings.first { $0.setting == setting }
            return Setting(
                name: setting.rawValue, present: TunedNumber.text(present, of: setting),
                recommended: advice.map { TunedNumber.text($0.recommended, of: setting) })
        }
        reasons = findings
        effects = []
        let changes = recommendation.settings.filter { $0.recommended != $0.present }
        let refusal = recommendation.refused.first { $0.setting == .threshold }
        if !changes.isEmpty {
            kind = .change
            headline = Self.sentence(changes.map(Self.change))
            if let comparison = recommendation.comparison {
                effects = Self.effects(comparison, dollarsPerMinute: dollarsPerMinute)
                saving = Self.saving(comparison, dollarsPerMinute: dollarsPerMinute)
            }
            // What changes no minute of the recorded days still has a reason.
            if saving == nil { reasons += changes.map { Self.sentence([$0.reason]) } }
        } else if let refusal {
            kind = .refused
            headline = "It needs \(refusal.needs)."
            reasons.append(Self.sentence([refusal.reason]))
        } else {
            kind = .keep
            headline = "Keep the present settings."
            if let comparison = recommendation.comparison {
                saving = Self.keeping(comparison, dollarsPerMinute: dollarsPerMinute)
            }
        }
    }

    private static func presentValue(of setting: TunedSetting, _ advice: Recommendation) -> SettingValue {
        switch setting {
        case .threshold: .number(advice.present.threshold)
        case .minutesWithoutConnections: .number(advice.present.minutesWithoutConnections)
        case .durationHours: .number(advice.present.durationHours)
        case .shouldStop: .flag(advice.present.shouldStop)
        }
    }

    /// `raise Threshold from 4,000 to 5,340 B/s`, `turn ShouldStop on`.
    private static func change(_ advice: SettingAdvice) -> String {
        let name = advice.setting.rawValue
        switch (advice.present, advice.recommended) {
        case (.number(let present), .number(let recommended)):
            let verb = recommended > present ? "raise" : "lower"
            return "\(verb) \(name) from \(NumberText.integer(present)) to "
                + TunedNumber.text(advice.recommended, of: advice.setting)
        case (_, .flag(let flag)): return "turn \(name) \(flag ? "on" : "off")"
        case (.flag, .number): return "set \(name) to \(advice.recommended)"
        }
    }

    private static func sentence(_ parts: [String]) -> String {
        let text =
            parts.dropLast().joined(separator: ", ") + (parts.count > 1 ? " and " : "")
            + (parts.last ?? "")
        return text.prefix(1).uppercased() + text.dropFirst() + "."
    }

    private static func effects(_ comparison: OutcomeComparison, dollarsPerMinute: Double?) -> [Effect] {
        let (before, after) = recordedIdleMinutes(comparison)
        let counts = (before: comparison.present.counts, after: comparison.recommended.counts)
        func effect(_ name: String, _ before: Int, _ after: Int, _ text: (Int) -> String) -> Effect {
            Effect(
                name: name, present: text(before), recommended: text(after),
                isBetter: before == after ? nil : after < before)
        }
        let number = NumberText.integer
        var effects = [
            effect("idle minutes paid", before, after) { "\(number($0)) min" }
        ]
        if let price = dollarsPerMinute, price > 0 {
            effects.append(
                effect("cost of idling", before, after) {
                    NumberText.dollars(Double($0) * price)
                })
        }
        return effects + [
            effect("stopped while in use", counts.before.falseStops, counts.after.falseStops, number),
            effect("starts", counts.before.coldStarts, counts.after.coldStarts, number),
        ]
    }

    /// Idle minutes before and after a change.
    ///
    /// Where the present settings would not have stopped what something else did stop, nobody paid for the minutes
    /// after that: only recorded ones are compared then.
    static func recordedIdleMinutes(_ comparison: OutcomeComparison) -> (before: Int, after: Int) {
        let (before, after) = (comparison.present.counts, comparison.recommended.counts)
        guard before.assumedMinutes > 0 else { return (before.idleMinutes, after.idleMinutes) }
        return (
            before.idleMinutes - before.assumedMinutes, after.idleMinutes - after.assumedMinutes
        )
    }

    private static func saving(_ comparison: OutcomeComparison, dollarsPerMinute: Double?) -> String? {
        let (before, after) = (comparison.present, comparison.recommended)
        let recorded = recordedIdleMinutes(comparison)
        let idle = recorded.before - recorded.after
        let stops = before.counts.falseStops - after.counts.falseStops
        var parts: [String] = []
        if stops > 0 {
            let all = NumberText.integer(before.counts.falseStops)
            let some =
                after.counts.falseStops > 0
                ? "\(NumberText.integer(stops)) of \(all) stops"
                : stops == 1 ? "the one stop" : "all \(all) stops"
            parts.append("spares \(some) while in use")
        }
        if idle != 0 {
            let money = dollarsPerMinute.flatMap { $0 > 0 ? $0 * Double(idle.magnitude) : nil }
            let dollars = money.map { " (\(NumberText.dollars($0)))" } ?? ""
            let amount = "\(NumberText.integer(Int(idle.magnitude)))\(idle > 0 ? "" : " more") idle minutes"
            let days = NumberText.decimal(before.days, digits: 1)
            parts.append("\(idle > 0 ? "saves" : "costs") \(amount)\(dollars) in \(days) days")
            // Fewer than seven days say nothing about a month.
            if let money, before.days >= 7 {
                parts.append("about \(NumberText.dollars(money * 365.25 / 12 / before.days)) a month")
            }
        }
        guard !parts.isEmpty else { return nil }
        let assumed = before.counts.assumedMinutes - after.counts.assumedMinutes
        if assumed >= 60 {
            parts.append(
                "and left to the present settings it would have idled \(NumberText.duration(minutes: assumed)) longer than it did"
            )
        }
        let text = parts.joined(separator: ", ")
        return text.prefix(1).uppercased() + text.dropFirst() + "."
    }

    private static func keeping(_ comparison: OutcomeComparison, dollarsPerMinute: Double?) -> String {
        let present = comparison.present
        let money = dollarsPerMinute.map {
            " (\(NumberText.dollars(Double(present.counts.idleMinutes) * $0)))"
        }
        return
            "They cost \(NumberText.integer(present.counts.idleMinutes)) idle minutes\(money ?? "") in "
            + "\(NumberText.decimal(present.days, digits: 1)) days, with \(NumberText.integer(present.counts.falseStops)) "
            + "stops while in use; nothing that was tried is surely better."
    }
}
