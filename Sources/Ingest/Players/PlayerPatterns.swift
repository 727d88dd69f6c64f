internal import Foundation

/// Two regular expressions of the user for a game without a grammar of its own.
public struct PlayerPatterns: Hashable, Sendable {
    /// Lines longer than this are not searched, so that no pattern can take for ever on one.
    public static let longestLine = 4_096

    /// What is wrong with a pattern.
    public enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
        /// It is no regular expression.
        case invalid(pattern: String, reason: String)
        /// It has no group `(?<name>…)` or `(?<id>…)`.
        case namesNobody(pattern: String)

        /// One sentence.
        public var description: String {
            switch self {
            case .invalid(let pattern, let reason):
                "the pattern '\(pattern)' is no regular expression: \(reason)"
            case .namesNobody(let pattern):
                "the pattern '\(pattern)' has neither a group (?<name>…) nor a group (?<id>…)"
            }
        }
    }

    /// A line that matches tells that a player joined.
    public let join: String
    /// A line that matches tells that a player left.
    public let leave: String

    /// Takes two ICU regular expressions with a group `(?<name>…)`, `(?<id>…)` or both, searched for in each line.
    ///
    /// - Throws: ``Fault``.
    public init(join: String, leave: String) throws(Fault) {
        for pattern in [join, leave] {
            _ = try Self.compile(pattern)
            guard pattern.contains("(?<name>") || pattern.contains("(?<id>") else {
                throw Fault.namesNobody(pattern: pattern)
            }
        }
        self.join = join
        self.leave = leave
    }

    static func compile(_ pattern: String) throws(Fault) -> NSRegularExpression {
        do {
            return try NSRegularExpression(pattern: pattern)
        } catch {
            throw Fault.invalid(pattern: pattern, reason: "ICU does not accept it")
        }
    }
}

/// The user's patterns, ready to search.
struct PlayerPatternMatcher {
    private let join: NSRegularExpression
    private let leave: NSRegularExpression
    private let patterns: PlayerPatterns

    init?(_ patterns: PlayerPatterns) {
        guard let join = try? PlayerPatterns.compile(patterns.join),
            let leave = try? PlayerPatterns.compile(patterns.leave)
        else { return nil }
        self.join = join
        self.leave = leave
        self.patterns = patterns
    }

    /// What a line without colour escapes says: who joined or left.
    func match(_ line: String) -> (isJoin: Bool, name: String, id: String?)? {
        guard line.utf8.count <= PlayerPatterns.longestLine else { return nil }
        if let (name, id) = search(join, patterns.join, in: line) { return (true, name, id) }
        if let (name, id) = search(leave, patterns.leave, in: line) { return (false, name, id) }
        return nil
    }

    private func search(_ regex: NSRegularExpression, _ pattern: String, in line: String) -> (
        String, String?
    )? {
        let whole = NSRange(line.startIndex..., in: line)
        guard let match = regex.firstMatch(in: line, range: whole) else { return nil }
        func group(_ name: String) -> String? {
            guard pattern.contains("(?<\(name)>") else { return nil }
            guard let range = Range(match.range(withName: name), in: line) else { return nil }
            return String(line[range])
        }
        let id = group("id")
        guard let name = group("name") ?? id, !name.isEmpty else { return nil }
        return (name, id)
    }
}
