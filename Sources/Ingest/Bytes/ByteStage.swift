/// One step on the way from stored bytes to records. Bytes are pushed in; a stage passes what it makes of them on.
protocol ByteStage: AnyObject {
    /// Takes bytes, behind which ``ByteBuffer/padding`` more are readable. `isWhole` says that they are the whole content
    /// of one gzip member.
    func push(_ bytes: UnsafeRawBufferPointer, isWhole: Bool) throws
    /// Bytes are missing between what was pushed and what comes.
    func interrupt() throws
    /// No more bytes come.
    func finish() throws
}
