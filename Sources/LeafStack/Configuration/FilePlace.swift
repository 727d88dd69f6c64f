/// A place in a text file that a person wrote.
public struct FilePlace: Codable, Hashable, Sendable {
    /// The file's name as the user gave it.
    public var file: String
    /// Line, from 1.
    public var line: Int
    /// Column in Unicode scalars, from 1.
    public var column: Int

    /// Makes a place.
    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }
}

extension FilePlace: CustomStringConvertible {
    /// `minecraft.yaml:12:3`.
    public var description: String { "\(file):\(line):\(column)" }
}
