/// The points of one series on one UTC day, sorted by time, one a time.
///
/// Two deliveries of a point may differ, because CloudWatch revises its newest minutes. The larger `SampleCount` wins, then
/// the larger value: a rule that does not depend on the order of the deliveries.
struct DayOfPoints: Equatable {
    /// Seconds since the Unix epoch, rising.
    var times: [Int64] = []
    /// One a time.
    var values: [Double] = []
    /// `SampleCount` of each point, -1 where it is unknown.
    var sampleCounts: [Double] = []
    /// Whether deliveries of the point differed in value.
    var revised: [Bool] = []

    /// Makes a day without points.
    init() {}

    /// Takes points in the order of their times, each time once.
    init(_ points: PointList, in range: Range<Int>) {
        let times = points.times[range]
        let counts = points.sampleCounts(in: range)
        guard zip(times, times.dropFirst()).allSatisfy({ $0 < $1 }) else {
            for (index, count) in zip(range, counts) {
                merge(
                    time: points.times[index], value: points.values[index], sampleCount: count, revised: false
                )
            }
            return
        }
        self.times = Array(times)
        values = Array(points.values[range])
        sampleCounts = counts
        revised = Array(repeating: false, count: range.count)
    }

    /// Adds a point behind the last one.
    mutating func append(time: Int64, value: Double, sampleCount: Double, revised isRevised: Bool) {
        times.append(time)
        values.append(value)
        sampleCounts.append(sampleCount)
        revised.append(isRevised)
    }

    /// Adds a point that is not before the last one, deciding between the two when it is the same minute.
    mutating func merge(time: Int64, value: Double, sampleCount: Double, revised isRevised: Bool) {
        guard let last = times.last, last == time else {
            return append(time: time, value: value, sampleCount: sampleCount, revised: isRevised)
        }
        let index = times.count - 1
        let differs = values[index] != value
        revised[index] = revised[index] || isRevised || differs
        let wins =
            sampleCount != sampleCounts[index] ? sampleCount > sampleCounts[index] : value > values[index]
        if wins {
            values[index] = value
            sampleCounts[index] = sampleCount
        }
    }

    /// Both days' points, each time once.
    func merged(with other: DayOfPoints) -> DayOfPoints {
        var result = DayOfPoints()
        result.reserveCapacity(times.count + other.times.count)
        var left = 0
        var right = 0
        while left < times.count || right < other.times.count {
            let takesLeft =
                right >= other.times.count || (left < times.count && times[left] <= other.times[right])
            if takesLeft {
                result.merge(
                    time: times[left], value: values[left], sampleCount: sampleCounts[left],
                    revised: revised[left])
                left += 1
            } else {
                result.merge(
                    time: other.times[right], value: other.values[right],
                    sampleCount: other.sampleCounts[right], revised: other.revised[right])
                right += 1
            }
        }
        return result
    }

    private mutating func reserveCapacity(_ count: Int) {
        times.reserveCapacity(count)
        values.reserveCapacity(count)
        sampleCounts.reserveCapacity(count)
        revised.reserveCapacity(count)
    }

    /// Number of points whose deliveries differed.
    var revisedCount: Int { revised.count { $0 } }
}

extension DayOfPoints {
    /// The block that holds these points: their count, then runs of equal time steps, values, sample counts, revisions.
    func encoded(day: Int) -> [UInt8] {
        var writer = ByteWriter(capacity: 32 + times.count * 4)
        writer.unsigned(UInt64(times.count))
        var previous = Int64(day) * 86_400
        var index = 0
        while index < times.count {
            let step = times[index] - previous
            var end = index
            while end < times.count, times[end] - previous == step {
                previous = times[end]
                end += 1
            }
            writer.signed(step)
            writer.unsigned(UInt64(end - index))
            index = end
        }
        DoubleColumn.write(values, to: &writer)
        if sampleCounts.allSatisfy({ $0 == -1 }) {
            writer.byte(0)
        } else {
            writer.byte(1)
            DoubleColumn.write(sampleCounts, to: &writer)
        }
        let revisedCount = revisedCount
        writer.unsigned(UInt64(revisedCount))
        guard revisedCount > 0 else { return writer.bytes }
        var before = 0
        for (index, isRevised) in revised.enumerated() where isRevised {
            writer.unsigned(UInt64(index - before))
            before = index
        }
        return writer.bytes
    }

    /// Reads a block.
    init(decoding bytes: [UInt8], day: Int) throws {
        var reader = ByteReader(bytes, what: "a day of a series")
        let declared = try reader.unsigned()
        // A day has 86,400 seconds, and a point has a second of its own.
        guard declared <= 86_400 else { throw reader.damaged }
        let count = Int(declared)
        var time = Int64(day) * 86_400
        times.reserveCapacity(count)
        while times.count < count {
            let step = try reader.signed()
            let length = try reader.unsigned()
            guard length >= 1, length <= UInt64(count - times.count), step.magnitude <= 86_400 else {
                throw reader.damaged
            }
            for _ in 0..<length {
                time += step
                times.append(time)
            }
        }
        values = try DoubleColumn.read(count: count, from: &reader)
        sampleCounts =
            try reader.byte() == 0
            ? Array(repeating: -1, count: count) : try DoubleColumn.read(count: count, from: &reader)
        revised = Array(repeating: false, count: count)
        var index = 0
        for _ in 0..<(try reader.count()) {
            let step = try reader.unsigned()
            guard step < UInt64(count - index) else { throw reader.damaged }
            index += Int(step)
            revised[index] = true
        }
    }
}
