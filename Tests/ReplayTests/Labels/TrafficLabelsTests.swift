import LeafStack
import Testing
import TimeSeries

@testable import Replay

@Suite struct TrafficLabelsTests {
    /// Three lives without a container log: a download, players, idle minutes; the last for nobody.
    private func story(idle: Double = 50) -> Story {
        func around(_ rate: Double, _ minute: Int) -> Double {
            rate * (1 + 0.2 * (Double(minute) * 0.618_033_988).truncatingRemainder(dividingBy: 1))
        }
        var story = Story(minutes: 700)
        story.history.hasContainerLog = false
        for (first, players) in [(10, 100), (200, 100), (450, 0)] {
            story.query(Double(first) - 0.5)
            for minute in first..<first + 8 { story.rate(minute, 90_000) }
            for minute in first + 8..<first + 8 + players { story.rate(minute, around(900, minute)) }
            for minute in first + 8 + players..<first + 8 + players + 60 {
                story.rate(minute, around(idle, minute))
            }
        }
        return story
    }

    @Test("without a log traffic says who was connected, what was boot, and which wake was for nobody")
    func separated() throws {
        let observation = Observation(story().history)
        #expect(observation.labelSource == .traffic)
        #expect(observation.sessions == [18..<118, 208..<308])
        #expect(observation.labels[10..<18].allSatisfy { $0 == .boot })
        #expect(observation.labels[118..<178].allSatisfy { $0 == .idle })
        #expect(observation.lives.map(\.isUsed) == [true, true, false])
        #expect(observation.lives.map(\.life.readyMinute) == [18, 208, 458])
        let separation = try #require(observation.trafficSeparation)
        #expect((60..<900).contains(separation.minimumError))
    }

    @Test("a single loud minute between idle ones is nobody")
    func singleMinute() {
        var story = story()
        story.rate(150, 950)
        let observation = Observation(story.history)
        #expect(observation.sessions == [18..<118, 208..<308])
    }

    @Test("traffic in one group labels nothing")
    func oneGroup() {
        let observation = Observation(story(idle: 900).history)
        #expect(observation.labelSource == .players)
        #expect(!observation.labels.contains(.connected))
        #expect(observation.lives.map(\.isUsed) == [nil, nil, nil])
    }

    @Test("a log wins over traffic, also when it names nobody")
    func logged() {
        var story = story()
        story.history.hasContainerLog = true
        let observation = Observation(story.history)
        #expect(observation.labelSource == .players)
        #expect(!observation.labels.contains(.connected))
    }

    @Test("windows that the user gives win over traffic, boot and down apart")
    func windows() {
        var observation = Observation(story().history)
        let before = observation.labels
        observation.label(idle: [], connected: [])
        #expect(observation.labelSource == .traffic)
        let history = observation.history
        observation.label(
            idle: [history.start..<history.networkIn.end],
            connected: [history.networkIn.time(at: 460)..<history.networkIn.time(at: 470)])
        #expect(observation.labelSource == .windows)
        #expect(observation.sessions == [460..<470])
        #expect(observation.lives.map(\.isUsed) == [false, false, true])
        #expect(
            before.indices.allSatisfy {
                [.down, .boot].contains(before[$0]) == [.down, .boot].contains(observation.labels[$0])
            })
    }
}
