internal import CSimdJSON

/// What is wrong with a JSON text, and where.
struct JSONFault: Error, Hashable {
    /// Kinds of faults.
    enum Reason: String {
        case unexpectedByte = "an unexpected byte"
        case unexpectedEnd = "an unexpected end"
        case tooDeep = "too much nesting"
        case tooLong = "too many bytes"
    }

    var reason: Reason
    var offset: Int
}

/// A JSON text as a flat list of its values, in the order of the text; the values themselves stay in the text.
///
/// Its memory is kept for the next text.
final class JSONTape {
    private let tape = csimdjson_tape_make()

    deinit { csimdjson_tape_free(tape) }

    /// Reads one value that fills `bytes` but for blanks. UTF-8 is not checked: log messages hold anything.
    func read(_ bytes: UnsafeRawBufferPointer, maximumDepth: Int) throws(JSONFault) {
        guard let tape else { throw JSONFault(reason: .tooLong, offset: 0) }
        var offset = 0
        let fault = csimdjson_tape_read(
            tape, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count, max(0, maximumDepth), &offset)
        let reason: JSONFault.Reason
        switch fault {
        case CSIMDJSON_NO_FAULT: return
        case CSIMDJSON_UNEXPECTED_BYTE: reason = .unexpectedByte
        case CSIMDJSON_UNEXPECTED_END: reason = .unexpectedEnd
        case CSIMDJSON_TOO_DEEP: reason = .tooDeep
        default: reason = .tooLong
        }
        throw JSONFault(reason: reason, offset: offset)
    }

    /// The values that were read; valid until the next text is.
    var tokens: UnsafeBufferPointer<csimdjson_token> {
        guard let tape else { return UnsafeBufferPointer(start: nil, count: 0) }
        var count = 0
        return UnsafeBufferPointer(start: csimdjson_tape_tokens(tape, &count), count: count)
    }
}
