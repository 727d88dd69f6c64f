import Foundation

/// A JSON value, as patterns look at events.
public indirect enum JSONValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// The nesting that a value may have.
    public static let depthLimit = 100

    /// Reads JSON text in UTF-8.
    ///
    /// - Throws: ``PatternError`` when it is not JSON or nests more deeply than ``depthLimit``.
    public init(parsing bytes: some Collection<UInt8>) throws(PatternError) {
        guard Self.depth(of: bytes) <= Self.depthLimit else {
            throw PatternError(.nestedTooDeeply(limit: Self.depthLimit))
        }
        do {
            self = try JSONDecoder().decode(JSONValue.self, from: Data(bytes))
        } catch {
            throw PatternError(.notJSON)
        }
    }

    /// Reads JSON text.
    ///
    /// - Throws: ``PatternError`` as ``init(parsing:)-(Collection<UInt8>)`` does.
    public init(parsing text: String) throws(PatternError) { try self.init(parsing: Array(text.utf8)) }

    /// The deepest nesting of brackets outside strings, found without building anything.
    private static func depth(of bytes: some Collection<UInt8>) -> Int {
        var depth = 0
        var deepest = 0
        var isInString = false
        var isEscaped = false
        for byte in bytes {
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                deepest = max(deepest, depth)
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            default: break
            }
        }
        return deepest
    }

    /// The text of a string, or of a number as short as it can be written; `nil` for anything else.
    public var text: String? {
        switch self {
        case .string(let text): text
        case .number(let number): MetricMathExpression.decimal(number)
        default: nil
        }
    }
}

extension JSONValue: Decodable {
    /// Reads any JSON value.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .boolean(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .string(text)
        } else if let items = try? container.decode([JSONValue].self) {
            self = .array(items)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }
}
