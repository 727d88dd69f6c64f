/// Cuts elements out of the XML that query services answer; enough for flat answers of known shape.
struct XMLText {
    private let text: Substring

    init(_ text: String) { self.text = text[...] }
    private init(_ text: Substring) { self.text = text }

    /// The text of the first element of that name, entities replaced, or `nil`.
    func first(_ name: String) -> String? { elements(name, limit: 1).first.map(\.plain) }

    /// All outermost elements of that name.
    func elements(_ name: String, limit: Int = .max) -> [XMLText] {
        var result: [XMLText] = []
        var rest = text
        while result.count < limit, let start = rest.firstRange(of: "<\(name)>") {
            var depth = 1
            var cursor = start.upperBound
            while depth > 0 {
                let tail = rest[cursor...]
                guard let close = tail.firstRange(of: "</\(name)>") else { return result }
                if let open = tail[..<close.lowerBound].firstRange(of: "<\(name)>") {
                    depth += 1
                    cursor = open.upperBound
                } else {
                    depth -= 1
                    cursor = close.upperBound
                    if depth == 0 { result.append(XMLText(rest[start.upperBound..<close.lowerBound])) }
                }
            }
            rest = rest[cursor...]
        }
        return result
    }

    /// The text with entities replaced.
    var plain: String {
        var result = String(text)
        for (entity, character) in [
            ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&#39;", "'"),
        ] {
            result = result.replacing(entity, with: character)
        }
        return result.replacing("&amp;", with: "&")
    }
}
