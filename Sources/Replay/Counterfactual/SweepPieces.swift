/// A range of thresholds, from `low` to the next piece's, in one state.
struct SweepPiece {
    var low: Int32
    /// Last active minute, negative when the server is stopped.
    var active: Int32

    var isUp: Bool { active >= 0 }
}

/// The stack of pieces of a sweep, in memory of its own: the sweep's innermost loop touches it every minute.
///
/// Pieces cover the thresholds without overlap, so there are never more of them than thresholds, plus one while a piece
/// is split.
struct SweepPieces: ~Copyable {
    private let memory: UnsafeMutableBufferPointer<SweepPiece>
    private(set) var count = 0

    init(thresholds: Int) {
        memory = .allocate(capacity: thresholds + 2)
        memory.initialize(repeating: SweepPiece(low: 0, active: -1))
    }

    deinit { memory.deallocate() }

    var isEmpty: Bool { count == 0 }
    var indices: Range<Int> { 0..<count }
    var last: SweepPiece? { count > 0 ? memory[count - 1] : nil }

    subscript(index: Int) -> SweepPiece {
        @inline(__always) get { memory[index] }
        @inline(__always) nonmutating _modify { yield &memory[index] }
    }

    @inline(__always)
    mutating func append(_ piece: SweepPiece) {
        memory[count] = piece
        count += 1
    }

    @inline(__always)
    mutating func removeLast() { count -= 1 }

    mutating func removeAll() { count = 0 }

    mutating func insert(_ piece: SweepPiece, at index: Int) {
        var position = count
        while position > index {
            memory[position] = memory[position - 1]
            position -= 1
        }
        memory[index] = piece
        count += 1
    }
}
