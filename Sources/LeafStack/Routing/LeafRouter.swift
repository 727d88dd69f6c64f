public import Archive
public import Ingest

/// Finds the leaves that a log group, a metric or an event belongs to, by the names that a stack's resources have.
///
/// It errs on the side of too many: a name that two leaves may have made goes to both, and each leaf's gathering decides.
public struct LeafRouter: Sendable {
    private var byAlphaID: [String: [Int]] = [:]
    private var byContainerID: [String: [Int]] = [:]
    private var byFileSystem: [String: [Int]] = [:]
    private var byGivenName: [String: [Int]] = [:]
    private let all: [Leaf]
    private var isSingle: Bool { all.count == 1 }

    /// Makes a router; leaves are known by their place in the list.
    public init(_ leaves: [Leaf]) {
        for (index, leaf) in leaves.enumerated() {
            byAlphaID[leaf.alphaID, default: []].append(index)
            byContainerID[leaf.containerID, default: []].append(index)
        }
        all = leaves
    }

    /// Learns which file systems a leaf's alarms read.
    public mutating func learn(_ descriptions: [AlarmDescription]) {
        for description in descriptions {
            let subject = EventSubject(kind: .alarm, name: description.alarmName)
            for system in FileSystemNames.named(by: [description]) {
                for leaf in leaves(of: subject) where !(byFileSystem[system] ?? []).contains(leaf) {
                    byFileSystem[system, default: []].append(leaf)
                }
            }
        }
    }

    /// Learns the names that owners gave instead of the derived ones.
    ///
    /// - Parameter records: descriptions of the kind `givenNames`; others are passed over.
    public mutating func learn(_ records: [ResourceDescription]) {
        for record in records {
            guard let given = GivenNames(record) else { continue }
            let owners = leaves(ofGeneratedName: record.name)
            guard let owner = owners.first else { continue }
            let names = LeafNames(leaf: all[owner], given: given)
            var known = [names.cluster, names.crashFunction]
            known += LeafNames.AlarmKind.allCases.map(names.alarm)
            known += [given.stack, given.scalingGroup].compactMap(\.self)
            if let stack = given.stack { known.append("\(stack)-StartSystem") }
            for name in known { byGivenName[name, default: []] += owners }
        }
    }

    /// Leaves that a log group may belong to.
    public func leaves(ofLogGroup name: String) -> [Int] {
        guard let resource = Self.resource(ofLogGroup: name) else { return [] }
        return leaves(ofFunction: resource)
    }

    /// Leaves that a series may belong to; a series that names nobody is a single leaf's.
    public func leaves(of key: MetricKey) -> [Int] {
        var found: [Int] = []
        var namesAnything = !key.namespace.isEmpty
        for dimension in key.dimensions {
            namesAnything = true
            switch dimension.name {
            case "ContainerNameID": found += byContainerID[dimension.value] ?? []
            case "FileSystemId": found += byFileSystem[dimension.value] ?? []
            case "FunctionName": found += leaves(ofFunction: dimension.value)
            default: found += leaves(ofGeneratedName: dimension.value)
            }
        }
        if found.isEmpty { found = leaves(ofGeneratedName: key.namespace) }
        // With one leaf there is no doubt: its gathering takes series without an owner.
        if found.isEmpty, isSingle, !namesAnything || key.dimensions.isEmpty || isFileSystem(key) {
            return [0]
        }
        return Self.unique(found)
    }

    /// Leaves that an event may belong to.
    public func leaves(of subject: EventSubject) -> [Int] {
        switch subject.kind {
        case .group, .stack: leaves(ofGeneratedName: subject.name)
        case .cluster:
            leaves(ofGeneratedName: subject.name.split(separator: "/").last.map(String.init) ?? "")
        case .alarm: leaves(ofAlarm: subject.name)
        }
    }

    private func isFileSystem(_ key: MetricKey) -> Bool {
        key.namespace == "AWS/EFS" && byFileSystem.isEmpty
    }

    private func leaves(ofAlarm name: String) -> [Int] {
        if let given = byGivenName[name] { return Self.unique(given) }
        guard name.hasSuffix("]"), let bracket = name.lastIndex(of: "[") else { return [] }
        let stack = name[name.index(after: bracket)...].dropLast()
        return leaves(ofGeneratedName: String(stack))
    }

    /// Two functions carry the container id, one the alpha id, and CloudFormation's own names the stack's.
    private func leaves(ofFunction name: String) -> [Int] {
        for suffix in ["-lambda-start-system", "-asg-state-change-hook"] where name.hasSuffix(suffix) {
            if let found = byContainerID[String(name.dropLast(suffix.count))] { return found }
        }
        let crash = "-break-crash-loop"
        if name.hasSuffix(crash), let found = byAlphaID[String(name.dropLast(crash.count))] { return found }
        return leaves(ofGeneratedName: name)
    }

    /// A stack's name is the application's, a hyphen and the alpha id; what CloudFormation adds follows a hyphen.
    ///
    /// An application may hold hyphens and so may what is added, so every word but the first may be the alpha id. Where
    /// punctuation is left out, the alpha id ends the first word.
    private func leaves(ofGeneratedName name: String) -> [Int] {
        guard name.utf8.count <= 512 else { return [] }
        if let given = byGivenName[name] { return Self.unique(given) }
        let words = name.split(whereSeparator: { $0 == "-" || $0 == "/" })
        var found: [Int] = []
        for word in words.dropFirst() { found += byAlphaID[String(word)] ?? [] }
        if let first = words.first {
            var rest = first.dropFirst()
            while !rest.isEmpty {
                found += byAlphaID[String(rest)] ?? []
                rest = rest.dropFirst()
            }
        }
        return Self.unique(found)
    }

    /// What stands behind `/aws/<service>/`.
    private static func resource(ofLogGroup name: String) -> String? {
        let parts = name.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
        guard name.hasPrefix("/aws/"), parts.count == 3 else { return nil }
        return String(parts[2])
    }

    private static func unique(_ leaves: [Int]) -> [Int] { Set(leaves).sorted() }
}
