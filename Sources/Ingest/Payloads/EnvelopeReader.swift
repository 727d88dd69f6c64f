internal import TimeSeries

/// Documents that carry others in base64: Kinesis, Firehose, notifications.
final class EnvelopeReader {
    private let session: ObjectSession
    private let depth: Int

    init(session: ObjectSession, depth: Int) {
        self.session = session
        self.depth = depth
    }

    /// Reads the document when it is an envelope; whether it was one.
    func read(_ node: JSONNode) throws -> Bool {
        if let records = node.member("Records"), records.kind == .array {
            session.hasData = true
            for record in records.elements { try readRecord(record) }
            return true
        }
        if let records = node.member("records"), records.kind == .array,
            node.member("requestId") != nil || node.member("invocationId") != nil
                || node.member("deliveryStreamArn") != nil
        {
            session.hasData = true
            for record in records.elements { try readPacked(record.member("data")) }
            return true
        }
        if let raw = node.member("rawData"),
            node.member("errorCode") != nil || node.member("attemptsMade") != nil
        {
            session.note("%d records were recovered from delivery errors")
            try readPacked(raw)
            return true
        }
        if let message = node.member("Message"), node.member("TopicArn") != nil {
            return try readNotification(message)
        }
        return try readAlarmMessage(node)
    }

    private func readRecord(_ record: JSONNode) throws {
        if let kinesis = record.member("kinesis") {
            try readPacked(kinesis.member("data"))
        } else if let data = record.member("Data") {
            try readPacked(data)
        } else if let message = record.member("Sns")?.member("Message") {
            _ = try readNotification(message)
        } else {
            session.note("%d records of an envelope carry nothing that is known")
        }
    }

    private func readPacked(_ data: JSONNode?) throws {
        guard let data, data.kind == .string else {
            session.note("%d records of an envelope have no data")
            return
        }
        try session.readPacked(data.scalar, depth: depth)
    }

    /// A notification's message: JSON in a string, of an alarm or of Auto Scaling.
    private func readNotification(_ message: JSONNode) throws -> Bool {
        guard let text = message.string else { return false }
        let tape = JSONTape()
        let bytes = Array(text.utf8)
        return try bytes.withUnsafeBytes { bytes in
            guard (try? tape.read(bytes, maximumDepth: session.bounds.jsonDepth)) != nil else { return false }
            return try tape.withRoot(of: bytes) { root in
                let scaling = EventDocument.scalingNotification(root).map { Record.scalingEvent($0) }
                if let record = EventDocument.record(of: root) ?? scaling {
                    try session.deliver([record])
                    return true
                }
                return try readAlarmMessage(root)
            } ?? false
        }
    }

    private func readAlarmMessage(_ node: JSONNode) throws -> Bool {
        guard let name = node.string("AlarmName"), let new = node.string("NewStateValue"),
            let time = node.instant("StateChangeTime")
        else { return false }
        let item = AlarmDocument.stateChange(
            name: name, time: time, from: node.string("OldStateValue") ?? "", to: new,
            reason: node.string("NewStateReason") ?? "")
        try session.deliver([.alarmHistoryItem(item)])
        return true
    }
}
