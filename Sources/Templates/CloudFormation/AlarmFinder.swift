/// Finds the watchdog's alarms and the start function among a template's resources.
///
/// A logical id alone proves nothing, and "the first alarm" is wrong: a leaf has three. Several ways of telling are tried;
/// when they disagree, or find more or fewer than one, nothing is changed.
struct AlarmFinder {
    /// The resources, by logical id.
    let resources: [JSONValue.Member]

    /// The resources of a template.
    init(_ template: JSONValue) { resources = template["Resources"]?.members ?? [] }

    /// The two alarms that settings govern.
    enum Kind: String {
        /// Stops the instance when nobody is connected.
        case activity = "Container Activity"
        /// Warns when the instance is up for long.
        case leftUp = "Instance Left Up"

        /// How the logical id begins.
        var idPrefix: String { self == .activity ? "AlarmContainerActivity" : "AlarmInstanceLeftUp" }
    }

    /// Whether any of the ways finds an alarm of the kind.
    func has(_ kind: Kind) -> Bool { ways(kind).contains { !$0.ids.isEmpty } }

    /// The logical id of an alarm.
    /// - Throws: ``TemplateProblem`` when the ways of telling disagree or do not lead to exactly one.
    func alarm(_ kind: Kind) throws(TemplateProblem) -> String {
        let ways = ways(kind).filter { !$0.ids.isEmpty }
        guard let first = ways.first, first.ids.count == 1, ways.allSatisfy({ $0.ids == first.ids }) else {
            let found = ways.map { "by \($0.name): \($0.ids.joined(separator: ", "))" }
            throw TemplateProblem(.ambiguous(resource: "alarm \(kind.rawValue)", found: found))
        }
        return first.ids[0]
    }

    private func ways(_ kind: Kind) -> [(name: String, ids: [String])] {
        let alarms = resources.filter { $0.value["Type"]?.string == "AWS::CloudWatch::Alarm" }
        func ids(_ name: String, _ matches: (JSONValue.Member) -> Bool) -> (name: String, ids: [String]) {
            (name, alarms.filter(matches).map(\.key))
        }
        return [
            ids("logical id") { $0.key.hasPrefix(kind.idPrefix) },
            ids("path in the metadata") {
                $0.value[JSONPointer(["Metadata", "aws:cdk:path"])]?.string?.hasSuffix(
                    "/\(kind.idPrefix)/Resource") == true
            },
            ids("alarm name") {
                $0.value[JSONPointer(["Properties", "AlarmName"])]?.string?.hasPrefix("\(kind.rawValue) - [")
                    == true
            },
            ids("structure") { AlarmFinder.hasStructure($0.value["Properties"] ?? .null, of: kind) },
        ]
    }

    private static func hasStructure(_ properties: JSONValue, of kind: Kind) -> Bool {
        let metrics = properties["Metrics"]?.elements ?? []
        let comparison = properties["ComparisonOperator"]?.string
        switch kind {
        case .activity:
            return comparison == "LessThanOrEqualToThreshold"
                && metrics.contains { $0["Id"]?.string == "dns_hit" }
        case .leftUp:
            return comparison == "GreaterThanOrEqualToThreshold"
                && metrics.contains { $0["Id"]?.string == "network_in" }
        }
    }

    /// Logical ids of functions with a variable `METRIC_THRESHOLD`.
    var startFunctions: [String] {
        resources.filter {
            $0.value["Type"]?.string == "AWS::Lambda::Function"
                && $0.value[JSONPointer(["Properties", "Environment", "Variables", "METRIC_THRESHOLD"])]
                    != nil
        }.map(\.key)
    }

    /// The logical id of the start function.
    func startFunction() throws(TemplateProblem) -> String {
        let found = startFunctions
        guard found.count == 1 else {
            throw TemplateProblem(.ambiguous(resource: "function with METRIC_THRESHOLD", found: found))
        }
        return found[0]
    }
}
