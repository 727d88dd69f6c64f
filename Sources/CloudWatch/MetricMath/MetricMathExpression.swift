/// A parsed metric-math expression: what its text says, before anything is known of the entries it refers to.
///
/// The tree is kept as a flat list in which operands stand before the node that uses them, so that no later step
/// recurses: the depth of an expression costs no stack.
public struct MetricMathExpression: Sendable {
    /// The nodes, operands first; the last one is the whole expression.
    public private(set) var nodes: [Node]

    /// One operator, call or leaf.
    public struct Node: Hashable, Sendable {
        /// What it is.
        public var kind: Kind
        /// Offset of its first byte (of an operator: of the operator) in the text.
        public var position: Int
    }

    /// What a node is; operands are indices of earlier nodes.
    public enum Kind: Hashable, Sendable {
        /// A decimal number.
        case number(Double)
        /// A quoted string.
        case string(String)
        /// A bare word, such as `REPEAT`.
        case word(String)
        /// The `Id` of an entry.
        case reference(String)
        /// Unary minus.
        case negation(Int)
        /// An operator between two operands.
        case binary(MetricMathOperator, Int, Int)
        /// A function.
        case call(String, [Int])
        /// `[a, b]`.
        case list([Int])
    }

    /// Parses an expression.
    ///
    /// - Throws: ``MetricMathError`` with the byte at which the text stops making sense.
    public init(
        parsing text: String, settings: MetricMathSettings = MetricMathSettings(),
        limits: MetricMathLimits = MetricMathLimits()
    ) throws(MetricMathError) {
        let characters = text.unicodeScalars.count
        guard characters <= limits.characters else {
            throw MetricMathError(.expressionTooLong(characters: characters, limit: limits.characters))
        }
        var lexer = MetricMathLexer(text)
        var parser = MetricMathParser(tokens: try lexer.tokens(), settings: settings, limits: limits)
        nodes = try parser.parse()
    }

    /// The ids the expression refers to, in order of appearance, each once.
    public var references: [String] {
        var seen: Set<String> = []
        return nodes.compactMap { node in
            guard case .reference(let id) = node.kind, seen.insert(id).inserted else { return nil }
            return id
        }
    }
}

extension MetricMathExpression: Hashable {
    /// Whether two expressions say the same; where it stands in their texts does not matter.
    public static func == (left: Self, right: Self) -> Bool {
        left.nodes.count == right.nodes.count
            && zip(left.nodes, right.nodes).allSatisfy { $0.kind == $1.kind }
    }

    /// Hashes what ``==(_:_:)`` compares.
    public func hash(into hasher: inout Hasher) {
        for node in nodes { hasher.combine(node.kind) }
    }
}

/// An operator between two operands.
public enum MetricMathOperator: String, Hashable, Sendable, CaseIterable {
    case or = "OR"
    case and = "AND"
    case equal = "=="
    case notEqual = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case less = "<"
    case greater = ">"
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
    case power = "^"

    /// How tightly it binds; higher binds first.
    var precedence: Int {
        switch self {
        case .or: 1
        case .and: 2
        case .equal, .notEqual, .lessOrEqual, .greaterOrEqual, .less, .greater: 3
        case .plus, .minus: 4
        case .times, .over: 5
        case .power: 7
        }
    }

    /// Whether it gives 0 or 1; these do not take arrays.
    var isLogical: Bool { precedence <= 3 }
}
