import LeafStack
import Testing

@testable import Templates

/// What a refused edit says.
private func refusal(of text: String, _ wanted: WantedSettings) -> String {
    do {
        let edit = try LeafFileEditor.edit(Array(text.utf8), wanted: wanted)
        return "edited: \(String(decoding: edit.edited, as: UTF8.self))"
    } catch {
        return error.description
    }
}

@Suite struct LeafFileRefusalTests {
    @Test(
        "Anything the app would refuse stops the edit, with its place",
        arguments: [
            (
                "Watchdog:\n  Threshold: 1175.5\n",
                "2:14: Watchdog.Threshold: a number with a fraction (1175.5) stands where Container Manager wants a whole number"
            ),
            (
                "Watchdog:\n  Threshold: '1175'\n",
                "2:14: Watchdog.Threshold: a quoted text stands where Container Manager wants a whole number"
            ),
            (
                "Watchdog:\n  Threshold: True\n",
                "2:14: Watchdog.Threshold: a truth value (True) stands where Container Manager wants a whole number"
            ),
            (
                "Watchdog:\n  Threshold:\n",
                "2:13: Watchdog.Threshold: nothing stands where Container Manager wants a whole number"
            ),
            (
                "Watchdog:\n  Threshold: 0900\n",
                "2:14: Watchdog.Threshold: text (0900) stands where Container Manager wants a whole number"
            ),
            (
                "Watchdog:\n  Threshold: [3]\n",
                "2:14: Watchdog.Threshold: a list stands where Container Manager wants a whole number"
            ),
            (
                "Watchdog:\n  Threshold: 3\n  MinutesWithoutConnections: -7\n",
                "3:30: Watchdog.MinutesWithoutConnections: -7 is negative, which Container Manager refuses"
            ),
            (
                "Watchdog:\n  Threshold: 3\n  InstanceLeftUp:\n",
                "3:3: Watchdog.InstanceLeftUp: nothing stands where Container Manager wants a block of keys"
            ),
            (
                "Watchdog:\n  Threshold: 3\n  InstanceLeftUp:\n    ShouldStop: 'True'\n",
                "4:17: Watchdog.InstanceLeftUp.ShouldStop: a quoted text stands where Container Manager wants True or False"
            ),
            (
                "Watchdog:\n  Threshold: 3\n  Note: x\n",
                "3:3: Watchdog: Container Manager knows no key Note here and refuses the file"
            ),
            (
                "Watchdog:\n  MinutesWithoutConnections: 3\n",
                "2:3: Watchdog: the key Threshold is required and missing"
            ),
            ("Ec2: {}\n", "the key Watchdog is required and missing"),
            (
                "Watchdog: 5\n",
                "1:1: Watchdog: a whole number (5) stands where Container Manager wants a block of keys"
            ),
            (
                "Watchdog:\n  Threshold: 99999999999999999999\n",
                "2:14: Watchdog.Threshold: 99999999999999999999 does not fit into 64 bits"
            ),
            ("", "there is no mapping of settings in the file"),
            ("- a\n", "there is no mapping of settings in the file"),
        ])
    func appRefusals(_ text: String, _ message: String) {
        #expect(refusal(of: text, WantedSettings(threshold: 5)) == message)
    }

    @Test(
        "A key that stands twice",
        arguments: [
            "Watchdog:\n  Threshold: 3\n  Threshold: 4\n",
            "Watchdog:\n  Threshold: 3\nWatchdog:\n  Threshold: 4\n",
            "Watchdog: {Threshold: 3, 'Threshold': 4}",
        ])
    func duplicates(_ text: String) {
        #expect(refusal(of: text, WantedSettings(threshold: 5)).contains("stands twice"))
    }

    @Test(
        "Values that belong to other places",
        arguments: [
            (
                "Watchdog:\n  Threshold: !ENV ${X:3}\n",
                "2:14: Watchdog.Threshold: the value comes from the environment (!ENV), so there is no value in the file to change"
            ),
            (
                "Watchdog:\n  Threshold: !ENV tag:yaml.org,2002:int ${X:77}\n",
                "2:14: Watchdog.Threshold: the value comes from the environment (!ENV), so there is no value in the file to change"
            ),
            (
                "Watchdog:\n  Threshold: &t 3\n",
                "2:14: Watchdog.Threshold: the value has an anchor (&), so other places may use it too"
            ),
            (
                "A: &t 3\nWatchdog:\n  Threshold: *t\n",
                "3:3: Watchdog.Threshold: the value is an alias (*) of another place"
            ),
            (
                "A: &w {Threshold: 3}\nWatchdog: *w\n",
                "2:1: Watchdog: the value is an alias (*) of another place"
            ),
            (
                "Watchdog: &w\n  Threshold: 3\n",
                "1:1: Watchdog: the value has an anchor (&), so other places may use it too"
            ),
            (
                "A: &w {Threshold: 3}\nWatchdog:\n  <<: *w\n",
                "3:3: Watchdog: the block takes keys from another place (<<)"
            ),
            (
                "Watchdog:\n  Threshold: !!int 3\n",
                "2:14: Watchdog.Threshold: the value carries the tag tag:yaml.org,2002:int"
            ),
        ])
    func elsewhere(_ text: String, _ message: String) {
        #expect(refusal(of: text, WantedSettings(threshold: 5)) == message)
    }

