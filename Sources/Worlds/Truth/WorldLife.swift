/// A maximal run of up minutes.
public struct WorldLife: Hashable, Sendable {
    /// Up minutes.
    public var minutes: Range<Int>
    /// First minute in which the server accepted players; the end of ``minutes`` when it never did.
    public var readyMinute: Int
    /// Whether anybody was connected in it.
    public var isUsed: Bool
    /// What ended it; `nil` when the world ended before.
    public var stop: WorldRule?

    /// A wake without a connected minute until its stop. Every life of a world is a wake: only queries start it.
    public var isFalseWake: Bool { stop != nil && !isUsed }
}

extension WorldRun {
    /// The lives, by the presence of `NetworkIn`.
    public var lives: [WorldLife] {
        var lives: [WorldLife] = []
        var launch = 0
        var minute = 0
        while minute < minutes {
            guard isUp(minute) else {
                minute += 1
                continue
            }
            let first = minute
            while minute < minutes, isUp(minute) { minute += 1 }
            var life = WorldLife(minutes: first..<minute, readyMinute: minute, isUsed: false, stop: nil)
            while launch < launches.count, launches[launch].firstMinute < minute {
                if let ready = launches[launch].tasks.compactMap(\.ready).first {
                    life.readyMinute = min(life.readyMinute, ready / 60)
                }
                life.stop = launches[launch].stopRule
                launch += 1
            }
            life.isUsed = connected[first..<minute].contains { $0 > 0 }
            lives.append(life)
        }
        return lives
    }
}
