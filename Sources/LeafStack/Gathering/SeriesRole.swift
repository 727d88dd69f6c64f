import Ingest

/// What a metric series is to a leaf.
enum SeriesRole: Hashable {
    /// `NetworkIn`, bytes per minute.
    case networkIn
    /// `traffic_in`, bytes per second: `NetworkIn` already divided.
    case trafficIn
    /// Reads of a volume, bytes per minute; the volume's name where the query's id tells it.
    case volumeReads(volume: String?)
    /// `volumes_out`, bytes per second of all volumes together.
    case volumesOut
    /// `DNSTraffic`.
    case dnsTraffic
    /// `Invocations` of the crash-loop function.
    case crashInvocations
}

/// How sure it is that a series belongs to a leaf.
enum SeriesOwner: Comparable {
    /// Its dimensions name another leaf, or something else.
    case other
    /// Nothing names an owner.
    case unnamed
    /// Its dimensions name this leaf.
    case this
}

/// Tells what a series is by its namespace and dimensions, else by its query's id or its label.
struct SeriesClassifier {
    let leaf: Leaf
    let names: LeafNames

    /// The role of a series, or `nil` when the leaf has no use for it.
    func role(of key: MetricKey) -> SeriesRole? {
        let isPlain = key.namespace.isEmpty
        switch (key.namespace, key.metricName) {
        case ("AWS/EC2", "NetworkIn"): return isSum(key) ? .networkIn : nil
        case ("AWS/EFS", "DataReadIOBytes"): return isSum(key) ? .volumeReads(volume: volume(of: key)) : nil
        case ("AWS/Lambda", "Invocations"): return .crashInvocations
        case (_, "DNSTraffic"): return .dnsTraffic
        default: break
        }
        guard isPlain else { return nil }
        if let role = role(ofID: key.queryID), isSum(key) || role == .dnsTraffic || role == .crashInvocations
        {
            return role
        }
        return role(ofLabel: key.metricName, key: key)
    }

    private func role(ofID id: String) -> SeriesRole? {
        switch id {
        case "b_in", "network_in": return .networkIn
        case "traffic_in": return .trafficIn
        case "volumes_out": return .volumesOut
        case "dns_hit": return .dnsTraffic
        case "crash_invocations": return .crashInvocations
        default: break
        }
        let prefix = WatchdogAlarms.readsID(volume: "")
        return id.hasPrefix(prefix) ? .volumeReads(volume: String(id.dropFirst(prefix.count))) : nil
    }

    private func role(ofLabel label: String, key: MetricKey) -> SeriesRole? {
        switch label {
        case "NetworkIn", "Network In": isSum(key) ? .networkIn : nil
        case "(Container) Bytes IN per Second", "b_in/PERIOD(b_in)": .trafficIn
        case "(EFS) Bytes OUT per Second": .volumesOut
        case "DataReadIOBytes", "EFS Traffic Out": isSum(key) ? .volumeReads(volume: nil) : nil
        case "DNSTraffic", "DNS Traffic": .dnsTraffic
        case "Invocations": .crashInvocations
        default: nil
        }
    }

    /// Whether a series of bytes is their sum: nothing else can be divided by the period.
    private func isSum(_ key: MetricKey) -> Bool { key.statistic.isEmpty || key.statistic == "Sum" }

    private func volume(of key: MetricKey) -> String? {
        guard case .volumeReads(let volume)? = role(ofID: key.queryID) else { return nil }
        return volume
    }

    /// Whose series it is.
    ///
    /// - Parameter fileSystems: file systems that the leaf's own alarm names, if it was seen.
    func owner(of key: MetricKey, role: SeriesRole, fileSystems: Set<String>) -> SeriesOwner {
        func value(_ name: String) -> String? { key.dimensions.first { $0.name == name }?.value }
        switch role {
        case .networkIn, .trafficIn:
            guard let group = value("AutoScalingGroupName") else {
                return key.dimensions.isEmpty ? .unnamed : .other
            }
            return names.owns(generatedName: group) ? .this : .other
        case .dnsTraffic:
            if let id = value("ContainerNameID"), id != leaf.containerID { return .other }
            if key.namespace.isEmpty { return .unnamed }
            return key.namespace == names.metricNamespace ? .this : .other
        case .crashInvocations:
            guard let function = value("FunctionName") else {
                return key.dimensions.isEmpty ? .unnamed : .other
            }
            if names.crashFunction == function { return .this }
            return names.owns(generatedName: function) && function.contains("BreakCrashLoop") ? .this : .other
        case .volumeReads, .volumesOut:
            guard let system = value("FileSystemId") else {
                return key.dimensions.isEmpty ? .unnamed : .other
            }
            if fileSystems.contains(system) { return .this }
            return fileSystems.isEmpty ? .unnamed : .other
        }
    }
}
