import Foundation
import Testing
import TimeSeries

@testable import AWSClient

/// What `--dry-run` says beforehand is what a pull then does.
@Suite(
    .enabled(if: BuiltProgram.isThere, "the leafwatch program is not built beside the tests"),
    .enabled(if: OutsideTools.hasBotocore, "python3 with botocore is not installed"))
struct PullPlanTests {
    /// Calls by name and region as a dry run lists them.
    private func planned(_ run: Run) throws -> (calls: [String: Int], price: Double) {
        try #require(run.status == 0, "\(run.errors)")
        let steps = try #require(try JSONValue(run.output)["steps"]?.array)
        var calls: [String: Int] = [:]
        var price = 0.0
        for step in steps {
            let name = (step["call"]?.string ?? "").split(separator: ":").last.map(String.init) ?? ""
            calls["\(name) \(step["region"]?.string ?? "")", default: 0] += Int(step["calls"]?.number ?? 0)
            price += step["price"]?.number ?? 0
            if step["call"] != "cloudwatch:GetMetricData" { #expect(step["price"] == 0) }
        }
        return (calls, price)
    }

    /// Requests by name and region as the endpoint saw them, without those for a next page, and the metrics requested.
    private func made(_ log: [JSONValue]) throws -> (calls: [String: Int], metrics: Int) {
        var calls: [String: Int] = [:]
        var metrics = 0
        for request in log {
            let body = request["body"]?.string ?? ""
            let action = request["action"]?.string ?? ""
            if action == "GetMetricData" {
                metrics += try JSONValue(body)["MetricDataQueries"]?.array?.count ?? 0
            }
            if body.contains("extToken") { continue }
            let scope = request["authorization"]?.string?.split(separator: "/") ?? []
            calls["\(action) \(scope.count > 2 ? String(scope[2]) : "")", default: 0] += 1
        }
        return (calls, metrics)
    }

    @Test func aPullMakesTheCallsThatWereListedAndNoOthers() async throws {
        try await withTemporaryPath { path in
            for (more, hours) in [([String](), 2), ([], 26), (["--since", "2025-07-01"], 27)] {
                // The last page of each listing; what went before was a page more.
                let fake = try FakeAccount(Answers.whole)
                let now = newYear.advanced(bySeconds: hours * 3600)
                if hours == 2 {
                    // Nobody knows the alarms' metrics before the first pull.
                    try #require(try FakeAccount(Answers.whole).pull(into: path, now: now).status == 0)
                }
                let plan = try planned(
                    try fake.pull(into: path, now: now, more + ["--dry-run", "--format", "json"]))
                #expect(try await fake.log().isEmpty)
                let run = try fake.pull(into: path, now: now, more + ["--format", "json"])
                try #require(run.status == 0, "\(run.errors)")
                let real = try made(try await fake.log())
                #expect(plan.calls == real.calls)
                #expect(abs(plan.price - Double(real.metrics) * 0.01 / 1000) < 1e-12, "\(more)")
                // What it says afterwards counts pages too.
                let told = try JSONValue(run.output)["calls"]
                #expect(
                    told?["cloudwatch:GetMetricData"]?.number
                        == real.calls["GetMetricData us-east-2"].map(Double.init))
                #expect(told?["ecs:ListServices"]?.number == 2)
            }
        }
    }

    @Test func theFirstPullIsEstimated() async throws {
        try await withTemporaryPath { path in
            let fake = try FakeAccount(Answers.whole)
            let run = try fake.pull(
                into: path, ["--since", newYear.iso8601, "--dry-run", "--format", "json"])
            var plan = try planned(run).calls
            #expect(run.output.contains("(estimated)"))
            try #require(try fake.pull(into: path, ["--since", newYear.iso8601]).status == 0)
            let real = try made(try await fake.log()).calls
            #expect(plan.removeValue(forKey: "GetMetricData us-east-2") == 1)
            #expect(plan == real.filter { !$0.key.hasPrefix("GetMetricData") })
        }
    }

