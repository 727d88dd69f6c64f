import CloudWatch
import Testing

@Suite struct StatisticTests {
    @Test(
        "Every statistic is read and written as CloudWatch spells it",
        arguments: [
            "SampleCount", "Sum", "Average", "Minimum", "Maximum", "p0", "p50", "p99.9", "p99.9999999999",
            "tm90",
            "tc90", "ts90.5", "wm90", "IQM", "TM(10%:90%)", "TC(10%:)", "TS(0.005:0.03)", "WM(150:1000)",
            "PR(:300)", "PR(100:2000)", "PR(100:)",
        ])
    func roundTrip(text: String) throws {
        #expect(try Statistic(text).description == text)
    }

    @Test(
        "Two spellings of one statistic",
        arguments: [("TM(:90%)", "tm90"), ("TM(25%:75%)", "IQM"), ("p99.0", "p99")])
    func spellings(long: String, short: String) throws {
        #expect(try Statistic(long) == Statistic(short))
    }

    @Test(
        "Not a statistic",
        arguments: [
            "", "sum", "P90", "TM90", "p", "p-1", "p101", "p1e1", "p0x1", "pnan", "p.5", "p5.",
            "p99.99999999999",
            "TM()", "TM(:)", "TM(10%)", "TM(10%:90)", "TM(90%:10%)", "TM(1:2:3)", "PR(10%:90%)", "XX(1:2)",
            "IQM(1:2)",
            "TM(1:2", "tm(1:2)",
        ])
    func refuses(text: String) {
        #expect(throws: StatisticError.self) { try Statistic(text) }
    }

    private let samples = SampleDistribution([10, 20, 30, 40, 50, 60, 70, 80, 90, 100])

    @Test(
        "Values over ten samples",
        arguments: [
            ("SampleCount", 10), ("Sum", 550), ("Average", 55), ("Minimum", 10), ("Maximum", 100),
            // Rank 9 * p between the sorted samples.
            ("p0", 10), ("p50", 55), ("p90", 91), ("p100", 100),
            // At or below the 90th percentile, 91: ten to ninety.
            ("tm90", 50), ("tc90", 9), ("ts90", 450), ("wm90", 54.1),
            // Between 32.5 and 77.5: forty to seventy.
            ("IQM", 55), ("TC(25%:75%)", 5), ("TM(10%:90%)", 55),
            // The lower value is outside, the upper one inside.
            ("TM(20:50)", 40), ("TC(20:50)", 3), ("TS(20:50)", 120), ("WM(20:50)", 41), ("PR(20:50)", 30),
            ("PR(:10)", 10), ("PR(10:)", 90), ("TC(200:300)", 0),
        ] as [(String, Double)])
    func values(text: String, expected: Double) throws {
        let value = try #require(samples.value(of: Statistic(text)))
        #expect(abs(value - expected) < 1e-9)
    }

    @Test("Interpolation and trimming are settings")
    func settings() throws {
        let nearest = StatisticSettings(interpolation: .nearestRank)
        #expect(try samples.value(of: Statistic("p90"), settings: nearest) == 90)
        #expect(try samples.value(of: Statistic("p91"), settings: nearest) == 100)
        let ranks = StatisticSettings(trimming: .fractionalRanks)
        // Ranks 2.5 to 7.5: half of 30, all of 40 to 70, half of 80.
        #expect(try samples.value(of: Statistic("IQM"), settings: ranks) == 55)
        #expect(try samples.value(of: Statistic("TM(:25%)"), settings: ranks) == 18)
    }

    @Test("Counts weigh like repeated samples")
    func weights() throws {
        let weighted = SampleDistribution(values: [3, 1, .nan, 2, 9], counts: [1, 3, 5, 2, 0])
        let repeated = SampleDistribution([1, 1, 1, 2, 2, 3])
        #expect(weighted == repeated)
        #expect(try weighted.value(of: Statistic("p50")) == 1.5)
    }

    @Test("Without samples there is no value, of Sum and SampleCount either")
    func empty() {
        for statistic in [Statistic.sum, .sampleCount, .average, .percentile(50)] {
            #expect(SampleDistribution([.nan]).value(of: statistic) == nil)
        }
        #expect(SampleDistribution([5]).value(of: .trimmedMean(.value(lower: 10, upper: nil))) == nil)
    }

    @Test("Negative samples have no extended statistics")
    func negatives() throws {
        let samples = SampleDistribution([-1, 1])
        #expect(samples.value(of: .average) == 0)
        for text in ["p50", "tm90", "tc90", "ts90", "wm90", "IQM", "PR(0:1)"] {
            #expect(try samples.value(of: Statistic(text)) == nil)
        }
    }
}

@Suite struct StatisticSetTests {
    @Test("Merged minutes: an average is the sum of sums over the sum of counts")
    func merges() {
        let merged = StatisticSet(sampleCount: 1, sum: 10, minimum: 10, maximum: 10)
            .merged(with: StatisticSet(sampleCount: 3, sum: 90, minimum: 20, maximum: 40))
        #expect(merged.value(of: .average) == 25)
        #expect(merged.value(of: .minimum) == 10)
        #expect(merged.value(of: .maximum) == 40)
        #expect(merged.value(of: .sampleCount) == 4)
    }

    @Test("Percentiles exist only where the samples are known: one, or all the same")
    func percentiles() {
        #expect(StatisticSet(5).value(of: .percentile(90)) == 5)
        #expect(StatisticSet(sampleCount: 4, sum: 20, minimum: 5, maximum: 5).value(of: .percentile(90)) == 5)
        #expect(
            StatisticSet(sampleCount: 4, sum: 21, minimum: 5, maximum: 5).value(of: .percentile(90)) == nil)
        #expect(
            StatisticSet(sampleCount: 2, sum: 11, minimum: 5, maximum: 6).value(of: .percentile(90)) == nil)
        #expect(StatisticSet(sampleCount: 0, sum: 0, minimum: 0, maximum: 0).value(of: .sum) == nil)
    }
}

@Suite struct LowSampleCountTests {
    @Test(
        "The documented minima",
        arguments: [(0.99, 1000), (0.9, 100), (0.5, 20), (0.1, 100), (0.999, 10_000)] as [(Double, Double)])
    func minima(fraction: Double, expected: Double) {
        #expect(LowSampleCount.required(fraction: fraction) == expected)
    }

    @Test("Nothing is documented for the ends", arguments: [0, 1] as [Double])
    func ends(fraction: Double) {
        #expect(LowSampleCount.required(fraction: fraction) == nil)
    }
}
