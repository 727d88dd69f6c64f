public import LeafStack
import TimeSeries

extension MinuteLabel {
    /// The label of every minute, from players alone: without a container log a ready minute is `unknown`.
    ///
    /// - Parameters:
    ///   - lives: the lives, oldest first.
    ///   - connected: whether anybody was connected in each minute.
    ///   - history: the history, for its length and whether there was a log to read players from.
    public static func labels(
        lives: [InstanceLife], connected: [Bool], history: LeafHistory
    ) -> [MinuteLabel] {
        var labels = Array(repeating: MinuteLabel.down, count: history.minutes)
        for life in lives {
            for minute in life.minutes.clamped(to: 0..<history.minutes)
            where history.networkIn[minute] != nil {
                if connected.indices.contains(minute), connected[minute] {
                    labels[minute] = .connected
                } else if minute < life.readyMinute {
                    labels[minute] = .boot
                } else {
                    labels[minute] = history.isLogged(minute) ? .idle : .unknown
                }
            }
        }
        return labels
    }
}
