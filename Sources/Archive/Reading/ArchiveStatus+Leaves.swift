import Ingest
import TimeSeries

/// Finds the leaves whose names occur, and whose a log group or a series is.
struct LeafNames {
    /// Names of the leaves' stacks, sorted; one empty name when there is traffic and nothing tells whose.
    let stacks: [String]

    init(metrics: [ArchiveStatus.Metric], logGroups: [ArchiveStatus.LogGroup]) {
        var stacks = Set(logGroups.compactMap { Self.stack(ofLogGroup: $0.logGroup) })
        for metric in metrics where metric.key.metricName == "DNSTraffic" && !metric.key.namespace.isEmpty {
            stacks.insert(metric.key.namespace)
        }
        if stacks.isEmpty, metrics.contains(where: { Self.isTraffic($0.key) }) { stacks = [""] }
        self.stacks = stacks.sorted()
    }

    /// Whether a series is the traffic that a recommendation is made of.
    static func isTraffic(_ key: MetricKey) -> Bool {
        key.metricName == "NetworkIn" || ["b_in", "traffic_in"].contains(key.queryID)
    }

    /// The stack that a log group belongs to, `""` when its name does not tell.
    func leaf(ofLogGroup name: String) -> String {
        if let stack = Self.stack(ofLogGroup: name) { return stack }
        // A function's group has the leaf's id, or its alphanumeric name: minecraft.java, MinecraftJava.
        let prefix = "/aws/lambda/"
        guard name.hasPrefix(prefix) else { return Self.longest(stacks.filter { name.contains($0) }) }
        let bare = Self.bare(name.dropFirst(prefix.count))
        return Self.longest(
            stacks.filter { stack in
                let leaf = Self.bare(stack.split(separator: "-").last ?? "")
                return !leaf.isEmpty && bare.hasPrefix(leaf)
            })
    }

    /// The stack that a series belongs to, `""` when it does not tell.
    func leaf(of key: MetricKey) -> String {
        if stacks.count == 1 { return stacks[0] }
        if stacks.contains(key.namespace) { return key.namespace }
        for dimension in key.dimensions {
            if dimension.name == "FunctionName" {
                return leaf(ofLogGroup: "/aws/lambda/" + dimension.value)
            }
            let owners = stacks.filter { stack in
                [stack, stack.filter { $0.isLetter || $0.isNumber }].contains {
                    dimension.value == $0 || dimension.value.hasPrefix($0 + "-")
                        || dimension.value.hasPrefix($0 + "/")
                }
            }
            if !owners.isEmpty { return Self.longest(owners) }
        }
        return ""
    }

    private static func stack(ofLogGroup name: String) -> String? {
        for (prefix, suffix) in [
            ("/aws/route53/", "-Domain-query-logs"), ("/aws/ec2/", "/Container/ContainerLogs"),
        ] where name.hasPrefix(prefix) && name.hasSuffix(suffix) && name.count > prefix.count + suffix.count {
            return String(name.dropFirst(prefix.count).dropLast(suffix.count))
        }
        return nil
    }

    private static func bare(_ name: Substring) -> String {
        name.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    private static func longest(_ names: [String]) -> String {
        names.filter { !$0.isEmpty }.max { ($0.count, $1) < ($1.count, $0) } ?? ""
    }
}

extension ArchiveStatus.Leaf {
    /// Judges what the leaf named `stack` lacks for a recommendation.
    init(
        stack: String, metrics: [ArchiveStatus.Metric], logGroups: [ArchiveStatus.LogGroup],
        upRuns: [MetricKey: Int],
        neededDays: Double
    ) {
        self.stack = stack
        let mine = metrics.filter { $0.leaf == stack && LeafNames.isTraffic($0.key) }
        let minutes = mine.filter { $0.key.period == 60 }
        days = 0
        if let first = minutes.map(\.first).min(), let last = minutes.map(\.last).max() {
            days = Double(last.seconds - first.seconds + 60) / 86_400
        }
        timesUp = minutes.compactMap { upRuns[$0.key] }.max() ?? 0
        needs = []
        if minutes.isEmpty {
            needs.append(
                mine.isEmpty
                    ? "1-minute NetworkIn of the Auto Scaling group"
                    : "NetworkIn every 60 seconds; what is there is coarser")
        } else if days < neededDays {
            let more = Int((neededDays - days).rounded(.up))
            needs.append("about \(more) more \(more == 1 ? "day" : "days") of 1-minute data")
        }
        if stack.isEmpty { return }
        let groups = logGroups.filter { $0.leaf == stack && $0.events > 0 }
        if !groups.contains(where: { $0.logGroup.hasPrefix("/aws/ec2/") }) {
            needs.append("the container log: without it no player is seen")
        }
        if !groups.contains(where: { $0.logGroup.hasPrefix("/aws/route53/") }) {
            needs.append("the DNS query log: without it nobody knows what woke the instance")
        }
    }
}
