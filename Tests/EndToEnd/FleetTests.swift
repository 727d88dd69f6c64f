import Foundation
import Testing
import Worlds

@Suite struct FleetTests {
    @Test func oneRunServesAllLeavesAndNoBrokenOneStopsIt() throws {
        let world = try FleetWorld()
        let outcome = try world.fleet(["--fail-on", "error"])
        #expect(outcome.status == 1)
        let report = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        let leaves = report?["leaves"] as? [[String: Any]] ?? []
        let failed = leaves.filter { $0["failure"] != nil }.compactMap { $0["leaf"] as? String }
        #expect(failed == ["broken", "nobody"])
        #expect(
            leaves.compactMap { $0["leaf"] as? String }.filter { !failed.contains($0) }.sorted()
                == FleetWorld.sound)
        let unclaimed = report?["unclaimed"] as? [[String: Any]] ?? []
        let names = unclaimed.compactMap { $0["name"] as? String }
        #expect(names.contains("/aws/route53/ContainerManager-BurstyWorld4-Domain-query-logs"))
        #expect(!names.contains { $0.contains("SteadyWorld1") })
        let inputs = report?["inputs"] as? [String: Any]
        #expect((inputs?["quarantined"] as? [Any])?.count == 1)
    }

    @Test func aLeafOfTheFleetGetsWhatAnalyzeSays() throws {
        let world = try FleetWorld()
        let fleet = try JSONSerialization.jsonObject(with: Data(world.fleet().output.utf8)) as? [String: Any]
        let id = FleetWorld.sound[0]
        let single = try BuiltProgram.run([
            "analyze", world.bucket, "--leaf", "\(world.leaves)/\(id).yaml", "--format", "json", "--rounds",
            "20",
            "-q",
        ])
        let report = try JSONSerialization.jsonObject(with: Data(single.output.utf8)) as? [String: Any]
        let leaf = (fleet?["leaves"] as? [[String: Any]])?.first { $0["leaf"] as? String == id }
        let summary = report?["summary"] as? [String: Any]
        let audit = report?["audit"] as? [String: Any]
        #expect(leaf?["minutesUp"] as? Int == summary?["minutesUp"] as? Int)
        #expect(leaf?["runningCost"] as? Double == audit?["runningCost"] as? Double)
        let recommendation = report?["recommendation"] as? [String: Any]
        let refused = (recommendation?["refused"] as? [[String: Any]])?.compactMap { $0["reason"] as? String }
        #expect((leaf?["refused"] as? [[String: Any]])?.compactMap { $0["reason"] as? String } == refused)
    }

    /// Lines of any partitioning, in any order and some twice, give the single run's result to the byte.
    @Test func mapAndReduceEqualFleet() throws {
        let world = try FleetWorld()
        let expected = try world.fleet().output
        #expect(!expected.isEmpty)
        var random = WorldRandom(seed: 5, 1)
        for (parts, knowsAlarms) in [(1, false), (3, false), (2, true)] {
            var buckets = [[String]](repeating: [], count: parts)
            for object in world.objects { buckets[random.integer(0...parts - 1)].append(object) }
            var lines: [Substring] = []
            for (index, bucket) in buckets.enumerated() where !bucket.isEmpty {
                try world.map(bucket, to: "part-\(parts)-\(index)", knowsAlarms: knowsAlarms)
                lines += try world.scratch.text("part-\(parts)-\(index)").split(separator: "\n")
            }
            // A mapper that was killed has written some of its lines, and runs again.
            lines += lines.prefix(lines.count / 3)
            for index in lines.indices.dropFirst().reversed() {
                lines.swapAt(index, random.integer(0...index))
            }
            func file(_ name: String, _ lines: some Sequence<Substring>) throws -> String {
                try world.scratch.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: name)
                return world.scratch.url.appendingPathComponent(name).path
            }
            let all = try file("all", lines)
            #expect(try world.reduce([all]).output == expected)

            // A tree of reducers.
            let half = lines.count / 2
            let left = try world.reduce([file("left", lines[..<half])], ["--merge"])
            try world.scratch.write(Array(left.output.utf8), to: "merged")
            let merged = world.scratch.url.appendingPathComponent("merged").path
            #expect(try world.reduce([merged, file("right", lines[half...])]).output == expected)

            guard knowsAlarms else { continue }
            // Reducers that analyse, each with all lines of its leaves.
            var shares: [[Substring]] = [[], []]
            for line in lines { shares[line.contains("\"owner\":\"steady") ? 0 : 1].append(line) }
            let outcomes = try shares.enumerated().map { index, share in
                let outcome = try world.reduce([file("share-\(index)", share)], ["--analyze"])
                return try file("outcome-\(index)", [Substring(outcome.output.dropLast())])
            }
            #expect(try world.reduce(outcomes + outcomes.prefix(1)).output == expected)
        }
    }

    @Test func aRunContinuesAndDoesNothingTwice() throws {
        let world = try FleetWorld()
        let out = world.scratch.url.appendingPathComponent("out").path
        let first = try world.fleet(["--out", out])
        #expect(first.status == 0)
        #expect(try world.scratch.text("out/fleet.json") == first.output)
        let index = try world.scratch.text("out/index.html")
        #expect(index.contains("href=\"leaves/\(FleetWorld.sound[0]).html\""))
        #expect(try world.scratch.text("out/leaves/\(FleetWorld.sound[0]).html").contains("<!DOCTYPE html>"))
        // What is kept is used: a mark in it comes out again.
        let state = "out/state/\(FleetWorld.sound[0]).json"
        let marked = try world.scratch.text(state).replacingOccurrences(
            of: "\"remarks\":[", with: "\"remarks\":[\"kept\"")
        try world.scratch.write(Array(marked.utf8), to: state)
        #expect(try world.fleet(["--out", out]).output.contains("\"kept\""))
        // A changed leaf file is another leaf.
        let file = "leaves/\(FleetWorld.sound[0]).yaml"
        try world.scratch.write(Array((try world.scratch.text(file) + "# changed\n").utf8), to: file)
        #expect(try world.fleet(["--out", out]).output == world.fleet().output)
        // Another run with other settings does not trust what is there either.
        #expect(try world.fleet(["--out", out, "--seed", "2"]).output != first.output)
    }

    /// A run that was killed after the first leaves goes on there, and says what an undisturbed one says.
    @Test func aKilledRunGoesOn() throws {
        let world = try FleetWorld()
        let out = world.scratch.url.appendingPathComponent("out").path
        func done() -> [String] {
            (try? FileManager.default.contentsOfDirectory(atPath: out + "/state"))?
                .filter { $0.hasSuffix(".json") } ?? []
        }
        var reason = Process.TerminationReason.exit
        // On a busy machine a run may end before it is seen to have begun.
        for _ in 0..<10 where !(1..<FleetWorld.sound.count).contains(done().count) {
            try? FileManager.default.removeItem(atPath: out)
            let process = Process()
            process.executableURL = try BuiltProgram.url()
            // One thread, so that leaves are done one after the other.
            process.arguments = [
                "fleet", world.bucket, "--leaves", world.leaves, "--rounds", "20", "-q", "--threads", "1",
                "--out", out,
            ]
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            while process.isRunning, done().isEmpty { usleep(1000) }
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            reason = process.terminationReason
        }
        #expect(reason == .uncaughtSignal, "it ended before it could be killed")
        #expect((1..<FleetWorld.sound.count).contains(done().count))
        #expect(!FileManager.default.fileExists(atPath: out + "/fleet.json"))
        let expected = try world.fleet().output
        #expect(try world.fleet(["--out", out]).output == expected)
        #expect(try world.scratch.text("out/fleet.json") == expected)
    }

    /// Metric Streams and Firehose of all leaves in one bucket: every leaf gets what its own exports say, and what names
    /// nobody is counted.
    @Test func aMixedBucketOfStreamsSaysWhatExportsSay() throws {
        func leaves(_ world: FleetWorld) throws -> (leaves: [[String: Any]], unclaimed: [String: Int]) {
            let report =
                try JSONSerialization.jsonObject(with: Data(world.fleet().output.utf8)) as? [String: Any]
            let unclaimed = (report?["unclaimed"] as? [[String: Any]] ?? []).map {
                ($0["name"] as? String ?? "", $0["count"] as? Int ?? 0)
            }
            return (
                report?["leaves"] as? [[String: Any]] ?? [], Dictionary(unclaimed, uniquingKeysWith: +)
            )
        }
        let exported = try leaves(FleetWorld())
        let streamed = try leaves(FleetWorld(isStreamed: true))
        #expect(streamed.leaves.count == exported.leaves.count)
        for (one, other) in zip(exported.leaves, streamed.leaves) {
            for key in Set(one.keys).union(other.keys) where key != "remarks" {
                let values = try [one, other].map {
                    try JSONSerialization.data(
                        withJSONObject: [$0[key] ?? NSNull() as Any], options: .sortedKeys)
                }
                #expect(values[0] == values[1], "\(one["leaf"] ?? ""): \(key)")
            }
        }
        // A leaf whose file is not there: its group's series is listed, in each of four statistics.
        let strays = streamed.unclaimed.filter {
            $0.key.hasPrefix("AWS/EC2 NetworkIn AutoScalingGroupName=ContainerManager-BurstyWorld4-")
        }
        #expect(strays.count == 4 && Set(strays.values).count == 1, "\(strays)")
    }

    @Test func mistakesAreTold() throws {
        let world = try FleetWorld()
        #expect(
            try BuiltProgram.run(["fleet", world.bucket, "--leaves", world.bucket + "/nowhere"]).status == 66)
        #expect(try BuiltProgram.run(["fleet", world.bucket, "--leaves", world.bucket]).status == 66)
        try world.scratch.write(
            Array("{\"leafwatch\":\"part\",\"schema\":1,\"owner\":\"x\",\"data\":\"AQID\"}\n".utf8), to: "bad"
        )
        let bad = world.scratch.url.appendingPathComponent("bad").path
        let outcome = try world.reduce([bad])
        #expect(outcome.status == 65)
        #expect(outcome.messages.contains("bad:1"))
        try world.scratch.write(Array("[1]\n".utf8), to: "refs")
        let refs = world.scratch.url.appendingPathComponent("refs").path
        #expect(try BuiltProgram.run(["map", refs, "--leaves", world.leaves]).status == 65)
    }
}
