import LeafStack
import Testing

/// Reads text as `palworld.yaml`.
func read(_ text: String, file: String = "palworld.yaml") throws -> LeafConfiguration {
    try LeafConfiguration(reading: Array(text.utf8), file: file)
}

/// A small whole leaf around a `Watchdog` block.
func leaf(watchdog: String) -> String {
    """
    Ec2:
      InstanceType: m5.large
    Container:
      Image: itzg/minecraft-server
      Ports: []
    Watchdog:
    \(watchdog)
    """
}

@Suite struct LeafConfigurationTests {
    @Test func readsAWholeLeaf() throws {
        let text = """

            # A comment with Threshold: 1
            Ec2:
              InstanceType: 'M5.Large'   # 2 vCPUs
            Container:
              Image: "factoriotools/factorio:Stable"
              Ports:
                - UDP: 34197
              Environment:
                PASSWORD: !ENV ${PASSWORD}
                NOTES: |
                  Threshold: 99
                  caf\u{E9}: 100%
            Volumes:
              Saves:
                Type: EFS
                Paths:
                  - Path: /saves
              ModCache:
                Paths:
                  - Path: /mods
            Watchdog:
              Threshold: 850   # bytes per second
              MinutesWithoutConnections: 10
              InstanceLeftUp:
                DurationHours: 12
                ShouldStop: True
            """.replacing("\n", with: "\r\n")
        let configuration = try read(text, file: "leaves/Two.Volumes.yaml")
        #expect(configuration.issues.isEmpty)
        #expect(
            try configuration.leaf()
                == Leaf(
                    containerID: "two.volumes", instanceType: "m5.large",
                    image: "factoriotools/factorio:stable", volumes: ["Saves", "ModCache"],
                    watchdog: WatchdogSettings(
                        threshold: 850, minutesWithoutConnections: 10, durationHours: 12, shouldStop: true)))
        #expect(
            configuration.threshold.place
                == FilePlace(file: "leaves/Two.Volumes.yaml", line: 23, column: 14))
    }

    @Test func absentKeysHoldUpstreamsDefaults() throws {
        let leaf = try read(leaf(watchdog: "  Threshold: 1175")).leaf()
        #expect(leaf.watchdog == WatchdogSettings(threshold: 1175))
        #expect(leaf.watchdog.minutesWithoutConnections == 7)
        #expect(leaf.watchdog.durationHours == 8)
        #expect(!leaf.watchdog.shouldStop)
        #expect(leaf.volumes.isEmpty)
    }

    @Test(
        arguments: [
            ("  Threshold: 0700", 448), ("  Threshold: 1:30", 90), ("  Threshold: 1_175", 1175),
            ("  {Threshold: 0x10}", 16), ("  Threshold: -5", -5), ("  Threshold: !!int '77'", 77),
            ("  Threshold: 1\n  Threshold: 2", 2), ("  \"Threshold\": 1\n  Threshold: 3", 3),
        ])
    func thresholdsAreReadAsTheAppReadsThem(watchdog: String, value: Int) throws {
        #expect(try read(leaf(watchdog: watchdog)).leaf().watchdog.threshold == value)
    }

    @Test(
        arguments: [
            ("  Threshold: 1175.5", "an integer, but this is a number with a fraction"),
            ("  Threshold: '1175'", "an integer, but this is text"),
            ("  Threshold: 0900", "an integer, but this is text"),
            ("  Threshold: yes", "an integer, but this is a boolean"),
            ("  Threshold:", "an integer, but this is nothing"),
            ("  Threshold: [1]", "an integer, but this is a list"),
            ("  Threshold: !ENV ${X}", "comes from the environment"),
            ("  Threshold: !Ref X", "a value with an unknown tag"),
            ("  MinutesWithoutConnections: 7", "Watchdog.Threshold is missing"),
            ("  Threshold: 1\n  MinutesWithoutConnections: -1", "must not be negative, but is -1"),
            ("  Threshold: 1\n  InstanceLeftUp:", "must be a mapping, but this is nothing"),
            ("  Threshold: 1\n  InstanceLeftUp: {ShouldStop: 'no'}", "a boolean, but this is text"),
            ("  Threshold: 1\n  InstanceLeftUp: {DurationHours: -8}", "must not be negative"),
        ])
    func refusalsNameThePlaceAndTheReason(watchdog: String, reason: String) throws {
        let configuration = try read(leaf(watchdog: watchdog))
        let issue = try #require(configuration.issues.first)
        #expect(issue.message.contains(reason))
        #expect(issue.place.line >= 6)
        if !watchdog.contains("InstanceLeftUp:\n"), !watchdog.hasSuffix("InstanceLeftUp:") {
            let error = #expect(throws: LeafFileError.self) { try configuration.leaf() }
            #expect(error?.description.contains(reason) == true)
        }
    }

    @Test func unknownKeysAnywhereAreFoundWithTheirPlaces() throws {
        let text = """
            Ec2: {InstanceType: m5.large, Spot: true}
            Container:
              Image: a
              Environment: {ANYTHING: 1}
            Volumes:
              Data:
                Size: 3
                Paths: [{Path: /a, Mode: 7}]
            Watchdog:
              Threshold: 1
              Minutes: 4
            Notes: hello
            """
        let unknown = try read(text).issues.filter { $0.kind == .unknownKey }
        #expect(
            unknown.map { "\($0.place.line):\($0.place.column) \($0.path)" } == [
                "1:31 Ec2.Spot", "7:5 Volumes.Data.Size", "8:24 Volumes.Data.Paths[0].Mode",
                "11:3 Watchdog.Minutes", "12:1 Notes",
            ])
    }

    @Test func aRepeatedKeyIsReportedWhereItIsOverridden() throws {
        let configuration = try read(leaf(watchdog: "  Threshold: 1\n  Threshold: 2\n  Threshold: 3"))
        #expect(try configuration.leaf().watchdog.threshold == 3)
        #expect(configuration.issues.map(\.place.line) == [7, 8])
        #expect(configuration.issues.allSatisfy { $0.kind == .overridden && !$0.isRefusedByApp })
    }

    @Test func mergeKeysBringTheirEntries() throws {
        let text = """
            Ec2: {InstanceType: m5.large}
            Container: {Image: a}
            Volumes:
              A: &volume
                Paths: [{Path: /a}]
              B:
                <<: *volume
                KeepOnDelete: False
            Watchdog: {Threshold: 5}
            """
        let configuration = try read(text)
        #expect(configuration.issues.isEmpty)
        #expect(configuration.volumes == ["A", "B"])
    }

    @Test(
        arguments: [
            ("Minecraft.java.example.yaml", "minecraft.java.example"), ("a/b/Palworld.yml", "palworld"),
            ("noextension", "noextension"), (".yaml", ".yaml"),
        ])
    func theContainerIDComesFromTheFileName(file: String, id: String) {
        #expect(LeafConfiguration.containerID(ofFile: file) == id)
    }
}

