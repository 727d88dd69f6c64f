/// A block of IPv4 or IPv6 addresses in CIDR notation.
struct AddressBlock: Hashable, Sendable {
    /// 4 or 16 bytes.
    private let address: [UInt8]
    /// Leading bits that must agree.
    private let bits: Int

    /// Reads `10.0.0.0/8` or `2001:db8::/32`.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let address = Self.address(parts[0]),
            parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), parts[1].utf8.count <= 3,
            let bits = Int(parts[1]), bits <= address.count * 8
        else { return nil }
        self.address = address
        self.bits = bits
    }

    /// Whether a text is an address of the same family that lies in the block.
    func contains(_ text: String) -> Bool {
        guard let other = Self.address(text[...]), other.count == address.count else { return false }
        let whole = bits / 8
        guard other.prefix(whole).elementsEqual(address.prefix(whole)) else { return false }
        guard bits % 8 != 0 else { return true }
        let shift = UInt8(8 - bits % 8)
        return other[whole] >> shift == address[whole] >> shift
    }

    private static func address(_ text: Substring) -> [UInt8]? {
        text.contains(":") ? version6(text) : version4(text)
    }

    private static func version4(_ text: Substring) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        let bytes = parts.compactMap { part -> UInt8? in
            guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ (0x30...0x39).contains($0) })
            else {
                return nil
            }
            return UInt8(part)
        }
        return bytes.count == 4 ? bytes : nil
    }

    private static func version6(_ text: Substring) -> [UInt8]? {
        let halves = text.split(separator: "::", omittingEmptySubsequences: false)
        guard halves.count <= 2, let left = groups(halves[0]) else { return nil }
        guard halves.count == 2 else { return left.count == 16 ? left : nil }
        guard let right = groups(halves[1]), left.count + right.count <= 14 else { return nil }
        return left + Array(repeating: 0, count: 16 - left.count - right.count) + right
    }

    /// The bytes of groups separated by colons; the last one may be an IPv4 address.
    private static func groups(_ text: Substring) -> [UInt8]? {
        guard !text.isEmpty else { return [] }
        var bytes: [UInt8] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, part.contains("."), let last = version4(part) {
                bytes += last
            } else {
                guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy({ $0 != 0x2B && $0 != 0x2D }),
                    let group = UInt16(part, radix: 16)
                else { return nil }
                bytes += [UInt8(group >> 8), UInt8(group & 0xFF)]
            }
        }
        return bytes.count <= 16 ? bytes : nil
    }
}
