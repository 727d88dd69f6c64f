/// The files of a synthesised assembly (`cdk.out`), by name; injected so that patching stays a pure function.
public struct AssemblyFiles: Sendable {
    private let load: @Sendable (String) -> [UInt8]?

    /// Makes a reader of files; it gives `nil` for a file that is not there.
    public init(_ load: @escaping @Sendable (String) -> [UInt8]?) { self.load = load }

    /// The bytes of a file; names that lead out of the assembly count as missing.
    func bytes(_ name: String) -> [UInt8]? {
        let isPlain = !name.isEmpty && !name.hasPrefix("/") && !name.split(separator: "/").contains("..")
        return isPlain ? load(name) : nil
    }

    /// A JSON file, or `nil` when it is not there.
    func json(_ name: String) throws(TemplateProblem) -> JSONTemplateText? {
        guard let bytes = bytes(name) else { return nil }
        do {
            return try JSONTemplateText(bytes)
        } catch {
            throw error.inFile(name)
        }
    }

    /// A JSON file that is needed.
    func required(_ name: String) throws(TemplateProblem) -> JSONTemplateText {
        guard let text = try json(name) else { throw TemplateProblem(.missingFile(name)) }
        return text
    }
}
