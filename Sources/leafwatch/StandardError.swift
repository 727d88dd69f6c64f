import Foundation
import Reporting

/// Talk and progress; results never go here.
enum StandardError {
    /// Writes one line, control characters made visible.
    static func print(_ line: String) {
        let safe = line.split(separator: "\n", omittingEmptySubsequences: false)
            .map { TextSafety.printable(String($0)) }.joined(separator: "\n")
        FileHandle.standardError.write(Data((safe + "\n").utf8))
    }

    /// Whether a person is looking, at something that can write a line over itself.
    static var showsProgress: Bool {
        isatty(2) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    }

    /// Seconds that a step may take before its progress is shown: half a second, or what `LEAFWATCH_PROGRESS_DELAY` says.
    static var secondsBeforeProgress: Double {
        let said = ProcessInfo.processInfo.environment["LEAFWATCH_PROGRESS_DELAY"].flatMap(Double.init)
        guard let said, said >= 0, said <= 3600 else { return 0.5 }
        return said
    }

    /// Columns of the terminal.
    static var columns: Int {
        var size = winsize()
        return ioctl(2, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col >= 20 ? Int(size.ws_col) : 80
    }
}
