/// CloudWatch's bounds on single values; each check gives the findings on one property.
enum Limits {
    static func number(_ value: Int, _ bounds: ClosedRange<Int>, _ property: String) -> [AlarmFinding] {
        guard !bounds.contains(value) else { return [] }
        let limit =
            bounds.upperBound == Int.max
            ? "at least \(bounds.lowerBound)" : "\(bounds.lowerBound) to \(bounds.upperBound)"
        return [AlarmFinding(.outOfBounds, property: property, value: "\(value)", limit: limit)]
    }

    static func length(of text: String, _ bounds: ClosedRange<Int>, _ property: String) -> [AlarmFinding] {
        // UTF-16 units, as the service's Java counts characters.
        let length = text.utf16.count
        guard !bounds.contains(length) else { return [] }
        return [
            AlarmFinding(
                .outOfBounds, property: property, value: "\(length) characters long",
                limit: "\(bounds.lowerBound) to \(bounds.upperBound) characters")
        ]
    }

    static func oneOf<Value: CaseIterable & RawRepresentable>(
        _ type: Value.Type, _ text: String, _ property: String
    ) -> [AlarmFinding] where Value.RawValue == String {
        guard Value(rawValue: text) == nil else { return [] }
        let known = type.allCases.map(\.rawValue).joined(separator: ", ")
        return [
            AlarmFinding(
                .unknownValue, property: property, value: text.debugDescription, limit: "one of \(known)")
        ]
    }

    static func period(_ seconds: Int, _ property: String) -> [AlarmFinding] {
        guard ![10, 20, 30].contains(seconds), seconds < 60 || seconds % 60 != 0 else { return [] }
        return [
            AlarmFinding(
                .period, property: property, value: "\(seconds) s",
                limit: "10, 20, 30 or a multiple of 60 s")
        ]
    }

    static func namespace(_ text: String, _ property: String) -> [AlarmFinding] {
        var findings = length(of: text, 1...255, property)
        if text.hasPrefix(":") {
            findings.append(
                AlarmFinding(
                    .syntax, property: property, value: text.debugDescription,
                    limit: "does not begin with a colon"))
        }
        return findings
    }

    static func dimensions(_ dimensions: [Dimension], _ property: String) -> [AlarmFinding] {
        var findings: [AlarmFinding] = []
        if dimensions.count > 30 {
            findings.append(
                AlarmFinding(
                    .outOfBounds, property: property, value: "\(dimensions.count) entries long",
                    limit: "at most 30"))
        }
        for (index, dimension) in dimensions.enumerated() {
            findings += length(of: dimension.name, 1...255, "\(property)[\(index)].Name")
            findings += length(of: dimension.value, 1...1024, "\(property)[\(index)].Value")
        }
        return findings
    }

    static func unit(_ text: String, _ property: String) -> [AlarmFinding] {
        guard !units.contains(text) else { return [] }
        return [
            AlarmFinding(
                .unknownValue, property: property, value: text.debugDescription,
                limit: "a unit of CloudWatch, such as Bytes, Count, Percent or None")
        ]
    }

    static func extendedStatistic(_ text: String, _ property: String) -> [AlarmFinding] {
        do {
            let statistic = try Statistic(text)
            if Statistic.basicNames.contains(text) {
                return [
                    AlarmFinding(
                        .unknownValue, property: property, value: text.debugDescription,
                        limit: "a percentile, or a trimmed or winsorised statistic; \(text) is a Statistic")
                ]
            }
            let outside = statistic.longFormBounds(text).filter { !(10...90).contains($0) }
            return outside.map {
                AlarmFinding(
                    .outOfBounds, property: property, value: "\(text), bounded by \($0) %",
                    limit: "10 to 90 % in an alarm")
            }
        } catch {
            return [
                AlarmFinding(
                    .syntax, property: property, value: text.debugDescription, limit: error.description)
            ]
        }
    }

    /// Whether a text can be the `Id` of an entry.
    static func isID(_ text: String) -> Bool {
        guard let first = text.utf8.first, (0x61...0x7A).contains(first) else { return false }
        return text.utf8.allSatisfy(isIDByte)
    }

    private static func isIDByte(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
            || byte == 0x5F
    }

    /// Whether an expression is a Metrics Insights query, which reads the newest three hours only.
    static func isInsightsQuery(_ expression: String) -> Bool {
        let text = expression.drop { $0.isWhitespace }
        return text.prefix(6).uppercased() == "SELECT" && text.dropFirst(6).first?.isWhitespace == true
    }

    /// Whether an expression calls a function, outside of strings; read by bytes, as the expression's lexer does.
    static func calls(_ function: String, _ expression: String) -> Bool {
        var word: [UInt8] = []
        var quote: UInt8?
        for byte in expression.utf8 {
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
                word = []
            } else if isIDByte(byte) {
                word.append(byte)
            } else if byte == UInt8(ascii: "("), word.elementsEqual(function.utf8) {
                return true
            } else if byte > 0x20 {
                word = []
            }
        }
        return false
    }

    private static let units: Set<String> = {
        let sizes = ["Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes"]
        let bits = ["Bits", "Kilobits", "Megabits", "Gigabits", "Terabits"]
        return Set(
            ["Seconds", "Microseconds", "Milliseconds", "Percent", "None"]
                + (sizes + bits + ["Count"])
                .flatMap { [$0, "\($0)/Second"] })
    }()
}

extension Statistic {
    /// The percentages that the rule on alarms looks at: those of the long forms, not of `tm99` or `p99`.
    fileprivate func longFormBounds(_ text: String) -> [Double] {
        text.hasSuffix(")") ? percentBounds : []
    }
}
