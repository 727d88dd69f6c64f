import CloudWatch
import Ingest
import Replay
import Testing
import TimeSeries

@Suite struct AlarmVerifierTests {
    private func time(_ text: String) -> Instant {
        Instant(iso8601: "2026-01-01T\(text)Z") ?? Instant(seconds: 0)
    }

    private func metric(_ id: String) -> MetricDataQuery {
        MetricDataQuery(
            id: id,
            metricStat: MetricStat(
                metric: MetricName(namespace: "N", metricName: id), period: 60, stat: "Sum"),
            returnData: false)
    }

    /// Minutes from 12:00.
    private func grid(_ values: [Double]) -> StatisticGrid {
        StatisticGrid(GridSeries(start: time("12:00:00"), values: values), statistic: .sum)
    }

    private func item(_ clock: String, _ data: String, type: String = "StateUpdate") -> AlarmHistoryItem {
        AlarmHistoryItem(time: time(clock), alarmName: "a", itemType: type, summary: "", data: data)
    }

    private func data(
        _ to: String, query: String, values: String, threshold: Double = 10, quoted: Bool = false
    ) -> String {
        let seen = """
            {"version":"1.0","queryDate":"2026-01-01T\(query).300+0000","period":60,"threshold":\(threshold),\
            "recentDatapoints":[\(values)]}
            """
        let field = quoted ? "\"" + seen.replacing("\"", with: "\\\"") + "\"" : seen
        return """
            {"version":"1.0","oldState":{"stateValue":"OK"},"newState":{"stateValue":"\(to)",\
            "stateReason":"Threshold Crossed: …","stateReasonData":\(field)}}
            """
    }

    private func verifier(
        _ values: [Double], periods: Int = 2, threshold: Double = 10, items: [AlarmHistoryItem] = []
    ) -> AlarmVerifier {
        AlarmVerifier(
            alarm: MetricAlarm(
                alarmName: "a", metrics: [metric("m1")], threshold: threshold,
                comparisonOperator: .greaterThanThreshold, evaluationPeriods: periods),
            sources: ["m1": grid(values)], covered: time("12:00:00")..<time("12:30:00"), items: items)
    }

    private let quiet = [1.0, 1, 1, 1, 1, 1, 1, 1]

    @Test(
        "The same values and state, whether the data stand there as an object or as text",
        arguments: [false, true])
    func reproduced(quoted: Bool) {
        let check = verifier(quiet + [20, 30]).check(
            item("12:10:06", data("ALARM", query: "12:10:06", values: "20.0,30.0", quoted: quoted)))
        #expect(check.outcome == .reproduced)
        #expect(check.arrivalDelay == 0)
        #expect(check.queryDate == time("12:10:06.300"))
        #expect(check.strip == "0 0 0 0 0 X X")
        #expect(check.branch == .enoughData)
    }

