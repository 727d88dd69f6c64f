import Foundation
import LeafStack
import Testing
import TimeSeries

@testable import AWSClient

/// The policy of `--print-policy` allows what a pull does, and no more.
@Suite(
    .enabled(if: BuiltProgram.isThere, "the leafwatch program is not built beside the tests"),
    .enabled(if: OutsideTools.hasBotocore, "python3 with botocore is not installed"))
struct PullPolicyTests {
    /// A statement of a policy.
    struct Statement {
        var actions: [String]
        var resources: [String]
        var cluster: String?

        /// Whether it allows an action on a resource, as IAM compares names.
        func allows(_ action: String, on resource: String, cluster: String?) -> Bool {
            guard actions.contains(action), self.cluster.map({ Self.matches(cluster ?? "", $0) }) ?? true
            else { return false }
            return resources.contains { Self.matches(resource, $0) }
        }

        private static func matches(_ name: String, _ pattern: String) -> Bool {
            var pattern = NSRegularExpression.escapedPattern(for: pattern)
            pattern = pattern.replacing(#"\$\{\*\}"#, with: "\u{1}").replacing(#"\*"#, with: ".*")
                .replacing("\u{1}", with: #"\*"#)
            return name.range(of: "^\(pattern)$", options: .regularExpression) != nil
        }
    }

    private func policy(_ run: Run) throws -> [Statement] {
        try #require(run.status == 0, "\(run.errors)")
        let json = try JSONValue(run.output)
        #expect(json["Version"] == "2012-10-17")
        return try #require(json["Statement"]?.array).map { statement in
            #expect(statement["Effect"] == "Allow")
            return Statement(
                actions: statement["Action"]?.array?.compactMap(\.string) ?? [],
                resources: statement["Resource"]?.array?.compactMap(\.string) ?? [],
                cluster: statement["Condition"]?["ArnLike"]?["ecs:cluster"]?.string)
        }
    }

    /// What a request is about, as AWS checks it: action, resources, and the cluster that a condition may look at.
    private func access(_ request: JSONValue) throws -> (
        action: String, resources: [String], cluster: String?
    ) {
        let action = try #require(request["action"]?.string)
        let call = try #require(AWSCall.allCases.first { $0.action == action })
        let scope = request["authorization"]?.string?.split(separator: "/") ?? []
        let region = scope.count > 2 ? String(scope[2]) : ""
        func arn(_ service: String, _ resource: String) -> String {
            "arn:aws:\(service):\(region):111122223333:\(resource)"
        }
        let text = request["body"]?.string ?? ""
        let body = (try? JSONValue(text)) ?? .null
        let form = Dictionary(
            text.split(separator: "&").map { pair in
                let parts = pair.split(separator: "=", maxSplits: 1)
                return (
                    String(parts[0]), parts.count > 1 ? String(parts[1]).removingPercentEncoding ?? "" : ""
                )
            }
        ) { first, _ in first }
        let cluster = body["cluster"]?.string
        var resources = ["*"]
        switch call {
        case .describeAlarms:
            resources = (body["AlarmNames"]?.array ?? []).compactMap(\.string).map {
                arn("cloudwatch", "alarm:\($0)")
            }
        case .describeAlarmHistory:
            resources = [arn("cloudwatch", "alarm:\(body["AlarmName"]?.string ?? "")")]
        case .filterLogEvents:
            resources = [arn("logs", "log-group:\(body["logGroupName"]?.string ?? ""):*")]
        case .describeServices:
            resources = (body["services"]?.array ?? []).compactMap(\.string).map {
                arn("ecs", "service/\(cluster ?? "")/\($0)")
            }
        case .describeTasks:
            resources = (body["tasks"]?.array ?? []).compactMap(\.string).map {
                arn("ecs", "task/\(cluster ?? "")/\($0)")
            }
        case .listStackResources, .getTemplate:
            let name = form["StackName"] ?? ""
            resources = [name.hasPrefix("arn:") ? name : arn("cloudformation", "stack/\(name)/1")]
        default: break
        }
        return (call.permission, resources, cluster.map { arn("ecs", "cluster/\($0)") })
    }

    private static let sets: [[String]] = [[], PullTests.names]

