import CloudWatch
import Ingest
import LeafStack
import Replay
import Testing
import TimeSeries

@Suite struct VerificationTests {
    /// Two evenings of one leaf, with the history that its activity alarm would have left.
    private var history: LeafHistory { history(step: 0) }

    /// The same with traffic that grows by `step` bytes each minute, so that no two minutes are alike.
    private func history(step: Double) -> LeafHistory {
        let leaf = Leaf(
            containerID: "arena.example.com", instanceType: "t3.medium", image: "arena", volumes: [],
            watchdog: WatchdogSettings(threshold: 100))
        var history = LeafHistory(leaf: leaf, start: Instant(minute: 29_454_000), minutes: 160)
        // The first evaluation range lies inside the data, and the data go on until nothing is left in the last one.
        for minute in 20..<50 {
            history.networkIn.values[minute] = minute < 35 ? 60_000 : 60 + step * Double(minute)
        }
        for minute in 80..<120 {
            history.networkIn.values[minute] = minute < 100 ? 60_000 : 60 + step * Double(minute)
        }
        history.alarmHistory = WatchdogReplay(history).containerActivity.transitions.map { transition in
            let query = transition.time.advanced(bySeconds: 6)
            let values = WatchdogReplay(history).containerActivity.evaluation(
                at: (history.networkIn.index(of: transition.time) ?? 0)
            ).values.filter { !$0.isNaN }.suffix(7)
            return AlarmHistoryItem(
                time: query, alarmName: WatchdogAlarms(leaf: leaf).containerActivity.alarmName,
                itemType: "StateUpdate", summary: "",
                data: """
                    {"oldState":{"stateValue":"\(transition.from.rawValue)"},\
                    "newState":{"stateValue":"\(transition.to.rawValue)","stateReasonData":\
                    {"queryDate":"\(query.iso8601)","recentDatapoints":[\(values.map { "\($0)" }.joined(separator: ","))],\
                    "threshold":100.0}}}
                    """)
        }
        return history
    }

    @Test("A history that follows from the data is reproduced change by change")
    func reproduced() {
        let verification = Verification(history)
        #expect(verification.alarms.map(\.rule) == [.containerActivity])
        let transitions = verification.alarms.first?.transitions ?? []
        #expect(transitions.map(\.to) == [.ok, .alarm, .insufficientData, .ok, .alarm, .insufficientData])
        #expect(verification.counts == ["reproduced": 6])
        #expect(verification.largestDelay == 0)
        #expect(verification.alarms.allSatisfy { $0.unrecorded.isEmpty })
        #expect(!verification.contradictsRules)
    }

    @Test("A change that the history lacks is reported, a repeated one counts once")
    func lacksOne() {
        var history = history
        history.alarmHistory.append(history.alarmHistory[0])
        history.alarmHistory.remove(at: 2)
        let verification = Verification(history)
        #expect(verification.counts == ["reproduced": 5])
        #expect(verification.alarms.first?.unrecorded.map(\.to) == [.insufficientData])
        #expect(verification.contradictsRules)
    }

    @Test("A leaf whose data came late: explained change by change, and no contradiction of the rules")
    func late() throws {
        var history = history(step: 1)
        // Each evaluation saw what was there a minute before, so the minute in between had not arrived.
        for index in history.alarmHistory.indices {
            let item = history.alarmHistory[index]
            let query = item.time.advanced(bySeconds: 60)
            history.alarmHistory[index] = AlarmHistoryItem(
                time: query, alarmName: item.alarmName, itemType: item.itemType, summary: "",
                data: item.data.replacing(item.time.iso8601, with: query.iso8601))
        }
        let verification = Verification(history)
        let checks = try #require(verification.alarms.first?.transitions)
        #expect(checks.allSatisfy { $0.outcome != .differsInRule })
        let late = checks.filter { $0.outcome == .differsInValues }
        #expect(!late.isEmpty)
        #expect(late.allSatisfy { $0.arrivalDelay == 7 && $0.remark.hasPrefix("late data: the minute") })
        #expect(verification.largestDelay == 7)
        #expect(verification.alarms.allSatisfy { $0.unrecorded.isEmpty })
        #expect(!verification.contradictsRules)
    }
}
