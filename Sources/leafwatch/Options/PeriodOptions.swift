import ArgumentParser
import TimeSeries

/// Which part of the history a command looks at.
struct PeriodOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Start, ISO 8601; UTC unless it says otherwise (default: of the data).", valueName: "time"))
    var from: Instant?

    @Option(help: ArgumentHelp("End, ISO 8601 (default: of the data).", valueName: "time"))
    var to: Instant?

    mutating func validate() throws {
        if let from, let to, from >= to { throw ValidationError("--from must lie before --to") }
    }

    /// The range, or `nil` when neither end is given.
    var range: Range<Instant>? {
        if from == nil, to == nil { return nil }
        let low = from ?? Instant(milliseconds: .min)
        let high = to ?? Instant(milliseconds: .max)
        return low < high ? low..<high : nil
    }
}
