import Foundation

/// The arithmetic of single columns: what each operator does point by point and with gaps, which are NaN.
///
/// The loops have no branches on data, so that the compiler can vectorise them.
struct MetricMathKernels {
    let settings: MetricMathSettings

    /// What stands for a result that is not finite.
    var notFinite: Double { settings.notFinite == .zero ? 0 : .nan }

    /// The number itself, or what stands for it when it is not finite.
    @inline(__always)
    func finite(_ value: Double) -> Double { value.isFinite ? value : notFinite }

    // MARK: - Operators

    /// Two series: a missing side counts as 0.
    @inline(__always)
    func combine(_ a: [Double], _ b: [Double], _ f: (Double, Double) -> Double) -> [Double] {
        let keepsGap = settings.bothMissing == .noPoint
        let gap = keepsGap ? Double.nan : Self.checked(f(0, 0), else: notFinite)
        let notFinite = notFinite
        let left = a.span
        let right = b.span
        let count = Swift.min(left.count, right.count)
        var result = Array(repeating: Double.nan, count: count)
        var output = result.mutableSpan
        for index in 0..<count {
            let x = left[index]
            let y = right[index]
            let value = f(Self.orZero(x), Self.orZero(y))
            let some = Self.checked(value, else: notFinite)
            output[index] = x == x ? some : (y == y ? some : gap)
        }
        return result
    }

    /// A series and a number: a gap stays a gap.
    @inline(__always)
    func map(_ a: [Double], _ f: (Double) -> Double) -> [Double] {
        let gap = settings.scalarWithMissing == .noPoint ? Double.nan : Self.checked(f(0), else: notFinite)
        let notFinite = notFinite
        let input = a.span
        let count = input.count
        var result = Array(repeating: Double.nan, count: count)
        var output = result.mutableSpan
        for index in 0..<count {
            let x = input[index]
            let some = Self.checked(f(x), else: notFinite)
            output[index] = x == x ? some : gap
        }
        return result
    }

    // `isNaN` and `isFinite` look at bits and keep loops from being vectorised; comparisons say the same.

    /// The value, or another one when it is not finite.
    @inline(__always)
    static func checked(_ value: Double, else other: Double) -> Double {
        value - value == 0 ? value : other
    }

    /// The value, or 0 for a gap.
    @inline(__always)
    static func orZero(_ value: Double) -> Double { value == value ? value : 0 }

    /// An operator on two series.
    func apply(_ symbol: MetricMathOperator, _ a: [Double], _ b: [Double]) -> [Double] {
        switch symbol {
        case .plus: combine(a, b) { $0 + $1 }
        case .minus: combine(a, b) { $0 - $1 }
        case .times: combine(a, b) { $0 * $1 }
        case .over: dropping(zerosOf: b, from: combine(a, b) { $0 / $1 })
        case .power: combine(a, b) { Self.power($0, $1) }
        case .equal: combine(a, b) { $0 == $1 ? 1 : 0 }
        case .notEqual: combine(a, b) { $0 != $1 ? 1 : 0 }
        case .less: combine(a, b) { $0 < $1 ? 1 : 0 }
        case .lessOrEqual: combine(a, b) { $0 <= $1 ? 1 : 0 }
        case .greater: combine(a, b) { $0 > $1 ? 1 : 0 }
        case .greaterOrEqual: combine(a, b) { $0 >= $1 ? 1 : 0 }
        case .and: combine(a, b) { $0 != 0 && $1 != 0 ? 1 : 0 }
        case .or: combine(a, b) { $0 != 0 || $1 != 0 ? 1 : 0 }
        }
    }

    /// An operator on a series and a number.
    func apply(_ symbol: MetricMathOperator, _ a: [Double], _ b: Double) -> [Double] {
        switch symbol {
        case .plus: map(a) { $0 + b }
        case .minus: map(a) { $0 - b }
        case .times: map(a) { $0 * b }
        case .over: b == 0 ? Array(repeating: .nan, count: a.count) : map(a) { $0 / b }
        case .power: map(a) { Self.power($0, b) }
        case .equal: map(a) { $0 == b ? 1 : 0 }
        case .notEqual: map(a) { $0 != b ? 1 : 0 }
        case .less: map(a) { $0 < b ? 1 : 0 }
        case .lessOrEqual: map(a) { $0 <= b ? 1 : 0 }
        case .greater: map(a) { $0 > b ? 1 : 0 }
        case .greaterOrEqual: map(a) { $0 >= b ? 1 : 0 }
        case .and: map(a) { $0 != 0 && b != 0 ? 1 : 0 }
        case .or: map(a) { $0 != 0 || b != 0 ? 1 : 0 }
        }
    }

