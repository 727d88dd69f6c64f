import Foundation
import Replay

/// The thresholds and minutes that a recommendation chooses from.
///
/// Thresholds are levels of equal ratio between low and high order statistics of what was observed, on round numbers,
/// and the present one; between two neighbouring levels almost nothing changes.
struct CandidateGrid: Hashable, Sendable {
    /// Rising, distinct.
    var thresholds: [Int]
    /// N, rising, distinct.
    var patience: [Int]

    /// The values of N that are tried besides the present one.
    static let usualPatience = [
        2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 25, 28, 32, 36, 40, 45, 52, 60,
    ]

    init(thresholds: [Int], patience: [Int]) {
        self.thresholds = Array(Set(thresholds.map { max(0, $0) })).sorted()
        self.patience = Array(Set(patience.map { min(max(1, $0), 1440) })).sorted()
    }

    /// Candidates for a labelled sample.
    init(sample: TrafficSample, presentThreshold: Int, presentPatience: Int, levels: Int = 120) {
        let low = min(sample.idle.quantile(0.5) ?? 1, sample.connected.quantile(0.02) ?? .infinity)
        let high = max(sample.connected.quantile(0.25) ?? 1, sample.idle.quantile(0.999) ?? 1)
        let first = max(low, 1)
        let last = max(high * 1.05, first * 1.1)
        let ratio = last / first
        var thresholds = (0...levels).map { level in
            Self.round(first * Foundation.pow(ratio, Double(level) / Double(levels)))
        }
        thresholds.append(presentThreshold)
        self.init(thresholds: thresholds, patience: Self.usualPatience + [presentPatience])
    }

    /// Three significant digits, rounded up so that an observed value stays at or below.
    static func round(_ value: Double) -> Int {
        guard value.isFinite, value > 0 else { return 0 }
        var step = 1.0
        while value / step >= 1000, step < 1e12 { step *= 10 }
        let rounded = (value / step).rounded(.up) * step
        return Int(min(rounded, 1e15))
    }

    func index(threshold: Int) -> Int? { thresholds.firstIndex(of: threshold) }
    func index(patience minutes: Int) -> Int? { patience.firstIndex(of: minutes) }
}