@Suite struct HostileLeafFileTests {
    private func reason(_ text: String) -> LeafFileError.Reason? {
        do {
            _ = try read(text)
            return nil
        } catch let error as LeafFileError {
            return error.reason
        } catch {
            return nil
        }
    }

    @Test func aBillionLaughsIsRefusedAtOnce() {
        var text = "a0: &a0 [x, x]\n"
        for level in 1...30 {
            text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1), *a\(level - 1)]\n"
        }
        #expect(reason(text + "? *a30\n: 1\n") == .tooManyAliases(limit: 16))
    }

    @Test func fewAliasesThatExpandTooFarAreRefused() {
        let long = "a: &a [" + String(repeating: "x,", count: 9000) + "]\n"
        #expect(reason(long + "b: [*a, *a, *a, *a, *a, *a]\n") == .tooManyNodes(limit: 50_000))
    }

    @Test func deepNestingIsRefused() {
        let text = "a: " + String(repeating: "[", count: 70) + String(repeating: "]", count: 70)
        #expect(reason(text) == .tooDeep(limit: 64))
        let deeper = String(repeating: "[", count: 100_000)
        #expect(reason(deeper) != nil)
    }

    @Test func sizeEncodingAndShapeAreChecked() throws {
        #expect(reason(String(repeating: "# comment\n", count: 60_000)) == .tooLarge(limit: 512 * 1024))
        #expect(reason("") == .empty)
        #expect(reason("\n# only a comment\n") == .empty)
        #expect(reason("- a\n") == .notAMapping(found: "a list"))
        #expect(reason("hello") == .notAMapping(found: "text"))
        #expect(throws: LeafFileError.self) {
            try LeafConfiguration(reading: [0x61, 0x3A, 0xFF], file: "x.yaml")
        }
    }

    @Test func syntaxErrorsNameLineAndColumn() {
        do {
            _ = try read("Ec2:\n  InstanceType: [m5\nWatchdog: {\n")
            Issue.record("should have been refused")
        } catch {
            #expect("\(error)".hasPrefix("palworld.yaml:3:9: not valid YAML: "))
        }
        #expect(reason("a: 1\n---\nb: 2\n") != nil)
        #expect(reason("a: *nothing\n") != nil)
    }

    @Test func aBeginningOfAFileNeverCrashesTheReader() throws {
        let text = leaf(
            watchdog: "  Threshold: !ENV ${A}\n  InstanceLeftUp: {DurationHours: 0x_, ShouldStop: ~}\n")
        for count in 0...text.count { _ = reason(String(text.prefix(count))) }
        var bytes = Array(text.utf8)
        for index in bytes.indices {
            bytes[index] ^= 0x15
            _ = try? LeafConfiguration(reading: bytes, file: "x.yaml")
            bytes[index] ^= 0x15
        }
    }
}
