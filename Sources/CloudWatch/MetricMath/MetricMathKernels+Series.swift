import Foundation
import TimeSeries

/// What functions do that look at more than one point: aggregates, scans, fillers and clocks.
extension MetricMathKernels {
    // MARK: - Aggregates

    /// A series to a number; NaN when there is none.
    func aggregate(_ function: MetricMathAggregate, _ a: [Double]) -> Double {
        var sum = 0.0
        var count = 0
        var least = Double.infinity
        var greatest = -Double.infinity
        for value in a where !value.isNaN {
            sum += value
            count += 1
            least = Swift.min(least, value)
            greatest = Swift.max(greatest, value)
        }
        if function == .count { return Double(count) }
        guard count > 0 else { return .nan }
        let divisor = settings.averageCountsGaps ? a.count : count
        switch function {
        case .count: return Double(count)
        case .sum: return finite(sum)
        case .minimum: return least
        case .maximum: return greatest
        case .average: return finite(sum / Double(divisor))
        case .deviation:
            let mean = sum / Double(divisor)
            var squares = Double(divisor - count) * mean * mean
            for value in a where !value.isNaN { squares += (value - mean) * (value - mean) }
            return finite(deviation(squares: squares, count: divisor))
        }
    }

    /// An array to one series, time by time.
    func aggregate(_ function: MetricMathAggregate, members: [[Double]], count: Int) -> [Double] {
        var result = Array(repeating: Double.nan, count: count)
        for index in result.indices {
            result[index] = aggregate(function, members: members, at: index)
        }
        return result
    }

    private func aggregate(_ function: MetricMathAggregate, members: [[Double]], at index: Int) -> Double {
        var sum = 0.0
        var present = 0
        var least = Double.infinity
        var greatest = -Double.infinity
        for member in members {
            let value = member[index]
            if value.isNaN { continue }
            sum += value
            present += 1
            least = Swift.min(least, value)
            greatest = Swift.max(greatest, value)
        }
        guard present > 0 else {
            let counts = [.average, .deviation, .count].contains(function)
            return counts && settings.emptyArrayPoint == .zero ? 0 : .nan
        }
        let gaps = present < members.count
        switch function {
        case .count: return Double(present)
        case .sum: return finite(sum)
        // Missing counts as 0, and every series counts.
        case .average: return finite(sum / Double(members.count))
        case .minimum: return gaps && settings.extremesCountGaps ? Swift.min(least, 0) : least
        case .maximum: return gaps && settings.extremesCountGaps ? Swift.max(greatest, 0) : greatest
        case .deviation:
            let divisor = settings.deviationCountsGaps ? members.count : present
            let mean = sum / Double(divisor)
            var squares = Double(divisor - present) * mean * mean
            for member in members where !member[index].isNaN {
                squares += (member[index] - mean) * (member[index] - mean)
            }
            return finite(deviation(squares: squares, count: divisor))
        }
    }

    private func deviation(squares: Double, count: Int) -> Double {
        let divisor = settings.sampleDeviation ? count - 1 : count
        return divisor > 0 ? (squares / Double(divisor)).squareRoot() : .nan
    }

    // MARK: - Scans

    /// A value from each point and those before it; `period` in seconds.
    func scan(_ function: MetricMathScan, _ a: [Double], period: Int) -> [Double] {
        var result = Array(repeating: Double.nan, count: a.count)
        var previous: Int?
        var sum = 0.0
        for index in a.indices {
            if a[index].isNaN {
                if function == .runningSum, settings.runningSumFillsGaps, previous != nil {
                    result[index] = finite(sum)
                }
                continue
            }
            sum += a[index]
            if function == .runningSum {
                result[index] = finite(sum)
            } else if let previous {
                let seconds = Double(index - previous) * Double(period)
                let difference = a[index] - a[previous]
                switch function {
                case .timeDifference: result[index] = seconds
                case .rate: result[index] = finite(difference / seconds)
                case .difference, .runningSum: result[index] = finite(difference)
                }
            }
            previous = index
        }
        return result
    }

    // MARK: - Fill

    /// FILL with a number.
    func fill(_ a: [Double], with value: Double) -> [Double] { a.map { $0.isNaN ? value : $0 } }

    /// FILL with a series; where that has no point either, the gap stays.
    func fill(_ a: [Double], with other: [Double]) -> [Double] {
        let rest = settings.fillSeriesMissing == .zero ? 0 : Double.nan
        return zip(a, other).map { $0.isNaN ? ($1.isNaN ? rest : $1) : $0 }
    }

    /// FILL with REPEAT: the last value before the gap.
    func fillRepeating(_ a: [Double]) -> [Double] {
        var last = settings.fillEdge == .nearest ? a.first { !$0.isNaN } ?? .nan : .nan
        return a.map { value in
            if !value.isNaN { last = value }
            return last
        }
    }

    /// FILL with LINEAR: the straight line between the gap's ends.
    func fillLinear(_ a: [Double]) -> [Double] {
        var result = a
        var before: Int?
        for index in a.indices where !a[index].isNaN {
            if let before {
                let step = (a[index] - a[before]) / Double(index - before)
                for gap in before + 1..<index {
                    result[gap] = finite(a[before] + step * Double(gap - before))
                }
            } else if settings.fillEdge == .nearest {
                for gap in 0..<index { result[gap] = a[index] }
            }
            before = index
        }
        if settings.fillEdge == .nearest, let before {
            for gap in before..<a.count { result[gap] = a[before] }
        }
        return result
    }

    // MARK: - Order

    /// The order of an array's series under SORT; series without points come last.
    func order(
        of members: [[Double]], by key: MetricMathAggregate, descending: Bool
    ) -> [Int] {
        let keys = members.map { aggregate(key, $0) }
        return members.indices.sorted { left, right in
            let (a, b) = (keys[left], keys[right])
            if a.isNaN != b.isNaN { return b.isNaN }
            if a == b || a.isNaN { return settings.sortReversesTies ? left > right : left < right }
            return descending ? a > b : a < b
        }
    }

    // MARK: - Clocks

    /// A value at every time of the grid, whether or not there is data.
    func clock(_ function: MetricMathClock, over grid: MetricMathGrid) -> [Double] {
        (0..<grid.count).map { index in
            let seconds = grid.start.seconds &+ Int64(index) &* Int64(grid.period)
            if function == .epoch { return Double(seconds) }
            let day = Int((Double(seconds) / 86_400).rounded(.down))
            let secondOfDay = Int(seconds) - day * 86_400
            let date = CivilDate(daysSinceEpoch: day)
            switch function {
            case .minute: return Double(secondOfDay / 60 % 60)
            case .hour: return Double(secondOfDay / 3600)
            case .day: return Double(date.weekday)
            case .date: return Double(date.components.day)
            case .month: return Double(date.components.month)
            case .year: return Double(date.components.year)
            case .epoch: return Double(seconds)
            }
        }
    }
}
