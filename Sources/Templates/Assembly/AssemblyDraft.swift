/// Carries wanted settings through an assembly: the templates first, then every reference to their content.
struct AssemblyDraft {
    private let assembly: CloudAssembly
    private(set) var documents: [PatchedDocument] = []

    init(_ assembly: CloudAssembly) { self.assembly = assembly }

    /// Works out the new documents.
    mutating func make(_ wanted: WantedSettings) throws(TemplateProblem) {
        var manifestOperations: [TemplateOperation] = []
        let watchdog = try WatchdogTemplate(assembly.watchdog.value)
        let edited = try edit(assembly.watchdog, assembly.watchdogFile, try watchdog.operations(for: wanted))

        let hash = ContentHash.nested(edited)
        var assets = assembly.leaf.assets
        try assets.rename(file: assembly.watchdogFile, to: hash)
        let url = try operation(
            on: assembly.leaf.template, at: assembly.watchdogURL, hash: hash, assembly.leaf.file)
        try root(assembly.leaf, url, &assets, &manifestOperations)

        if let threshold = wanted.threshold {
            guard let start = assembly.start else {
                guard watchdog.activity["Threshold"]?.integer == threshold else {
                    throw TemplateProblem(
                        .missingFile(
                            assembly.missing.first { $0.contains("StartSystem") }
                                ?? "the start function's template"))
                }
                return try manifest(manifestOperations)
            }
            var assets = start.assets
            let operations = try StartSystemTemplate(start.template.value).operations(for: wanted)
            try root(start, operations, &assets, &manifestOperations)
        } else if let start = assembly.start {
            documents.append(unchanged(start.file, start.template))
        }
        try manifest(manifestOperations)
    }

    /// The templates after the patch.
    func afterwards() throws(TemplateProblem) -> (WatchdogTemplate?, StartSystemTemplate?) {
        func document(_ name: String) throws(TemplateProblem) -> JSONValue? {
            guard let document = documents.first(where: { $0.name == name }) else { return nil }
            return try JSONTemplateText(document.after).value
        }
        let watchdog = try document(assembly.watchdogFile).map { value throws(TemplateProblem) in
            try WatchdogTemplate(value)
        }
        guard let start = assembly.start, let value = try document(start.file) else { return (watchdog, nil) }
        return (watchdog, try StartSystemTemplate(value))
    }

    // MARK: - Steps

    private func unchanged(_ name: String, _ text: JSONTemplateText) -> PatchedDocument {
        PatchedDocument(name: name, before: text.bytes, after: text.bytes, jsonPatch: nil)
    }

    private mutating func edit(
        _ text: JSONTemplateText, _ name: String, _ operations: [TemplateOperation]
    ) throws(TemplateProblem) -> [UInt8] {
        do {
            let edited = try text.edited(operations) { bytes throws(TemplateProblem) in
                try JSONTemplateText(bytes)
            }
            let patch = operations.isEmpty ? nil : JSONValue.patch(operations).pretty() + "\n"
            documents.append(PatchedDocument(name: name, before: text.bytes, after: edited, jsonPatch: patch))
            return edited
        } catch {
            throw error.inFile(name)
        }
    }

    /// Writes a root template and renames it in its asset manifest and in `manifest.json`.
    private mutating func root(
        _ stack: CloudAssembly.Stack, _ operations: [TemplateOperation], _ assets: inout AssetManifest,
        _ manifestOperations: inout [TemplateOperation]
    ) throws(TemplateProblem) {
        let hash = ContentHash.hex(try edit(stack.template, stack.file, operations))
        try assets.rename(file: stack.file, to: hash)
        documents.append(
            PatchedDocument(
                name: assets.name, before: assets.text.bytes, after: try assets.edited(), jsonPatch: nil))
        manifestOperations += try operation(
            on: assembly.manifest, at: stack.url, hash: hash, CloudAssembly.manifestName)
    }

    /// The replacement of the hash at the end of a URL.
    private func operation(
        on text: JSONTemplateText, at pointer: JSONPointer, hash: String, _ file: String
    ) throws(TemplateProblem) -> [TemplateOperation] {
        guard let before = text.value[pointer], let url = before.string,
            let old = CloudAssembly.hash(ofURL: url)
        else {
            throw TemplateProblem(
                .notPlain(pointer: pointer.description, found: "without a hash"), file: file)
        }
        guard old != hash else { return [] }
        return [
            TemplateOperation(
                pointer: pointer, change: .replace(.string(url.replacing(old, with: hash))), before: before)
        ]
    }

    private mutating func manifest(_ operations: [TemplateOperation]) throws(TemplateProblem) {
        let index = documents.count
        _ = try edit(assembly.manifest, CloudAssembly.manifestName, operations)
        documents[index].jsonPatch = nil
    }
}
