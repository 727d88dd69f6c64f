import CCrypto

/// SHA-256 digests, as asset manifests write them.
enum ContentHash {
    /// The digest of bytes, 64 lower-case hexadecimal digits.
    static func hex(_ bytes: [UInt8]) -> String {
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        _ = bytes.withUnsafeBufferPointer { SHA256($0.baseAddress, $0.count, &digest) }
        return digest.map { byte in
            let hex = String(byte, radix: 16)
            return hex.count == 1 ? "0" + hex : hex
        }.joined()
    }

    /// The digest of a nested template: of its compact text, not of its bytes.
    static func nested(_ template: [UInt8]) -> String { hex(JSONReader.compacted(template)) }
}
