/// The evaluation of a whole column: ``RangeWindow`` where what leaves the range is still there to be looked at.
///
/// Fast because of three things: points are one byte each, every count is an addition and a subtraction without a
/// branch, and blocks in which nothing or everything is missing, in which no count can reach a bound, or in which one
/// count alone decides, which is most of a real column, take shorter loops.
struct ColumnSweep {
    let procedure: DecisionProcedure
    let range: Int
    let delay: Int

    private let required: Int
    private let newestLimit: Int
    private let young: Int
    /// States under few points, by ``fewPointsIndex(_:)``; ``keep`` where the state stays.
    private let fewPoints: [UInt8]

    /// Points looked at together.
    private static let block = 128
    /// The code of "the state stays as it is".
    private static let keep: UInt8 = 3

    init(procedure: DecisionProcedure, range: Int, delay: Int) {
        self.procedure = procedure
        self.range = range
        self.delay = delay
        required = procedure.datapointsToAlarm
        newestLimit = procedure.evaluationPeriods
        young = min(procedure.datapointsToAlarm - 1, range)
        fewPoints = (0..<32).map { Self.code(ofFewPoints: $0, procedure) }
    }

    /// Bytes of scratch memory for a column: padding that stands for the missing time before it, and its points, twice.
    func scratchSize(count: Int) -> Int { 2 * count + range + newestLimit }

    /// Writes one state a point.
    ///
    /// - Parameters:
    ///   - codes: one ``Slot/code`` a point, after `range` zeros.
    ///   - reals: as many cells as there are points, after N zeros.
    ///   - states: one cell a point, uninitialised.
    ///   - initial: the state before the first evaluation.
    func run(
        codes: UnsafePointer<UInt8>, reals: UnsafeMutablePointer<UInt8>, count: Int,
        states: UnsafeMutablePointer<AlarmState>, from initial: AlarmState
    ) {
        guard delay < range else {
            // Nothing ever arrives.
            let nothing = procedure.decide(RangeCounts(), previous: initial).state
            states.initialize(repeating: nothing, count: count)
            return
        }
        var counts = Counts(state: initial)
        var index = 0
        while index < count {
            let end = min(index + Self.block, count)
            let entering = UnsafeBufferPointer(start: codes + (index - delay), count: end - index)
            var any: UInt8 = 0
            var all: UInt8 = 1
            for code in entering {
                any |= code
                all &= code
            }
            if all == 1, counts.real == range - delay, newestLimit <= range - delay {
                sweepDense(codes, reals, index..<end, states, &counts)
            } else if any == 0, counts.real == 0 {
                let code = fewPoints[fewPointsIndex(counts)]
                let state = code == Self.keep ? counts.state : Self.state(code)
                (states + index).initialize(repeating: state, count: end - index)
                counts.state = state
            } else {
                let flow = Flow(
                    entering: entering, leaving: codes + (index - range),
                    grown: young > delay ? codes + (index - young) : nil)
                let mayGoStale = counts.isStale || index - counts.recounted >= newestLimit / 4
                if mayGoStale, hasFewAndGood(counts, flow) {
                    if let steady = steadyState(counts, flow) {
                        (states + index).initialize(repeating: steady, count: end - index)
                        counts.state = steady
                    } else {
                        sweepFew(codes, index..<end, states, &counts)
                    }
                    counts.add(flow)
                    counts.isStale = true
                    for code in entering {
                        // Written always, kept only when the point is real.
                        reals[counts.total] = code >> 1
                        counts.total &+= Int(code & 1)
                    }
                } else {
                    if counts.isStale { recount(reals, &counts, at: index) }
                    if counts.real - flow.leavingReal >= newestLimit {
                        sweepEnough(codes, reals, index..<end, states, &counts)
                        counts.add(flow)
                    } else {
                        sweepMixed(codes, reals, index..<end, states, &counts)
                    }
                }
            }
            index = end
        }
    }

    private struct Counts {
        var real = 0
        var breaching = 0
        var newest = 0
        var young = 0
        /// Real points so far.
        var total = 0
        var state: AlarmState
        /// Whether `newest` was not kept, as nobody asks for it while fewer than N points are real.
        var isStale = false
        /// Where it was counted anew; not too often, so that the work a point does not grow with N.
        var recounted = 0

        mutating func add(_ flow: Flow) {
            real += flow.enteringReal - flow.leavingReal
            breaching += flow.enteringBreaching - flow.leavingBreaching
            young += flow.enteringYoung - flow.grown
        }
    }