    /// An operator on a number and a series.
    func apply(_ symbol: MetricMathOperator, _ a: Double, _ b: [Double]) -> [Double] {
        switch symbol {
        case .plus, .times, .equal, .notEqual, .and, .or: apply(symbol, b, a)
        case .less: apply(.greater, b, a)
        case .lessOrEqual: apply(.greaterOrEqual, b, a)
        case .greater: apply(.less, b, a)
        case .greaterOrEqual: apply(.lessOrEqual, b, a)
        case .minus: map(b) { a - $0 }
        case .over: dropping(zerosOf: b, from: map(b) { a / $0 })
        case .power: map(b) { Self.power(a, $0) }
        }
    }

    /// An operator on two numbers; NaN when there is no value.
    func apply(_ symbol: MetricMathOperator, _ a: Double, _ b: Double) -> Double {
        switch symbol {
        case .plus: finite(a + b)
        case .minus: finite(a - b)
        case .times: finite(a * b)
        case .over: b == 0 ? .nan : finite(a / b)
        case .power: finite(Self.power(a, b))
        case .equal: a == b ? 1 : 0
        case .notEqual: a != b ? 1 : 0
        case .less: a < b ? 1 : 0
        case .lessOrEqual: a <= b ? 1 : 0
        case .greater: a > b ? 1 : 0
        case .greaterOrEqual: a >= b ? 1 : 0
        case .and: a != 0 && b != 0 ? 1 : 0
        case .or: a != 0 || b != 0 ? 1 : 0
        }
    }

    /// Power, without a value for 0^0 (which C defines as 1).
    static func power(_ base: Double, _ exponent: Double) -> Double {
        base == 0 && exponent == 0 ? .nan : Foundation.pow(base, exponent)
    }

    /// Division by zero gives no point, whatever stands for other results that are not finite.
    private func dropping(zerosOf divisor: [Double], from quotient: [Double]) -> [Double] {
        guard settings.notFinite != .noPoint else { return quotient }
        var result = quotient
        for index in result.indices where divisor[index] == 0 || divisor[index].isNaN { result[index] = .nan }
        return result
    }

    /// A function of one value.
    func apply(_ function: MetricMathElementFunction, _ a: [Double]) -> [Double] {
        a.map { $0.isNaN ? $0 : apply(function, $0) }
    }

    /// A function of one number.
    func apply(_ function: MetricMathElementFunction, _ value: Double) -> Double {
        switch function {
        case .abs: Swift.abs(value)
        case .ceil: value.rounded(.up)
        case .floor: value.rounded(.down)
        case .log: finite(Foundation.log(value))
        case .log10: finite(Foundation.log10(value))
        case .negate: 0 - value
        }
    }

    // MARK: - IF

    /// A branch of IF: a number for every time, or a series.
    enum Branch {
        case number(Double)
        case series([Double])
    }

    /// IF with a series as condition.
    func choose(_ condition: [Double], then: Branch, otherwise: Branch?) -> [Double] {
        let c = condition  // Stands in for a branch that is no series; its values are not used.
        switch (then, otherwise) {
        case (.number(let a), nil): return choose(c, c, c, { _ in a }, { _ in .nan })
        case (.series(let a), nil): return choose(c, a, c, Self.orZero, { _ in .nan })
        case (.number(let a), .number(let b)?): return choose(c, c, c, { _ in a }, { _ in b })
        case (.series(let a), .number(let b)?): return choose(c, a, c, Self.orZero, { _ in b })
        case (.number(let a), .series(let b)?):
            return settings.ifElseMissingWithNumber == .zero
                ? choose(c, c, b, { _ in a }, Self.orZero) : choose(c, c, b, { _ in a }, { $0 })
        case (.series(let a), .series(let b)?):
            return settings.ifElseMissing == .zero
                ? choose(c, a, b, Self.orZero, Self.orZero) : choose(c, a, b, Self.orZero, { $0 })
        }
    }

    @inline(__always)
    private func choose(
        _ condition: [Double], _ a: [Double], _ b: [Double], _ then: (Double) -> Double,
        _ otherwise: (Double) -> Double
    ) -> [Double] {
        let states = condition.span
        let left = a.span
        let right = b.span
        let count = Swift.min(states.count, left.count, right.count)
        var result = Array(repeating: Double.nan, count: count)
        var output = result.mutableSpan
        for index in 0..<count {
            let state = states[index]
            let x = then(left[index])
            let y = otherwise(right[index])
            let value = state == 0 ? y : x
            output[index] = state == state ? value : .nan
        }
        return result
    }
}
