import CloudWatch
import Testing

/// A random alarm with a random column of points.
private struct EvaluatorCase: CustomStringConvertible {
    var seed: UInt64
    var evaluator: AlarmEvaluator
    var values: [Double]
    var initial: AlarmState

    init(seed: UInt64) {
        self.seed = seed
        var random = SeededGenerator(seed: seed)
        // Mostly small alarms, where the branches meet; sometimes a long one.
        // Now and then far longer than a block of the column's sweep.
        let isHuge = random.oneIn(1000)
        let periods =
            isHuge
            ? Int.random(in: 100...500, using: &random)
            : random.oneIn(20)
                ? Int.random(in: 8...60, using: &random) : Int.random(in: 1...7, using: &random)
        let required = random.oneIn(2) ? periods : Int.random(in: 1...periods, using: &random)
        let range = periods + Int.random(in: 0...7, using: &random)
        let settings = DecisionSettings(
            fewPoints: Self.one(of: [.decide, .decide, .keep], &random),
            earlyBreaching: Self.one(of: [.fill, .fill, .age], &random),
            ignoreWithEnoughBreaching: Self.one(of: [.decide, .decide, .keep], &random),
            prematureInWallClock: random.oneIn(2))
        let procedure = DecisionProcedure(
            evaluationPeriods: periods, datapointsToAlarm: required,
            treatMissingData: Self.one(of: TreatMissingData.allCases, &random), settings: settings,
            isWallClock: random.oneIn(4))
        let compare = Self.one(
            of: [
                ComparisonOperator.greaterThanThreshold, .greaterThanOrEqualToThreshold, .lessThanThreshold,
                .lessThanOrEqualToThreshold,
            ], &random)
        evaluator = AlarmEvaluator(
            procedure: procedure, threshold: Double(Int.random(in: 0...2, using: &random)),
            comparisonOperator: compare, range: range,
            delay: random.oneIn(4) ? Int.random(in: 0...range, using: &random) : 0)
        initial = Self.one(of: AlarmState.allCases, &random)
        // Gaps come in runs: a rate that changes every few points reaches the sparse branches as well as the dense.
        // Some columns are long, with stretches in which everything or nothing is missing.
        let isLong = isHuge || random.oneIn(100)
        let length =
            isLong
            ? Int.random(in: 300...1200, using: &random)
            : Int.random(in: 0...(random.oneIn(10) ? 150 : 30), using: &random)
        var gapShare = 0
        values = []
        for _ in 0..<length {
            if random.oneIn(isLong ? 250 : 6) {
                gapShare =
                    isLong
                    ? [0, 0, 3, 10, 10].randomElement(using: &random) ?? 0
                    : Int.random(in: 0...10, using: &random)
            }
            let isMissing = Int.random(in: 0..<10, using: &random) < gapShare
            values.append(isMissing ? .nan : Double(Int.random(in: 0...2, using: &random)))
        }
    }

    private static func one<Value>(of values: [Value], _ random: inout SeededGenerator) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }

    /// The guide's procedure applied to each evaluation's range, cut out of the column point by point.
    func transcribed() -> [Decision] {
        var previous = initial
        return values.indices.map { newest in
            let slots = (0..<evaluator.range).reversed().map { age -> Slot in
                let index = newest - age
                return age < evaluator.delay || index < 0 ? .missing : evaluator.slot(of: values[index])
            }
            let decision = evaluator.procedure.decide(slots, previous: previous)
            previous = decision.state
            return decision
        }
    }

    var description: String { "seed \(seed): \(evaluator.procedure), range \(evaluator.range), \(values)" }
}

@Suite struct AlarmEvaluatorTests {
    @Test("Constant-work evaluation equals the procedure applied to each range")
    func equalsTranscription() {
        let first: UInt64 = 20_260_101
        var branches: Set<DecisionBranch> = []
        for seed in first..<first + UInt64(caseCount(usual: 20_000, thorough: 1_000_000)) {
            let example = EvaluatorCase(seed: seed)
            let expected = example.transcribed()
            let states = example.evaluator.states(values: example.values, from: example.initial)
            guard states == expected.map(\.state) else {
                Issue.record("the column differs, \(example)")
                return
            }
            if example.initial == .insufficientData {
                var evaluator = example.evaluator
                guard example.values.map({ evaluator.advance(point: $0) }) == expected else {
                    Issue.record("the stream differs, \(example)")
                    return
                }
                if let newest = example.values.indices.last, newest > 0 {
                    let evaluation = example.evaluator.evaluation(
                        values: example.values, at: newest, previous: states[newest - 1])
                    guard evaluation.decision == expected[newest], evaluation.slots == evaluator.slots else {
                        Issue.record("the explanation differs, \(example)")
                        return
                    }
                }
            }
            branches.formUnion(expected.map(\.branch))
        }
        #expect(branches == Set(DecisionBranch.allCases), "every branch was reached")
    }

