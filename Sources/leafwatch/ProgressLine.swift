import Dispatch
import Foundation
import Ingest
import Reporting
import Synchronization

/// One line of progress on a terminal, written over itself; nothing before
/// ``StandardError/secondsBeforeProgress`` have passed.
final class ProgressLine: Sendable {
    private struct State {
        /// What to say, given the seconds since the start; `nil` when nothing is under way.
        var text: (@Sendable (_ seconds: Double) -> String)?
        var isVisible = false
        var nextTime: Double
    }

    private let isShown: Bool
    private let delay: Double
    /// Seconds between two drawings; none without a delay, so that whoever asks for everything sees it.
    private var interval: Double { min(0.1, delay) }
    private let start = ContinuousClock.now
    private let state: Mutex<State>

    init(isShown: Bool) {
        self.isShown = isShown
        delay = StandardError.secondsBeforeProgress
        state = Mutex(State(nextTime: delay))
    }

    /// Shows what is being done, and for how long already, until it is done; the step may show more itself.
    func during<Result, Failure>(
        _ what: String, _ step: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard isShown else { return try step() }
        let ticker = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "leafwatch.progress"))
        let begin = seconds
        state.withLock { state in
            state.text = { "\(what), \(NumberText.decimal($0 - begin, digits: 0)) s" }
            state.nextTime = begin + delay
            draw(&state)
        }
        // A step that is silent for long still shows that it goes on.
        ticker.setEventHandler { [self] in state.withLock { draw(&$0) } }
        ticker.schedule(deadline: .now() + delay, repeating: 0.25)
        ticker.resume()
        defer {
            ticker.cancel()
            clear()
        }
        return try step()
    }

    /// Shows how far reading is: bytes, rate, remaining time.
    func show(_ progress: ReadProgress) {
        show { seconds in
            let rate = Double(progress.bytesDone) / seconds
            let done = "read \(Self.megabytes(progress.bytesDone))"
            guard progress.bytesTotal > progress.bytesDone, rate > 0 else {
                return "\(done) MB, \(Self.megabytes(Int(rate))) MB/s"
            }
            let remaining = Double(progress.bytesTotal - progress.bytesDone) / rate
            return "\(done) of \(Self.megabytes(progress.bytesTotal)) MB, "
                + "\(Self.megabytes(Int(rate))) MB/s, \(Self.duration(remaining)) left"
        }
    }

    /// Shows a text in place of the last one.
    func show(_ text: String) { show { _ in text } }

    /// Shows how many of a number of things are done, and the remaining time.
    func show(done: Int, of total: Int, noun: String) {
        show { seconds in
            let remaining = done > 0 ? seconds * Double(max(0, total - done)) / Double(done) : 0
            return "\(NumberText.integer(done)) of \(NumberText.integer(total)) \(noun), "
                + "\(Self.duration(remaining)) left"
        }
    }

    private func show(_ text: @escaping @Sendable (_ seconds: Double) -> String) {
        guard isShown else { return }
        state.withLock { state in
            state.text = text
            draw(&state)
        }
    }

    private func draw(_ state: inout State) {
        let seconds = seconds
        guard let text = state.text, seconds >= state.nextTime else { return }
        state.nextTime = seconds + interval
        state.isVisible = true
        let line = TextSafety.cut(text(seconds), to: StandardError.columns - 1)
        FileHandle.standardError.write(Data("\r\u{1B}[K\(line)".utf8))
    }

    /// Takes the line away.
    func clear() {
        state.withLock { state in
            if state.isVisible { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
            state.isVisible = false
            state.text = nil
        }
    }

    private var seconds: Double {
        let passed = start.duration(to: .now)
        return Double(passed.components.seconds) + Double(passed.components.attoseconds) * 1e-18
    }

    /// Seconds as somebody who waits wants to know them.
    private static func duration(_ seconds: Double) -> String {
        if seconds < 1 { return "less than a second" }
        guard seconds < 1e9 else { return "long" }
        return seconds < 100
            ? "\(NumberText.decimal(seconds, digits: 0)) s"
            : NumberText.duration(minutes: Int((seconds / 60).rounded(.up)))
    }

    private static func megabytes(_ bytes: Int) -> String {
        NumberText.decimal(Double(bytes) / 1_000_000, digits: bytes < 10_000_000 ? 1 : 0)
    }
}
