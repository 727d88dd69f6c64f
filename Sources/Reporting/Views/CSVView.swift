/// Renders the tables of a document as RFC 4180 CSV.
///
/// Several tables follow one another, each with its title on a line of its own and an empty line between.
public struct CSVView: Hashable, Sendable {
    /// Makes a view.
    public init() {}

    /// Renders the tables; line ends are CR LF.
    public func render(_ document: Document) -> String {
        let tables = document.tables
        return tables.map { table in
            var lines = tables.count > 1 ? [field(table.title)] : []
            lines.append(table.columns.map { field($0.title) }.joined(separator: ","))
            for cells in table.rows + (table.total.map { [$0] } ?? []) {
                lines.append(
                    table.columns.indices.map { field($0 < cells.count ? cells[$0].plain : "") }
                        .joined(separator: ","))
            }
            return lines.map { $0 + "\r\n" }.joined()
        }.joined(separator: "\r\n")
    }

    /// Quotes a field where needed and disarms what a spreadsheet would run as a formula.
    private func field(_ text: String) -> String {
        var safe = TextSafety.printable(text)
        if let first = safe.first, "=+-@".contains(first), !Self.isNumber(safe) { safe = "'" + safe }
        guard safe.contains(where: { $0 == "," || $0 == "\"" }) else { return safe }
        return "\"" + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
            + "\""
    }

    /// Whether a field that starts with a sign is a plain number.
    private static func isNumber(_ text: String) -> Bool {
        let body = text.dropFirst()
        return text.first != "=" && text.first != "@" && !body.isEmpty
            && body.allSatisfy { ("0"..."9").contains($0) || $0 == "." || $0 == "," || $0 == "$" }
    }
}
