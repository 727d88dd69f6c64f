internal import Foundation

/// Turns the paths of a command line into the list of objects to read.
///
/// Folders are walked in the order of their names, hidden entries left out; a folder met a second time (a symbolic link in
/// a circle) is left out too. `-` is standard input. Archives of files are refused with a hint.
public struct InputCollector {
    private let explicitQueries: QueryCatalog?

    /// Makes a collector; `queriesFile` is what `--queries` names.
    ///
    /// - Throws: ``InputError`` when that file holds no queries.
    public init(queriesFile: String? = nil) throws(InputError) {
        guard let queriesFile else {
            explicitQueries = nil
            return
        }
        let bytes = try Self.contents(of: queriesFile)
        guard let queries = QueryCatalog(json: bytes) else { throw InputError.noQueries(path: queriesFile) }
        explicitQueries = queries
    }

    /// Lists the objects under `paths`, each once, in order.
    ///
    /// - Throws: ``InputError`` for a path that does not exist, may not be read or is an archive of files.
    public func collect(_ paths: [String]) throws(InputError) -> [InputObject] {
        var walk = Walk(explicitQueries: explicitQueries)
        for path in paths {
            if path == "-" {
                if walk.hasStandardInput { continue }
                walk.hasStandardInput = true
                walk.objects.append(
                    InputObject(name: "-", location: .standardInput, queries: explicitQueries ?? .empty))
            } else {
                try walk.add(path, isFromFolder: false)
            }
        }
        return walk.objects
    }

    fileprivate static func contents(of path: String) throws(InputError) -> Data {
        guard FileManager.default.fileExists(atPath: path) else { throw InputError.notFound(path: path) }
        do {
            return try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw FileManager.default.isReadableFile(atPath: path)
                ? InputError.unreadable(path: path, reason: "it cannot be read")
                : InputError.notPermitted(path: path)
        }
    }
}

/// One run through files and folders.
private struct Walk {
    let explicitQueries: QueryCatalog?
    var objects: [InputObject] = []
    var hasStandardInput = false
    private var seen: Set<String> = []
    private var queriesByFolder: [String: QueryCatalog] = [:]

    init(explicitQueries: QueryCatalog?) { self.explicitQueries = explicitQueries }

    mutating func add(_ path: String, isFromFolder: Bool) throws(InputError) {
        var isFolder: ObjCBool = false
        let files = FileManager.default
        guard files.fileExists(atPath: path, isDirectory: &isFolder) else {
            // A dangling link in a folder is nobody's data.
            if isFromFolder { return }
            throw InputError.notFound(path: path)
        }
        guard files.isReadableFile(atPath: path) else { throw InputError.notPermitted(path: path) }
        let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard seen.insert(real).inserted else { return }
        if isFolder.boolValue {
            try addFolder(path)
        } else {
            try addFile(path, isFromFolder: isFromFolder)
        }
    }

    private mutating func addFolder(_ path: String) throws(InputError) {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw InputError.unreadable(path: path, reason: "the folder cannot be listed")
        }
        for name in names.sorted() where !name.hasPrefix(".") {
            try add(path.hasSuffix("/") ? path + name : path + "/" + name, isFromFolder: true)
        }
    }

    private mutating func addFile(_ path: String, isFromFolder: Bool) throws(InputError) {
        let attributes = try? FileManager.default.attributesOfItem(
            atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)
        // Pipes named by the user are read; sockets and devices in a folder are not.
        let isRegular = attributes?[.type] as? FileAttributeType == .typeRegular
        if isFromFolder, !isRegular { return }
        if !isFromFolder, isRegular, let hint = Self.archiveHint(path) {
            throw InputError.archive(path: path, hint: hint)
        }
        objects.append(
            InputObject(
                name: path, location: .file(path: path), size: isRegular ? (attributes?[.size] as? Int) : nil,
                queries: queries(beside: path), isFromFolder: isFromFolder))
    }

    /// Why a file is refused before it is read.
    private static func archiveHint(_ path: String) -> String? {
        guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? handle.close() }
        guard let head = try? handle.read(upToCount: 512) else { return nil }
        return head.withUnsafeBytes { bytes in
            guard
                bytes.startsWith("PK\u{3}\u{4}")
                    || (bytes.count >= 262 && bytes.slice(257, 262).equals("ustar")),
                case .unsupported(let hint) = ByteShape(sniffing: bytes, isAll: false)
            else { return nil }
            return hint
        }
    }

    private mutating func queries(beside path: String) -> QueryCatalog {
        if let explicitQueries { return explicitQueries }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        if let known = queriesByFolder[folder] { return known }
        let file = folder + "/queries.json"
        let bytes =
            FileManager.default.fileExists(atPath: file) ? try? InputCollector.contents(of: file) : nil
        let queries = bytes.flatMap { QueryCatalog(json: $0) } ?? .empty
        queriesByFolder[folder] = queries
        return queries
    }
}
