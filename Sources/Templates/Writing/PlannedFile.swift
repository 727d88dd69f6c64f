/// One file as it shall be, and as it was when it was read.
public struct PlannedFile: Hashable, Sendable {
    /// Path of the file.
    public var path: String
    /// Its bytes when it was read; `nil` when it did not exist.
    public var before: [UInt8]?
    /// Its bytes as they shall be.
    public var after: [UInt8]

    /// Makes a plan for a file.
    public init(path: String, before: [UInt8]?, after: [UInt8]) {
        self.path = path
        self.before = before
        self.after = after
    }

    /// Whether the file has to be written.
    public var isStale: Bool { before != after }

    /// The lines that would change.
    public var diff: UnifiedDiff { UnifiedDiff(name: path, before: before, after: after) }
}

/// Why files were not written; none of them is changed then, unless the reason says so.
public struct FileWriteError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong.
    public enum Reason: Hashable, Sendable {
        /// Other bytes are in the file than when it was read.
        case changedSinceRead
        /// The file lies outside of the directory that was given, through a link or `..`.
        case outside(directory: String)
        /// No plain file.
        case notAFile
        /// There is a file where a new one should be written.
        case exists
        /// The file's owner cannot be kept, so it is not replaced.
        case owner(error: Int32)
        /// The system refused a step.
        case system(step: String, error: Int32)
        /// A later file failed and this one could not be brought back.
        case leftChanged
    }

    /// The file.
    public var path: String
    /// What went wrong.
    public var reason: Reason

    /// Makes an error.
    public init(path: String, reason: Reason) {
        self.path = path
        self.reason = reason
    }

    /// One sentence for people.
    public var description: String {
        let problem =
            switch reason {
            case .changedSinceRead: "changed since it was read; nothing was written, run again"
            case .outside(let directory):
                "lies outside of \(directory) (through a link or ..); nothing was written"
            case .notAFile: "is no plain file"
            case .exists: "exists already"
            case .owner(let error): "its owner cannot be kept: \(systemMessage(error))"
            case .system(let step, let error): "cannot \(step): \(systemMessage(error))"
            case .leftChanged: "was changed, and could not be brought back after a later file failed"
            }
        return "\(EscapedText(path, limit: 400)): \(problem)"
    }
}
