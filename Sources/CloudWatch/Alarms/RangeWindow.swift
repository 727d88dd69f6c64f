/// An evaluation range that moves on by one period at a time and keeps its ``RangeCounts``.
///
/// Two rings hold what will leave the counts again: one has a cell a period of the range, the other one for each of the
/// newest N real points. Each push adds what enters and subtracts what leaves.
struct RangeWindow: Hashable, Sendable {
    private(set) var counts = RangeCounts()

    /// One code a period of the range, `cursor` being the oldest: bit 0 real, bit 1 breaching.
    private var periods: [UInt8]
    private var cursor = 0
    /// 1 for each breaching one of the newest N real points, `realCursor` being the oldest.
    private var newest: [UInt8]
    private var realCursor = 0
    private let young: Int
    private let delay: Int

    /// Makes a range of missing points.
    ///
    /// - Parameters:
    ///   - range: E, at least 1.
    ///   - newest: N, at least 1.
    ///   - young: M - 1, at most E.
    ///   - delay: how many of the newest periods look missing.
    init(range: Int, newest: Int, young: Int, delay: Int) {
        periods = Array(repeating: 0, count: max(range, 1))
        self.newest = Array(repeating: 0, count: max(newest, 1))
        self.young = young
        self.delay = delay
    }

    /// Moves on by one period whose point is `slot`.
    mutating func push(_ slot: Slot) {
        let length = periods.count
        let leaving = periods[cursor]
        periods[cursor] = slot.code
        if delay < length {
            let entering = periods[index(ofAge: delay)]
            counts.real += Int(entering & 1) - Int(leaving & 1)
            counts.breaching += Int(entering >> 1) - Int(leaving >> 1)
            if delay < young {
                // The point that is now exactly M periods old is no longer young.
                let grown = young < length ? periods[index(ofAge: young)] : leaving
                counts.young += Int(entering & 1) - Int(grown & 1)
            }
            if entering & 1 == 1 {
                counts.newestBreaching += Int(entering >> 1) - Int(newest[realCursor])
                newest[realCursor] = entering >> 1
                realCursor = realCursor + 1 == newest.count ? 0 : realCursor + 1
            }
        }
        cursor = cursor + 1 == length ? 0 : cursor + 1
    }

    /// The cell of the point that is `age` periods older than the one at the cursor; `age` is below the range's length.
    private func index(ofAge age: Int) -> Int {
        let index = cursor - age
        return index < 0 ? index + periods.count : index
    }

    /// The points, oldest first; those that have not arrived yet are missing.
    var slots: [Slot] {
        let ordered = periods[cursor...] + periods[..<cursor]
        let hidden = ordered.count - delay
        return ordered.enumerated().map { $0.offset < hidden ? Slot(code: $0.element) : .missing }
    }
}

extension Slot {
    /// Bit 0: real; bit 1: breaching.
    var code: UInt8 {
        switch self {
        case .missing: 0
        case .withinThreshold: 1
        case .breaching: 3
        }
    }

    /// Reads ``code``.
    init(code: UInt8) { self = code == 0 ? .missing : code == 1 ? .withinThreshold : .breaching }
}
