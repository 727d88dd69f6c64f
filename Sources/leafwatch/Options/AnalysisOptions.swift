import ArgumentParser
import Reporting

/// What `analyze` and `report` have in common: one leaf, its data, and everything that bears on what is worked out.
struct AnalysisOptions: ParsableArguments {
    @OptionGroup var input: InputOptions
    @OptionGroup var leaf: LeafOptions
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var tuning: TuningFlags
    @OptionGroup var prices: PriceOptions
    @OptionGroup var quantities: QuantityOptions
    @OptionGroup var labels: LabelOptions
    @OptionGroup var output: OutputOptions

    /// Reads leaf and data, audits and tunes.
    ///
    /// - Throws: ``CommandFailure``.
    func analysis() throws -> LeafAnalysis {
        let loaded = try input.load(leaf.configuration(), reading: reading, output: output)
        return LeafAnalysis(
            loaded, observation: loaded.observation(labels: labels, output: output), tuning: tuning,
            book: try prices.book(),
            auditing: quantities.options(loaded.configuration, timeZone: output.timeZone, tuning: tuning),
            output: output)
    }
}

extension AnalysisOptions: RecordedOptions {
    var recordedSettings: [String: ResultStamp.Setting] {
        let groups: [any RecordedOptions] = [reading, tuning, prices, labels, output]
        return groups.reduce(into: [:]) { $0.merge($1.recordedSettings) { $1 } }
    }

    var recordedSeed: UInt64? { tuning.recordedSeed }
}
