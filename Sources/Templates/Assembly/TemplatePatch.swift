/// One document before and after a patch.
public struct PatchedDocument: Hashable, Sendable {
    /// Name of the file, relative to where it was read.
    public var name: String
    /// Its bytes before.
    public var before: [UInt8]
    /// Its bytes after.
    public var after: [UInt8]
    /// The changes of a template as a JSON patch (RFC 6902); `nil` for a manifest.
    public var jsonPatch: String?
}

/// What changed settings do to templates.
public struct TemplatePatch: Hashable, Sendable {
    /// The documents that were read, changed or not.
    public var documents: [PatchedDocument]
    /// The settings that differ.
    public var changes: [SettingChange]
    /// Rules between the templates that did not hold before the patch, or do not hold after it.
    public var findings: [CouplingFinding]
    /// What people must know about the result.
    public var notes: [String]
    /// What to deploy, in order; empty when nothing differs.
    public var steps: [DeploymentStep]
}

/// One step of a deployment.
public struct DeploymentStep: Hashable, Sendable, Codable {
    /// What to deploy.
    public var title: String
    /// The command, if there is one.
    public var command: String?
    /// Why at this place of the order.
    public var reason: String
}

extension TemplatePatch {
    /// Patches a synthesised assembly so that it equals a new synthesis with the wanted settings.
    ///
    /// The five places of the settings change, then all references to content: the hash of the watchdog's template in the
    /// leaf's template, both in the leaf's asset manifest, the template URLs in `manifest.json`; for a new threshold also
    /// the start function's template with its references. `tree.json` is informational and left as it is.
    ///
    /// - Parameters:
    ///   - files: the files of the assembly.
    ///   - containerID: the leaf.
    ///   - wanted: the settings; what is to be absent takes its default.
    /// - Throws: ``TemplateProblem`` when a file is missing, a reference does not fit its content, or a setting cannot be
    ///   expressed.
    public static func assembly(
        _ files: AssemblyFiles, containerID: String, wanted: WantedSettings
    ) throws(TemplateProblem) -> TemplatePatch {
        let assembly = try CloudAssembly(files, containerID: containerID)
        var draft = AssemblyDraft(assembly)
        try draft.make(wanted)
        let watchdog = try WatchdogTemplate(assembly.watchdog.value)
        let start = try assembly.start.map { stack throws(TemplateProblem) in
            try StartSystemTemplate(stack.template.value)
        }
        let after = try draft.afterwards()
        let findings = try check(
            before: (watchdog, start), after: after, containerID: containerID)
        let changes = changes(from: watchdog.settings, to: after.0?.settings ?? [:])
        return TemplatePatch(
            documents: draft.documents, changes: changes, findings: findings,
            notes: changes.isEmpty ? [] : ["tree.json, which is informational, keeps the old numbers"],
            steps: DeploymentStep.steps(
                changes, leaf: assembly.leaf.artifact, start: assembly.start?.artifact))
    }

    /// Patches one template, JSON or YAML, by itself.
    ///
    /// Settings that do not live in it are left out. An assembly that the template belongs to is inconsistent afterwards;
    /// the notes say so.
    ///
    /// - Throws: ``TemplateProblem`` when it is neither the watchdog's nor the start function's template, or a value in it is
    ///   no plain value.
    public static func template(
        _ bytes: [UInt8], name: String, containerID: String?, wanted: WantedSettings
    ) throws(TemplateProblem) -> TemplatePatch {
        do {
            return try single(bytes, name: name, containerID: containerID, wanted: wanted)
        } catch {
            throw error.inFile(name)
        }
    }

