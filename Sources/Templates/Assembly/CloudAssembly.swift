/// The part of a synthesised assembly that belongs to one leaf, checked for consistency.
struct CloudAssembly {
    /// A root stack.
    struct Stack {
        /// Name of the stack's artifact in the manifest.
        var artifact: String
        /// Name of its template's file.
        var file: String
        /// Its template.
        var template: JSONTemplateText
        /// Its asset manifest.
        var assets: AssetManifest
        /// Place of its template's URL in `manifest.json`.
        var url: JSONPointer {
            JSONPointer(["artifacts", artifact, "properties", "stackTemplateAssetObjectUrl"])
        }
    }

    /// `manifest.json`.
    var manifest: JSONTemplateText
    /// The leaf's own stack.
    var leaf: Stack
    /// The stack of the start function; `nil` when its template is not in the assembly.
    var start: Stack?
    /// Name of the start function's template if it is not there, to say what is missing.
    var missing: [String]
    /// File of the watchdog's nested template.
    var watchdogFile: String
    /// The watchdog's nested template.
    var watchdog: JSONTemplateText
    /// Place in the leaf's template of the text that holds the hash of the watchdog's template.
    var watchdogURL: JSONPointer

    /// Name of the assembly's own manifest.
    static let manifestName = "manifest.json"

    /// Reads what belongs to a leaf.
    /// - Throws: ``TemplateProblem`` when a needed file is missing, or a reference does not fit its content.
    init(_ files: AssemblyFiles, containerID: String) throws(TemplateProblem) {
        manifest = try files.required(CloudAssembly.manifestName)
        var stacks: [Stack] = []
        missing = []
        for artifact in try CloudAssembly.artifacts(manifest.value, containerID: containerID) {
            guard let file = artifact.value[JSONPointer(["properties", "templateFile"])]?.string else {
                continue
            }
            guard let template = try files.json(file) else {
                missing.append(file)
                continue
            }
            let name = CloudAssembly.assetsFile(of: artifact, in: manifest.value)
            guard let assets = try files.json(name) else {
                missing.append(name)
                continue
            }
            stacks.append(
                Stack(
                    artifact: artifact.key, file: file, template: template,
                    assets: AssetManifest(name: name, text: assets)))
        }
        start = try CloudAssembly.only(
            stacks.filter { StartSystemTemplate.matches($0.template.value) }, "stack with the start function")
        let nested = try CloudAssembly.nested(in: stacks, files, missing: &missing)
        guard nested.count == 1, let found = nested.first else {
            throw nested.isEmpty
                ? TemplateProblem(
                    .missingFile(
                        missing.first { $0.contains("Watchdog") } ?? missing.first
                            ?? "the watchdog's template"))
                : TemplateProblem(.ambiguous(resource: "watchdog template", found: nested.map(\.file)))
        }
        leaf = found.parent
        watchdogFile = found.file
        watchdog = found.template
        watchdogURL = found.url
        try check()
    }

    // MARK: - Finding

    private static func artifacts(
        _ manifest: JSONValue, containerID: String
    ) throws(TemplateProblem) -> [JSONValue.Member] {
        let stacks = (manifest["artifacts"]?.members ?? []).filter {
            $0.value["type"]?.string == "aws:cloudformation:stack"
        }
        func identifier(_ stack: JSONValue.Member) -> String? {
            stack.value[JSONPointer(["properties", "tags", "ContainerId"])]?.string
        }
        let own = stacks.filter { identifier($0) == containerID }
        guard own.isEmpty else { return own }
        let others = Set(stacks.compactMap(identifier)).sorted().map { "'\(EscapedText($0))'" }
        throw TemplateProblem(
            .noStack(
                "no stack of the leaf '\(containerID)' in the assembly"
                    + (others.isEmpty ? "" : "; it holds \(others.joined(separator: ", "))")),
            file: manifestName)
    }