    @Test("A value from the environment is left alone when another setting changes")
    func leavesTheEnvironmentAlone() throws {
        let text = "Watchdog:\n  Threshold: !ENV tag:yaml.org,2002:int ${X:77} # x\n"
        let edit = try LeafFileEditor.edit(
            Array(text.utf8), wanted: WantedSettings(minutesWithoutConnections: .set(12)))
        #expect(String(decoding: edit.edited, as: UTF8.self) == text + "  MinutesWithoutConnections: 12\n")
    }

    @Test(
        "What cannot be deployed is not written",
        arguments: [
            (
                WantedSettings(threshold: -1),
                "Watchdog.Threshold: Watchdog.Threshold -1 cannot be deployed: it must be 0 or more"
            ),
            (
                WantedSettings(minutesWithoutConnections: .set(0)),
                "Watchdog.MinutesWithoutConnections: Watchdog.MinutesWithoutConnections 0 cannot be deployed: it must be 1 to 1440"
            ),
            (
                WantedSettings(minutesWithoutConnections: .set(1_441)),
                "Watchdog.MinutesWithoutConnections: Watchdog.MinutesWithoutConnections 1441 cannot be deployed: it must be 1 to 1440"
            ),
            (
                WantedSettings(durationHours: .set(25)),
                "Watchdog.InstanceLeftUp.DurationHours: Watchdog.InstanceLeftUp.DurationHours 25 cannot be deployed: it must be 1 to 24"
            ),
        ])
    func unusable(_ wanted: WantedSettings, _ message: String) {
        #expect(refusal(of: "Watchdog: {Threshold: 3}", wanted) == message)
    }

    @Test("Unusable values that are in the file can be mended")
    func mends() throws {
        let text =
            "Watchdog:\n  Threshold: -3\n  MinutesWithoutConnections: 0\n  InstanceLeftUp: {DurationHours: 25}\n"
        let wanted = WantedSettings(threshold: 3, minutesWithoutConnections: .set(5), durationHours: .set(24))
        let edit = try LeafFileEditor.edit(Array(text.utf8), wanted: wanted)
        #expect(edit.changes.count == 3)
    }

    @Test("Not text, not YAML, too large: a message, never a crash")
    func hostile() {
        let wanted = WantedSettings(threshold: 5)
        #expect(throws: LeafFileRefusal(.notText(offset: 3))) {
            try LeafFileEditor.edit([0x41, 0x3A, 0x20, 0xFF], wanted: wanted)
        }
        #expect(refusal(of: "Watchdog: {Threshold: 3", wanted).contains("not YAML: did not find expected"))
        #expect(refusal(of: "Watchdog:\n\tThreshold: 3", wanted).contains("not YAML"))
        #expect(refusal(of: "a: 1\n---\nWatchdog: {Threshold: 3}\n", wanted).contains("not YAML"))
        let long = [UInt8](repeating: UInt8(ascii: "#"), count: WatchdogLayoutReader.sizeLimit + 1)
        #expect(throws: LeafFileRefusal.self) { try LeafFileEditor.edit(long, wanted: wanted) }
        #expect(refusal(of: String(repeating: "[", count: 50_000), wanted).contains("not YAML"))
        #expect(refusal(of: String(repeating: "- ", count: 50_000), wanted).contains("not YAML"))
        let laughs = (1...20).map {
            "a\($0): &a\($0) [\(Array(repeating: "*a\($0 - 1)", count: 9).joined(separator: ", "))]"
        }
        let bomb = "a0: &a0 x\n" + laughs.joined(separator: "\n") + "\nWatchdog: {Threshold: 3}\n"
        #expect(
            refusal(of: bomb, wanted) == "with its aliases written out the file has more than 100000 values")
    }
}
