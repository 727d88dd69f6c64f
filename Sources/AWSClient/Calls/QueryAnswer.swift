import Foundation
import FoundationXML

/// The XML that services of the query protocol answer, as the JSON that the command line would print.
enum QueryAnswer {
    /// Elements that nest at most.
    static let maximumDepth = 64

    /// What stands in the answer's `…Result` element, else the whole answer; `nil` for what is not XML.
    ///
    /// An element with children that are all called `member` is a list, one with other children an object, and one without
    /// children text. An empty element may be an empty list, which only the reader can know.
    static func json(_ body: [UInt8]) -> JSONValue? {
        guard case .object(let members)? = whole(body) else { return nil }
        return result(in: members) ?? .object(members)
    }

    private static func whole(_ body: [UInt8]) -> JSONValue? {
        let parser = XMLParser(data: Data(body))
        parser.shouldResolveExternalEntities = false
        parser.shouldProcessNamespaces = false
        let builder = Builder()
        parser.delegate = builder
        return parser.parse() && !builder.isTooDeep ? builder.root : nil
    }

    /// What stands in the answer's `…Result` element; `nil` for what has none, a page of some proxy for example.
    static func result(_ body: [UInt8]) -> JSONValue? {
        guard case .object(let members)? = whole(body) else { return nil }
        return result(in: members)
    }

    private static func result(in members: [String: JSONValue]) -> JSONValue? {
        guard let result = members.first(where: { $0.key.hasSuffix("Result") })?.value else { return nil }
        return result == .string("") ? .object([:]) : result
    }

    private struct Element {
        var members: [(name: String, value: JSONValue)] = []
        var text = ""

        var value: JSONValue {
            guard !members.isEmpty else { return .string(text) }
            if members.allSatisfy({ $0.name == "member" }) { return .array(members.map(\.value)) }
            // Of a repeated name the first counts.
            return .object(Dictionary(members.map { ($0.name, $0.value) }) { first, _ in first })
        }
    }

    private final class Builder: NSObject, XMLParserDelegate {
        var root: JSONValue?
        var isTooDeep = false
        private var open: [Element] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
            qualifiedName: String?, attributes: [String: String]
        ) {
            if open.count >= QueryAnswer.maximumDepth {
                isTooDeep = true
                parser.abortParsing()
            }
            open.append(Element())
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) {
            guard !open.isEmpty else { return }
            open[open.count - 1].text += string
        }

        func parser(_ parser: XMLParser, foundCDATA block: Data) {
            self.parser(parser, foundCharacters: String(decoding: block, as: UTF8.self))
        }

        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
        ) {
            guard let value = open.popLast()?.value else { return }
            if open.isEmpty {
                root = value
            } else {
                open[open.count - 1].members.append((name, value))
            }
        }
    }
}

extension JSONValue {
    /// The text of the first member of that name at any depth, objects in the order of their names.
    func firstText(_ name: String) -> String? {
        switch self {
        case .object(let members):
            if let text = members[name]?.string { return text }
            return members.sorted { $0.key < $1.key }.lazy.compactMap { $0.value.firstText(name) }.first
        case .array(let values): return values.lazy.compactMap { $0.firstText(name) }.first
        default: return nil
        }
    }
}
