import LeafStack
import Replay
import Reporting
import Testing
import TimeSeries
import Tuning
import Worlds
import _WorldHistories

/// The history at a glance shows what one wants to see in it.
@Suite struct OverviewTests {
    @Test("One loud minute among thousands stands in the overview")
    func peak() throws {
        var history = WorldHistory.history(of: World(WorldClass.steady.parameters(seed: 3, days: 6)))
        let quiet = Self.report(history).overview
        let up = history.networkIn.values.indices.filter { history.networkIn.values[$0].isFinite }
        let minute = up[up.count / 2]
        // `NetworkIn` is bytes a minute, the alarm's traffic bytes a second.
        history.networkIn.values[minute] = 60 * 5e7
        let report = Self.report(history)
        let loud = report.overview
        #expect(loud.traffic.count == quiet.traffic.count)
        let stretch = try #require(loud.traffic.firstIndex { ($0 ?? 0) > 4e7 })
        #expect(loud.traffic.count { ($0 ?? 0) > 4e7 } == 1)
        #expect(minute * loud.traffic.count / history.minutes == stretch)
        let charts = report.document(style: .init()).blocks.filter {
            if case .chart = $0 { true } else { false }
        }
        for width in [40, 100] {
            let bars = TerminalView(width: width).render(Document(charts)).split(separator: "\n").first ?? ""
            #expect(bars.hasPrefix("traffic") && bars.count { $0 == "█" } == 1, "\(bars)")
        }
    }

    private static func report(_ history: LeafHistory) -> AnalysisReport {
        let observation = Observation(history)
        let recommendation = Recommender(options: TuningOptions(rounds: 5)).recommend(
            TuningInput(observation))
        return AnalysisReport(
            version: "0", observation: observation, judged: JudgedMinutes(observation), audit: nil,
            auditRefusal: nil,
            recommendation: recommendation,
            findings: [], remarks: [])
    }
}
