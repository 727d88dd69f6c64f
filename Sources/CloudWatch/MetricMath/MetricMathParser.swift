/// Reads tokens into the flat tree of an expression.
///
/// Precedence, loosest first: OR, AND, one comparison, sums, products, minus, power.
struct MetricMathParser {
    private let tokens: [MetricMathToken]
    private let settings: MetricMathSettings
    private let limits: MetricMathLimits
    private var next = 0
    private var depth = 0
    private var nodes: [MetricMathExpression.Node] = []

    init(tokens: [MetricMathToken], settings: MetricMathSettings, limits: MetricMathLimits) {
        self.tokens = tokens
        self.settings = settings
        self.limits = limits
    }

    mutating func parse() throws(MetricMathError) -> [MetricMathExpression.Node] {
        _ = try expression()
        guard current.kind == .end else { throw unexpected("an operator or the end") }
        return nodes
    }

    /// The token to be read; the last one is the end and is never passed.
    private var current: MetricMathToken {
        next < tokens.count ? tokens[next] : MetricMathToken(kind: .end, position: 0)
    }

    private mutating func accept(_ symbol: MetricMathToken.Symbol) -> Bool {
        guard current.kind == .symbol(symbol) else { return false }
        next += 1
        return true
    }

    private mutating func require(_ symbol: MetricMathToken.Symbol, or other: String? = nil)
        throws(MetricMathError)
    {
        guard accept(symbol) else {
            throw unexpected((other.map { "\($0) or " } ?? "") + symbol.rawValue)
        }
    }

    private func unexpected(_ expected: String) -> MetricMathError {
        MetricMathError(.unexpected(found: current.name, expected: expected), position: current.position)
    }

    private mutating func add(_ kind: MetricMathExpression.Kind, at position: Int) -> Int {
        nodes.append(MetricMathExpression.Node(kind: kind, position: position))
        return nodes.count - 1
    }

    private mutating func enter() throws(MetricMathError) {
        depth += 1
        guard depth <= limits.depth else {
            throw MetricMathError(.nestedTooDeeply(limit: limits.depth), position: current.position)
        }
    }

    // MARK: - Grammar

    private mutating func expression() throws(MetricMathError) -> Int {
        try enter()
        defer { depth -= 1 }
        return try operators(above: 0)
    }

    /// Operators that bind tighter than `precedence`, left to right; comparisons do not chain.
    private mutating func operators(above precedence: Int) throws(MetricMathError) -> Int {
        var left = try unary()
        var compared = false
        while let found = infix(current.kind), found.precedence > precedence {
            if found.precedence == 3 {
                guard !compared else { throw unexpected("no second comparison without parentheses") }
                compared = true
            }
            let position = current.position
            next += 1
            let right = try operators(above: found.precedence)
            left = add(.binary(found, left, right), at: position)
            if found.precedence < 3 { compared = false }
        }
        return left
    }

    private func infix(_ kind: MetricMathToken.Kind) -> MetricMathOperator? {
        guard case .symbol(let symbol) = kind, symbol != .power else { return nil }
        switch symbol {
        case .and: return .and
        case .or: return .or
        default: return MetricMathOperator(rawValue: symbol.rawValue)
        }
    }

    private mutating func unary() throws(MetricMathError) -> Int {
        guard !settings.negationBeforePower, current.kind == .symbol(.minus) else { return try power() }
        return try negation { (parser) throws(MetricMathError) in try parser.unary() }
    }

    private mutating func negation(
        of operand: (inout Self) throws(MetricMathError) -> Int
    ) throws(MetricMathError) -> Int {
        try enter()
        defer { depth -= 1 }
        let position = current.position
        next += 1
        return add(.negation(try operand(&self)), at: position)
    }

    private mutating func power() throws(MetricMathError) -> Int {
        var base = try powerOperand()
        while current.kind == .symbol(.power) {
            try enter()
            defer { depth -= 1 }
            let position = current.position
            next += 1
            let exponent: Int
            switch settings.powerAssociation {
            case .right: exponent = try unary()
            case .left: exponent = try signedOperand()
            }
            base = add(.binary(.power, base, exponent), at: position)
        }
        return base
    }

    private mutating func powerOperand() throws(MetricMathError) -> Int {
        settings.negationBeforePower ? try signedOperand() : try primary()
    }

    private mutating func signedOperand() throws(MetricMathError) -> Int {
        guard current.kind == .symbol(.minus) else { return try primary() }
        return try negation { (parser) throws(MetricMathError) in try parser.signedOperand() }
    }

    private mutating func primary() throws(MetricMathError) -> Int {
        let token = current
        switch token.kind {
        case .number(let value):
            next += 1
            return add(.number(value), at: token.position)
        case .string(let text):
            next += 1
            return add(.string(text), at: token.position)
        case .id(let name), .word(let name):
            next += 1
            if accept(.open) { return add(.call(name, try list(closedBy: .close)), at: token.position) }
            if case .word = token.kind { return add(.word(name), at: token.position) }
            return add(.reference(name), at: token.position)
        case .symbol(.open):
            next += 1
            let inner = try expression()
            try require(.close, or: "an operator")
            return inner
        case .symbol(.openList):
            next += 1
            guard current.kind != .symbol(.closeList) else { throw unexpected("a time series") }
            return add(.list(try list(closedBy: .closeList)), at: token.position)
        default:
            throw unexpected("a number, an Id, a function, ( or [")
        }
    }

    /// Expressions separated by commas, up to and with the closing symbol.
    private mutating func list(closedBy close: MetricMathToken.Symbol) throws(MetricMathError) -> [Int] {
        if accept(close) { return [] }
        var items = [try expression()]
        while accept(.comma) { items.append(try expression()) }
        try require(close, or: "an operator, ,")
        return items
    }
}
