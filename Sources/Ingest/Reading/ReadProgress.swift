/// How far a reader is, in stored bytes.
public struct ReadProgress: Hashable, Sendable {
    /// Stored bytes that were read.
    public var bytesDone: Int
    /// Stored bytes of all inputs; standard input and pipes count with what was read of them.
    public var bytesTotal: Int
    /// Objects that are finished.
    public var objectsDone: Int
    /// All objects.
    public var objectsTotal: Int

    /// Makes a progress.
    public init(bytesDone: Int, bytesTotal: Int, objectsDone: Int, objectsTotal: Int) {
        self.bytesDone = bytesDone
        self.bytesTotal = bytesTotal
        self.objectsDone = objectsDone
        self.objectsTotal = objectsTotal
    }
}
