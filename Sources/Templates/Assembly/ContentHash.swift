import CCrypto
import Foundation

/// SHA-256 digests, as asset manifests and content-security policies write them.
public enum ContentHash {
    /// The digest of bytes in Base64.
    public static func base64(_ bytes: [UInt8]) -> String { Data(sha256(bytes)).base64EncodedString() }

    private static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        _ = bytes.withUnsafeBufferPointer { SHA256($0.baseAddress, $0.count, &digest) }
        return digest
    }

    /// The digest of bytes, 64 lower-case hexadecimal digits.
    public static func hex(_ bytes: [UInt8]) -> String {
        sha256(bytes).map { byte in
            let hex = String(byte, radix: 16)
            return hex.count == 1 ? "0" + hex : hex
        }.joined()
    }

    /// The digest of a nested template: of its compact text, not of its bytes.
    static func nested(_ template: [UInt8]) -> String { hex(JSONReader.compacted(template)) }
}
