import Ingest
import LeafStack
import Replay
import Testing

@Suite struct MinuteClassesTests {
    private func strip(_ story: Story) -> String {
        let symbols: [MinuteClass: Character] = [
            .crashLoop: "C", .used: "U", .leftUp: "L", .falseWake: "F", .boot: "B", .idleWait: "w",
            .unknown: "?",
        ]
        return String(
            MinuteClasses(Observation(story.history)).values.map { $0.flatMap { symbols[$0] } ?? "." })
    }

    @Test func anEveningIsBootUseAndWait() {
        var story = Story(
            minutes: 30, watchdog: WatchdogSettings(threshold: 100, minutesWithoutConnections: 3))
        story.query(1.5)
        story.up(2..<14)
        story.player(4.5, .serverReady)
        story.player(6, .joined, "Ana")
        story.player(8.5, .left, "Ana")
        #expect(strip(story).hasPrefix("..BBwwUUUwwwwL."))
    }

    @Test func whatLiesMoreThanNIdleMinutesAfterUseBootOrQueryIsLeftUp() {
        var story = Story(
            minutes: 30, watchdog: WatchdogSettings(threshold: 100, minutesWithoutConnections: 3))
        story.query(1.5)
        story.up(2..<28, rate: 5000)
        story.player(3, .serverReady)
        story.player(3.1, .joined, "Ana")
        story.player(3.5, .left, "Ana")
        story.query(12.5)
        // Idle 4 to 11: four of them wait, the next are left up; the query of minute 12 starts the wait anew.
        #expect(strip(story).hasPrefix("..BUwwwwLLLLwwwwwLLLLL"))
        let classes = MinuteClasses(Observation(story.history))
        #expect(classes.runs(of: .leftUp) == [8..<12, 17..<28])
        #expect(classes.minutesUp == 26)
    }

    @Test func aFalseWakeKeepsItsBootAndItsWait() {
        var story = Story(minutes: 30)
        story.query(1.5)
        story.up(2..<12)
        story.player(4, .serverReady)
        #expect(strip(story).hasPrefix("..FFFFFFFFFF."))
    }

    @Test func aCrashLoopLastsUntilTheServerIsReadyForTenMinutes() {
        var story = Story(minutes: 60)
        story.query(1.5)
        story.up(2..<40, rate: 5000)
        story.player(3, .serverReady)
        story.player(3.2, .joined, "Ana")
        story.task(5.5, "STOPPED", stopCode: "EssentialContainerExited", exitCode: 139)
        story.player(8, .serverReady, stream: "s/t2")
        story.task(9.5, "STOPPED", id: "t2", stopCode: "EssentialContainerExited", exitCode: 139)
        story.player(12.5, .serverReady, stream: "s/t3")
        story.player(25, .joined, "Ana", stream: "s/t3")
        let text = strip(story)
        #expect(text.hasPrefix("..BUUCCCCCCCCCCCCCCCCCLLLU"))
    }

    @Test func withoutALogReadyMinutesAreUnknown() {
        var story = Story(minutes: 12)
        story.history.hasContainerLog = false
        story.query(1.5)
        story.up(2..<10)
        #expect(strip(story) == "..BBBB????..")
    }
}
