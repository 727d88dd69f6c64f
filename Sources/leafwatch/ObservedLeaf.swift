import LeafStack
import Replay

/// One leaf with everything that is known of it: what most commands start from.
struct ObservedLeaf {
    /// The configuration file.
    var configuration: LeafConfiguration
    /// What was found among the inputs.
    var gathered: GatheredHistory
    /// What happened.
    var observation: Observation

    /// Reads the leaf file and the inputs, and works out what happened.
    ///
    /// - Throws: ``CommandFailure``.
    init(leaf: LeafOptions, input: InputOptions, reading: ReadingOptions, output: OutputOptions) throws {
        let loaded = try input.load(leaf.configuration(), reading: reading, output: output)
        configuration = loaded.configuration
        gathered = loaded.gathered
        observation = output.working("replaying the alarms") { Observation(loaded.gathered.history) }
    }

    /// Works out what happened from a history that is read already.
    init(configuration: LeafConfiguration, gathered: GatheredHistory) {
        self.configuration = configuration
        self.gathered = gathered
        observation = Observation(gathered.history)
    }
}
