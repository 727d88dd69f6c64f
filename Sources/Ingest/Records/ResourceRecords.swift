public import TimeSeries

/// What an ECS service said about itself, one of the last hundred messages of `describe-services`.
public struct ServiceEvent: Codable, Hashable, Sendable {
    /// `createdAt`.
    public var time: Instant
    /// `id`.
    public var eventID: String
    /// `clusterArn` of the service.
    public var clusterARN: String
    /// `serviceName`.
    public var serviceName: String
    /// `message`, free text: `(service x) has reached a steady state.`
    public var message: String

    /// Makes an event.
    public init(
        time: Instant, eventID: String, clusterARN: String, serviceName: String, message: String
    ) {
        self.time = time
        self.eventID = eventID
        self.clusterARN = clusterARN
        self.serviceName = serviceName
        self.message = message
    }
}

/// Something that stood in the account: an Auto Scaling group's description, a stack's template.
public struct ResourceDescription: Codable, Hashable, Sendable {
    /// What kind of thing it is.
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        /// One group of `describe-auto-scaling-groups`, as JSON.
        case scalingGroup
        /// The template of `get-template`, as written.
        case template
        /// Names of a leaf's resources that its owner gave to a pull, as JSON, under the leaf's derived stack name.
        case givenNames
    }

    /// What kind of thing it is.
    public var kind: Kind
    /// Name of the group or stack; `""` where the input does not say.
    public var name: String
    /// When it stood there, where that is known.
    public var time: Instant?
    /// What it looked like.
    public var content: String

    /// Makes a description.
    public init(kind: Kind, name: String, time: Instant?, content: String) {
        self.kind = kind
        self.name = name
        self.time = time
        self.content = content
    }
}
