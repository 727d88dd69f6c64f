/// The nodes of one expression on their way to steps: checks arguments and types.
struct MetricMathScope {
    /// What a node has become.
    enum Value: Hashable {
        case step(Int)
        case string(String)
        case word(String)
    }

    let entryID: String
    let nodes: [MetricMathExpression.Node]
    let settings: MetricMathSettings
    var values: [Value] = []

    func error(_ reason: MetricMathError.Reason, at position: Int?) -> MetricMathError {
        MetricMathError(reason, id: entryID, position: position)
    }

    /// The step of an operator, list or call whose operands are done.
    ///
    /// - Parameters:
    ///   - metrics: the period in seconds of a metric by id; `nil` for an expression.
    ///   - metricRoots: the steps of the metrics whose id contains a text, sorted by id.
    func step(
        for node: MetricMathExpression.Node, code: MetricMathCode, metrics: (String) -> Int?,
        metricRoots: (String) -> [Int]
    ) throws(MetricMathError) -> (MetricMathStep, MetricMathTypes) {
        let check = Check(scope: self, code: code)
        switch node.kind {
        case .number(let value): return (.constant(value), .scalar)
        case .negation(let inner):
            let step = try check.step(inner, of: "-", is: [.scalar, .series, .array])
            return (.element(.negate, step), code.types[step])
        case .binary(let symbol, let left, let right):
            return try binary(symbol, left, right, at: node.position, check: check)
        case .list(let items):
            var steps: [Int] = []
            for item in items { steps.append(try check.step(item, of: "[ ]", is: [.series, .array])) }
            return (.gather(steps), .array)
        case .call(let name, let arguments):
            guard let function = MetricMathFunction(rawValue: name) else {
                throw error(
                    MetricMathFunction.live.contains(name)
                        ? .needsLiveService(function: name) : .unknownFunction(name), at: node.position)
            }
            guard function.argumentCount.contains(arguments.count) else {
                throw error(
                    .argumentCount(
                        function: name, found: arguments.count, expected: function.argumentCount),
                    at: node.position)
            }
            switch function {
            case .metrics: return (.gather(metricRoots(try check.text(arguments.first))), .array)
            case .period:
                guard case .reference(let id)? = arguments.first.map({ nodes[$0].kind }),
                    let period = metrics(id)
                else { throw error(.periodNeedsMetric, at: node.position) }
                return (.constant(Double(period)), .scalar)
            default: return try call(function, arguments, check: check)
            }
        case .string, .word, .reference:
            throw error(.unexpected(found: "a leaf", expected: "an operator"), at: node.position)
        }
    }

    private func binary(
        _ symbol: MetricMathOperator, _ left: Int, _ right: Int, at position: Int, check: Check
    ) throws(MetricMathError) -> (MetricMathStep, MetricMathTypes) {
        let allowed: MetricMathTypes = symbol.isLogical ? [.scalar, .series] : [.scalar, .series, .array]
        let a = try check.step(left, of: symbol.rawValue, is: allowed)
        let b = try check.step(right, of: symbol.rawValue, is: allowed)
        let both = check.code.types[a].union(check.code.types[b])
        if check.code.types[a] == .array, check.code.types[b] == .array, !settings.pairsArrays {
            throw error(
                .typeMismatch(
                    of: symbol.rawValue, found: "an array of time series on both sides",
                    expected: "an array on one side"), at: position)
        }
        let types: MetricMathTypes =
            if both.contains(.array) {
                .array
            } else if check.code.types[a] == .series || check.code.types[b] == .series {
                .series
            } else {
                both
            }
        return (.binary(symbol, a, b), types)
    }

