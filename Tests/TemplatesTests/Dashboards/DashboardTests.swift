import LeafStack
import Testing

@testable import Templates

private func deployment(volumes: [String] = ["Data"], known: Bool = true) -> LeafDeployment {
    let leaf = Leaf(
        containerID: "voxel.java.example", instanceType: "m5.large", image: "voxelworks/server",
        volumes: volumes,
        watchdog: WatchdogSettings(threshold: 1_175))
    var deployment = LeafDeployment(leaf: leaf)
    guard known else { return deployment }
    deployment.region = "eu-central-1"
    deployment.account = "111122223333"
    deployment.resources = WatchdogAlarms.Resources(
        scalingGroup: "voxel-group", fileSystems: ["Data": "fs-0a1b2c3d"])
    deployment.hourlyPrice = 0.115
    return deployment
}

private let recommended = WatchdogSettings(threshold: 7_100, minutesWithoutConnections: 12)

private func body(_ dashboard: Dashboard, _ deployment: LeafDeployment) throws -> JSONValue {
    try JSONReader.read(Array(dashboard.body(of: deployment, recommended: recommended).utf8)).value
}

@Suite struct DashboardTests {
    private static let deployments = [
        deployment(), deployment(known: false), deployment(volumes: []),
        deployment(volumes: ["Data", "B", "C"]),
    ]

    @Test("No placeholder is left", arguments: Dashboard.allCases)
    func placeholders(_ dashboard: Dashboard) throws {
        for deployment in DashboardTests.deployments {
            let source = try JSONReader.read(Array(dashboard.source.utf8)).value
            #expect(Dashboard.fill(deployment, recommended).unknown(in: source).isEmpty)
            let text = try body(dashboard, deployment).compact
            #expect(!text.contains("$each") && !text.contains("$if") && !text.contains("@"))
        }
    }

    @Test("Values that look like placeholders are not filled in again")
    func literal() {
        let fill = DashboardFill(values: ["a": "@b@", "b": "x", "n": 5], volumes: [], conditions: [])
        #expect(fill.filled(["1 @a@ @n@ @c@ me@b@", "@n@", "a@b"]) == ["1 @b@ 5 @c@ mex", 5, "a@b"])
    }

    @Test("The CloudWatch body follows the documented structure")
    func cloudWatchSchema() throws {
        for deployment in DashboardTests.deployments {
            let problems = CloudWatchBodyCheck.problems(try body(.cloudwatch, deployment))
            #expect(problems.isEmpty, "\(problems)")
        }
        let full = try body(.cloudwatch, deployment())
        let alarms = full["widgets"]?.elements.first { $0["type"]?.string == "alarm" }
        #expect(
            alarms?["properties"]?["alarms"]?.elements.first?.string
                == "arn:aws:cloudwatch:eu-central-1:111122223333:alarm:Container Activity - [ContainerManager-VoxelJavaExample]"
        )
        let thresholds = full["widgets"]?.elements.flatMap {
            $0[JSONPointer(["properties", "annotations", "horizontal"])]?.elements ?? []
        }.map { $0["value"] }
        #expect(thresholds == [1_175, 7_100])
        #expect(full.compact.contains("minutes/60*0.115"))
        #expect(!(try body(.cloudwatch, deployment(known: false))).compact.contains("\"alarm\""))
    }

    @Test("The check finds what is wrong with a body")
    func checkFinds() throws {
        #expect(CloudWatchBodyCheck.problems(["widgets": [["type": "metric"]]]).count >= 2)
        #expect(
            !CloudWatchBodyCheck.problems([
                "widgets": [
                    [
                        "type": "text", "x": 20, "y": 0, "width": 6, "height": 1,
                        "properties": ["markdown": "x"],
                    ]
                ]
            ]).isEmpty)
        #expect(!CloudWatchBodyCheck.problems([:]).isEmpty)
    }

    @Test("The Grafana dashboard has what Grafana needs to load it")
    func grafanaSchema() throws {
        for deployment in DashboardTests.deployments {
            let problems = GrafanaCheck.problems(try body(.grafana, deployment))
            #expect(problems.isEmpty, "\(problems)")
        }
        let panels = try body(.grafana, deployment(volumes: ["Data", "B"]))["panels"]?.elements ?? []
        #expect(
            panels[1]["targets"]?.elements.compactMap { $0["id"]?.string } == [
                "traffic", "traffic_in", "b_in", "volumes_out", "efs_out_Data", "efs_out_B", "dns_hit",
            ])
        #expect(
            !GrafanaCheck.problems([
                "title": "x", "schemaVersion": 39, "panels": [["id": 1, "type": "text"]],
            ]).isEmpty)
    }
}

/// The documented structure of a CloudWatch dashboard body.
enum CloudWatchBodyCheck {
    static func problems(_ body: JSONValue) -> [String] {
        guard case .array(let widgets)? = body["widgets"] else { return ["widgets is no array"] }
        guard widgets.count <= 500 else { return ["more than 500 widgets"] }
        var problems: [String] = []
        for key in body.members.map(\.key)
        where !["widgets", "start", "end", "periodOverride", "variables"].contains(key) {
            problems.append("unknown key \(key)")
        }
        for (index, widget) in widgets.enumerated() {
            problems += self.widget(widget).map { "widget \(index): \($0)" }
        }
        return problems
    }

