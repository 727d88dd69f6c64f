/// A leaf configuration as its file holds it, with the place of every setting and everything the app would refuse.
///
/// Scalars mean what they mean to the app (YAML 1.1 as PyYAML reads it): `0700` is 448, `1:30` is 90, `'1175'` is text.
public struct LeafConfiguration: Hashable, Sendable {
    /// The file's name as the user gave it.
    public var file: String
    /// Container id: the base name without its last extension, lower-cased.
    public var containerID: String
    /// `Ec2.InstanceType`, lower-cased as the app does; `nil` when the file does not say.
    public var instanceType: String?
    /// `Container.Image`, lower-cased as the app does; `nil` when the file does not say.
    public var image: String?
    /// Names of `Volumes`, in the file's order; a single `Volume` has the name `Data`.
    public var volumes: [String]
    /// `Watchdog.Threshold`.
    public var threshold: FileSetting<Int>
    /// `Watchdog.MinutesWithoutConnections`.
    public var minutesWithoutConnections: FileSetting<Int>
    /// `Watchdog.InstanceLeftUp.DurationHours`.
    public var durationHours: FileSetting<Int>
    /// `Watchdog.InstanceLeftUp.ShouldStop`.
    public var shouldStop: FileSetting<Bool>
    /// `Dashboard.Enabled`; true when absent.
    public var hasDashboard: Bool
    /// What the app refuses, and what hides a value, in the file's order.
    public var issues: [LeafConfigurationIssue]

    /// Reads the bytes of a leaf file.
    ///
    /// - Parameters:
    ///   - bytes: the file's text.
    ///   - file: the file's name, for messages and, unless `containerID` is given, for the container id.
    ///   - containerID: overrides the id that the file's name gives.
    ///   - limits: how much the file may hold.
    /// - Throws: ``LeafFileError`` when the bytes are no YAML mapping within the limits. Wrong or missing settings do
    ///   not throw: they are ``issues``.
    public init(
        reading bytes: some Collection<UInt8>, file: String, containerID: String? = nil,
        limits: LeafFileLimits = LeafFileLimits()
    ) throws(LeafFileError) {
        let document = try LeafDocument.parse(bytes, file: file, limits: limits)
        guard case .mapping = document.root.content else {
            throw LeafFileError(
                place: FilePlace(file: file, line: document.root.line, column: document.root.column),
                reason: .notAMapping(found: document.root.kindName))
        }
        var reader = SettingsReader(file: file)
        let root = document.root
        self.file = file
        self.containerID = containerID ?? Self.containerID(ofFile: file)
        let ec2 = reader.mapping("Ec2", in: root, path: "", required: true)
        instanceType = reader.text("InstanceType", in: ec2, path: "Ec2", required: true)?.lowercased()
        let container = reader.mapping("Container", in: root, path: "", required: true)
        image = reader.text("Image", in: container, path: "Container", required: true)?.lowercased()
        let named = reader.mapping("Volumes", in: root, path: "", required: false)
        if case .mapping(let entries) = named?.content {
            volumes = entries.map(\.key)
        } else {
            volumes = root["Volume"] == nil ? [] : ["Data"]
        }
        let watchdog = reader.mapping("Watchdog", in: root, path: "", required: true)
        threshold = reader.integer(
            "Threshold", in: watchdog, path: "Watchdog", required: true, mayBeNegative: true)
        minutesWithoutConnections = reader.integer(
            "MinutesWithoutConnections", in: watchdog, path: "Watchdog")
        let leftUp = reader.mapping("InstanceLeftUp", in: watchdog, path: "Watchdog", required: false)
        durationHours = reader.integer("DurationHours", in: leftUp, path: "Watchdog.InstanceLeftUp")
        shouldStop = reader.boolean("ShouldStop", in: leftUp, path: "Watchdog.InstanceLeftUp")
        let dashboard = reader.mapping("Dashboard", in: root, path: "", required: false)
        hasDashboard = reader.boolean("Enabled", in: dashboard, path: "Dashboard").value ?? true
        issues = reader.issues
        for unknown in LeafKeys.file.unknown(in: root) {
            let place = FilePlace(file: file, line: unknown.line, column: unknown.column)
            issues.append(LeafConfigurationIssue(place: place, path: unknown.path, kind: .unknownKey))
        }
        for entry in document.overriddenKeys {
            let place = FilePlace(file: file, line: entry.line, column: entry.column)
            issues.append(LeafConfigurationIssue(place: place, path: entry.key, kind: .overridden))
        }
        issues.sort {
            ($0.place.line, $0.place.column, $0.path) < ($1.place.line, $1.place.column, $1.path)
        }
    }

