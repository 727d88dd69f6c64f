import Foundation
import LeafStack
import Replay
import Testing
import Tuning

private let isThorough = ProcessInfo.processInfo.environment["LEAFWATCH_THOROUGH"] == "1"

@Suite struct FrontierTests {
    /// Cost and risk of a candidate.
    private struct Place: Hashable {
        var risk: Int
        var cost: Double
    }

    /// What nothing dominates, by looking at every pair.
    private func undominated(_ places: Set<Place>) -> Set<Place> {
        places.filter { own in
            !places.contains {
                $0.risk <= own.risk && $0.cost <= own.cost && ($0.risk < own.risk || $0.cost < own.cost)
            }
        }
    }

    @Test(
        "the frontier is that of replaying every candidate minute by minute: gaps, M of N, every profile",
        arguments: [[0], [0, 1, 2], [1]])
    func equalsBruteForce(fewer: [Int]) {
        var random = RandomHistories(seed: 31)
        var points = 0
        for round in 0..<(isThorough ? 3_000 : 60) {
            let input = random.input()
            let timeline = input.timeline()
            let columns = WhatIfColumns(timeline)
            var tallies: [(WhatIfSettings, WhatIfTally)] = []
            for threshold in FrontierSweep(columns, adding: [input.present.threshold]).thresholds {
                for minutes in 1...7 {
                    for datapoints in fewer.map({ minutes - $0 }) where datapoints > 0 {
                        let settings = WhatIfSettings(
                            threshold: Double(threshold), minutesWithoutConnections: minutes,
                            datapointsToAlarm: datapoints)
                        tallies.append((settings, columns.tally(timeline.run(settings))))
                    }
                }
            }
            for profile in TuningProfile.all + [
                TuningProfile(name: "custom", coldStartCost: 3.5, falseStopCost: 1)
            ] {
                func place(_ tally: WhatIfTally) -> Place {
                    Place(
                        risk: tally.falseStops,
                        cost: Double(tally.idleMinutes) + profile.coldStartCost * Double(tally.coldStarts))
                }
                let frontier = Frontier(
                    columns, profile: profile, patience: 1...7, fewer: fewer, marked: [input.present])
                let best = frontier.points.filter(\.isUndominated)
                #expect(
                    Set(best.map { Place(risk: $0.falseStops, cost: $0.cost) })
                        == undominated(Set(tallies.map { place($0.1) })),
                    "seed 31, round \(round), \(profile.name)")
                for point in frontier.points {
                    let own = tallies.first {
                        $0.0.threshold == Double(point.threshold)
                            && $0.0.minutesWithoutConnections == point.minutesWithoutConnections
                            && $0.0.datapointsToAlarm
                                == point.datapointsToAlarm ?? point.minutesWithoutConnections
                    }
                    if let own {
                        #expect(place(own.1) == Place(risk: point.falseStops, cost: point.cost))
                    } else {
                        #expect(point.threshold == input.present.threshold && !fewer.contains(0))
                    }
                }
                points += best.count
            }
        }
        #expect(points > 200)
    }
}
