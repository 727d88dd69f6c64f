import TimeSeries

/// Runs the steps of a program over one grid.
struct MetricMathEvaluator {
    /// What a step gave: a value, or why there is none.
    private enum Outcome {
        /// `isVoid` once a number without a value has entered: the entry then has no points at all.
        case value(MetricMathValue, isVoid: Bool)
        case failure(MetricMathError.Reason, step: Int)
    }

    private let program: MetricMathProgram
    private let grid: MetricMathGrid
    private let columns: [[Double]]
    private let kernels: MetricMathKernels
    private var outcomes: [Outcome?]
    private var points = 0

    /// - Parameter columns: one column for each metric of the program, of the grid's length.
    init(program: MetricMathProgram, grid: MetricMathGrid, columns: [[Double]]) {
        self.program = program
        self.grid = grid
        self.columns = columns
        kernels = MetricMathKernels(settings: program.settings)
        outcomes = Array(repeating: nil, count: program.code.steps.count)
    }

    /// Evaluates an entry with everything it needs.
    mutating func evaluate(entry: Int) throws(MetricMathError) -> MetricMathValue {
        let root = program.code.roots[entry]
        for step in program.code.plans[entry] {
            let outcome = run(program.code.steps[step], at: step)
            outcomes[step] = outcome
            if case .value(let value, _) = outcome { try charge(value) }
        }
        switch outcomes[root] {
        case .value(let value, _)?: return value
        case .failure(let reason, let step)?:
            let place = program.code.places[step]
            throw MetricMathError(
                reason, id: program.entries[place.entry].query.id, position: place.position)
        case nil: return .scalar(nil)
        }
    }

    /// Counts the points of a new value against the limit.
    private mutating func charge(_ value: MetricMathValue) throws(MetricMathError) {
        switch value {
        case .scalar: return
        case .series(let a): points += a.count
        case .array(let members): points += members.count * grid.count
        }
        guard points <= program.limits.points else {
            throw MetricMathError(.tooManyPoints(limit: program.limits.points))
        }
    }

    private func outcome(_ step: Int) -> Outcome { outcomes[step] ?? .value(.scalar(nil), isVoid: true) }

    // MARK: - Steps

    private func run(_ step: MetricMathStep, at index: Int) -> Outcome {
        switch step {
        case .input(let column): return .value(.series(columns[column]), isVoid: false)
        case .constant(let value): return .value(.scalar(value), isVoid: false)
        case .entry(let inner): return finish(outcome(inner))
        case .choose(let condition, let then, let otherwise):
            return choose(outcome(condition), then: then, otherwise: otherwise)
        default: break
        }
        var values: [MetricMathValue] = []
        var isVoid = false
        for operand in step.operands {
            switch outcome(operand) {
            case .failure(let reason, let place): return .failure(reason, step: place)
            case .value(let value, let void):
                values.append(value)
                isVoid = isVoid || void
            }
        }
        do throws(MetricMathError.Reason) {
            var value = try compute(step, values, at: index)
            if case .scalar(nil) = value {
                if program.settings.numberWithoutValue == .zero { value = .scalar(0) } else { isVoid = true }
            }
            return .value(value, isVoid: isVoid)
        } catch {
            return .failure(error, step: index)
        }
    }

    /// An entry into which a number without a value has entered has no points.
    private func finish(_ outcome: Outcome) -> Outcome {
        guard case .value(let value, true) = outcome else { return outcome }
        switch value {
        case .scalar: return .value(.scalar(nil), isVoid: true)
        case .series: return .value(.series(gaps), isVoid: false)
        case .array(let members): return .value(.array(members.map { _ in gaps }), isVoid: false)
        }
    }

    private var gaps: [Double] { Array(repeating: .nan, count: grid.count) }

