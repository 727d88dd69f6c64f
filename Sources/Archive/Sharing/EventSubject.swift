public import Ingest

/// What an event is about: the name by which it finds its leaf.
public struct EventSubject: Hashable, Comparable, Sendable {
    /// Kinds of things that events are about.
    public enum Kind: String, Sendable, CaseIterable {
        /// An ECS cluster, by its ARN.
        case cluster
        /// An Auto Scaling group, by its name.
        case group
        /// An alarm, by its name.
        case alarm
        /// A stack, by its name.
        case stack
    }

    /// The kind.
    public var kind: Kind
    /// The name; `""` when the event does not tell.
    public var name: String

    /// Makes a subject.
    public init(kind: Kind, name: String) {
        self.kind = kind
        self.name = name
    }

    /// The subject of an event; `nil` for records that are found by log group or metric.
    public init?(_ record: Ingest.Record) {
        switch record {
        case .taskStateChange(let change): self.init(kind: .cluster, name: change.clusterARN)
        case .scalingEvent(let event): self.init(kind: .group, name: event.groupName)
        case .alarmHistoryItem(let item): self.init(kind: .alarm, name: item.alarmName)
        case .alarmDescription(let description): self.init(kind: .alarm, name: description.alarmName)
        case .serviceEvent(let event): self.init(kind: .cluster, name: event.clusterARN)
        case .resourceDescription(let description):
            switch description.kind {
            case .scalingGroup: self.init(kind: .group, name: description.name)
            case .template, .givenNames: self.init(kind: .stack, name: description.name)
            }
        default: return nil
        }
    }

    /// By kind, then name.
    public static func < (left: Self, right: Self) -> Bool {
        (left.kind.rawValue, left.name) < (right.kind.rawValue, right.name)
    }
}
