public import TimeSeries

/// One activity of an Auto Scaling group.
public struct ScalingActivity: Sendable, Hashable {
    /// Activity id.
    public var activityID: String
    /// Name of the group.
    public var groupName: String
    /// What the activity says, for example `Launching a new EC2 instance: i-0123`.
    public var text: String
    /// Why.
    public var cause: String
    /// Start.
    public var startTime: Instant?
    /// End, `nil` while it runs.
    public var endTime: Instant?
    /// `Successful`, `Failed`, `InProgress`, ….
    public var statusCode: String
}

extension AWSSession {
    /// The activities of a group, newest first, page by page; `handle` returns whether to go on.
    ///
    /// - Throws: what ``call(_:_:region:parameters:)`` throws, and what `handle` throws.
    public func scalingActivities(
        group: String, region: String, _ handle: ([ScalingActivity]) async throws -> Bool
    ) async throws {
        try await queryPages(
            "DescribeScalingActivities", region: region,
            parameters: ["AutoScalingGroupName": .string(group), "MaxRecords": 100]
        ) { xml in
            let list = xml.elements("Activities").first?.elements("member") ?? []
            return try await handle(list.map(Self.activity))
        }
    }

    /// Names of all Auto Scaling groups of a region.
    ///
    /// - Throws: what ``call(_:_:region:parameters:)`` throws.
    public func scalingGroupNames(region: String) async throws -> [String] {
        var names: [String] = []
        try await queryPages("DescribeAutoScalingGroups", region: region, parameters: ["MaxRecords": 100]) {
            xml in
            let groups = xml.elements("AutoScalingGroups").first?.elements("member") ?? []
            names += groups.compactMap { $0.first("AutoScalingGroupName") }
            return true
        }
        return names.sorted()
    }

    private func queryPages(
        _ action: String, region: String, parameters: JSONValue, _ handle: (XMLText) async throws -> Bool
    ) async throws {
        guard case .object(var members) = parameters else { return }
        var last: String?
        for _ in 0..<Self.pageLimit {
            let body = try await call(.autoScaling, action, region: region, parameters: .object(members))
            let xml = XMLText(String(decoding: body, as: UTF8.self))
            guard try await handle(xml) else { return }
            guard let next = xml.first("NextToken"), !next.isEmpty, next != last else { return }
            members["NextToken"] = .string(next)
            last = next
        }
    }

    private static func activity(_ xml: XMLText) -> ScalingActivity {
        func time(_ name: String) -> Instant? { xml.first(name).flatMap { Instant(iso8601: $0) } }
        return ScalingActivity(
            activityID: xml.first("ActivityId") ?? "", groupName: xml.first("AutoScalingGroupName") ?? "",
            text: xml.first("Description") ?? "", cause: xml.first("Cause") ?? "",
            startTime: time("StartTime"),
            endTime: time("EndTime"), statusCode: xml.first("StatusCode") ?? "")
    }
}