    @Test("A minute that arrived late: the smallest delay that hides it")
    func late() {
        // The evaluation six seconds into 12:11 did not see the minute 12:10 yet.
        let check = verifier(quiet + [20, 30, 5]).check(
            item("12:11:06", data("ALARM", query: "12:11:06", values: "20.0,30.0")))
        #expect(check.outcome == .differsInValues)
        #expect(check.arrivalDelay == 7)
        #expect(check.replayedValues == [30, 5])
        #expect(check.strip == "0 0 0 0 X X -")
        #expect(
            check.remark
                == "late data: the minute 12:10 UTC was not there yet; a delay of 7 s or more explains the change"
        )
        // A minute later still only the values of before.
        let later = verifier(quiet + [20, 30, 5, 5]).check(
            item("12:12:06", data("ALARM", query: "12:12:06", values: "20.0,30.0")))
        #expect(later.arrivalDelay == 67)
        #expect(
            later.remark
                == "late data: the 2 minutes from 12:10 UTC were not there yet; a delay of 67 s or more "
                + "explains the change")
    }

    @Test("Of two metrics only one was late")
    func oneLateMetric() {
        let alarm = MetricAlarm(
            alarmName: "a",
            metrics: [MetricDataQuery(id: "e", expression: "x - y"), metric("x"), metric("y")],
            threshold: 10, comparisonOperator: .greaterThanThreshold, evaluationPeriods: 1)
        let verifier = AlarmVerifier(
            alarm: alarm,
            sources: [
                "x": grid(Array(repeating: 20, count: 10)), "y": grid(Array(repeating: 15, count: 10)),
            ],
            covered: time("12:00:00")..<time("12:30:00"), items: [])
        let check = verifier.check(item("12:10:06", data("ALARM", query: "12:10:06", values: "20.0")))
        #expect(check.outcome == .differsInValues)
        #expect(check.delayedMetrics == ["y"])
        #expect(check.arrivalDelay == 7)
        #expect(check.remark.hasPrefix("late data: the minute 12:09 UTC of y was not there yet"))
    }

    @Test("The same values, another state")
    func rule() {
        let check = verifier(quiet + [20, 5]).check(
            item("12:10:06", data("ALARM", query: "12:10:06", values: "20.0,5.0")))
        #expect(check.outcome == .differsInRule)
        #expect(check.replayedState == .ok)
        #expect(check.arrivalDelay == nil)
        #expect(
            check.remark
                == "the values that the alarm saw give OK here, not ALARM (N = 2, M = 2, missing, threshold "
                + "10): were these the alarm's settings at that time?")
    }

    @Test("Recorded values that contradict the recorded state, whatever the data hold now")
    func ruleOnOtherValues() {
        let check = verifier(quiet + [1, 1]).check(
            item("12:10:06", data("ALARM", query: "12:10:06", values: "20.0,5.0")))
        #expect(check.outcome == .differsInRule)
        #expect(check.remark.hasPrefix("the values that the alarm saw give OK here, not ALARM"))
    }

    @Test("Values that no delay explains")
    func unexplained() {
        let check = verifier(quiet + [20, 30]).check(
            item("12:10:06", data("ALARM", query: "12:10:06", values: "20.0,31.0")))
        #expect(check.outcome == .differsInValues)
        #expect(check.arrivalDelay == nil)
        #expect(
            check.remark.hasPrefix("the alarm saw 31 where the data hold 30 now, and no delay up to 900 s"))
        let gone = Array(repeating: Double.nan, count: 12)
        let none = verifier(gone).check(
            item("12:10:06", data("ALARM", query: "12:10:06", values: "20.0,31.0")))
        #expect(none.outcome == .differsInValues)
        #expect(none.remark.hasPrefix("the alarm saw 2 values, the data hold none now"))
    }

    @Test("An event carries no values; its state is replayed at its own time")
    func event() {
        let text =
            #"{"oldState":{"stateValue":"OK"},"newState":{"stateValue":"ALARM","stateReason":"Threshold Crossed"}}"#
        #expect(verifier(quiet + [20, 30]).check(item("12:10:06", text)).outcome == .reproduced)
        let late = verifier(quiet + [20, 30, 5]).check(item("12:11:06", text))
        #expect((late.outcome, late.arrivalDelay) == (.differsInValues, 7))
        #expect(verifier(quiet + quiet).check(item("12:10:06", text)).outcome == .differsInRule)
    }

    @Test(
        "No evaluation",
        arguments: ["Unchecked: Initial alarm creation", "testing the mail"])
    func notEvaluated(reason: String) {
        let text = #"{"newState":{"stateValue":"ALARM","stateReason":"\#(reason)"}}"#
        let check = verifier(quiet).check(item("12:05:00", text))
        #expect(check.outcome == .notEvaluated)
        #expect(
            check.remark
                == (reason.hasPrefix("Unchecked")
                    ? "the alarm was new"
                    : #"no evaluation made this state, somebody set it: "testing the mail""#))
    }

    @Test("Nothing is said of times without data")
    func outside() {
        let text = data("ALARM", query: "11:59:06", values: "20.0,30.0")
        let early = verifier(quiet).check(item("11:59:06", text))
        #expect(early.outcome == .outsideData)
        #expect(
            early.remark == "the alarm looked at data from 2026-01-01 11:52 UTC on, the metrics begin at "
                + "2026-01-01 12:00 UTC")
        #expect(
            verifier(quiet).check(item("12:40:06", data("OK", query: "12:40:06", values: ""))).outcome
                == .outsideData)
    }

    @Test("Not a state update", arguments: ["", "{", "[]", #"{"newState":{"stateValue":"GREEN"}}"#])
    func unreadable(text: String) {
        #expect(verifier(quiet).check(item("12:05:00", text)).outcome == .unreadable)
    }

    @Test("A change is replayed with the settings of its time")
    func configuration() {
        let update = item(
            "12:00:00",
            #"{"version":"1.0","type":"Update","updatedAlarm":{"evaluationPeriods":1,"threshold":10.0,"#
                + #""comparisonOperator":"GreaterThanThreshold","treatMissingData":"missing"}}"#,
            type: "ConfigurationUpdate")
        let text = data("ALARM", query: "12:10:06", values: "30.0")
        // Today's alarm wants three minutes above 25.
        let verifier = verifier(quiet + [5, 30], periods: 3, threshold: 25, items: [update])
        #expect(verifier.check(item("12:10:06", text)).outcome == .reproduced)
    }
}
