/// An asset manifest (`<stack>.assets.json`): which file is uploaded under which hash.
struct AssetManifest {
    /// The file's name.
    let name: String
    /// The text.
    let text: JSONTemplateText
    /// Replacements so far.
    private(set) var splices: [TextSplice] = []

    init(name: String, text: JSONTemplateText) {
        self.name = name
        self.text = text
    }

    /// The hash under which a file is uploaded.
    func hash(ofFile path: String) throws(TemplateProblem) -> String { try entry(path).key }

    /// The file that is uploaded under a hash.
    func file(ofHash hash: String) -> String? {
        text.value["files"]?[hash]?[JSONPointer(["source", "path"])]?.string
    }

    private func entry(_ path: String) throws(TemplateProblem) -> JSONNode.Member {
        let entries =
            text.root["files"]?.members.filter { $0.value[JSONPointer(["source", "path"])]?.string == path }
            ?? []
        guard entries.count == 1 else {
            throw TemplateProblem(
                .ambiguous(resource: "asset for \(path)", found: entries.map(\.key)), file: name)
        }
        return entries[0]
    }

    /// Gives a file's entry another hash: its key, its object key, and the ids of its destinations, which are hashes of the
    /// destinations.
    mutating func rename(file path: String, to hash: String) throws(TemplateProblem) {
        let entry = try entry(path)
        guard entry.key != hash else { return }
        splices.append(TextSplice(entry.keyRange, JSONValue.quoted(hash)))
        for destination in entry.value["destinations"]?.members ?? [] {
            guard let key = destination.value["objectKey"], let text = key.string else {
                throw TemplateProblem(
                    .notPlain(pointer: "objectKey of \(path)", found: "missing"), file: name)
            }
            let (id, prefix) = try identifier(of: destination)
            let splice = TextSplice(key.range, JSONValue.quoted(text.replacing(entry.key, with: hash)))
            splices.append(splice)
            guard let prefix, !id.isEmpty else { continue }
            let start = destination.value.range.lowerBound
            let inner = TextSplice(
                (key.range.lowerBound - start)..<(key.range.upperBound - start), splice.replacement)
            let object = [UInt8](self.text.bytes[destination.value.range])
            guard let edited = [inner].applied(to: object) else {
                throw TemplateProblem(.readBack, file: name)
            }
            let digest = ContentHash.nested(edited).prefix(8)
            splices.append(TextSplice(destination.keyRange, JSONValue.quoted(prefix + digest)))
        }
    }

    /// The id of a destination and, if it ends in a hash of the destination, what stands before that.
    private func identifier(of destination: JSONNode.Member) throws(TemplateProblem) -> (
        id: String, prefix: String?
    ) {
        let id = destination.key
        let parts = id.split(separator: "-", omittingEmptySubsequences: false)
        guard let last = parts.last, parts.count > 1, last.utf8.count == 8,
            last.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return (id, nil) }
        let digest = ContentHash.nested([UInt8](text.bytes[destination.value.range])).prefix(8)
        guard last == digest else {
            throw TemplateProblem(
                .inconsistent(what: "the id of a destination", found: id, expected: "...-\(digest)"),
                file: name)
        }
        return (id, String(id.dropLast(8)))
    }

    /// The edited text.
    func edited() throws(TemplateProblem) -> [UInt8] {
        guard let edited = splices.applied(to: text.bytes) else {
            throw TemplateProblem(.readBack, file: name)
        }
        do {
            _ = try JSONReader.read(edited)
        } catch {
            throw TemplateProblem(.readBack, file: name)
        }
        return edited
    }
}
