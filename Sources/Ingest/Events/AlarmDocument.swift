internal import TimeSeries

/// What `describe-alarms`, `describe-alarm-history` and `describe-scaling-activities` print.
enum AlarmDocument {
    /// Reads the document when it is one of these; whether it was.
    static func read(_ node: JSONNode, session: ObjectSession) throws -> Bool {
        if let items = node.member("AlarmHistoryItems") {
            try session.deliver(items.elements.compactMap { historyItem($0).map { .alarmHistoryItem($0) } })
        } else if node.member("MetricAlarms") != nil || node.member("CompositeAlarms") != nil {
            var records: [Record] = []
            for list in [node.member("MetricAlarms"), node.member("CompositeAlarms")] {
                guard let list else { continue }
                records += list.elements.compactMap { description($0).map { .alarmDescription($0) } }
            }
            try session.deliver(records)
        } else if let activities = node.member("Activities") {
            try session.deliver(
                activities.elements.compactMap { EventDocument.scalingActivity($0).map { .scalingEvent($0) } }
            )
        } else {
            return false
        }
        session.warnIfPartial(node)
        return true
    }

    private static func historyItem(_ node: JSONNode) -> AlarmHistoryItem? {
        guard let time = node.instant("Timestamp"), let name = node.string("AlarmName") else { return nil }
        return AlarmHistoryItem(
            time: time, alarmName: name, itemType: node.string("HistoryItemType") ?? "",
            summary: node.string("HistorySummary") ?? "", data: node.string("HistoryData") ?? "")
    }

    private static func description(_ node: JSONNode) -> AlarmDescription? {
        guard let name = node.string("AlarmName") else { return nil }
        return AlarmDescription(
            alarmName: name, alarmARN: node.string("AlarmArn") ?? "", json: node.canonical)
    }

    /// A state change that came as an event or a notification, in the words of the alarm's history.
    static func stateChange(name: String, time: Instant, from old: String, to new: String, reason: String)
        -> AlarmHistoryItem
    {
        var data = "{\"newState\":{\"stateReason\":"
        JSONText.quote(reason, to: &data)
        data += ",\"stateValue\":"
        JSONText.quote(new, to: &data)
        data += "},\"oldState\":{\"stateValue\":"
        JSONText.quote(old, to: &data)
        data += "},\"type\":\"Update\",\"version\":\"1.0\"}"
        return AlarmHistoryItem(
            time: time, alarmName: name, itemType: "StateUpdate",
            summary: old.isEmpty ? "Alarm updated to \(new)" : "Alarm updated from \(old) to \(new)",
            data: data)
    }
}

extension ObjectSession {
    /// Says that a list goes on elsewhere: the CLI's own token, or the service's.
    func warnIfPartial(_ node: JSONNode) {
        for name: StaticString in ["NextToken", "nextToken"] {
            guard let token = node.member(name), token.kind == .string, !token.scalar.isEmpty else {
                continue
            }
            warn("the export is partial: it ends in a \(name), more pages follow")
        }
    }
}
