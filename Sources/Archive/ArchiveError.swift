/// Why an archive cannot be used; the text names the file and says what to do.
public enum ArchiveError: Error, Equatable, Sendable {
    /// Nothing is there to read.
    case notFound(path: String)
    /// The file is no SQLite database, or another program's.
    case notAnArchive(path: String)
    /// A newer leafwatch has written it.
    case newerSchema(path: String)
    /// An older leafwatch has written it, and it was opened for reading only.
    case olderSchema(path: String)
    /// An older leafwatch has written it in a way that cannot be brought up to date.
    case outdated(path: String)
    /// Another process is writing it.
    case busy(path: String)
    /// SQLite could not open or create the file.
    case cannotOpen(path: String, reason: String)
    /// SQLite failed while reading or writing.
    case storage(path: String, reason: String)
    /// A stored block does not decode.
    case damaged(what: String)
    /// The range asked for has more periods than ``HistoryArchive/longestGrid``.
    case rangeTooLong(periods: Int)
}

extension ArchiveError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .notFound(let path): "\(path): no such archive"
        case .notAnArchive(let path): "\(path): not a leafwatch archive"
        case .newerSchema(let path):
            "\(path): written by a newer leafwatch; update leafwatch to use it"
        case .olderSchema(let path):
            "\(path): written by an older leafwatch; run `leafwatch ingest` on it once to bring it up to date"
        case .outdated(let path):
            "\(path): written by an older leafwatch, which told log events apart in another way; "
                + "ingest its inputs into a new archive"
        case .busy(let path): "\(path): another leafwatch is writing to it; try again when it is done"
        case .cannotOpen(let path, let reason): "\(path): cannot be opened: \(reason)"
        case .storage(let path, let reason): "\(path): \(reason)"
        case .damaged(let what): "the archive is damaged: \(what)"
        case .rangeTooLong(let periods):
            "the span of the data is too long for one grid (\(periods) periods); give a shorter one"
        }
    }
}
