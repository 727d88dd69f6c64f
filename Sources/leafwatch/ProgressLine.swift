import Foundation
import Ingest
import Reporting
import Synchronization

/// One line of progress on a terminal, written over itself; nothing before half a second has passed.
final class ProgressLine: Sendable {
    private struct State {
        var isVisible = false
        var nextTime = 0.5
    }

    private let isShown: Bool
    private let start = ContinuousClock.now
    private let state = Mutex(State())

    init(isShown: Bool) { self.isShown = isShown }

    /// Shows how far reading is: bytes, rate, remaining time.
    func show(_ progress: ReadProgress) {
        show { seconds in
            let rate = Double(progress.bytesDone) / seconds
            let remaining = rate > 0 ? Double(max(0, progress.bytesTotal - progress.bytesDone)) / rate : 0
            return "\(Self.megabytes(progress.bytesDone)) of \(Self.megabytes(progress.bytesTotal)) MB, "
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

    private func show(_ text: (_ seconds: Double) -> String) {
        guard isShown else { return }
        let passed = start.duration(to: .now)
        let seconds = Double(passed.components.seconds) + Double(passed.components.attoseconds) * 1e-18
        state.withLock { state in
            guard seconds >= state.nextTime else { return }
            state.nextTime = seconds + 0.1
            state.isVisible = true
            FileHandle.standardError.write(Data("\r\u{1B}[K\(text(seconds))".utf8))
        }
    }

    /// Takes the line away.
    func clear() {
        state.withLock { state in
            if state.isVisible { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
            state.isVisible = false
        }
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