    /// How many points of a block enter the range, leave it, and grow old in it.
    private struct Flow {
        var enteringReal = 0
        var enteringBreaching = 0
        var enteringYoung = 0
        var leavingReal = 0
        var leavingBreaching = 0
        var grown = 0

        init(
            entering: UnsafeBufferPointer<UInt8>, leaving: UnsafePointer<UInt8>, grown: UnsafePointer<UInt8>?
        ) {
            let count = entering.count
            if let first = entering.baseAddress {
                (enteringReal, enteringBreaching) = Self.sums(first, count)
            }
            (leavingReal, leavingBreaching) = Self.sums(leaving, count)
            if let grown {
                enteringYoung = enteringReal
                self.grown = Self.sums(grown, count).real
            }
        }

        /// Sums in bytes, which fill vector registers and hold a block's count.
        @inline(__always)
        private static func sums(
            _ codes: UnsafePointer<UInt8>, _ count: Int
        ) -> (real: Int, breaching: Int) {
            var (real, breaching): (UInt8, UInt8) = (0, 0)
            for index in 0..<count {
                real &+= codes[index] & 1
                breaching &+= codes[index] >> 1
            }
            return (Int(real), Int(breaching))
        }
    }

    /// Whether in a whole block too few points are real and one of them at least is good.
    ///
    /// A good point makes it immaterial how old the oldest one is, so that a single count decides.
    private func hasFewAndGood(_ counts: Counts, _ flow: Flow) -> Bool {
        let leastGood = counts.real - counts.breaching - (flow.leavingReal - flow.leavingBreaching)
        return counts.real + flow.enteringReal < newestLimit && leastGood > 0
    }

    /// The state throughout a block with few points and a good one if no count can cross a bound; `nil` when one may.
    private func steadyState(_ counts: Counts, _ flow: Flow) -> AlarmState? {
        let good = counts.real - counts.breaching
        let leastGood = good - (flow.leavingReal - flow.leavingBreaching)
        let mostGood = good + flow.enteringReal - flow.enteringBreaching
        // Missing points filled as breaching are enough when at most N - M points are good.
        let fills = newestLimit - required
        guard counts.breaching + flow.enteringBreaching < required, mostGood <= fills || leastGood > fills
        else { return nil }
        let few = FewPoints(
            isEmpty: false, hasEnoughBreaching: false, hasOnlyBreaching: false, isOldEnough: false,
            hasEnoughFilled: mostGood <= fills)
        return procedure.decide(few, previous: counts.state).state
    }

    /// Counts the breaching ones among the newest N real points anew.
    private func recount(_ reals: UnsafeMutablePointer<UInt8>, _ counts: inout Counts, at index: Int) {
        var newest = 0
        for cell in UnsafeBufferPointer(start: reals + (counts.total - newestLimit), count: newestLimit) {
            newest &+= Int(cell)
        }
        counts.newest = newest
        counts.isStale = false
        counts.recounted = index
    }

    /// Every point of every range is real: only the newest N count, and the others need not be kept one by one.
    private func sweepDense(
        _ codes: UnsafePointer<UInt8>, _ reals: UnsafeMutablePointer<UInt8>, _ block: Range<Int>,
        _ states: UnsafeMutablePointer<AlarmState>, _ counts: inout Counts
    ) {
        let (required, newestLimit, delay, range) = (required, newestLimit, delay, range)
        var newest = counts.newest
        // In a range without gaps the newest N real points are the newest N periods.
        for index in block {
            let entering = Int(codes[index &- delay] >> 1)
            newest &+= entering &- Int(codes[index &- delay &- newestLimit] >> 1)
            (states + index).initialize(to: newest >= required ? .alarm : .ok)
        }
        var (breaching, total) = (counts.breaching, counts.total)
        for index in block {
            let entering = codes[index &- delay] >> 1
            breaching &+= Int(entering) &- Int(codes[index &- range] >> 1)
            reals[total] = entering
            total &+= 1
        }
        (counts.newest, counts.breaching, counts.total) = (newest, breaching, total)
        counts.state = newest >= required ? .alarm : .ok
    }

    /// A block with few points and a good one throughout: one count against one bound. Counts but the state are not kept.
    private func sweepFew(
        _ codes: UnsafePointer<UInt8>, _ block: Range<Int>, _ states: UnsafeMutablePointer<AlarmState>,
        _ counts: inout Counts
    ) {
        let (delay, range, required, fills) = (delay, range, required, newestLimit - required)
        let isFilled = procedure.treatMissingData == .breaching
        let (above, below) = (fewPoints[isFilled ? 16 : 2], fewPoints[0])
        var state = counts.state
        @inline(__always) func sweep(_ first: Int, _ weight: (UInt8) -> Int, _ holds: (Int) -> Bool) {
            var count = first
            for index in block {
                count &+= weight(codes[index &- delay]) &- weight(codes[index &- range])
                let code = holds(count) ? above : below
                if code != Self.keep { state = Self.state(code) }
                (states + index).initialize(to: state)
            }
        }
        if isFilled {
            // Good points are those with the first bit alone.
            sweep(counts.real - counts.breaching, { Int(($0 & 1) ^ ($0 >> 1)) }, { $0 <= fills })
        } else {
            sweep(counts.breaching, { Int($0 >> 1) }, { $0 >= required })
        }
        counts.state = state
    }

