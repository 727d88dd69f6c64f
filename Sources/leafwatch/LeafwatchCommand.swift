import ArgumentParser

/// Tunes Container Manager's watchdog from what a leaf stack left behind.
@main
struct LeafwatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leafwatch",
        abstract: "Replays, audits and tunes the watchdog alarms of Container Manager leaf stacks.",
        version: "0.1.0"
    )
}
