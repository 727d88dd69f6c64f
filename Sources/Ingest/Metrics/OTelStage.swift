/// Placeholder of the OpenTelemetry reader: says that the input is one.
final class OTelStage: ByteStage {
    private let session: ObjectSession

    init(session: ObjectSession, depth: Int) { self.session = session }

    func push(_ bytes: UnsafeRawBufferPointer, isWhole: Bool) throws {}
    func interrupt() throws {}
    func finish() throws {}
}
