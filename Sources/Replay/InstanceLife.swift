/// One life of the instance: from the wake that started it to the stop that ended it, in minutes of the history's grid.
public struct InstanceLife: Codable, Hashable, Sendable {
    /// Why a life began.
    public enum Start: String, Codable, Hashable, Sendable {
        /// A DNS query that passed the start filter.
        case dnsQuery
        /// Somebody or something else; no query explains it.
        case other
        /// The history begins with the instance up.
        case beforeHistory
    }

    /// Why a life ended.
    public enum Stop: String, Codable, Hashable, Sendable {
        case containerActivity
        case instanceLeftUp
        case crashLoop
        /// Somebody or something else; no rule explains it.
        case other
        /// The history ends with the instance up.
        case afterHistory
    }

    /// First minute up, an index of the grid.
    public var firstMinute: Int
    /// The minute after the last minute up, an index of the grid.
    public var endMinute: Int
    /// First minute in which the server accepted players; ``endMinute`` when it never did.
    public var readyMinute: Int
    /// Minute in which what ended it acted, an index of the grid: an instance reports for a minute or two after that.
    /// ``endMinute`` when that is not known.
    public var stopMinute: Int
    /// Why it began.
    public var start: Start
    /// Why it ended.
    public var stop: Stop

    /// Makes a life.
    public init(
        firstMinute: Int, endMinute: Int, readyMinute: Int, stopMinute: Int? = nil, start: Start, stop: Stop
    ) {
        self.firstMinute = firstMinute
        self.endMinute = endMinute
        self.readyMinute = readyMinute
        self.stopMinute = stopMinute ?? endMinute
        self.start = start
        self.stop = stop
    }

    /// Minutes up, as a range of grid indices.
    public var minutes: Range<Int> { firstMinute..<max(firstMinute, endMinute) }
}
