internal import TimeSeries

/// What `describe-services`, `describe-tasks`, `describe-auto-scaling-groups` and `get-template` print.
///
/// None of them says when it was printed; `CollectedAt`, which a pull adds, does.
enum ResourceDocument {
    /// Reads the document when it is one of these; whether it was.
    static func read(_ node: JSONNode, session: ObjectSession) throws -> Bool {
        let records: [Record]
        if let services = node.member("services"), services.kind == .array {
            records = services.elements.flatMap(serviceEvents)
        } else if let tasks = node.member("tasks"), tasks.kind == .array {
            records = tasks.elements.compactMap(task)
        } else if let groups = node.member("AutoScalingGroups"), groups.kind == .array {
            records = groups.elements.compactMap { group($0, time: node.instant("CollectedAt")) }
        } else if let body = node.member("TemplateBody") {
            let text = body.kind == .string ? body.string ?? "" : body.raw.text
            records = [
                .resourceDescription(
                    ResourceDescription(
                        kind: .template, name: node.string("StackName") ?? "",
                        time: node.instant("CollectedAt"), content: text))
            ]
        } else {
            return false
        }
        try session.deliver(records)
        session.warnIfPartial(node)
        return true
    }

    private static func serviceEvents(_ service: JSONNode) -> [Record] {
        guard let events = service.member("events") else { return [] }
        return events.elements.compactMap { event in
            guard let time = event.instant("createdAt"), let message = event.string("message") else {
                return nil
            }
            return .serviceEvent(
                ServiceEvent(
                    time: time, eventID: event.string("id") ?? "",
                    clusterARN: service.string("clusterArn") ?? "",
                    serviceName: service.string("serviceName") ?? "", message: message))
        }
    }

    /// A task tells what its last state change event told; it holds no time of that event, so its own last time is taken.
    private static func task(_ task: JSONNode) -> Record? {
        let times = ["stoppedAt", "stoppingAt", "startedAt", "createdAt"] as [StaticString]
        guard let time = times.lazy.compactMap({ task.instant($0) }).first else { return nil }
        let arn = (task.string("taskArn") ?? "").split(separator: ":", omittingEmptySubsequences: false)
        return EventDocument.taskStateChange(
            task, time: time.floored(toPeriod: 1), account: arn.count > 4 ? String(arn[4]) : "",
            region: arn.count > 3 ? String(arn[3]) : ""
        ).map { .taskStateChange($0) }
    }

    private static func group(_ group: JSONNode, time: Instant?) -> Record? {
        guard let name = group.string("AutoScalingGroupName") else { return nil }
        return .resourceDescription(
            ResourceDescription(kind: .scalingGroup, name: name, time: time, content: group.canonical))
    }
}
