extension AlarmEvaluator {
    /// The state after each evaluation of a whole column.
    ///
    /// Element *i* is the state of the evaluation whose newest point is `values[i]`, exactly as ``advance(point:)``
    /// would give it from the start; this evaluator's own position is neither used nor changed.
    ///
    /// - Parameters:
    ///   - values: one value a period, oldest first, NaN where it is missing.
    ///   - initial: the state before the first evaluation.
    public func states(values: [Double], from initial: AlarmState = .insufficientData) -> [AlarmState] {
        values.withUnsafeBufferPointer { states(in: $0, from: initial) }
    }

    /// The changes of state over a column, as pairs of an index of `values` and the state from there on.
    public func transitions(
        values: [Double], from initial: AlarmState = .insufficientData
    ) -> [(index: Int, state: AlarmState)] {
        var changes: [(index: Int, state: AlarmState)] = []
        var current = initial
        for (index, state) in states(values: values, from: initial).enumerated() where state != current {
            changes.append((index, state))
            current = state
        }
        return changes
    }

    /// The evaluation whose newest point is `values[index]`, with its row for an explanation.
    ///
    /// - Parameters:
    ///   - values: the column; what lies before it is missing.
    ///   - index: the newest period; outside the column everything is missing.
    ///   - previous: the state before that evaluation.
    public func evaluation(values: [Double], at index: Int, previous: AlarmState) -> Evaluation {
        var row = [Double](repeating: .nan, count: range)
        for age in delay..<max(delay, range) {
            let (position, overflow) = index.subtractingReportingOverflow(age)
            if !overflow, values.indices.contains(position) { row[range - 1 - age] = values[position] }
        }
        return evaluation(range: row, previous: previous)
    }

    /// One evaluation of a range given as it is, oldest first.
    public func evaluation(range values: [Double], previous: AlarmState) -> Evaluation {
        let slots = values.map(slot(of:))
        return Evaluation(
            values: values, slots: slots, previous: previous,
            decision: procedure.decide(slots, previous: previous))
    }

    private func states(
        in values: UnsafeBufferPointer<Double>, from initial: AlarmState
    ) -> [AlarmState] {
        let count = values.count
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * count) { scratch in
            let codes = UnsafeMutableBufferPointer(rebasing: scratch[..<count])
            classify(values, into: codes)
            let reals = UnsafeMutableBufferPointer(rebasing: scratch[count...])
            return [AlarmState](unsafeUninitializedCapacity: count) { states, initialized in
                sweep(codes, reals: reals, states: states, from: initial)
                initialized = count
            }
        }
    }

    /// Writes one ``Slot/code`` a value; a loop of its own for each operator, so that it runs in vector registers.
    private func classify(
        _ values: UnsafeBufferPointer<Double>, into codes: UnsafeMutableBufferPointer<UInt8>
    ) {
        @inline(__always) func fill(_ breaches: (Double) -> Bool) {
            for index in 0..<values.count {
                let value = values[index]
                // A missing value is NaN, for which every comparison is false.
                codes[index] = (value == value ? 1 : 0) | (breaches(value) ? 2 : 0)
            }
        }
        let threshold = threshold
        switch comparisonOperator {
        case .greaterThanThreshold: fill { $0 > threshold }
        case .greaterThanOrEqualToThreshold: fill { $0 >= threshold }
        case .lessThanThreshold: fill { $0 < threshold }
        case .lessThanOrEqualToThreshold: fill { $0 <= threshold }
        case .lessThanLowerOrGreaterThanUpperThreshold, .lessThanLowerThreshold, .greaterThanUpperThreshold:
            fill { _ in false }
        }
    }

    /// The loop of ``RangeWindow`` over a column, where what leaves the range is still there to be looked at.
    private func sweep(
        _ codes: UnsafeMutableBufferPointer<UInt8>, reals: UnsafeMutableBufferPointer<UInt8>,
        states: UnsafeMutableBufferPointer<AlarmState>, from initial: AlarmState
    ) {
        let (procedure, range, delay) = (procedure, range, delay)
        let newest = procedure.evaluationPeriods
        let young = min(procedure.datapointsToAlarm - 1, range)
        var counts = RangeCounts()
        var realCount = 0
        var state = initial
        for index in 0..<codes.count {
            let entering = index >= delay && delay < range ? codes[index - delay] : 0
            let leaving = index >= range && delay < range ? codes[index - range] : 0
            counts.real += Int(entering & 1) - Int(leaving & 1)
            counts.breaching += Int(entering >> 1) - Int(leaving >> 1)
            if delay < young {
                counts.young += Int(entering & 1) - (index >= young ? Int(codes[index - young] & 1) : 0)
            }
            if entering & 1 == 1 {
                reals[realCount] = entering >> 1
                counts.newestBreaching +=
                    Int(entering >> 1) - (realCount >= newest ? Int(reals[realCount - newest]) : 0)
                realCount += 1
            }
            state = procedure.decide(counts, previous: state).state
            states.initializeElement(at: index, to: state)
        }
    }
}
