@testable import Templates

/// A leaf file in a random layout, with what a reader of it must know.
struct GeneratedLeaf {
    /// The file.
    var text: String
    /// The settings that are written, as values.
    var written: [WatchdogSetting: LeafSettingValue]
    /// Whether all values are spelled as leafwatch writes them.
    var isPlain: Bool
    /// Whether there is an `InstanceLeftUp: {}` that going back could not know of.
    var hasEmptyLeftUp = false
    /// Whether the watchdog's block is in braces.
    var isFlow: Bool
    /// Whether `InstanceLeftUp` is in braces, so that its line changes when a key comes in.
    var leftUpIsFlow = false

    private init(plain: Bool, flow: Bool) {
        text = ""
        written = [:]
        isPlain = plain
        isFlow = flow
    }

    /// Makes a file from a seed: line ends, indentation, block and flow style, order of keys, comments everywhere, decoys,
    /// blanks behind values, byte order mark, with and without a last line end.
    static func make(seed: UInt64) -> GeneratedLeaf {
        var generator = SeededGenerator(seed: seed)
        var leaf = GeneratedLeaf(plain: !generator.one(in: 3), flow: generator.one(in: 3))
        var lines: [String] = []
        if generator.one(in: 2) { lines.append("") }
        lines += comments(&generator, indentation: 0)
        let before = generator.one(in: 4) ? [] : others(&generator)
        lines += before
        lines += leaf.watchdog(&generator)
        lines += comments(&generator, indentation: 0)
        if generator.one(in: 2) { lines += ["Dashboard:", "  IntervalMinutes: 60"] }
        lines += [String](repeating: "", count: generator.pick([0, 0, 1, 3]))
        let lineEnd = generator.pick(["\n", "\r\n", "\n", "\r\n", "\r"])
        leaf.text = (generator.one(in: 8) ? "\u{FEFF}" : "") + lines.joined(separator: lineEnd)
        if !generator.one(in: 3) { leaf.text += lineEnd }
        return leaf
    }

    // MARK: - Around the block

    private static func others(_ generator: inout SeededGenerator) -> [String] {
        let blocks = [
            ["Ec2:", "  InstanceType: m5.large # 2 vCPUs"],
            [
                "Container:", "  Environment:", "    PASSWORD: !ENV ${X:Threshold}", "    RATE: 1.000000",
                "    M: \"80%\"",
            ],
            ["Notes: |", "  Watchdog:", "    Threshold: 1 § # no comment", "  # DurationHours: 3"],
            ["Names: {a: &name 'it''s', b: *name, \"Threshold\": 漢}"],
            ["Texts: \"two", "  lines # here\"", "Fold: >-", "  Threshold: 5", ""],
            ["# Watchdog:", "#   Threshold: 4", "#   MinutesWithoutConnections: 3"],
        ]
        return blocks.filter { _ in generator.one(in: 2) }.flatMap { $0 }
    }