    private static func assetsFile(of artifact: JSONValue.Member, in manifest: JSONValue) -> String {
        for dependency in artifact.value["dependencies"]?.elements ?? [] {
            guard let name = dependency.string, let other = manifest["artifacts"]?[name],
                other["type"]?.string == "cdk:asset-manifest",
                let file = other[JSONPointer(["properties", "file"])]?.string
            else { continue }
            return file
        }
        return "\(artifact.key).assets.json"
    }

    private static func only(_ stacks: [Stack], _ what: String) throws(TemplateProblem) -> Stack? {
        guard stacks.count <= 1 else {
            throw TemplateProblem(.ambiguous(resource: what, found: stacks.map(\.file)))
        }
        return stacks.first
    }

    /// A nested template that holds the watchdog's alarms.
    private struct Nested {
        var parent: Stack
        var file: String
        var template: JSONTemplateText
        var url: JSONPointer
    }

    private static func nested(
        in stacks: [Stack], _ files: AssemblyFiles, missing: inout [String]
    ) throws(TemplateProblem) -> [Nested] {
        var found: [Nested] = []
        for stack in stacks {
            for resource in AlarmFinder(stack.template.value).resources
            where resource.value["Type"]?.string == "AWS::CloudFormation::Stack" {
                let place = JSONPointer(["Resources", resource.key, "Properties", "TemplateURL"])
                guard let (url, hash) = hash(in: stack.template.value[place], at: place) else { continue }
                let path = resource.value[JSONPointer(["Metadata", "aws:asset:path"])]?.string
                guard let file = path ?? stack.assets.file(ofHash: hash) else { continue }
                guard let template = try files.json(file) else {
                    missing.append(file)
                    continue
                }
                guard WatchdogTemplate.matches(template.value) else { continue }
                found.append(Nested(parent: stack, file: file, template: template, url: url))
            }
        }
        return found
    }

    /// The text inside of a URL that ends in a hash, its place and the hash.
    static func hash(in value: JSONValue?, at pointer: JSONPointer) -> (JSONPointer, String)? {
        switch value {
        case .string(let text)?: return hash(ofURL: text).map { (pointer, $0) }
        case .array(let elements)?:
            for (index, element) in elements.enumerated().reversed() {
                if let found = hash(in: element, at: pointer.appending(String(index))) { return found }
            }
            return nil
        case .object(let members)?:
            for member in members {
                if let found = hash(in: member.value, at: pointer.appending(member.key)) { return found }
            }
            return nil
        default: return nil
        }
    }

    /// The 64 hexadecimal digits before `.json` at the end of a URL.
    static func hash(ofURL url: String) -> String? {
        guard url.hasSuffix(".json") else { return nil }
        let hash = url.dropLast(5).suffix(64)
        let isHash =
            hash.utf8.count == 64
            && hash.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        return isHash ? String(hash) : nil
    }

    // MARK: - Checking

    /// Every reference must fit its content before anything is changed: otherwise the patch would spread an error.
    private func check() throws(TemplateProblem) {
        let hash = ContentHash.nested(watchdog.bytes)
        try expect(
            try leaf.assets.hash(ofFile: watchdogFile), hash, "the hash of \(watchdogFile)", leaf.assets.name)
        let url = leaf.template.value[watchdogURL]?.string.flatMap(CloudAssembly.hash(ofURL:)) ?? "missing"
        try expect(url, hash, "TemplateURL of the watchdog", leaf.file)
        for stack in [leaf, start].compactMap({ $0 }) {
            let hash = ContentHash.hex(stack.template.bytes)
            try expect(
                try stack.assets.hash(ofFile: stack.file), hash, "the hash of \(stack.file)",
                stack.assets.name)
            let url = manifest.value[stack.url]?.string.flatMap(CloudAssembly.hash(ofURL:)) ?? "missing"
            try expect(url, hash, "the template's URL of \(stack.artifact)", CloudAssembly.manifestName)
        }
    }

    private func expect(_ found: String, _ expected: String, _ what: String, _ file: String)
        throws(TemplateProblem)
    {
        guard found == expected else {
            throw TemplateProblem(.inconsistent(what: what, found: found, expected: expected), file: file)
        }
    }
}
