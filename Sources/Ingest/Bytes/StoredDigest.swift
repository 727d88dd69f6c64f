internal import CSimdJSON

/// The digest of an input's stored bytes, fed piece by piece; where the pieces are cut makes no difference.
struct StoredDigest {
    private static let block = 1 << 16
    private var pending: [UInt8] = []
    private var state = csimdjson_digest(high: 0, low: 0)
    private var blocks: UInt64 = 0
    private var total: UInt64 = 0

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        total &+= UInt64(bytes.count)
        var rest = bytes
        if !pending.isEmpty {
            let taken = min(Self.block - pending.count, rest.count)
            pending.append(contentsOf: rest.slice(0, taken))
            rest = rest.from(taken)
            guard pending.count == Self.block else { return }
            pending.withUnsafeBytes { mix($0) }
            pending.removeAll(keepingCapacity: true)
        }
        while rest.count >= Self.block {
            mix(rest.slice(0, Self.block))
            rest = rest.from(Self.block)
        }
        pending.append(contentsOf: rest)
    }

    /// 32 hexadecimal digits.
    mutating func finish() -> String {
        pending.withUnsafeBytes { mix($0) }
        pending = []
        return hexadecimal(state.high ^ total &* 0x9E37_79B9_7F4A_7C15) + hexadecimal(state.low)
    }

    private mutating func mix(_ bytes: UnsafeRawBufferPointer) {
        let base = bytes.bindMemory(to: UInt8.self).baseAddress
        let digest = csimdjson_digest_of(base, bytes.count, state.high ^ blocks)
        blocks &+= 1
        state.high = digest.high &+ (state.low << 1 | state.low >> 63)
        state.low = digest.low ^ state.high
    }

    private func hexadecimal(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension Delivery.EventID {
    /// The identity of a log event id.
    init(idText text: UnsafeRawBufferPointer) {
        self.init(csimdjson_identity_of(text.bindMemory(to: UInt8.self).baseAddress, text.count))
    }

    /// The digest of a text.
    init(digestOf text: UnsafeRawBufferPointer) {
        let digest = csimdjson_digest_of(text.bindMemory(to: UInt8.self).baseAddress, text.count, 0)
        self.init(high: digest.high, low: digest.low)
    }

    /// Makes this the digest of what it was of, and of some bytes more.
    mutating func mix(_ bytes: UnsafeRawBufferPointer) {
        let part = csimdjson_digest_of(bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count, high)
        high = part.high
        low = (low << 7 | low >> 57) ^ part.low
    }

    /// Makes this the digest of what it was of, and of a word more; one of up to seven bytes costs little.
    mutating func mix(word bytes: UnsafeRawBufferPointer) {
        guard bytes.count <= 7 else { return mix(bytes) }
        var letters = UInt64(bytes.count)
        for byte in bytes { letters = letters << 8 | UInt64(byte) }
        let product = (high ^ letters).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        high = product.low ^ product.high &+ low
        low = (low << 7 | low >> 57) ^ letters
    }

    init(_ digest: csimdjson_digest) { self.init(high: digest.high, low: digest.low) }
}