    /// 60 s up to 15 days, 300 s up to 63 days, 3600 s up to 455 days.
    @Test func everySpanIsAskedForAtThePeriodThatIsStillKept() async throws {
        try await withTemporaryPath { path in
            var actions = Answers.whole
            actions["DescribeAlarms"] = [Answers.alarms(volumes: 1)]
            let fake = try FakeAccount(actions)
            let now = newYear.advanced(bySeconds: 7200)
            let run = try fake.pull(into: path, now: now, ["--since", "2024-01-01"])
            try #require(run.status == 0, "\(run.errors)")
            var spans: [Int: (from: Int, to: Int, series: Set<String>)] = [:]
            for request in try await fake.log() where request["action"] == "GetMetricData" {
                let body = try JSONValue(try #require(request["body"]?.string))
                let queries = try #require(body["MetricDataQueries"]?.array)
                let from = Int(try #require(body["StartTime"]?.number))
                let to = Int(try #require(body["EndTime"]?.number))
                let periods = Set(queries.compactMap { $0["MetricStat"]?["Period"]?.number }.map { Int($0) })
                let period = try #require(periods.first)
                #expect(periods.count == 1 && from % period == 0)
                #expect(queries.count <= 500)
                #expect((to - from + period - 1) / period * queries.count <= 100_800)
                let ids = Set(queries.compactMap { $0["Id"]?.string })
                let known = spans[period] ?? (from, to, [])
                spans[period] = (min(known.from, from), max(known.to, to), known.series.union(ids))
            }
            let end = Int(now.seconds)
            func days(_ count: Int) -> Int { end - count * 86_400 }
            #expect(spans.keys.sorted() == [60, 300, 3600])
            for period in [60, 300, 3600] { #expect(spans[period]?.series.count == 2 * 4) }
            // Without a gap, and never older than what is kept at that period.
            #expect(spans[60]?.to == end)
            #expect(spans[300]?.to == spans[60]?.from)
            #expect(spans[3600]?.to == spans[300]?.from)
            for (period, kept) in [(60, 15), (300, 63), (3600, 455)] {
                let from = try #require(spans[period]?.from)
                #expect((days(kept)...days(kept) + 3600).contains(from), "\(period)")
            }
        }
    }

    @Test(.enabled(if: OutsideTools.hasJSONSchema, "python3 with jsonschema is not installed"))
    func whatAPullSaysKeepsToThePublishedSchema() async throws {
        try await withTemporaryPath { path in
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
            let schema = try Run(["report", "--schema"]).wait()
            try Data(schema.output.utf8).write(to: folder.appendingPathComponent("schema.json"))
            var files: [String] = []
            func keep(_ run: Run, status: Int32) throws {
                #expect(run.status == status, "\(run.errors)")
                let file = folder.appendingPathComponent("\(files.count).json")
                try Data(run.output.utf8).write(to: file)
                files.append("pull=\(file.path)")
            }
            var half = Answers.whole
            half["GetMetricData"] = [
                ["status": 400, "body": #"{"__type":"AccessDeniedException","message":"not authorized"}"#]
            ]
            let fake = try FakeAccount(Answers.whole)
            try keep(try fake.pull(into: path, ["--dry-run", "--format", "json"]), status: 0)
            try keep(try FakeAccount(half).pull(into: path, ["--format", "json"]), status: 77)
            try keep(try fake.pull(into: path, ["--format", "json"]), status: 0)
            try keep(try fake.pull(into: path, ["--dry-run", "--format", "json"]), status: 0)
            let script = BuiltProgram.repository.appendingPathComponent(
                "Tests/EndToEnd/Support/check_schema.py")
            #expect(
                OutsideTools.succeeds(
                    ["python3", script.path, folder.appendingPathComponent("schema.json").path] + files,
                    showsErrors: true))
        }
    }
}
