import ArgumentParser
import Replay
import TimeSeries

/// What the user knows of who was connected; shared by every command that judges minutes.
struct LabelOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A time in which nobody was connected, whatever log and traffic say; may be repeated.",
            valueName: "from/to"))
    var idle: [TimeWindow] = []

    @Option(
        help: ArgumentHelp(
            "A time in which somebody was connected; wins over --idle; may be repeated.",
            valueName: "from/to"))
    var connected: [TimeWindow] = []

    /// Whether any time was given.
    var isGiven: Bool { !idle.isEmpty || !connected.isEmpty }

    /// Labels an observation's minutes, and says which times met no minute that could be labelled.
    func apply(to observation: inout Observation, output: OutputOptions) {
        for (option, windows) in [("--idle", idle), ("--connected", connected)] {
            for window in windows where observation.ready(in: window.range).isEmpty {
                output.say(
                    "leafwatch: \(option) \(window.text) changes nothing: the server was not up and ready then"
                )
            }
        }
        label(&observation)
    }

    /// Labels an observation's minutes in silence.
    func label(_ observation: inout Observation) {
        observation.label(idle: idle.map(\.range), connected: connected.map(\.range))
    }
}

/// `FROM/TO`, two ISO 8601 times.
struct TimeWindow: ExpressibleByArgument {
    /// The time from the first to before the second.
    let range: Range<Instant>

    init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let from = Instant(argument: String(parts[0])),
            let to = Instant(argument: String(parts[1])), from < to
        else { return nil }
        range = from..<to
    }

    /// The two times, in UTC.
    var text: String { "\(range.lowerBound.iso8601)/\(range.upperBound.iso8601)" }
}
