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
        let sweep = ColumnSweep(procedure: procedure, range: range, delay: delay)
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: sweep.scratchSize(count: count)) {
            scratch in
            // Zeros in front stand for the time before the column, in which everything is missing.
            guard let base = scratch.baseAddress else { return [] }
            let codes = base + range
            let reals = codes + count + procedure.evaluationPeriods
            base.initialize(repeating: 0, count: range)
            (codes + count).initialize(repeating: 0, count: procedure.evaluationPeriods)
            classify(values, into: codes)
            return [AlarmState](unsafeUninitializedCapacity: count) { states, initialized in
                if let states = states.baseAddress {
                    sweep.run(codes: codes, reals: reals, count: count, states: states, from: initial)
                }
                initialized = count
            }
        }
    }

    /// Writes one ``Slot/code`` a value; a loop of its own for each operator, so that it runs in vector registers.
    private func classify(_ values: UnsafeBufferPointer<Double>, into codes: UnsafeMutablePointer<UInt8>) {
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
}