    /// A block with enough real points throughout: the newest N of them decide.
    private func sweepEnough(
        _ codes: UnsafePointer<UInt8>, _ reals: UnsafeMutablePointer<UInt8>, _ block: Range<Int>,
        _ states: UnsafeMutablePointer<AlarmState>, _ counts: inout Counts
    ) {
        let (required, newestLimit, delay) = (required, newestLimit, delay)
        var (newest, total) = (counts.newest, counts.total)
        for index in block {
            let entering = codes[index &- delay]
            let isReal = Int(entering & 1)
            // Written always, kept only when the point is real.
            let replaced = Int(reals[total &- newestLimit])
            reals[total] = entering >> 1
            newest &+= Int(entering >> 1) &- (replaced & (0 &- isReal))
            total &+= isReal
            (states + index).initialize(to: newest >= required ? .alarm : .ok)
        }
        (counts.newest, counts.total) = (newest, total)
        counts.state = newest >= required ? .alarm : .ok
    }

    private func sweepMixed(
        _ codes: UnsafePointer<UInt8>, _ reals: UnsafeMutablePointer<UInt8>, _ block: Range<Int>,
        _ states: UnsafeMutablePointer<AlarmState>, _ counts: inout Counts
    ) {
        let (required, newestLimit, delay, range) = (required, newestLimit, delay, range)
        let young = young
        let hasYoung = delay < young
        var now = counts
        fewPoints.withUnsafeBufferPointer { table in
            for index in block {
                let entering = codes[index &- delay]
                let leaving = codes[index &- range]
                let enteringReal = Int(entering & 1)
                let enteringBreach = Int(entering >> 1)
                now.real &+= enteringReal &- Int(leaving & 1)
                now.breaching &+= enteringBreach &- Int(leaving >> 1)
                if hasYoung { now.young &+= enteringReal &- Int(codes[index &- young] & 1) }
                // Written always, kept only when the point is real.
                let replaced = Int(reals[now.total &- newestLimit])
                reals[now.total] = UInt8(truncatingIfNeeded: enteringBreach)
                now.newest &+= enteringBreach &- (replaced & (0 &- enteringReal))
                now.total &+= enteringReal
                if now.real >= newestLimit {
                    now.state = now.newest >= required ? .alarm : .ok
                } else {
                    let code = table[fewPointsIndex(now)]
                    if code != Self.keep { now.state = Self.state(code) }
                }
                (states + index).initialize(to: now.state)
            }
        }
        counts = now
    }

    /// Which case of few points the counts are: bit 0 none real, 1 enough breaching, 2 only breaching, 3 old enough,
    /// 4 enough with the missing ones filled as breaching.
    @inline(__always)
    private func fewPointsIndex(_ counts: Counts) -> Int {
        (counts.real == 0 ? 1 : 0) | (counts.breaching >= required ? 2 : 0)
            | (counts.breaching == counts.real ? 4 : 0) | (counts.young < counts.real ? 8 : 0)
            | (counts.breaching &+ newestLimit &- counts.real >= required ? 16 : 0)
    }

    /// The procedure's answer in one case of few points.
    private static func code(ofFewPoints index: Int, _ procedure: DecisionProcedure) -> UInt8 {
        let few = FewPoints(
            isEmpty: index & 1 != 0, hasEnoughBreaching: index & 2 != 0, hasOnlyBreaching: index & 4 != 0,
            isOldEnough: index & 8 != 0, hasEnoughFilled: index & 16 != 0)
        let fromOK = procedure.decide(few, previous: .ok).state
        let fromAlarm = procedure.decide(few, previous: .alarm).state
        return fromOK == fromAlarm ? code(of: fromOK) : keep
    }

    private static func code(of state: AlarmState) -> UInt8 {
        switch state {
        case .ok: 0
        case .alarm: 1
        case .insufficientData: 2
        }
    }

    @inline(__always)
    private static func state(_ code: UInt8) -> AlarmState {
        code == 0 ? .ok : code == 1 ? .alarm : .insufficientData
    }
}
