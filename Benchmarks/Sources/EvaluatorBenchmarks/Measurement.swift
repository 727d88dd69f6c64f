/// The best of some runs of one piece of work over a number of points.
struct Measurement {
    var name: String
    var points: Int
    var best: Duration
    /// What is promised, and whether it was kept.
    var promise: String = ""

    /// Nanoseconds a point.
    var nanoseconds: Double { seconds * 1e9 / Double(points) }

    /// Millions of points a second.
    var rate: Double { Double(points) / seconds / 1e6 }

    private var seconds: Double {
        Double(best.components.seconds) + Double(best.components.attoseconds) * 1e-18
    }

    /// Runs the work some times after a run that warms up, and keeps the fastest: noise only ever adds.
    static func run<Result>(
        _ name: String, points: Int, times: Int = 25, _ work: () throws -> Result
    ) rethrows -> Measurement {
        let clock = ContinuousClock()
        blackHole(try work())
        var best = Duration.seconds(1_000_000)
        for _ in 0..<times {
            best = min(best, try clock.measure { blackHole(try work()) })
        }
        return Measurement(name: name, points: points, best: best)
    }
}

/// Keeps the optimiser from leaving work out.
@inline(never)
@_optimize(none)
func blackHole<Value>(_ value: Value) {}
