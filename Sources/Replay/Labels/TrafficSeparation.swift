import Foundation

/// Two groups in one sample of traffic, found without labels: idle below, connected above.
///
/// Works on logarithms, because traffic spans orders of magnitude. Two separators of different make judge the sample, and
/// a test says whether it has two groups at all; where they disagree, nobody should decide.
public struct TrafficSeparation: Codable, Hashable, Sendable {
    /// Minimum-error threshold (Kittler, Illingworth 1986), bytes per second.
    public var minimumError: Double
    /// Otsu's threshold on logarithms (1979), bytes per second.
    public var otsu: Double
    /// Threshold of equal posterior of two log-normals fitted by expectation maximisation, bytes per second.
    public var mixture: Double
    /// By how much two log-normals explain the sample better than one: BIC(1) - BIC(2); above 10 is strong.
    public var bimodality: Double
    /// Ashman's D of the two groups: distance over spread; above 2 they are clearly apart.
    public var distance: Double
    /// Density at the bottom between the two groups over that of the lower of their peaks, smoothed: 0 where nothing lies
    /// between them, 1 where there is no valley.
    public var valley: Double
    /// Middle of the upper group over that of the lower one.
    public var ratio: Double
    /// Share of the lower group.
    public var lowerShare: Double
    /// Number of minutes.
    public var sampleSize: Int

    /// Separates a sample; `nil` when there are fewer than 60 positive values or all are equal.
    public init?(_ sample: [Double]) {
        let logs = sample.filter { $0.isFinite && $0 > 0 }.map { log($0) }.sorted()
        guard logs.count >= 60, let low = logs.first, let high = logs.last, high > low else { return nil }
        let histogram = LogHistogram(sorted: logs, bins: 256)
        let mixture = LogNormalMixture(histogram, sortedLogs: logs)
        sampleSize = logs.count
        minimumError = exp(histogram.minimumErrorEdge())
        otsu = exp(histogram.otsuEdge())
        self.mixture = exp(mixture.equalPosterior)
        bimodality = mixture.bimodality
        distance = mixture.ashmanD
        valley = mixture.valley(sortedLogs: logs)
        ratio = exp(mixture.upper.mean - mixture.lower.mean)
        lowerShare = mixture.lower.weight
    }

    /// Whether the sample has two groups that lie apart: two log-normals explain it much better than one, a valley lies
    /// between them, and the groups differ by more than noise would. The bounds of the valley and the ratio are ours.
    public var isBimodal: Bool {
        bimodality > 10 && distance > 2 && valley < 0.6 && ratio > 1.2 && lowerShare > 0.005
            && lowerShare < 0.995
    }
}

/// A histogram of sorted logarithms with the running sums that separators need.
struct LogHistogram: Sendable {
    let low: Double
    let width: Double
    var counts: [Double]

    init(sorted logs: [Double], bins: Int) {
        let first = logs.first ?? 0
        let last = logs.last ?? 1
        low = first
        width = max((last - first) / Double(bins), 1e-12)
        counts = Array(repeating: 0, count: bins)
        for value in logs { counts[min(bins - 1, max(0, Int((value - first) / width)))] += 1 }
    }

    func centre(_ bin: Int) -> Double { low + (Double(bin) + 0.5) * width }

    /// Weight, mean and variance of the bins of a range.
    private func moments() -> (weight: [Double], sum: [Double], square: [Double]) {
        var weight = [0.0]
        var sum = [0.0]
        var square = [0.0]
        for bin in counts.indices {
            let value = centre(bin)
            weight.append(weight[bin] + counts[bin])
            sum.append(sum[bin] + counts[bin] * value)
            square.append(square[bin] + counts[bin] * value * value)
        }
        return (weight, sum, square)
    }

    /// The edge with the least Kittler-Illingworth criterion.
    func minimumErrorEdge() -> Double {
        best { lower, upper, total in
            guard lower.weight > 0, upper.weight > 0 else { return .infinity }
            let shares = (lower.weight / total, upper.weight / total)
            let floor = width * width / 12
            let deviations = (
                max(lower.variance, floor).squareRoot(), max(upper.variance, floor).squareRoot()
            )
            return 1 + 2 * (shares.0 * log(deviations.0) + shares.1 * log(deviations.1))
                - 2 * (shares.0 * log(shares.0) + shares.1 * log(shares.1))
        }
    }

    /// The edge with the greatest between-group variance.
    func otsuEdge() -> Double {
        best { lower, upper, _ in
            let difference = lower.mean - upper.mean
            return lower.weight > 0 && upper.weight > 0
                ? -lower.weight * upper.weight * difference * difference : .infinity
        }
    }

    private struct Group {
        var weight: Double
        var mean: Double
        var variance: Double

        init(weight: Double, sum: Double, square: Double) {
            self.weight = weight
            mean = weight > 0 ? sum / weight : 0
            variance = weight > 0 ? max(0, square / weight - mean * mean) : 0
        }
    }

    /// The middle of the edges with the least criterion: an empty valley has many.
    private func best(_ criterion: (Group, Group, Double) -> Double) -> Double {
        let sums = moments()
        let total = sums.weight[counts.count]
        var least = Double.infinity
        var first = 1
        var last = 1
        for edge in 1..<counts.count {
            let lower = Group(weight: sums.weight[edge], sum: sums.sum[edge], square: sums.square[edge])
            let upper = Group(
                weight: total - sums.weight[edge], sum: sums.sum[counts.count] - sums.sum[edge],
                square: sums.square[counts.count] - sums.square[edge])
            let value = criterion(lower, upper, total)
            if value < least - 1e-9 {
                least = value
                first = edge
                last = edge
            } else if value <= least + 1e-9 {
                last = edge
            }
        }
        return low + Double(first + last) / 2 * width
    }
}