    // The table of section "Functions supported" in the guide, one line a function.
    private func call(
        _ function: MetricMathFunction, _ arguments: [Int], check: Check
    ) throws(MetricMathError) -> (MetricMathStep, MetricMathTypes) {
        let name = function.rawValue
        func operand(_ index: Int, _ types: MetricMathTypes) throws(MetricMathError) -> Int {
            try check.step(arguments[index], of: name, is: types)
        }
        func optional(_ index: Int, _ types: MetricMathTypes) throws(MetricMathError) -> Int? {
            arguments.count > index ? try operand(index, types) : nil
        }
        let seriesOrArray: MetricMathTypes = [.series, .array]
        switch function {
        case .abs, .ceil, .floor, .log, .log10:
            let step = try operand(0, seriesOrArray)
            return (
                .element(Self.element(function), step), check.code.types[step].intersection(seriesOrArray)
            )
        case .avg, .sum, .min, .max, .stddev, .datapointCount:
            let step = try operand(0, seriesOrArray)
            return (
                .aggregate(MetricMathAggregate(rawValue: name) ?? .sum, step),
                check.code.types[step] == .array ? .series : .scalar
            )
        case .diff, .diffTime, .rate, .runningSum:
            let step = try operand(0, seriesOrArray)
            return (.scan(Self.scan(function), step), check.code.types[step].intersection(seriesOrArray))
        case .minute, .hour, .day, .date, .month, .year, .epoch:
            return (.clock(Self.clock(function), try operand(0, .series)), .series)
        case .fill:
            let step = try operand(0, seriesOrArray)
            let types = check.code.types[step].intersection(seriesOrArray)
            switch try check.word(arguments[1], of: name, in: ["REPEAT", "LINEAR"], optional: true) {
            case "REPEAT"?: return (.fill(step, .last), types)
            case "LINEAR"?: return (.fill(step, .line), types)
            default: return (.fill(step, .value(try operand(1, [.scalar, .series]))), types)
            }
        case .first, .last: return (.edge(last: function == .last, try operand(0, .array)), .series)
        case .metricCount: return (.memberCount(try operand(0, .array)), .scalar)
        case .removeEmpty: return (.removeEmpty(try operand(0, .array)), .array)
        case .sort:
            let step = try operand(0, .array)
            let key = try check.word(arguments[1], of: name, in: ["AVG", "MIN", "MAX", "SUM"])
            let order = try check.word(arguments[2], of: name, in: ["ASC", "DESC"])
            return (
                .sort(
                    step, by: key.flatMap(MetricMathAggregate.init) ?? .sum, descending: order == "DESC",
                    limit: try optional(3, .scalar)), .array
            )
        case .slice:
            let step = try operand(0, .array)
            let (from, to) = (try operand(1, .scalar), try optional(2, .scalar))
            let types: MetricMathTypes = isSliceOfOne(arguments) ? .series : .array
            return (.slice(step, from: from, to: to), types)
        case .timeSeries: return (.spread(try operand(0, .scalar)), .series)
        case .conditional, .metrics, .period: return try conditional(arguments, check: check)
        }
    }

    private func conditional(
        _ arguments: [Int], check: Check
    ) throws(MetricMathError) -> (MetricMathStep, MetricMathTypes) {
        let allowed: MetricMathTypes = [.scalar, .series]
        var steps: [Int] = []
        for argument in arguments { steps.append(try check.step(argument, of: "IF", is: allowed)) }
        let otherwise = steps.count > 2 ? steps[2] : nil
        var types: MetricMathTypes = []
        if check.code.types[steps[0]].contains(.series) { types.insert(.series) }
        if check.code.types[steps[0]].contains(.scalar) {
            types.formUnion(check.code.types[steps[1]])
            types.formUnion(otherwise.map { check.code.types[$0] } ?? .series)
        }
        return (
            .choose(condition: steps[0], then: steps[1], otherwise: otherwise), types.intersection(allowed)
        )
    }

    /// Whether SLICE takes one series by its text and then gives it as a series.
    private func isSliceOfOne(_ arguments: [Int]) -> Bool {
        guard settings.sliceOfOneIsSeries, arguments.count == 3,
            case .number(let from) = nodes[arguments[1]].kind, case .number(let to) = nodes[arguments[2]].kind
        else { return false }
        return to == from + 1
    }

    private static func element(_ function: MetricMathFunction) -> MetricMathElementFunction {
        switch function {
        case .ceil: .ceil
        case .floor: .floor
        case .log: .log
        case .log10: .log10
        default: .abs
        }
    }

    private static func scan(_ function: MetricMathFunction) -> MetricMathScan {
        switch function {
        case .diffTime: .timeDifference
        case .rate: .rate
        case .runningSum: .runningSum
        default: .difference
        }
    }

    private static func clock(_ function: MetricMathFunction) -> MetricMathClock {
        switch function {
        case .minute: .minute
        case .hour: .hour
        case .day: .day
        case .date: .date
        case .month: .month
        case .year: .year
        default: .epoch
        }
    }
}

/// Checks one operand against what a function takes.
private struct Check {
    let scope: MetricMathScope
    let code: MetricMathCode

    /// The step of an operand that must have one of some types.
    func step(_ node: Int, of user: String, is allowed: MetricMathTypes) throws(MetricMathError) -> Int {
        let found: MetricMathTypes
        switch scope.values[node] {
        case .step(let step):
            guard code.types[step].isDisjoint(with: allowed) else { return step }
            found = code.types[step]
        case .string: found = .string
        case .word: found = .word
        }
        throw scope.error(
            .typeMismatch(of: user, found: found.description, expected: allowed.description),
            at: scope.nodes[node].position)
    }

    /// A bare word out of a list; `nil` when it may be something else and is.
    func word(
        _ node: Int, of user: String, in words: [String], optional: Bool = false
    ) throws(MetricMathError) -> String? {
        if case .word(let text) = scope.values[node] {
            if words.contains(text) { return text }
            throw scope.error(.unknownWord(found: text, expected: words), at: scope.nodes[node].position)
        }
        if optional { return nil }
        throw scope.error(
            .unknownWord(found: "no bare word", expected: words), at: scope.nodes[node].position)
    }

    /// The string argument of METRICS; empty when there is none.
    func text(_ node: Int?) throws(MetricMathError) -> String {
        guard let node else { return "" }
        if case .string(let text) = scope.values[node] { return text }
        throw scope.error(
            .typeMismatch(of: "METRICS", found: "no string", expected: "a string"),
            at: scope.nodes[node].position)
    }
}