    private static func widget(_ widget: JSONValue) -> [String] {
        var problems: [String] = []
        if let x = widget["x"]?.integer, let width = widget["width"]?.integer {
            if !(0...23).contains(x) || !(1...24).contains(width) || x + width > 24 {
                problems.append("outside of the grid")
            }
        } else {
            problems.append("no x or width")
        }
        if !(widget["height"]?.integer.map { (1...1_000).contains($0) } ?? false) {
            problems.append("no height")
        }
        guard let properties = widget["properties"] else { return problems + ["no properties"] }
        switch widget["type"]?.string {
        case "text": if properties["markdown"]?.string == nil { problems.append("no markdown") }
        case "alarm":
            let alarms = properties["alarms"]?.elements ?? []
            if alarms.isEmpty || !alarms.allSatisfy({ $0.string?.hasPrefix("arn:aws:cloudwatch:") == true }) {
                problems.append("alarms are no ARNs")
            }
        case "metric": problems += metric(properties)
        case let type: problems.append("type \(type ?? "missing")")
        }
        return problems
    }

    private static func metric(_ properties: JSONValue) -> [String] {
        var problems: [String] = []
        if properties["region"]?.string == nil { problems.append("no region") }
        if !["timeSeries", "singleValue", "bar", "pie", "gauge", "table"].contains(properties["view"]?.string)
        {
            problems.append("view")
        }
        guard case .array(let rows)? = properties["metrics"], !rows.isEmpty else {
            return problems + ["no metrics"]
        }
        var ids: Set<String> = []
        for row in rows {
            let parts = row.elements
            guard let options = parts.last, case .object = options else {
                problems.append("a row without options")
                continue
            }
            if let id = options["id"]?.string {
                let isValid =
                    id.first.map { $0.isLowercase } == true
                    && id.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
                if !isValid || !ids.insert(id).inserted { problems.append("id \(id)") }
            }
            if options["expression"]?.string != nil {
                if parts.count != 1 { problems.append("an expression with a metric") }
            } else if parts.count < 3 || parts.count % 2 == 0
                || !parts.dropLast().allSatisfy({ $0.string != nil })
            {
                problems.append("a metric is namespace, name and pairs of dimensions")
            }
        }
        let visible = rows.filter { $0.elements.last?["visible"] != false }
        if visible.isEmpty { problems.append("nothing to see") }
        return problems
    }
}

/// What Grafana needs to load a dashboard.
enum GrafanaCheck {
    static func problems(_ dashboard: JSONValue) -> [String] {
        var problems: [String] = []
        if dashboard["title"]?.string?.isEmpty != false { problems.append("no title") }
        if (dashboard["schemaVersion"]?.integer ?? 0) < 36 { problems.append("schemaVersion") }
        if (dashboard["uid"]?.string?.utf8.count ?? 99) > 40 { problems.append("uid") }
        let panels = dashboard["panels"]?.elements ?? []
        if panels.isEmpty { problems.append("no panels") }
        var ids: Set<Int> = []
        var cells: Set<[Int]> = []
        let known = Set((dashboard["__requires"]?.elements ?? []).compactMap { $0["id"]?.string })
        for panel in panels {
            let name = panel["title"]?.string ?? "?"
            if !(panel["id"]?.integer.map { ids.insert($0).inserted } ?? false) {
                problems.append("\(name): id")
            }
            if !known.contains(panel["type"]?.string ?? "") {
                problems.append("\(name): type is not in __requires")
            }
            problems += place(panel["gridPos"], &cells).map { "\(name): \($0)" }
            if panel["type"]?.string != "text" { problems += targets(panel).map { "\(name): \($0)" } }
        }
        return problems
    }

    private static func place(_ place: JSONValue?, _ cells: inout Set<[Int]>) -> [String] {
        guard let x = place?["x"]?.integer, let y = place?["y"]?.integer, let w = place?["w"]?.integer,
            let h = place?["h"]?.integer, x >= 0, y >= 0, w > 0, h > 0, x + w <= 24
        else { return ["gridPos"] }
        for column in x..<(x + w) {
            for row in y..<(y + h) where !cells.insert([column, row]).inserted {
                return ["lies over another panel"]
            }
        }
        return []
    }

    private static func targets(_ panel: JSONValue) -> [String] {
        let targets = panel["targets"]?.elements ?? []
        guard !targets.isEmpty else { return ["no targets"] }
        var problems: [String] = []
        if panel["datasource"]?["type"]?.string != "cloudwatch" { problems.append("datasource") }
        var references: Set<String> = []
        let ids = Set(targets.compactMap { $0["id"]?.string })
        for target in targets {
            guard let reference = target["refId"]?.string, references.insert(reference).inserted else {
                problems.append("refId")
                continue
            }
            for key in ["region", "namespace", "metricName", "statistic", "period", "expression", "label"]
            where target[key]?.string == nil { problems.append("\(reference): \(key)") }
            let expression = target["expression"]?.string ?? ""
            let words = expression.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map { String($0) }
            for word in words where word.first?.isLowercase == true && !ids.contains(word) {
                problems.append("\(reference): \(word) is no query")
            }
            if expression.isEmpty, target["metricName"]?.string?.isEmpty != false {
                problems.append("\(reference): no metric")
            }
        }
        if targets.allSatisfy({ $0["hide"] == true }) { problems.append("nothing to see") }
        return problems
    }
}
