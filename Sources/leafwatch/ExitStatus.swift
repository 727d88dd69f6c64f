import ArgumentParser

/// The exit statuses, named after sysexits.
enum ExitStatus: Int32 {
    /// Done.
    case success = 0
    /// `--fail-on` or `--check` found something, or a rule test failed.
    case finding = 1
    /// Wrong usage.
    case usage = 64
    /// The input cannot be used.
    case data = 65
    /// No such input.
    case noInput = 66
    /// The service cannot be reached.
    case unavailable = 69
    /// Cannot create output.
    case cannotCreate = 73
    /// Input or output error.
    case inputOutput = 74
    /// No permission.
    case noPermission = 77

    /// The same for ArgumentParser: throwing it ends the command quietly with this status.
    var code: ExitCode { ExitCode(rawValue) }
}

/// An error that ends a command with a message and a status.
struct CommandFailure: Error, CustomStringConvertible {
    /// What went wrong, one sentence that names file and place.
    var message: String
    /// What to do about it, or `nil`.
    var hint: String?
    /// How the process ends.
    var status: ExitStatus

    init(_ status: ExitStatus, _ message: String, hint: String? = nil) {
        self.status = status
        self.message = message
        self.hint = hint
    }

    var description: String { message + (hint.map { "\n  hint: \($0)" } ?? "") }
}
