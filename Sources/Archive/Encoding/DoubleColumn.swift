/// Encodes a column of doubles losslessly in the smallest of a few forms.
///
/// Metric values are mostly whole numbers that stay the same or change little; everything else is stored by the bytes in
/// which it differs from the value before it.
enum DoubleColumn {
    private enum Form: UInt8 {
        case whole = 1
        case wholeDifferences = 2
        case wholeRuns = 3
        case changedBytes = 4
    }

    /// Appends the column; its length is the caller's to store.
    static func write(_ values: [Double], to writer: inout ByteWriter) {
        guard let whole = wholeNumbers(values) else {
            writer.byte(Form.changedBytes.rawValue)
            writeChangedBytes(values, to: &writer)
            return
        }
        var plain = 0
        var differences = 0
        var runs = 0
        var previous: Int64 = 0
        for (index, value) in whole.enumerated() {
            let difference = ByteWriter.size(of: ByteWriter.zigzag(value - previous))
            plain += ByteWriter.size(of: ByteWriter.zigzag(value))
            differences += difference
            if index == 0 || value != previous { runs += difference + 2 }
            previous = value
        }
        if runs <= min(plain, differences) {
            writer.byte(Form.wholeRuns.rawValue)
            writeRuns(whole, to: &writer)
        } else if differences < plain {
            writer.byte(Form.wholeDifferences.rawValue)
            var previous: Int64 = 0
            for value in whole {
                writer.signed(value - previous)
                previous = value
            }
        } else {
            writer.byte(Form.whole.rawValue)
            for value in whole { writer.signed(value) }
        }
    }

    /// Reads a column of `count` values.
    static func read(count: Int, from reader: inout ByteReader) throws -> [Double] {
        guard let form = Form(rawValue: try reader.byte()) else { throw reader.damaged }
        var values: [Double] = []
        values.reserveCapacity(count)
        switch form {
        case .whole:
            for _ in 0..<count { values.append(Double(try reader.signed())) }
        case .wholeDifferences:
            var previous: Int64 = 0
            for _ in 0..<count {
                previous &+= try reader.signed()
                values.append(Double(previous))
            }
        case .wholeRuns:
            var previous: Int64 = 0
            while values.count < count {
                previous &+= try reader.signed()
                let length = try reader.unsigned()
                guard length >= 1, length <= UInt64(count - values.count) else { throw reader.damaged }
                for _ in 0..<length { values.append(Double(previous)) }
            }
        case .changedBytes:
            var previous: UInt64 = 0
            for _ in 0..<count {
                previous ^= try readChange(from: &reader)
                values.append(Double(bitPattern: previous))
            }
        }
        return values
    }

    /// The values as integers, or `nil` when one of them is not one that a double holds exactly.
    private static func wholeNumbers(_ values: [Double]) -> [Int64]? {
        var whole: [Int64] = []
        whole.reserveCapacity(values.count)
        for value in values {
            // 2^53: beyond it differences could lose digits; minus zero must keep its sign.
            guard value.magnitude <= 9_007_199_254_740_992, value.rounded(.towardZero) == value,
                !(value == 0 && value.sign == .minus)
            else { return nil }
            whole.append(Int64(value))
        }
        return whole
    }

    private static func writeRuns(_ whole: [Int64], to writer: inout ByteWriter) {
        var index = 0
        var previous: Int64 = 0
        while index < whole.count {
            let value = whole[index]
            var end = index
            while end < whole.count, whole[end] == value { end += 1 }
            writer.signed(value - previous)
            writer.unsigned(UInt64(end - index))
            previous = value
            index = end
        }
    }

    /// One byte with the zero bytes before and after the changed ones, then those.
    private static func writeChangedBytes(_ values: [Double], to writer: inout ByteWriter) {
        // All at once: a value takes at most nine bytes, and is stored with the bytes that the next one overwrites.
        let bytes = [UInt8](unsafeUninitializedCapacity: values.count * 9 + 8) { buffer, count in
            var previous: UInt64 = 0
            for value in values {
                let change = value.bitPattern ^ previous
                previous = value.bitPattern
                guard change != 0 else {
                    buffer[count] = 0x80
                    count += 1
                    continue
                }
                let leading = change.leadingZeroBitCount / 8
                let trailing = change.trailingZeroBitCount / 8
                buffer[count] = UInt8(leading << 4 | trailing)
                UnsafeMutableRawBufferPointer(buffer).storeBytes(
                    of: (change >> UInt64(trailing * 8)).littleEndian, toByteOffset: count + 1,
                    as: UInt64.self)
                count += 1 + 8 - leading - trailing
            }
        }
        writer.raw(bytes)
    }

    private static func readChange(from reader: inout ByteReader) throws -> UInt64 {
        let shape = try reader.byte()
        if shape == 0x80 { return 0 }
        let leading = Int(shape >> 4)
        let trailing = Int(shape & 0x0F)
        guard leading + trailing < 8 else { throw reader.damaged }
        return try reader.fixed(bytes: 8 - leading - trailing) << UInt64(trailing * 8)
    }
}
