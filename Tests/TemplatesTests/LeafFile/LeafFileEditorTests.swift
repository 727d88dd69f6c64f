import LeafStack
import Testing

@testable import Templates

/// Edits `text` and gives the result as text.
private func edited(
    _ text: String, _ wanted: WantedSettings, evidence: [WatchdogSetting: String] = [:]
) throws -> String {
    let edit = try LeafFileEditor.edit(Array(text.utf8), wanted: wanted, evidence: evidence)
    return String(decoding: edit.edited, as: UTF8.self)
}

@Suite struct LeafFileEditorTests {
    @Test("Only the scalar is replaced, what follows it on the line stays")
    func replacesTheScalar() throws {
        let text = "Watchdog:\n  Threshold: 850   # bytes per second \n"
        #expect(
            try edited(text, WantedSettings(threshold: 7_100))
                == "Watchdog:\n  Threshold: 7100   # bytes per second \n")
    }

    @Test("Missing minutes go right behind the threshold, with its indentation and the file's line end")
    func insertsMinutes() throws {
        let text = "Watchdog:\r\n    Threshold: 850 # b/s\r\n    # note\r\n    InstanceLeftUp: {}\r\n"
        #expect(
            try edited(text, WantedSettings(minutesWithoutConnections: .set(12)))
                == "Watchdog:\r\n    Threshold: 850 # b/s\r\n    MinutesWithoutConnections: 12\r\n    # note\r\n"
                + "    InstanceLeftUp: {}\r\n")
    }

    @Test("A missing InstanceLeftUp goes to the end of the block, before comments of the next one")
    func insertsTheBlock() throws {
        let text = """
            Watchdog:
              Threshold: 850
              # rates above were measured in May

            # Dashboard of the leaf:
            Dashboard:
              IntervalMinutes: 60
            """
        let wanted = WantedSettings(durationHours: .set(20), shouldStop: .set(true))
        #expect(
            try edited(text, wanted) == """
                Watchdog:
                  Threshold: 850
                  # rates above were measured in May
                  InstanceLeftUp:
                    DurationHours: 20
                    ShouldStop: True

                # Dashboard of the leaf:
                Dashboard:
                  IntervalMinutes: 60
                """)
    }

    @Test("All missing keys at once, in a file without a last line end")
    func insertsAtTheEnd() throws {
        let wanted = WantedSettings(
            threshold: 900, minutesWithoutConnections: .set(9), durationHours: .set(20),
            shouldStop: .set(true))
        #expect(
            try edited("Watchdog:\n   Threshold: 850", wanted)
                == "Watchdog:\n   Threshold: 900\n   MinutesWithoutConnections: 9\n   InstanceLeftUp:\n"
                + "      DurationHours: 20\n      ShouldStop: True")
    }

    @Test("A default is not written where its key is absent, but where it is present")
    func defaults() throws {
        let wanted = WantedSettings(
            minutesWithoutConnections: .set(7), durationHours: .set(8), shouldStop: .set(false))
        #expect(try edited("Watchdog: {Threshold: 3}", wanted) == "Watchdog: {Threshold: 3}")
        #expect(
            try edited("Watchdog:\n  Threshold: 3\n  InstanceLeftUp:\n    DurationHours: 9\n", wanted)
                == "Watchdog:\n  Threshold: 3\n  InstanceLeftUp:\n    DurationHours: 8\n")
    }

    @Test("A sibling inside InstanceLeftUp")
    func insertsIntoLeftUp() throws {
        let text =
            "Watchdog:\n  Threshold: 3\n  InstanceLeftUp:\n    DurationHours: 9 # h\nDashboard:\n  Show: True\n"
        #expect(
            try edited(text, WantedSettings(shouldStop: .set(true)))
                == "Watchdog:\n  Threshold: 3\n  InstanceLeftUp:\n    DurationHours: 9 # h\n    ShouldStop: True\n"
                + "Dashboard:\n  Show: True\n")
    }

    @Test(
        "Flow style is edited within the braces",
        arguments: [
            (
                "Watchdog: {Threshold: 300}",
                "Watchdog: {Threshold: 400, MinutesWithoutConnections: 12, InstanceLeftUp: {DurationHours: 20, ShouldStop: True}}"
            ),
            (
                "{Watchdog: {\"InstanceLeftUp\":{},\"Threshold\":300}}",
                "{Watchdog: {\"InstanceLeftUp\":{DurationHours: 20, ShouldStop: True},\"Threshold\":400, MinutesWithoutConnections: 12}}"
            ),
            (
                "Watchdog: {\n  Threshold: 300, # idle\n  InstanceLeftUp: { ShouldStop: off }\n}\n",
                "Watchdog: {\n  Threshold: 400, MinutesWithoutConnections: 12, # idle\n  InstanceLeftUp: { ShouldStop: True, DurationHours: 20 }\n}\n"
            ),
        ])
    func flow(_ text: String, _ result: String) throws {
        let wanted = WantedSettings(
            threshold: 400, minutesWithoutConnections: .set(12), durationHours: .set(20),
            shouldStop: .set(true))
        #expect(try edited(text, wanted) == result)
    }

    @Test("Decoys in literal blocks, comments and other blocks are no settings")
    func decoys() throws {
        let text = """
            Container:
              Environment:
                NOTE: |
                  Watchdog:
                    Threshold: 1
                # Threshold: 2
                Threshold: 3
            # Watchdog:
            #   Threshold: 4
            Watchdog:
              # Threshold: 5
              Threshold: 6
            """
        let result = try edited(text, WantedSettings(threshold: 60))
        #expect(result == text.replacing("Threshold: 6", with: "Threshold: 60"))
    }

    @Test(
        "YAML 1.1 spellings are read as the app reads them and written plainly",
        arguments: [
            ("0700", 448), ("1:30", 90), ("1_175", 1_175), ("0x10", 16),
        ])
    func spellings(_ spelling: String, _ value: Int) throws {
        let text = "Watchdog:\n  Threshold: \(spelling)\n"
        #expect(try edited(text, WantedSettings(threshold: value)) == text)
        #expect(try edited(text, WantedSettings(threshold: 12)) == "Watchdog:\n  Threshold: 12\n")
    }

    @Test("A value on a line of its own, an explicit key, a byte order mark, characters beyond ASCII")
    func oddLayouts() throws {
        let wanted = WantedSettings(threshold: 4, minutesWithoutConnections: .set(12))
        #expect(
            try edited("Watchdog:\n  Threshold:\n    3\n", wanted)
                == "Watchdog:\n  Threshold:\n    4\n  MinutesWithoutConnections: 12\n")
        #expect(
            try edited("Watchdog:\n  ? Threshold\n  : 3\n", wanted)
                == "Watchdog:\n  ? Threshold\n  : 4\n  MinutesWithoutConnections: 12\n")
        #expect(
            try edited("\u{FEFF}Watchdog: {Threshold: 3}", wanted)
                == "\u{FEFF}Watchdog: {Threshold: 4, MinutesWithoutConnections: 12}")
        #expect(
            try edited("{Note: 漢字é👍🏽, Watchdog: {Threshold: 3}}", wanted)
                == "{Note: 漢字é👍🏽, Watchdog: {Threshold: 4, MinutesWithoutConnections: 12}}")
        #expect(
            try edited("A: 'x\u{85}y'\rWatchdog:\r Threshold: 3", WantedSettings(threshold: 4))
                == "A: 'x\u{85}y'\rWatchdog:\r Threshold: 4")
    }

    @Test("Taking keys out: lines, the whole block, and within braces")
    func removes() throws {
        let none = WantedSettings(
            minutesWithoutConnections: .absent, durationHours: .absent, shouldStop: .absent)
        #expect(
            try edited(
                "Watchdog:\n  Threshold: 3\n  MinutesWithoutConnections: 9 # m\n  InstanceLeftUp:\n    ShouldStop: True\n# end\n",
                none)
                == "Watchdog:\n  Threshold: 3\n# end\n")
        #expect(
            try edited("Watchdog:\r\n  Threshold: 3\r\n  InstanceLeftUp:\r\n    ShouldStop: True", none)
                == "Watchdog:\r\n  Threshold: 3")
        #expect(
            try edited(
                "Watchdog: {MinutesWithoutConnections: 9, Threshold: 3, InstanceLeftUp: {ShouldStop: on}}",
                none)
                == "Watchdog: {Threshold: 3}")
    }

    @Test("Evidence is one comment line above the value, and replaces its predecessor")
    func evidence() throws {
        let text = "Watchdog:\r\n  # ours\r\n  Threshold: 3 # b/s\r\n"
        let wanted = WantedSettings(threshold: 4, minutesWithoutConnections: .set(12))
        let first = try edited(
            text, wanted, evidence: [.threshold: "14 days, n=412", .minutesWithoutConnections: "n=41\nx"])
        #expect(
            first
                == "Watchdog:\r\n  # ours\r\n  # leafwatch: Threshold: 14 days, n=412\r\n  Threshold: 4 # b/s\r\n"
                + "  # leafwatch: MinutesWithoutConnections: n=41\\u{a}x\r\n  MinutesWithoutConnections: 12\r\n"
        )
        let second = try edited(first, WantedSettings(threshold: 5), evidence: [.threshold: "15 days, n=430"])
        #expect(
            second
                == first.replacing("14 days, n=412", with: "15 days, n=430").replacing(": 4 #", with: ": 5 #")
        )
        let back = WantedSettings(threshold: 3, minutesWithoutConnections: .absent)
        #expect(
            try edited(first, back)
                == "Watchdog:\r\n  # ours\r\n  # leafwatch: Threshold: 14 days, n=412\r\n  Threshold: 3 # b/s\r\n"
        )
    }

    @Test("The changes are told in the order of the settings")
    func changes() throws {
        let edit = try LeafFileEditor.edit(
            try Fixture.leaf("MonsterIsle.example.yaml"),
            wanted: WantedSettings(
                threshold: 7_100, minutesWithoutConnections: .set(12), shouldStop: .set(true)))
        #expect(
            edit.changes.map(\.description) == [
                "Watchdog.Threshold 5750 -> 7100", "Watchdog.MinutesWithoutConnections 7 -> 12",
            ])
    }
}