/// Two log-normals fitted to a histogram, beside one.
struct LogNormalMixture: Sendable {
    struct Component: Sendable {
        var weight: Double
        var mean: Double
        var deviation: Double

        func density(_ value: Double) -> Double {
            let z = (value - mean) / deviation
            return weight / deviation * exp(-0.5 * z * z)
        }
    }

    private(set) var lower: Component
    private(set) var upper: Component
    /// BIC(1) - BIC(2).
    private(set) var bimodality = 0.0

    init(_ histogram: LogHistogram, sortedLogs logs: [Double]) {
        let total = Double(logs.count)
        let edge = histogram.otsuEdge()
        let floor = max(histogram.width, 1e-6)
        func component(_ values: some Collection<Double>) -> Component {
            let count = Double(max(values.count, 1))
            let mean = values.reduce(0, +) / count
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
            return Component(
                weight: count / total, mean: mean, deviation: max(variance.squareRoot(), floor))
        }
        let one = component(logs)
        lower = component(logs.prefix { $0 <= edge })
        upper = component(logs.drop { $0 <= edge })
        var likelihood = -Double.infinity
        for _ in 0..<200 {
            let previous = likelihood
            likelihood = step(histogram, total: total, floor: floor)
            if abs(likelihood - previous) < 1e-7 * total { break }
        }
        let single = histogram.counts.indices.reduce(0.0) { sum, bin in
            sum + histogram.counts[bin] * log(max(one.density(histogram.centre(bin)), 1e-300))
        }
        bimodality = 2 * (likelihood - single) - 3 * log(total)
    }

    /// One round of expectation maximisation; returns the log-likelihood before it, up to a constant.
    private mutating func step(_ histogram: LogHistogram, total: Double, floor: Double) -> Double {
        var sums = (weight: (0.0, 0.0), value: (0.0, 0.0), square: (0.0, 0.0))
        var likelihood = 0.0
        for bin in histogram.counts.indices where histogram.counts[bin] > 0 {
            let value = histogram.centre(bin)
            let densities = (lower.density(value), upper.density(value))
            let sum = max(densities.0 + densities.1, 1e-300)
            likelihood += histogram.counts[bin] * log(sum)
            let parts = (histogram.counts[bin] * densities.0 / sum, histogram.counts[bin] * densities.1 / sum)
            sums.weight = (sums.weight.0 + parts.0, sums.weight.1 + parts.1)
            sums.value = (sums.value.0 + parts.0 * value, sums.value.1 + parts.1 * value)
            sums.square = (sums.square.0 + parts.0 * value * value, sums.square.1 + parts.1 * value * value)
        }
        func component(_ weight: Double, _ value: Double, _ square: Double, _ old: Component) -> Component {
            guard weight > 0.5 else { return old }
            let mean = value / weight
            let variance = max(0, square / weight - mean * mean)
            return Component(
                weight: weight / total, mean: mean, deviation: max(variance.squareRoot(), floor))
        }
        lower = component(sums.weight.0, sums.value.0, sums.square.0, lower)
        upper = component(sums.weight.1, sums.value.1, sums.square.1, upper)
        if lower.mean > upper.mean { (lower, upper) = (upper, lower) }
        return likelihood
    }

    /// Distance of the means over the root mean square of the deviations.
    var ashmanD: Double {
        let spread = ((lower.deviation * lower.deviation + upper.deviation * upper.deviation) / 2)
            .squareRoot()
        return spread > 0 ? (upper.mean - lower.mean) / spread : 0
    }

    /// Density at the bottom between the highest peaks on either side of the cut, over that of the lower peak, with a
    /// Gaussian kernel of Silverman's bandwidth for the narrower group; 1 when one side is empty.
    func valley(sortedLogs logs: [Double]) -> Double {
        let bandwidth = 0.9 * min(lower.deviation, upper.deviation) * pow(Double(logs.count), -0.2)
        guard bandwidth > 0, let first = logs.first, let last = logs.last else { return 1 }
        let steps = 256
        let places = (0...steps).map { first + (last - first) * Double($0) / Double(steps) }
        var start = 0
        let densities = places.map { place in
            while start < logs.count, logs[start] < place - 5 * bandwidth { start += 1 }
            return logs[start...].prefix { $0 <= place + 5 * bandwidth }.reduce(0.0) { sum, log in
                let z = (log - place) / bandwidth
                return sum + exp(-0.5 * z * z)
            }
        }
        let cut = equalPosterior
        let sides = (places.indices.filter { places[$0] <= cut }, places.indices.filter { places[$0] > cut })
        guard let left = sides.0.max(by: { densities[$0] < densities[$1] }),
            let right = sides.1.max(by: { densities[$0] < densities[$1] }),
            let least = densities[left...right].min()
        else { return 1 }
        let peak = min(densities[left], densities[right])
        return peak > 0 ? least / peak : 1
    }

    /// Where both groups are equally likely, between their means.
    var equalPosterior: Double {
        var low = lower.mean
        var high = upper.mean
        for _ in 0..<80 {
            let middle = (low + high) / 2
            if lower.density(middle) > upper.density(middle) { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}