    @Test("INSUFFICIENT_DATA is entered under missing only")
    func neverInsufficient() {
        let first: UInt64 = 3_000_000
        for seed in first..<first + UInt64(caseCount(usual: 2000, thorough: 100_000)) {
            let example = EvaluatorCase(seed: seed)
            guard example.evaluator.procedure.treatMissingData != .missing else { continue }
            var previous = example.initial
            for state in example.evaluator.states(values: example.values, from: example.initial) {
                guard state != .insufficientData || previous == .insufficientData else {
                    Issue.record("entered, \(example)")
                    return
                }
                previous = state
            }
        }
    }

    @Test("An idle minute is skipped when missing: a sparse burst alarms N minutes after its first point")
    func sparseBurst() {
        let alarm = MetricAlarm(
            threshold: 10, comparisonOperator: .lessThanOrEqualToThreshold, evaluationPeriods: 7)
        // Two idle points, then silence. E = 12: the older one is 7 minutes old in minute 6 and gone after minute 12.
        let values: [Double] = [0, 0] + Array(repeating: .nan, count: 13)
        let changes = AlarmEvaluator(alarm: alarm).transitions(values: values)
        #expect(changes.map(\.index) == [0, 6, 13])
        #expect(changes.map(\.state) == [.ok, .alarm, .insufficientData])
    }

    @Test("The last points of a stopped metric stay in the range, then the data is insufficient")
    func afterStop() {
        let alarm = MetricAlarm(
            threshold: 10, comparisonOperator: .greaterThanThreshold, evaluationPeriods: 1)
        let values: [Double] = [20] + Array(repeating: .nan, count: 7)
        // N = 1 at 60 s fetches six periods.
        #expect(
            AlarmEvaluator(alarm: alarm).states(values: values)
                == Array(repeating: .alarm, count: 6) + Array(repeating: .insufficientData, count: 2))
    }

    @Test("A point that arrives a minute late is evaluated a minute late")
    func arrivalDelay() {
        let alarm = MetricAlarm(
            threshold: 10, comparisonOperator: .greaterThanThreshold, evaluationPeriods: 1)
        let evaluator = AlarmEvaluator(alarm: alarm, settings: EvaluationSettings(arrivalDelay: 60))
        #expect(evaluator.states(values: [20, 0, 0]) == [.insufficientData, .alarm, .ok])
        #expect(evaluator.evaluation(values: [20, 0], at: 1, previous: .ok).strip == "- - - - X -")
    }

    @Test("Settings that CloudWatch would refuse neither trap nor alarm by accident")
    func hostileSettings() {
        for count in [Int.min, -1, 0, 1 << 40, Int.max] {
            let alarm = MetricAlarm(
                threshold: .nan, comparisonOperator: .greaterThanThreshold, evaluationPeriods: count,
                datapointsToAlarm: count, period: count)
            for range in [EvaluationRange.inferred, .extra(count), .fixed(count)] {
                let settings = EvaluationSettings(evaluationRange: range, arrivalDelay: count)
                let evaluator = AlarmEvaluator(alarm: alarm, settings: settings)
                #expect(evaluator.states(values: [1, .infinity]).allSatisfy { $0 != .alarm })
                #expect(evaluator.evaluation(values: [1], at: count, previous: .ok).decision.state != .alarm)
            }
        }
    }
}

@Suite struct EvaluationRangeTests {
    @Test(
        "The published size and the evidence",
        arguments: [
            (3, 300, 5), (1, 900, 3), (3, 1800, 5), (1, 86_400, 3), (1, 60, 6), (2, 60, 7), (480, 60, 485),
        ])
    func inferred(periods: Int, period: Int, expected: Int) {
        #expect(EvaluationRange.inferred.periods(evaluationPeriods: periods, period: period) == expected)
    }

    @Test("Written and read back", arguments: [EvaluationRange.inferred, .extra(2), .fixed(5)])
    func text(range: EvaluationRange) {
        #expect(EvaluationRange(range.description) == range)
    }

    @Test("Not a range", arguments: ["", "N", "N+", "N+-1", "0", "-3", "five"])
    func notARange(text: String) {
        #expect(EvaluationRange(text) == nil)
    }
}

@Suite struct StripTests {
    @Test("Strips read and write the guide's rows")
    func strips() {
        let slots = Slot.slots(ofStrip: "0 - Xx-")
        #expect(slots == [.withinThreshold, .missing, .breaching, .breaching, .missing])
        #expect(slots.map(Slot.strip) == "0 - X X -")
        #expect(Slot.slots(ofStrip: "0 1") == nil)
    }
}
