/// What the alarm of some thresholds remembers while it needs only M of N points.
struct PartialState: Hashable {
    /// A time up of which the evaluation range still holds a minute.
    struct Life: Hashable {
        /// First minute; -1 when it lies before the range.
        var wake: Int
        /// Last minute that counts as active whatever the traffic; -1 when it lies before the range.
        var activeUntil: Int
        /// Minute of the stop, `.max` while it goes on.
        var end = Int.max
    }

    /// Oldest first; the last one goes on when ``isUp``.
    var lives: [Life] = []
    var isUp = false
    /// Stopped in a recorded minute: starts when the recording says so, not before.
    var isAsleep = false
    /// Whether an alarm that stopped the server has been in ALARM ever since.
    var holdsStop = false
    /// First minute of the present life in which the instance reports.
    var firstReport = 0
    var lastReport = -2

    /// Whether nothing can happen to it until the server is wanted.
    var isAtRest: Bool { !isUp && !isAsleep && !holdsStop }

    /// Forgets what no longer matters from `minute` on with an evaluation range of `range` minutes, so that states which
    /// will behave alike are equal.
    mutating func forget(before minute: Int, range: Int) {
        let oldest = minute - range
        lives.removeAll { $0.end <= oldest }
        for index in lives.indices {
            if oldest >= 0, lives[index].wake <= oldest { lives[index].wake = -1 }
            lives[index].activeUntil = min(lives[index].activeUntil, lives[index].end)
            if lives[index].activeUntil < oldest { lives[index].activeUntil = -1 }
        }
        if firstReport <= minute { firstReport = 0 }
        if lastReport + 2 <= minute { lastReport = -2 }
    }

    /// Ends the life that goes on.
    ///
    /// - Returns: whether whoever asked waits on because the alarm never left ALARM, and whether there was an instance.
    mutating func stop(at minute: Int, byRule: Bool, launchMinutes: Int) -> (
        isAborted: Bool, hasInstance: Bool
    ) {
        let isAborted =
            byRule && holdsStop && minute - (lives.last?.wake ?? minute) <= max(2, launchMinutes)
        let hasReported = minute >= firstReport
        if hasReported { lastReport = minute }
        if !lives.isEmpty { lives[lives.count - 1].end = minute }
        isUp = false
        return (isAborted, !isAborted || hasReported)
    }
}