    private func choose(_ condition: Outcome, then: Int, otherwise: Int?) -> Outcome {
        guard case .value(let state, let isVoid) = condition else { return condition }
        guard case .series(let states) = state else {
            guard case .scalar(let number?) = state else { return .value(.series(gaps), isVoid: true) }
            guard let chosen = number != 0 ? then : otherwise else {
                return .value(.series(gaps), isVoid: isVoid)
            }
            guard case .value(let value, let void) = outcome(chosen) else { return outcome(chosen) }
            return .value(value, isVoid: isVoid || void)
        }
        guard case .value(let first, let firstVoid) = outcome(then) else { return outcome(then) }
        var second: MetricMathValue?
        var secondVoid = false
        if let otherwise {
            guard case .value(let value, let void) = outcome(otherwise) else { return outcome(otherwise) }
            second = value
            secondVoid = void
        }
        let values = kernels.choose(
            states, then: Self.branch(first), otherwise: second.map { Self.branch($0) })
        return .value(.series(values), isVoid: isVoid || firstVoid || secondVoid)
    }

    private static func branch(_ value: MetricMathValue) -> MetricMathKernels.Branch {
        switch value {
        case .scalar(let number): .number(number ?? .nan)
        case .series(let column): .series(column)
        // The compiler rejects arrays in IF.
        case .array(let members): members.first.map { .series($0) } ?? .number(.nan)
        }
    }

    // MARK: - Functions

    private func compute(
        _ step: MetricMathStep, _ values: [MetricMathValue], at index: Int
    ) throws(MetricMathError.Reason) -> MetricMathValue {
        let first = values.first ?? .array([])
        switch step {
        case .input, .constant, .entry, .choose: return first
        case .element(let function, _):
            switch first {
            case .scalar(let number): return Self.scalar(number.map { kernels.apply(function, $0) })
            default: return each(first) { kernels.apply(function, $0) }
            }
        case .binary(let symbol, _, _): return try binary(symbol, first, values.count > 1 ? values[1] : first)
        case .aggregate(let function, _):
            switch first {
            case .series(let a): return Self.scalar(kernels.aggregate(function, a))
            case .array(let members):
                return .series(kernels.aggregate(function, members: members, count: grid.count))
            case .scalar:
                throw .typeMismatch(of: function.rawValue, found: first.typeName, expected: "a time series")
            }
        case .scan(let function, _):
            return each(first) { kernels.scan(function, $0, period: grid.period) }
        case .clock(let function, _): return .series(kernels.clock(function, over: grid))
        case .fill(_, let filler): return fill(first, filler, values.count > 1 ? values[1] : .scalar(nil))
        case .gather: return .array(try gather(values))
        case .memberCount: return .scalar(Double(Self.members(first).count))
        case .edge(let isLast, _):
            guard let member = isLast ? Self.members(first).last : Self.members(first).first else {
                throw .emptyArray(function: isLast ? "LAST" : "FIRST")
            }
            return .series(member)
        case .sort(_, let key, let descending, _):
            let members = Self.members(first)
            let order = kernels.order(of: members, by: key, descending: descending)
            let limit = values.count > 1 ? try Self.index(values[1], of: "SORT") : order.count
            return .array(order.prefix(limit).map { members[$0] })
        case .slice:
            let members = Self.members(first)
            let from = try Self.index(values.count > 1 ? values[1] : .scalar(nil), of: "SLICE")
            let to = values.count > 2 ? try Self.index(values[2], of: "SLICE") : members.count
            guard from < members.count, to <= members.count, from <= to else {
                throw .sliceOutside(from: from, to: to, count: members.count)
            }
            // The compiler has typed such a slice by its text.
            if program.code.types[index] == .series, to == from + 1 { return .series(members[from]) }
            return .array(Array(members[from..<to]))
        case .removeEmpty:
            return .array(Self.members(first).filter { member in member.contains { !$0.isNaN } })
        case .spread:
            guard case .scalar(let number?) = first else { return .series(gaps) }
            return .series(Array(repeating: number, count: grid.count))
        }
    }

    /// A number, `nil` when it has no value.
    private static func scalar(_ number: Double?) -> MetricMathValue {
        .scalar(number.flatMap { $0.isNaN ? nil : $0 })
    }

    private static func members(_ value: MetricMathValue) -> [[Double]] {
        switch value {
        case .scalar: []
        case .series(let a): [a]
        case .array(let members): members
        }
    }

