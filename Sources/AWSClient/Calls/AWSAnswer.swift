import Foundation

/// What a service answered.
public struct AWSAnswer: Sendable {
    /// JSON, as the command line prints it.
    public var bytes: [UInt8]
    /// What leads to the next page, `nil` on the last one.
    public var nextToken: String?

    /// Reads the body of an answer; `nil` when it is not what the service speaks.
    init?(_ body: [UInt8], of call: AWSCall) {
        if case .query = call.service.style {
            guard let json = QueryAnswer.result(body) else { return nil }
            bytes = json.bytes
            nextToken = json[call.pageToken]?.string
        } else {
            guard let page = try? JSONDecoder().decode(Page.self, from: Data(body)) else { return nil }
            bytes = body
            nextToken = call.pageToken == "nextToken" ? page.lower : page.upper
        }
        if nextToken?.isEmpty == true { nextToken = nil }
    }

    /// The answer without knowing its shape.
    public var json: JSONValue { (try? JSONValue(bytes)) ?? .null }

    private struct Page: Decodable {
        var lower: String?
        var upper: String?

        enum CodingKeys: String, CodingKey {
            case lower = "nextToken"
            case upper = "NextToken"
        }
    }
}

extension AWSAnswer {
    /// An answer of a whole document.
    public init(_ json: JSONValue) {
        bytes = json.bytes
        nextToken = nil
    }
}
