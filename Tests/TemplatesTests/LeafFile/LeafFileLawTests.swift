import Foundation
import LeafStack
import Testing

@testable import Templates

/// Laws of edits over leaf files in generated layouts.
@Suite struct LeafFileLawTests {
    private static let seeds: Range<UInt64> =
        0..<(ProcessInfo.processInfo.environment["LEAFWATCH_THOROUGH"] == "1" ? 50_000 : 300)

    /// Settings to change to, from a seed.
    private static func wish(seed: UInt64) -> WantedSettings {
        var generator = SeededGenerator(seed: seed ^ 0xABCD)
        var wanted = WantedSettings()
        if !generator.one(in: 3) { wanted.threshold = Int.random(in: 0...100_000, using: &generator) }
        if !generator.one(in: 3) {
            wanted.minutesWithoutConnections = .set(Int.random(in: 1...1_440, using: &generator))
        }
        if !generator.one(in: 3) { wanted.durationHours = .set(Int.random(in: 1...24, using: &generator)) }
        if !generator.one(in: 3) { wanted.shouldStop = .set(generator.one(in: 2)) }
        return wanted
    }

    /// The wish that brings back what was written.
    private static func way(back leaf: GeneratedLeaf) -> WantedSettings {
        func integer(_ setting: WatchdogSetting) -> Wanted<Int> {
            if case .integer(let number)? = leaf.written[setting] { return .set(number) }
            return .absent
        }
        var wanted = WantedSettings(
            minutesWithoutConnections: integer(.minutesWithoutConnections),
            durationHours: integer(.durationHours),
            shouldStop: .absent)
        if case .boolean(let truth)? = leaf.written[.shouldStop] { wanted.shouldStop = .set(truth) }
        if case .integer(let number)? = leaf.written[.threshold] { wanted.threshold = number }
        return wanted
    }

    @Test("Read, change, read again: the wanted values, and the values that were written before")
    func readBack() throws {
        for seed in LeafFileLawTests.seeds {
            let leaf = GeneratedLeaf.make(seed: seed)
            let bytes = Array(leaf.text.utf8)
            let present = try LeafFileEditor.settings(of: bytes)
            for (setting, value) in leaf.written { #expect(present[setting] == value, "seed \(seed)") }
            let wanted = LeafFileLawTests.wish(seed: seed)
            let edit = try LeafFileEditor.edit(bytes, wanted: wanted)
            let after = try LeafFileEditor.settings(of: edit.edited)
            for setting in WatchdogSetting.allCases {
                #expect(after[setting] == wanted.wanted(setting, present: present[setting]), "seed \(seed)")
            }
        }
    }

    @Test("A change to the present values is no difference")
    func identity() throws {
        for seed in LeafFileLawTests.seeds {
            let leaf = GeneratedLeaf.make(seed: seed)
            let bytes = Array(leaf.text.utf8)
            let edit = try LeafFileEditor.edit(bytes, wanted: LeafFileLawTests.way(back: leaf))
            #expect(edit.edited == bytes, "seed \(seed)")
            #expect(edit.changes.isEmpty, "seed \(seed)")
        }
    }

    @Test("Change and inverse give the original bytes")
    func inverse() throws {
        for seed in LeafFileLawTests.seeds {
            let leaf = GeneratedLeaf.make(seed: seed)
            let bytes = Array(leaf.text.utf8)
            let edit = try LeafFileEditor.edit(bytes, wanted: LeafFileLawTests.wish(seed: seed))
            #expect(edit.splices.inverse(of: bytes).applied(to: edit.edited) == bytes, "seed \(seed)")
            guard leaf.isPlain, !leaf.hasEmptyLeftUp else { continue }
            let back = try LeafFileEditor.edit(edit.edited, wanted: LeafFileLawTests.way(back: leaf))
            #expect(back.edited == bytes, "seed \(seed): \(leaf.text.debugDescription)")
        }
    }

    @Test("Only lines of settings differ, and each keeps all but its value")
    func onlyIntendedLines() throws {
        for seed in LeafFileLawTests.seeds {
            let leaf = GeneratedLeaf.make(seed: seed)
            let bytes = Array(leaf.text.utf8)
            let edit = try LeafFileEditor.edit(bytes, wanted: LeafFileLawTests.wish(seed: seed))
            let before = LeafFileLawTests.lines(bytes)
            let after = LeafFileLawTests.lines(edit.edited)
            let difference = after.difference(from: before)
            let names = WatchdogSetting.allCases.map(\.rawValue) + ["InstanceLeftUp"]
            for case .remove(_, let line, _) in difference {
                #expect(names.contains { line.contains($0) }, "seed \(seed): \(line)")
            }
            let written = edit.changes.filter { leaf.written[$0.setting] != nil }.count
            if !leaf.isFlow, leaf.text.hasSuffix("\n") || leaf.text.hasSuffix("\r") {
                #expect(difference.removals.count <= written + (leaf.leftUpIsFlow ? 1 : 0), "seed \(seed)")
            }
            #expect(LeafFileLawTests.bare(before).isSubset(of: LeafFileLawTests.bare(after)), "seed \(seed)")
        }
    }

    /// The lines of a file, each with its line end.
    private static func lines(_ bytes: [UInt8]) -> [String] {
        let text = SourceText(bytes)
        return text.lines.map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) }
    }

    /// The comments of a file, which no edit may touch.
    private static func bare(_ lines: [String]) -> Set<String> {
        Set(lines.filter { $0.drop { $0 == " " }.hasPrefix("#") })
    }

    @Test("The invented leaves, there and back", arguments: Fixture.leaves)
    func fixtures(_ name: String) throws {
        let bytes = try Fixture.leaf(name)
        let wanted = WantedSettings(
            threshold: 4_321, minutesWithoutConnections: .set(13), durationHours: .set(21),
            shouldStop: .set(false))
        let edit = try LeafFileEditor.edit(bytes, wanted: wanted)
        let present = try LeafFileEditor.settings(of: bytes)
        var back = WantedSettings()
        if case .integer(let number)? = present[.threshold] { back.threshold = number }
        back.minutesWithoutConnections = name.hasPrefix("TwoGears") ? .set(10) : .absent
        if case .integer(let number)? = present[.durationHours] { back.durationHours = .set(number) }
        if case .boolean(let truth)? = present[.shouldStop] { back.shouldStop = .set(truth) }
        #expect(try LeafFileEditor.edit(edit.edited, wanted: back).edited == bytes)
        #expect(edit.changes.count >= 3)
    }

    @Test("Damaged files: a refusal or a correct edit, never a crash")
    func damaged() throws {
        for name in Fixture.leaves {
            let bytes = try Fixture.leaf(name)
            var generator = SeededGenerator(seed: 7)
            for round in 0..<150 {
                var damaged = bytes
                if round % 2 == 0 {
                    damaged = Array(bytes.prefix(Int.random(in: 0..<bytes.count, using: &generator)))
                } else {
                    for _ in 0..<3 {
                        damaged[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
                            in: 0...255, using: &generator)
                    }
                }
                guard let edit = try? LeafFileEditor.edit(damaged, wanted: WantedSettings(threshold: 77))
                else { continue }
                #expect(try LeafFileEditor.settings(of: edit.edited)[.threshold] == .integer(77))
            }
        }
    }
}