    /// Applies a column's function to a series or to each member of an array.
    private func each(_ value: MetricMathValue, _ function: ([Double]) -> [Double]) -> MetricMathValue {
        switch value {
        case .scalar: value
        case .series(let a): .series(function(a))
        case .array(let members): .array(members.map(function))
        }
    }

    private static func index(
        _ value: MetricMathValue, of function: String
    ) throws(MetricMathError.Reason) -> Int {
        guard case .scalar(let number?) = value, let index = Int(exactly: number), index >= 0 else {
            throw .notAnIndex(function: function)
        }
        return index
    }

    private func gather(_ values: [MetricMathValue]) throws(MetricMathError.Reason) -> [[Double]] {
        var result: [[Double]] = []
        for value in values {
            result += Self.members(value)
            guard result.count <= program.limits.series else {
                throw .tooManySeries(limit: program.limits.series)
            }
        }
        return result
    }

    private func fill(
        _ value: MetricMathValue, _ filler: MetricMathFiller, _ other: MetricMathValue
    ) -> MetricMathValue {
        each(value) { column in
            switch (filler, other) {
            case (.last, _): kernels.fillRepeating(column)
            case (.line, _): kernels.fillLinear(column)
            case (.value, .series(let values)): kernels.fill(column, with: values)
            case (.value, .scalar(let number)): kernels.fill(column, with: number ?? .nan)
            case (.value, .array): column
            }
        }
    }

    // MARK: - Operators

    private func binary(
        _ symbol: MetricMathOperator, _ left: MetricMathValue, _ right: MetricMathValue
    ) throws(MetricMathError.Reason) -> MetricMathValue {
        switch (left, right) {
        case (.array(let a), .array(let b)):
            guard a.count == b.count else { throw .arraysDiffer(left: a.count, right: b.count) }
            var members: [[Double]] = []
            for (x, y) in zip(a, b) { members.append(try column(symbol, .series(x), .series(y))) }
            return .array(members)
        case (.array(let a), _):
            var members: [[Double]] = []
            for x in a { members.append(try column(symbol, .series(x), right)) }
            return .array(members)
        case (_, .array(let b)):
            var members: [[Double]] = []
            for y in b { members.append(try column(symbol, left, .series(y))) }
            return .array(members)
        case (.scalar(let a), .scalar(let b)):
            guard let a, let b else { return .scalar(nil) }
            if symbol == .power, a == 0, b == 0 { throw .zeroToThePowerOfZero }
            return Self.scalar(kernels.apply(symbol, a, b))
        default:
            return .series(try column(symbol, left, right))
        }
    }

    /// An operator of which at least one side is a series.
    private func column(
        _ symbol: MetricMathOperator, _ left: MetricMathValue, _ right: MetricMathValue
    ) throws(MetricMathError.Reason) -> [Double] {
        switch (left, right) {
        case (.series(let a), .series(let b)):
            try checkPower(symbol, count: a.count) { index in
                a[index].isNaN && b[index].isNaN
                    ? nil : (a[index].isNaN ? 0 : a[index], b[index].isNaN ? 0 : b[index])
            }
            return kernels.apply(symbol, a, b)
        case (.series(let a), .scalar(let b)):
            try checkPower(symbol, count: a.count) { (a[$0], b ?? .nan) }
            return kernels.apply(symbol, a, b ?? .nan)
        case (.scalar(let a), .series(let b)):
            try checkPower(symbol, count: b.count) { (a ?? .nan, b[$0]) }
            return kernels.apply(symbol, a ?? .nan, b)
        default: return gaps
        }
    }

    private func checkPower(
        _ symbol: MetricMathOperator, count: Int, _ pair: (Int) -> (Double, Double)?
    ) throws(MetricMathError.Reason) {
        guard symbol == .power, program.settings.rejectsZeroToThePowerOfZero else { return }
        for index in 0..<count {
            if let (base, exponent) = pair(index), base == 0, exponent == 0 { throw .zeroToThePowerOfZero }
        }
    }
}
