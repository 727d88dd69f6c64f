import Replay

/// The sentences behind Threshold and MinutesWithoutConnections.
struct ThresholdReason {
    let sample: TrafficSample
    let choice: ThresholdChoice
    let scores: CandidateScores
    let profile: TuningProfile
    let present: SettingsOutcome
    let recommended: SettingsOutcome

    private var isKept: Bool { choice.chosen == choice.present }

    var threshold: String {
        let idle = sample.idle.share(atOrBelow: Double(recommended.threshold))
        let connected = sample.connected.share(atOrBelow: Double(recommended.threshold))
        let share =
            "\(Self.percent(idle)) of \(TuningText.count(sample.idle.count, "idle minute")) lie at or below it and "
            + "\(Self.percent(connected)) of \(TuningText.count(sample.connected.count, "connected minute"))"
        return isKept ? "kept: \(share); \(keeping)" : "\(share); \(changing)"
    }

    var patience: String {
        let counted =
            "\(TuningText.count(recommended.counts.coldStarts, "start")), "
            + "\(TuningText.count(recommended.counts.idleMinutes, "idle minute")) and "
            + "\(TuningText.count(recommended.counts.falseStops, "false stop")) in \(days)"
        guard !isKept else { return "kept: with it \(counted); \(keeping)" }
        return "with both values \(counted), against "
            + "\(present.counts.coldStarts), \(TuningText.grouped(present.counts.idleMinutes)) and "
            + "\(present.counts.falseStops) now"
    }

    private var days: String { "\(TuningText.decimal(present.days)) days" }

    private var keeping: String {
        let saving = "the best candidate would save \(TuningText.decimal(choice.saving)) idle minutes a day"
        switch choice.keeps {
        case .tooLittle: return "\(saving), too little for a change"
        case .tooUncertain:
            return
                "\(saving), but is better in only \(Self.percent(choice.confidence)) of resampled histories"
        case .failsOutOfSample:
            let out = choice.outOfSample.map {
                " (\(TuningText.decimal($0.costPerDay)) against \(TuningText.decimal($0.presentCostPerDay)) a day)"
            }
            return "\(saving) on the recorded days, but choosing like that did worse on days it had not seen"
                + (out ?? "")
        case .nothingBetter, nil: return "no candidate is better on the recorded days"
        }
    }

    private var changing: String {
        let out = choice.outOfSample.map {
            ", and on \($0.days) days that the choice did not see \(TuningText.decimal($0.costPerDay)) instead of "
                + "\(TuningText.decimal($0.presentCostPerDay))"
        }
        return "costs \(TuningText.decimal(recommended.costPerDay)) idle minutes a day instead of "
            + "\(TuningText.decimal(present.costPerDay))\(out ?? "")"
    }

    static func percent(_ share: Double) -> String {
        let value = share * 100
        if value > 0, value < 0.05 { return "under 0.1 %" }
        if value < 100, value > 99.95 { return "over 99.9 %" }
        return "\(TuningText.decimal(value)) %"
    }
}
