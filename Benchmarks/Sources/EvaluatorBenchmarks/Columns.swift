/// Columns of invented minutes, the same on every run.
enum Columns {
    /// Minutes of a year.
    static let year = 525_600

    /// A value in every minute.
    static func dense(_ count: Int) -> [Double] {
        var random: UInt64 = 1
        return (0..<count).map { _ in next(&random) * 2000 }
    }

    /// A leaf's year: up for about three hours an evening, missing otherwise, idle for the last part.
    static func evenings(_ count: Int) -> [Double] {
        var random: UInt64 = 2
        return (0..<count).map { minute in
            let value = next(&random)
            let clock = minute % 1440
            return clock < 1080 || clock > 1260 + minute / 1440 % 30
                ? .nan : clock > 1240 ? value * 90 : value * 2000
        }
    }

    /// Single gaps everywhere, the worst case for anything that hopes for runs.
    static func ragged(_ count: Int) -> [Double] {
        var random: UInt64 = 3
        return (0..<count).map { _ in
            let value = next(&random)
            return value < 0.3 ? .nan : value * 2000
        }
    }

    /// One gap in a hundred, so that a range of 485 holds about 480 real points.
    static func sparseGaps(_ count: Int) -> [Double] {
        var random: UInt64 = 4
        return (0..<count).map { _ in
            let isMissing = next(&random) < 0.01
            let value = next(&random) * 2000
            return isMissing ? .nan : value
        }
    }

    /// xorshift, 0 to 1.
    private static func next(_ state: inout UInt64) -> Double {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Double(state >> 11) / Double(1 << 53)
    }
}
