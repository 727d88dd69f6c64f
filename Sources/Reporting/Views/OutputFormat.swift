import Foundation

/// The formats that every command can write.
public enum OutputFormat: String, CaseIterable, Sendable {
    /// Words and tables for a terminal.
    case table
    /// The result value itself, keys sorted.
    case json
    /// Its tables, for spreadsheets.
    case csv
    /// Words and tables for a pull request.
    case markdown

    /// Renders a result.
    ///
    /// - Parameters:
    ///   - result: the value to show.
    ///   - style: how numbers and times are written.
    ///   - terminal: width and colour of the terminal, for ``table`` only.
    ///   - stamp: where the result comes from, for ``json`` only.
    /// - Returns: text that ends with a line end.
    /// - Throws: `EncodingError` when the value cannot be encoded as JSON.
    public func render(
        _ result: some Presentable, style: PresentationStyle = .init(), terminal: TerminalView = .init(),
        stamp: ResultStamp? = nil
    ) throws -> String {
        switch self {
        case .table: terminal.render(result.document(style: style))
        case .markdown: MarkdownView().render(result.document(style: style))
        case .csv: CSVView().render(Document(result.spreadsheet(style: style).map { .table($0) }))
        case .json: try Self.json(result, stamp: stamp)
        }
    }

    /// The JSON of a value: pretty-printed, keys sorted, slashes not escaped, one line end at the end.
    ///
    /// - Parameters:
    ///   - value: a value whose JSON is an object.
    ///   - stamp: where it comes from; joins the object's keys as `tool`.
    /// - Throws: `EncodingError` when the value cannot be encoded.
    public static func json(_ value: some Encodable, stamp: ResultStamp? = nil) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let data =
            try stamp.map { try encoder.encode(StampedResult(result: value, stamp: $0)) }
            ?? encoder.encode(value)
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}
