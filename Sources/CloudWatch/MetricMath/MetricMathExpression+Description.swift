import TimeSeries

extension MetricMathExpression: CustomStringConvertible {
    /// The expression in canonical form: one blank around operators, parentheses only where they are needed.
    ///
    /// Parsed with the default settings, it gives this expression again.
    public var description: String {
        var texts: [(text: String, precedence: Int)] = []
        for node in nodes { texts.append(Self.text(of: node.kind, operands: texts)) }
        return texts.last?.text ?? ""
    }

    private static let unaryPrecedence = 6
    private static let primaryPrecedence = 8

    private static func text(
        of kind: Kind, operands: [(text: String, precedence: Int)]
    ) -> (text: String, precedence: Int) {
        func operand(_ index: Int, atLeast precedence: Int) -> String {
            let operand = operands[index]
            return operand.precedence >= precedence ? operand.text : "(\(operand.text))"
        }
        func joined(_ items: [Int]) -> String { items.map { operands[$0].text }.joined(separator: ", ") }
        switch kind {
        case .number(let value): return (decimal(value), primaryPrecedence)
        case .string(let text):
            // Bytes, as the lexer reads them: a quote with a combining mark behind it is no Character of its own.
            let quote = text.utf8.contains(UInt8(ascii: "\"")) ? "'" : "\""
            return (quote + text + quote, primaryPrecedence)
        case .word(let name), .reference(let name): return (name, primaryPrecedence)
        case .negation(let inner):
            return ("-" + operand(inner, atLeast: unaryPrecedence), unaryPrecedence)
        case .binary(.power, let base, let exponent):
            let text = operand(base, atLeast: primaryPrecedence) + "^"
            return (
                text + operand(exponent, atLeast: unaryPrecedence), MetricMathOperator.power.precedence
            )
        case .binary(let symbol, let left, let right):
            let precedence = symbol.precedence
            let leftText = operand(left, atLeast: precedence == 3 ? 4 : precedence)
            return ("\(leftText) \(symbol.rawValue) \(operand(right, atLeast: precedence + 1))", precedence)
        case .call(let name, let arguments): return ("\(name)(\(joined(arguments)))", primaryPrecedence)
        case .list(let items): return ("[\(joined(items))]", primaryPrecedence)
        }
    }

    /// A number without exponent, as short as reads back to the same double.
    static func decimal(_ value: Double) -> String {
        let text = value.description
        guard let mark = text.firstIndex(of: "e") else { return value.plainText }
        let exponent = Int(text[text.index(after: mark)...]) ?? 0
        let sign = value < 0 ? "-" : ""
        let mantissa = text[..<mark].filter { $0 != "-" }.split(separator: ".")
        let whole = mantissa.first.map(String.init) ?? "0"
        let fraction = mantissa.count > 1 && mantissa[1] != "0" ? String(mantissa[1]) : ""
        let digits = whole + fraction
        let point = whole.count + exponent
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
        if point >= digits.count {
            return sign + digits + String(repeating: "0", count: point - digits.count)
        }
        return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    }
}
