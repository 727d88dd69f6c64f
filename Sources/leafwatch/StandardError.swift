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

    /// Whether a person is looking.
    static var isTerminal: Bool { isatty(2) == 1 }
}