    @Test(arguments: 0..<sets.count)
    func itAllowsTheCallsThatAreMadeAndNoOthers(set: Int) async throws {
        let names = Self.sets[set]
        try await withTemporaryPath { path in
            var actions = Answers.whole
            actions["GetProducts"] = [PriceAnswers.everything()]
            actions["ListStackResources"] = [
                Answers.nested(stack: names.isEmpty ? "ContainerManager-MinecraftJava" : "games")
            ]
            actions["DescribeAutoScalingGroups"] = [
                Answers.groups(named: names.isEmpty ? Answers.group : "viking hall")
            ]
            let fake = try FakeAccount(actions)
            #expect(try fake.pull(into: path, names).status == 0)
            #expect(try fake.updatePrices(into: path + ".json").status == 0)
            let statements = try policy(try fake.pull(into: path + "-new", names + ["--print-policy"]))
            var made: Set<String> = []
            for request in try await fake.log() {
                let (action, resources, cluster) = try access(request)
                made.insert(action)
                #expect(!resources.isEmpty)
                for resource in resources {
                    #expect(
                        statements.contains { $0.allows(action, on: resource, cluster: cluster) },
                        "\(action) on \(resource)")
                }
            }
            let allowed = statements.flatMap(\.actions)
            #expect(Set(allowed) == made)
            #expect(allowed.count == made.count)
            // With names given, every call that AWSCall has but the one that a given service saves.
            let all = Set(AWSCall.allCases.map(\.permission))
            #expect(made == (names.isEmpty ? all : all.subtracting(["ecs:ListServices"])))
            // The archive remembers the names.
            let remembered = try fake.pull(into: path, ["--print-policy"])
            #expect(try policy(remembered).map(\.resources) == statements.map(\.resources))
        }
    }

    @Test func whatIsOfOtherLeavesIsNotAllowed() async throws {
        try await withTemporaryPath { path in
            let fake = try FakeAccount(Answers.whole)
            for names in Self.sets {
                let statements = try policy(try fake.pull(into: path, names + ["--print-policy"]))
                let others: [(String, String)] = [
                    (
                        "logs:FilterLogEvents",
                        "arn:aws:logs:us-east-2:1:log-group:/aws/ec2/ContainerManager-Valheim/Container/ContainerLogs:*"
                    ),
                    ("logs:FilterLogEvents", "arn:aws:logs:eu-west-1:1:log-group:/games/valheim:*"),
                    (
                        "cloudwatch:DescribeAlarms",
                        "arn:aws:cloudwatch:us-east-2:1:alarm:Container Activity - [ContainerManager-Other]"
                    ),
                    // A star in a name is a star.
                    ("cloudwatch:DescribeAlarms", "arn:aws:cloudwatch:us-east-2:1:alarm:idle in the hall"),
                    ("ecs:DescribeServices", "arn:aws:ecs:us-east-2:1:service/other/valheim"),
                    ("ecs:DescribeTasks", "arn:aws:ecs:us-east-2:1:task/other/x"),
                    (
                        "cloudformation:GetTemplate",
                        "arn:aws:cloudformation:us-east-2:1:stack/ContainerManager-MinecraftJavaExtra/1"
                    ),
                    ("cloudformation:GetTemplate", "arn:aws:cloudformation:eu-west-1:1:stack/games/1"),
                ]
                for (action, resource) in others {
                    #expect(
                        !statements.contains {
                            $0.allows(action, on: resource, cluster: "arn:aws:ecs:us-east-2:1:cluster/other")
                        }, "\(action) on \(resource)")
                }
                #expect(
                    !statements.contains {
                        $0.allows("ecs:ListTasks", on: "*", cluster: "arn:aws:ecs:us-east-2:1:cluster/other")
                    })
            }
        }
    }

    /// The service authorization reference, as the template linter brings it, knows which calls can be narrowed.
    @Test(.enabled(if: OutsideTools.hasLinter, "cfn-lint is not installed"))
    func everyCallThatKnowsResourcesIsNarrowed() async throws {
        try await withTemporaryPath { path in
            let run = try FakeAccount(Answers.whole).pull(into: path, ["--print-policy"])
            let script = """
                import json, pathlib, sys, cfnlint
                data = pathlib.Path(cfnlint.__file__).parent / "data/AdditionalSpecs/Policies.json"
                known = json.loads(data.read_text())
                kinds = {"alarm": "alarm:", "log-group": "log-group:", "service": "service/", "task": "task/", "stack": "stack/"}
                for statement in json.loads(sys.argv[1])["Statement"]:
                    for action in statement["Action"]:
                        service, _, name = action.partition(":")
                        actions = {k.lower(): v for k, v in known[service]["Actions"].items()}
                        resources = actions[name.lower()].get("Resources", [])
                        for resource in statement["Resource"]:
                            if resource == "*":
                                # ListTasks looks at container instances too, which only its condition narrows.
                                assert not set(resources) - {"container-instance"}, (action, resources)
                            else:
                                part = resource.split(":", 5)[5]
                                assert any(part.startswith(kinds[r]) for r in resources), (action, resource, resources)
                """
            #expect(
                OutsideTools.succeeds(["python3", "-c", script, run.output], showsErrors: true),
                "\(run.output)")
        }
    }
}