    private static func comments(_ generator: inout SeededGenerator, indentation: Int) -> [String] {
        guard generator.one(in: 3) else { return generator.one(in: 4) ? [""] : [] }
        let indent = String(repeating: " ", count: indentation)
        return ["\(indent)# idle \(generator.pick(["610", "Threshold: 9", "é", "{", "  "])) "]
    }

    private static func tail(_ generator: inout SeededGenerator) -> String {
        generator.pick(["", "", "", "   # b/s ", " ", " # ShouldStop: True", "\t# tab"])
    }

    // MARK: - The block

    private func spelling(_ value: LeafSettingValue, _ generator: inout SeededGenerator) -> String {
        guard !isPlain else { return value.description }
        switch value {
        case .boolean(let truth):
            return generator.pick(truth ? ["true", "yes", "On", "TRUE"] : ["false", "no", "Off", "NO"])
        case .integer(let number):
            let hex = "0x" + String(number, radix: 16)
            return generator.pick([
                hex, "0" + String(number, radix: 8), "0b" + String(number, radix: 2), "+\(number)",
            ])
        }
    }

    private mutating func values(
        _ settings: [WatchdogSetting], _ generator: inout SeededGenerator
    ) -> [(WatchdogSetting, String)] {
        settings.map { setting in
            let value: LeafSettingValue =
                setting == .shouldStop
                ? .boolean(generator.one(in: 2)) : .integer(Int.random(in: 1...24, using: &generator))
            written[setting] = value
            return (setting, spelling(value, &generator))
        }
    }

    private mutating func watchdog(_ generator: inout SeededGenerator) -> [String] {
        var outer: [WatchdogSetting] = [.threshold]
        if generator.one(in: 2) { outer.append(.minutesWithoutConnections) }
        if generator.one(in: 4) { outer.reverse() }
        var inner = [WatchdogSetting.durationHours, .shouldStop].filter { _ in generator.one(in: 2) }
        if generator.one(in: 4) { inner.reverse() }
        let outerValues = values(outer, &generator)
        let innerValues = values(inner, &generator)
        let hasLeftUp = !inner.isEmpty || generator.one(in: 3)
        hasEmptyLeftUp = hasLeftUp && inner.isEmpty
        return isFlow
            ? flow(outerValues, innerValues, hasLeftUp, &generator)
            : block(outerValues, innerValues, hasLeftUp, &generator)
    }

    private func braces(_ values: [(WatchdogSetting, String)], _ generator: inout SeededGenerator) -> String {
        let pad = generator.pick(["", " "])
        let quote = generator.pick(["", "\"", "'"])
        let pairs = values.map { "\(quote)\($0.0.rawValue)\(quote): \($0.1)" }
        return "{\(pad)\(pairs.joined(separator: generator.pick([", ", ",  ", " , "])))\(pad)}"
    }

    private mutating func flow(
        _ outer: [(WatchdogSetting, String)], _ inner: [(WatchdogSetting, String)], _ hasLeftUp: Bool,
        _ generator: inout SeededGenerator
    ) -> [String] {
        var parts = outer.map { "\($0.0.rawValue): \($0.1)" }
        if hasLeftUp {
            let place = generator.one(in: 3) ? 0 : parts.count
            parts.insert("InstanceLeftUp: \(braces(inner, &generator))", at: place)
        }
        guard generator.one(in: 2) else {
            return ["Watchdog: {\(parts.joined(separator: ", "))}\(GeneratedLeaf.tail(&generator))"]
        }
        var lines = ["Watchdog: {" + GeneratedLeaf.tail(&generator)]
        for (index, part) in parts.enumerated() {
            lines.append("  \(part)\(index + 1 < parts.count ? "," : "")")
        }
        return lines + ["  }"]
    }

    private mutating func block(
        _ outer: [(WatchdogSetting, String)], _ inner: [(WatchdogSetting, String)], _ hasLeftUp: Bool,
        _ generator: inout SeededGenerator
    ) -> [String] {
        let outerWidth = generator.pick([1, 2, 2, 4, 7])
        let innerWidth = outerWidth + generator.pick([1, 2, 4])
        let outerIndent = String(repeating: " ", count: outerWidth)
        let innerIndent = String(repeating: " ", count: innerWidth)
        var groups: [[String]] = outer.map { setting, value in
            GeneratedLeaf.comments(&generator, indentation: outerWidth)
                + [
                    "\(outerIndent)\(setting.rawValue):\(generator.pick([" ", "  "]))\(value)\(GeneratedLeaf.tail(&generator))"
                ]
        }
        if hasLeftUp {
            var group: [String]
            if inner.isEmpty || generator.one(in: 4) {
                leftUpIsFlow = true
                group = [
                    "\(outerIndent)InstanceLeftUp: \(braces(inner, &generator))\(GeneratedLeaf.tail(&generator))"
                ]
            } else {
                group = ["\(outerIndent)InstanceLeftUp:\(GeneratedLeaf.tail(&generator))"]
                for (setting, value) in inner {
                    group += GeneratedLeaf.comments(&generator, indentation: innerWidth)
                    group.append(
                        "\(innerIndent)\(setting.rawValue): \(value)\(GeneratedLeaf.tail(&generator))")
                }
            }
            groups.insert(group, at: generator.one(in: 4) ? 0 : groups.count)
        }
        return ["Watchdog:\(GeneratedLeaf.tail(&generator))"] + groups.flatMap { $0 }
    }
}
