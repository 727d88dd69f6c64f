import CloudWatch
import LeafStack
import TimeSeries

/// What a test expects of an expression.
enum ExpectedMath: Hashable, Sendable {
    /// One entry of a list, or a number.
    enum Point: Hashable, Sendable, CustomStringConvertible {
        case number(Double)
        case missing
        /// Not checked.
        case anything

        var description: String {
            switch self {
            case .number(let value): value.plainText
            case .missing: "missing"
            case .anything: "*"
            }
        }
    }

    /// One series of an array.
    enum Member: Hashable, Sendable {
        case points([Point])
        /// Not checked.
        case anything
    }

    /// Where a result first differs.
    enum Difference: Hashable {
        case kind
        case members(Int)
        case length(Int)
        case value
        case point(member: Int?, index: Int, expected: Point, found: String)
    }

    case scalar(Point)
    case series([Point])
    case array([Member])
    case error

    // MARK: - Reading

    static func read(_ node: RuleTestNode, with reader: inout RuleTestReader) -> ExpectedMath? {
        if node.entries != nil {
            let fields = reader.fields(node, "expect", known: ["error"])
            guard let flag = reader.required("error", fields, in: node) else { return nil }
            if flag.boolean != true { reader.wrong(flag, "error", expected: "true") }
            return .error
        }
        guard let items = node.list else { return point(node, with: &reader).map(ExpectedMath.scalar) }
        guard items.contains(where: { $0.list != nil }) else {
            return .series(items.compactMap { point($0, with: &reader) })
        }
        return .array(
            items.compactMap { item in
                if let points = item.list { return .points(points.compactMap { point($0, with: &reader) }) }
                if item.text == "*" { return .anything }
                reader.wrong(item, "a series of expect", expected: "a list or \"*\"")
                return nil
            })
    }

    private static func point(_ node: RuleTestNode, with reader: inout RuleTestReader) -> Point? {
        if node.isNull { return .missing }
        if let number = node.number { return .number(number) }
        if node.text == "*" { return .anything }
        reader.wrong(node, "expect", expected: "numbers, null, \"*\", lists of these, or {error: true}")
        return nil
    }

    // MARK: - Comparing

    /// The first difference; `nil` when the result is as expected.
    func difference(from result: MetricMathValue, tolerance: Double?) -> Difference? {
        switch (self, result) {
        case (.scalar(let point), .scalar(let value)):
            return Self.accepts(point, value ?? .nan, tolerance: tolerance) ? nil : .value
        case (.series(let points), .scalar(nil))
        where points.allSatisfy({ $0 == .missing || $0 == .anything }):
            // A number without a value leaves the whole expression without points.
            return nil
        case (.series(let points), .series(let column)):
            return Self.difference(points, column, member: nil, tolerance: tolerance)
        case (.series(let points), .array(let members)) where points.allSatisfy({ $0 == .anything }):
            return points.count == members.count ? nil : .members(members.count)
        case (.array(let expected), .array(let members)):
            guard expected.count == members.count else { return .members(members.count) }
            for (index, (member, column)) in zip(expected, members).enumerated() {
                guard case .points(let points) = member else { continue }
                if let difference = Self.difference(points, column, member: index, tolerance: tolerance) {
                    return difference
                }
            }
            return nil
        default: return .kind
        }
    }

    private static func difference(
        _ points: [Point], _ column: [Double], member: Int?, tolerance: Double?
    ) -> Difference? {
        guard points.count == column.count else { return .length(column.count) }
        for (index, (point, value)) in zip(points, column).enumerated()
        where !accepts(point, value, tolerance: tolerance) {
            return .point(
                member: member, index: index, expected: point,
                found: value.isNaN ? "missing" : value.plainText)
        }
        return nil
    }

    /// The relative tolerance when a test names none.
    static let tolerance = 1e-9

    private static func accepts(_ point: Point, _ value: Double, tolerance: Double?) -> Bool {
        switch point {
        case .anything: return true
        case .missing: return value.isNaN
        case .number(let expected):
            if value == expected { return true }
            // Nothing is relative to zero: there a test's own tolerance is absolute.
            let scale = expected == 0 && tolerance != nil ? 1 : max(abs(expected), abs(value))
            return abs(value - expected) <= (tolerance ?? Self.tolerance) * scale
        }
    }

    // MARK: - Text

    static func text(_ result: MetricMathValue, limit: Int = 24) -> String {
        func series(_ column: [Double]) -> String {
            list(column.map { $0.isNaN ? "null" : $0.plainText }, limit: limit)
        }
        return switch result {
        case .scalar(let value): value.map(\.plainText) ?? "a number without a value"
        case .series(let column): series(column)
        case .array(let members): list(members.map(series), limit: limit)
        }
    }

    /// A list cut short, so that a message stays on a line.
    private static func list(_ items: [String], limit: Int = 24) -> String {
        let shown = items.prefix(limit).joined(separator: ", ")
        return "[" + shown + (items.count > limit ? ", and \(items.count - limit) more" : "") + "]"
    }
}

extension ExpectedMath: CustomStringConvertible {
    var description: String {
        func text(_ point: Point) -> String { point == .missing ? "null" : point.description }
        switch self {
        case .scalar(let point): return text(point)
        case .series(let points): return Self.list(points.map(text))
        case .array(let members):
            return Self.list(
                members.map { member in
                    guard case .points(let points) = member else { return "*" }
                    return Self.list(points.map(text))
                })
        case .error: return "an error"
        }
    }
}