    private static func single(
        _ bytes: [UInt8], name: String, containerID: String?, wanted: WantedSettings
    ) throws(TemplateProblem) -> TemplatePatch {
        let text = try read(bytes)
        let isWatchdog = WatchdogTemplate.matches(text.value)
        let isStart = StartSystemTemplate.matches(text.value)
        guard isWatchdog || isStart else {
            throw TemplateProblem(.ambiguous(resource: "watchdog alarm or start function", found: []))
        }
        let watchdog = isWatchdog ? try WatchdogTemplate(text.value) : nil
        let start = isStart ? try StartSystemTemplate(text.value) : nil
        var operations: [TemplateOperation] = []
        if let watchdog { operations += try watchdog.operations(for: wanted) }
        if let start { operations += try start.operations(for: wanted) }
        let edited = try text.edited(operations, reading: read)
        let document = try read(edited).value
        let after = (
            isWatchdog ? try WatchdogTemplate(document) : nil,
            isStart ? try StartSystemTemplate(document) : nil
        )
        let findings = try check(before: (watchdog, start), after: after, containerID: containerID)
        let old = watchdog?.settings ?? start?.threshold.map { [.threshold: .integer($0)] } ?? [:]
        let new = after.0?.settings ?? after.1?.threshold.map { [.threshold: .integer($0)] } ?? [:]
        var notes: [String] = []
        if !operations.isEmpty {
            notes.append(
                "an assembly that this template belongs to is inconsistent now: its hashes are not repaired")
            if watchdog != nil, start == nil,
                operations.contains(where: { $0.pointer.tokens.last == "Threshold" })
            {
                notes.append(
                    "the start function's METRIC_THRESHOLD must get the same number, before this template when raising"
                )
            }
        }
        return TemplatePatch(
            documents: [
                PatchedDocument(
                    name: name, before: bytes, after: edited,
                    jsonPatch: JSONValue.patch(operations).pretty() + "\n")
            ],
            changes: changes(from: old, to: new), findings: findings, notes: notes, steps: [])
    }

    /// Reads a template, JSON if it begins with a brace and is JSON, else YAML.
    static func read(_ bytes: [UInt8]) throws(TemplateProblem) -> any TemplateText {
        guard bytes.first(where: { !JSONReader.isSpace($0) }) == UInt8(ascii: "{") else {
            return try YAMLTemplateText(bytes)
        }
        return try JSONTemplateText(bytes)
    }

    /// The findings before and after; an error that the patch would bring in stops it.
    private static func check(
        before: (WatchdogTemplate?, StartSystemTemplate?), after: (WatchdogTemplate?, StartSystemTemplate?),
        containerID: String?
    ) throws(TemplateProblem) -> [CouplingFinding] {
        let old = CouplingRules.findings(watchdog: before.0, start: before.1, containerID: containerID)
        let new = CouplingRules.findings(watchdog: after.0, start: after.1, containerID: containerID)
        if let worse = new.first(where: { $0.isError && !old.contains($0) }) {
            throw TemplateProblem(.coupling(worse))
        }
        if let foreign = old.first(where: { $0.rule == .containerID }) {
            throw TemplateProblem(.coupling(foreign))
        }
        return old + new.filter { !old.contains($0) }
    }

    private static func changes(
        from old: [WatchdogSetting: LeafSettingValue], to new: [WatchdogSetting: LeafSettingValue]
    ) -> [SettingChange] {
        WatchdogSetting.allCases.compactMap { setting in
            guard let after = new[setting], old[setting] != after else { return nil }
            return SettingChange(setting: setting, before: old[setting], after: after)
        }
    }
}

extension DeploymentStep {
    /// The steps that bring changed settings into the account: when the threshold is raised, the start function comes first,
    /// or a player who is just connecting would count as idle in between.
    static func steps(_ changes: [SettingChange], leaf: String, start: String?) -> [DeploymentStep] {
        guard !changes.isEmpty else { return [] }
        let watchdog = DeploymentStep(
            title: "the leaf's stack \(leaf)", command: "cdk deploy --app cdk.out --exclusively \(leaf)",
            reason: "the alarms take the new numbers in place")
        guard let change = changes.first(where: { $0.setting == .threshold }), let start else {
            return [watchdog]
        }
        let isRaised =
            switch (change.before, change.after) {
            case (.integer(let old)?, .integer(let new)): new > old
            default: true
            }
        let function = DeploymentStep(
            title: "the start function's stack \(start)",
            command: "cdk deploy --app cdk.out --exclusively \(start)",
            reason: isRaised
                ? "raised: a DNS query must push more than the new threshold before the alarm uses it"
                : "lowered: any order is safe, a DNS query pushes more than enough in between")
        return isRaised ? [function, watchdog] : [watchdog, function]
    }
}
