import AWSClient
import Archive
import Foundation
import Ingest
import LeafStack
import Templates
import TimeSeries

extension Puller {
    // MARK: - Auto Scaling

    /// Names of the leaf's Auto Scaling groups; their descriptions are stored on the way.
    func ownScalingGroups() async throws -> [String] {
        var found: [String] = []
        let given = [names.given.scalingGroup].compactMap(\.self)
        try await session.scalingGroups(named: given, region: region) { page in
            let groups = (page.json["AutoScalingGroups"]?.array ?? []).filter { group in
                guard let name = group["AutoScalingGroupName"]?.string else { return false }
                return given.isEmpty ? names.owns(generatedName: name) : given.contains(name)
            }
            found += groups.compactMap { $0["AutoScalingGroupName"]?.string }
            try self.store(
                self.stamped(["AutoScalingGroups": .array(groups)]), of: .describeAutoScalingGroups,
                about: names.stack)
        }
        return found.sorted()
    }

    private func activitiesSubject(_ group: String) -> String { "activities \(region) \(group)" }

    /// Collects the launches and terminations of Auto Scaling groups; `nil` when it is not known which there are.
    func pullScaling(_ groups: [String]?) async throws {
        guard let groups else { return }
        if groups.isEmpty {
            tally.remark(
                names.given.scalingGroup.map { "there is no Auto Scaling group \($0) in \(region)" }
                    ?? "there is no Auto Scaling group of \(names.stack) in \(region); --asg-name names another"
            )
        }
        for group in groups {
            let from = try start(of: activitiesSubject(group), keptDays: 42)
            try await session.scalingActivities(group: group, region: region) { page in
                try self.store(page, of: .describeScalingActivities, about: group)
                let times = (page.json["Activities"]?.array ?? []).compactMap {
                    $0["StartTime"]?.string.flatMap { Instant(iso8601: $0) }
                }
                // Newest first: once older than what is wanted, the rest is older still.
                return times.allSatisfy { $0 >= from }
            }
            try advance(activitiesSubject(group), from: from, to: now)
        }
    }

    // MARK: - ECS

    /// Collects what the leaf's service said about itself.
    func pullServices() async throws {
        try await unlessMissing("cluster \(names.cluster)") {
            try await self.session.services(
                named: [self.names.given.service].compactMap(\.self), cluster: self.names.cluster,
                region: self.region
            ) { page in
                try self.store(page, of: .describeServices, about: self.names.cluster)
            }
        }
    }

    /// Collects how the leaf's tasks started and ended, those of the last hour or so.
    func pullTasks() async throws {
        try await unlessMissing("cluster \(names.cluster)") {
            try await self.session.tasks(cluster: self.names.cluster, region: self.region) { page in
                try self.store(page, of: .describeTasks, about: self.names.cluster)
            }
        }
    }

    private func unlessMissing(_ what: String, _ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let error as AWSError where error.kind == .notFound {
            tally.remark("there is no \(what) in \(error.region)")
        }
    }

    // MARK: - Templates

    /// Collects the templates that hold the watchdog's settings, and says where they differ from the leaf's file.
    func pullTemplates() async throws {
        try await unlessMissing("stack \(names.stack)") {
            let nested = try await self.session.nestedStacks(of: self.names.stack, region: self.region)
            try await self.pullTemplate(self.names.stack, id: self.names.stack, region: self.region)
            for (logical, id) in nested.sorted(by: { $0.key < $1.key }) where logical.contains("Watchdog") {
                try await self.pullTemplate("\(self.names.stack)-Watchdog", id: id, region: self.region)
            }
        }
        let start = "\(names.stack)-StartSystem"
        try await unlessMissing("stack \(start)") {
            try await self.pullTemplate(start, id: start, region: PullPlan.dnsRegion)
        }
    }

    private func pullTemplate(_ name: String, id: String, region: String) async throws {
        let text = try await session.template(of: id, region: region)
        try store(
            stamped(["TemplateBody": .string(text), "StackName": .string(name)]), of: .getTemplate,
            about: name)
        // Only the two templates with settings in them compare.
        guard
            let patch = try? TemplatePatch.template(
                Array(text.utf8), name: name, containerID: nil, wanted: WantedSettings(leaf.watchdog))
        else { return }
        for change in patch.changes {
            tally.remark(
                "deployed is another \(change.setting.path) than the leaf's file says: "
                    + "\(change.before.map { "\($0)" } ?? "none"), not \(change.after)")
        }
    }

    /// A document with the time of this pull, which the answer does not hold.
    private func stamped(_ members: [String: JSONValue]) -> AWSAnswer {
        AWSAnswer(.object(members.merging(["CollectedAt": .string(now.iso8601)]) { $1 }))
    }
}