    /// The leaf, with upstream's defaults for absent keys.
    ///
    /// - Throws: ``LeafFileError`` when a watchdog setting has no usable value, for example behind `!ENV`.
    public func leaf() throws(LeafFileError) -> Leaf {
        let defaults = WatchdogSettings(threshold: 0)
        return Leaf(
            containerID: containerID, instanceType: instanceType ?? "", image: image ?? "",
            volumes: volumes,
            watchdog: WatchdogSettings(
                threshold: try require(threshold, "Watchdog.Threshold", default: nil),
                minutesWithoutConnections: try require(
                    minutesWithoutConnections, "Watchdog.MinutesWithoutConnections",
                    default: defaults.minutesWithoutConnections),
                durationHours: try require(
                    durationHours, "Watchdog.InstanceLeftUp.DurationHours",
                    default: defaults.durationHours),
                shouldStop: try require(
                    shouldStop, "Watchdog.InstanceLeftUp.ShouldStop", default: defaults.shouldStop)))
    }

    /// The container id that a file's name gives: the base name without its last extension, lower-cased.
    public static func containerID(ofFile file: String) -> String {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        guard let point = name.lastIndex(of: "."), point > name.startIndex else {
            return name.lowercased()
        }
        return name[..<point].lowercased()
    }

    private func require<Value>(
        _ setting: FileSetting<Value>, _ path: String, default fallback: Value?
    ) throws(LeafFileError) -> Value {
        switch setting {
        case .value(let value, _): return value
        case .unusable(let kind, let place):
            throw LeafFileError(place: place, reason: .setting(path: path, kind))
        case .absent:
            if let fallback { return fallback }
            // A `Watchdog` or `InstanceLeftUp` of the wrong kind is the better place to point at.
            let cause = issues.first { path.hasPrefix($0.path) && $0.isRefusedByApp }
            throw LeafFileError(
                place: cause?.place ?? FilePlace(file: file, line: 1, column: 1),
                reason: .setting(path: cause?.path ?? path, cause?.kind ?? .missing))
        }
    }
}

/// Reads settings by kind and notes what is wrong with them.
private struct SettingsReader {
    let file: String
    var issues: [LeafConfigurationIssue] = []

    private func place(_ node: LeafNode) -> FilePlace {
        FilePlace(file: file, line: node.line, column: node.column)
    }

    private mutating func note(_ kind: LeafConfigurationIssue.Kind, _ path: String, _ place: FilePlace) {
        issues.append(LeafConfigurationIssue(place: place, path: path, kind: kind))
    }

    /// The node of `key`; notes a required one that is absent.
    private mutating func node(
        _ key: String, in parent: LeafNode?, path: String, required: Bool
    ) -> (node: LeafNode, path: String)? {
        guard let parent else { return nil }
        let full = path.isEmpty ? key : "\(path).\(key)"
        guard let entry = parent[key] else {
            if required { note(.missing, full, place(parent)) }
            return nil
        }
        return (entry.value, full)
    }

    mutating func mapping(
        _ key: String, in parent: LeafNode?, path: String, required: Bool
    ) -> LeafNode? {
        guard let (node, full) = node(key, in: parent, path: path, required: required) else { return nil }
        guard case .mapping = node.content else {
            note(.wrongKind(expected: "a mapping", found: node.kindName), full, place(node))
            return nil
        }
        return node
    }

    mutating func text(
        _ key: String, in parent: LeafNode?, path: String, required: Bool
    ) -> String? {
        guard let (node, full) = node(key, in: parent, path: path, required: required) else { return nil }
        switch node.scalar {
        case .string(let text): return text
        case .environment(let text): note(.fromEnvironment(text), full, place(node))
        default: note(.wrongKind(expected: "text", found: node.kindName), full, place(node))
        }
        return nil
    }

    mutating func integer(
        _ key: String, in parent: LeafNode?, path: String, required: Bool = false,
        mayBeNegative: Bool = false
    ) -> FileSetting<Int> {
        guard let (node, full) = node(key, in: parent, path: path, required: required) else {
            return .absent
        }
        switch node.scalar {
        case .integer(let value) where value >= 0 || mayBeNegative: return .value(value, place(node))
        case .integer(let value): return unusable(.negative(value), full, node)
        case .environment(let text): return unusable(.fromEnvironment(text), full, node)
        default:
            return unusable(.wrongKind(expected: "an integer", found: node.kindName), full, node)
        }
    }

    mutating func boolean(_ key: String, in parent: LeafNode?, path: String) -> FileSetting<Bool> {
        guard let (node, full) = node(key, in: parent, path: path, required: false) else { return .absent }
        switch node.scalar {
        case .boolean(let value): return .value(value, place(node))
        case .environment(let text): return unusable(.fromEnvironment(text), full, node)
        default:
            return unusable(.wrongKind(expected: "a boolean", found: node.kindName), full, node)
        }
    }

    private mutating func unusable<Value>(
        _ kind: LeafConfigurationIssue.Kind, _ path: String, _ node: LeafNode
    ) -> FileSetting<Value> {
        note(kind, path, place(node))
        return .unusable(kind, place(node))
    }
}
