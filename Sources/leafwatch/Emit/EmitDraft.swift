import Foundation
import LeafStack
import Templates

/// Collects the files of one run of `emit`, and writes them.
struct EmitDraft {
    /// Path of the leaf file.
    let leafPath: String
    /// The leaf.
    let configuration: LeafConfiguration
    /// The settings it shall have.
    let wanted: WantedSettings
    /// One line of evidence a setting.
    let evidence: [WatchdogSetting: String]
    /// Whether evidence becomes comments.
    let comment: Bool
    /// What is shown.
    var plan = EmitPlan()
    private var groups: [(root: String, files: [PlannedFile])] = []
    private var patches: [(name: String, text: String)] = []

    init(
        leafPath: String, configuration: LeafConfiguration, wanted: WantedSettings,
        evidence: [WatchdogSetting: String], comment: Bool
    ) {
        self.leafPath = leafPath
        self.configuration = configuration
        self.wanted = wanted
        self.evidence = evidence
        self.comment = comment
    }

    /// Plans the leaf file.
    mutating func addLeaf() throws {
        let bytes = [UInt8](try CommandFile.contents(of: leafPath, limit: 4 << 20))
        do {
            let edit = try LeafFileEditor.edit(bytes, wanted: wanted, evidence: comment ? evidence : [:])
            add(
                [PlannedFile(path: leafPath, before: bytes, after: edit.edited)],
                root: Self.folder(of: leafPath))
            note(edit.changes)
        } catch {
            throw CommandFailure(
                .data, "\(leafPath):\(error.description)",
                hint: "--only SETTING leaves the other settings alone")
        }
    }

    /// Plans an assembly.
    mutating func addAssembly(_ folder: String) throws {
        guard FileManager.default.fileExists(atPath: folder) else {
            throw CommandFailure(.noInput, "\(folder): no such folder")
        }
        let files = AssemblyFiles { name in
            let path = "\(folder)/\(name)"
            guard FileManager.default.fileExists(atPath: path) else { return nil }
            return (try? CommandFile.contents(of: path, limit: 64 << 20)).map { [UInt8]($0) }
        }
        do {
            let patch = try TemplatePatch.assembly(
                files, containerID: configuration.containerID, wanted: wanted)
            add(patch) { "\(folder)/\($0)" }
        } catch {
            throw CommandFailure(.data, "\(folder): \(error.description)")
        }
    }

    /// Plans a single template.
    mutating func addTemplate(_ path: String) throws {
        let bytes = [UInt8](try CommandFile.contents(of: path, limit: 8 << 20))
        do {
            let patch = try TemplatePatch.template(
                bytes, name: path, containerID: configuration.containerID, wanted: wanted)
            add(patch) { $0 }
        } catch {
            throw CommandFailure(.data, error.description)
        }
    }

    /// Plans what follows from the settings alone, in a folder.
    mutating func addTargets(to folder: String, _ deployment: LeafDeployment, creating: Bool) throws {
        if creating {
            do {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            } catch {
                throw CommandFailure(
                    .cannotCreate, "\(folder): cannot be created: \(error.localizedDescription)")
            }
        }
        let settings = wanted.applied(to: deployment.present)
        var files = EmittedFiles.targets(deployment, settings)
        files += patches.map { EmittedFile(name: $0.name, purpose: "JSON patch", bytes: Array($0.text.utf8)) }
        let planned = try files.map { file -> PlannedFile in
            let path = "\(folder)/\(file.name)"
            let exists = FileManager.default.fileExists(atPath: path)
            let before = exists ? [UInt8](try CommandFile.contents(of: path, limit: 64 << 20)) : nil
            return PlannedFile(path: path, before: before, after: file.bytes)
        }
        add(planned, root: folder)
        plan.notes.append(ParameterFiles.overrides(deployment, settings))
        if !deployment.marks.isEmpty {
            plan.notes.append(
                "fill in before use, or give the options: \(deployment.marks.joined(separator: ", "))")
        }
    }

    /// Writes every stale file, all or none.
    mutating func write(backup: Bool) throws {
        do {
            try FileWriter.write(groups, backup: backup)
            plan.isWritten = true
        } catch {
            throw CommandFailure(error)
        }
    }

    // MARK: - Pieces

    private mutating func add(_ files: [PlannedFile], root: String) {
        groups.append((root, files))
        plan.files += files.map {
            .init(path: $0.path, isStale: $0.isStale, isNew: $0.before == nil, diff: $0.diff.description)
        }
    }

    private mutating func add(_ patch: TemplatePatch, path: (String) -> String) {
        for document in patch.documents {
            let file = PlannedFile(path: path(document.name), before: document.before, after: document.after)
            add([file], root: Self.folder(of: file.path))
            if let text = document.jsonPatch, document.before != document.after {
                patches.append((URL(filePath: document.name).lastPathComponent + ".patch.json", text))
            }
        }
        note(patch.changes)
        plan.findings += patch.findings.filter { !plan.findings.contains($0) }
        plan.notes += patch.notes
        plan.steps += patch.steps
    }

    private mutating func note(_ changes: [SettingChange]) {
        for change in changes where !plan.changes.contains(where: { $0.setting == change.setting.path }) {
            plan.changes.append(
                .init(
                    setting: change.setting.path, before: change.before?.description,
                    after: change.after.description, evidence: evidence[change.setting]))
        }
    }

    private static func folder(of path: String) -> String {
        let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
        return folder.isEmpty ? "." : folder
    }
}

extension CommandFailure {
    /// A failed write with its exit status.
    init(_ error: FileWriteError) {
        let status: ExitStatus =
            switch error.reason {
            case .changedSinceRead, .outside, .notAFile: .data
            case .exists, .owner: .cannotCreate
            case .system(_, let number) where number == EACCES || number == EPERM || number == EROFS:
                .noPermission
            case .system, .leftChanged: .inputOutput
            }
        self.init(status, error.description)
    }
}
