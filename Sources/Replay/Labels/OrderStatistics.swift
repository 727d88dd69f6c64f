import Foundation

/// Quantiles and distribution-free bounds of a sorted sample.
public struct OrderStatistics: Hashable, Sendable {
    /// The sample, rising, without missing values.
    public let values: [Double]

    /// Sorts a sample; values that are not finite are left out.
    public init(_ sample: [Double]) {
        values = sample.filter(\.isFinite).sorted()
    }

    /// Number of values.
    public var count: Int { values.count }

    /// The value below which a share of the sample lies, linear between ranks; `nil` for an empty sample.
    public func quantile(_ share: Double) -> Double? {
        guard let last = values.last else { return nil }
        let position = min(max(share, 0), 1) * Double(values.count - 1)
        let below = Int(position)
        guard below + 1 < values.count else { return last }
        return values[below] + (position - Double(below)) * (values[below + 1] - values[below])
    }

    /// The median; `nil` for an empty sample.
    public var median: Double? { quantile(0.5) }

    /// Share of the sample at or below `value`; 0 for an empty sample.
    public func share(atOrBelow value: Double) -> Double {
        guard !values.isEmpty else { return 0 }
        return Double(countAtOrBelow(value)) / Double(values.count)
    }

    /// Number of values at or below `value`.
    public func countAtOrBelow(_ value: Double) -> Int {
        var low = 0
        var high = values.count
        while low < high {
            let middle = (low + high) / 2
            if values[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The smallest order statistic that the next value exceeds with probability `risk` at most (conformal bound), or
    /// `nil` when the sample is too small for that.
    public func upperBound(risk: Double) -> Double? {
        let rank = Int((Double(values.count + 1) * (1 - risk)).rounded(.up))
        guard rank >= 1, rank <= values.count else { return nil }
        return values[rank - 1]
    }

    /// The size of a sample whose maximum covers a share `coverage` with probability `confidence` (Wilks 1941).
    public static func wilksSize(coverage: Double, confidence: Double) -> Int {
        guard coverage > 0, coverage < 1, confidence > 0, confidence < 1 else { return 1 }
        return Int((log(1 - confidence) / log(coverage)).rounded(.up))
    }
}
