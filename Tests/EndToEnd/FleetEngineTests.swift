import Foundation
import Testing

/// The recipes for other people's engines, imitated with processes of this machine.
@Suite struct FleetEngineTests {
    private static let examples = Sample.root.deletingLastPathComponent().appendingPathComponent("examples")

    private func list(_ world: FleetWorld, prefix: String) throws {
        try world.scratch.write(
            Array(world.objects.map { prefix + $0 + "\n" }.joined().utf8), to: "objects.txt")
    }

    /// The two scripts for Hadoop streaming, with a shuffle of pipes between them.
    @Test(arguments: [(1, 1), (3, 2), (4, 5)])
    func pipesSayWhatFleetSays(mappers: Int, reducers: Int) throws {
        let world = try FleetWorld()
        try list(world, prefix: world.scratch.url.path + "/")
        // Every mapper must know whose the file systems are.
        for leaf in FleetWorld.sound {
            let text = try world.scratch.text("bucket/\(leaf)/alarms/describe-alarms.json")
            try world.scratch.write(Array(text.utf8), to: "alarms/\(leaf).json")
        }
        let script = Self.examples.appendingPathComponent("streaming/fleet.sh").path
        let outcome = try BuiltProgram.run(
            shell: "MAPPERS=\(mappers) REDUCERS=\(reducers) '\(script)' leaves alarms objects.txt --rounds 20"
                + " --format json --quiet",
            in: world.scratch.url)
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(try outcome.output == world.fleet().output)
    }

    /// The array job for AWS Batch: children in any order, one of them killed and tried again, then the join.
    @Test func childrenOfAnArrayJobSayWhatFleetSays() throws {
        let world = try FleetWorld(isStreamed: true)
        try list(world, prefix: "")
        // A bucket is a folder; `aws` knows two commands.
        let aws = """
            #!/bin/bash
            set -e
            [ "$1" = s3 ]; verb=$2 from=${3/#s3:\\/\\//$BUCKETS/} to=${4/#s3:\\/\\//$BUCKETS/}
            case $verb in
            cp) mkdir -p "$(dirname "$to")"; cp "$from" "$to.part$$"; mv "$to.part$$" "$to" ;;
            sync) mkdir -p "$to"; cp -r "$from/." "$to" ;;
            *) exit 2 ;;
            esac

            """
        try world.scratch.write(Array(aws.utf8), to: "bin/aws")
        let alarms = try FleetWorld.sound.map {
            try world.scratch.text("bucket/\($0)/alarms/describe-alarms.json")
        }
        try world.scratch.write(Array(alarms.joined(separator: "\n").utf8), to: "describe-alarms.json")
        let batch = Self.examples.appendingPathComponent("batch").path
        let outcome = try BuiltProgram.run(
            shell: """
                set -e
                chmod +x bin/aws; mkdir buckets; ln -s "$PWD" buckets/b
                export PATH=$PWD/bin:$PATH BUCKETS=$PWD/buckets BUCKET=b CHILDREN=3
                child() { mkdir -p child-$1-$2 && (cd child-$1-$2 && AWS_BATCH_JOB_ARRAY_INDEX=$1 '\(batch)/child.sh'); }
                child 2 a
                # A process group of its own, so that nothing of the child goes on.
                set -m; child 0 a & killed=$!; set +m
                sleep 0.05; kill -9 -- -$killed; wait $killed || true
                child 1 a
                child 0 b
                mkdir join && cd join && '\(batch)/join.sh' --rounds 20 --format json --quiet
                """, in: world.scratch.url)
        #expect(outcome.status == 0, "\(outcome.messages)")
        // The children read copies of the objects in folders of their own.
        let expected = try world.fleet().output.replacingOccurrences(
            of: world.scratch.url.path + "/bucket", with: "data/bucket")
        #expect(outcome.output == expected)
        #expect(try world.scratch.text("buckets/b/fleet/fleet.json") == expected)
        #expect(try world.scratch.text("buckets/b/fleet/index.html").contains("<!DOCTYPE html>"))
    }
}
