extension AWSSession {
    /// Auto Scaling groups of a region, page by page; all, or those of the given names.
    ///
    /// - Throws: what ``call(_:region:parameters:)`` throws, and what `handle` throws.
    public func scalingGroups(
        named names: [String] = [], region: String, _ handle: (AWSAnswer) async throws -> Void
    ) async throws {
        var parameters: [String: JSONValue] = ["MaxRecords": 100]
        if !names.isEmpty { parameters["AutoScalingGroupNames"] = .array(names.map { .string($0) }) }
        try await pages(.describeAutoScalingGroups, region: region, parameters: parameters) {
            try await handle($0)
            return true
        }
    }

    /// The activities of a group, newest first, page by page; `handle` returns whether to go on.
    ///
    /// - Throws: what ``call(_:region:parameters:)`` throws, and what `handle` throws.
    public func scalingActivities(
        group: String, region: String, _ handle: (AWSAnswer) async throws -> Bool
    ) async throws {
        let parameters: [String: JSONValue] = ["AutoScalingGroupName": .string(group), "MaxRecords": 100]
        try await pages(.describeScalingActivities, region: region, parameters: parameters, handle)
    }

    /// The services of a cluster with the last hundred events of each; all, or those of the given names.
    ///
    /// - Throws: what ``call(_:region:parameters:)`` throws, and what `handle` throws.
    public func services(
        named given: [String] = [], cluster: String, region: String,
        _ handle: (AWSAnswer) async throws -> Void
    ) async throws {
        var names = given.map { JSONValue.string($0) }
        if names.isEmpty {
            try await pages(.listServices, region: region, parameters: ["cluster": .string(cluster)]) {
                names += $0.json["serviceArns"]?.array ?? []
                return true
            }
        }
        // At most ten a call.
        for first in stride(from: 0, to: names.count, by: 10) {
            let some = Array(names[first..<min(first + 10, names.count)])
            try await handle(
                call(
                    .describeServices, region: region,
                    parameters: ["cluster": .string(cluster), "services": .array(some)]))
        }
    }

    /// The tasks of a cluster that run, and those that stopped in the last hour or so.
    ///
    /// - Throws: what ``call(_:region:parameters:)`` throws, and what `handle` throws.
    public func tasks(
        cluster: String, region: String, _ handle: (AWSAnswer) async throws -> Void
    ) async throws {
        var names: [JSONValue] = []
        for status in ["RUNNING", "STOPPED"] {
            let parameters: [String: JSONValue] = [
                "cluster": .string(cluster), "desiredStatus": .string(status),
            ]
            try await pages(.listTasks, region: region, parameters: parameters) {
                names += $0.json["taskArns"]?.array ?? []
                return true
            }
        }
        // At most a hundred a call.
        for first in stride(from: 0, to: names.count, by: 100) {
            let some = Array(names[first..<min(first + 100, names.count)])
            try await handle(
                call(
                    .describeTasks, region: region,
                    parameters: ["cluster": .string(cluster), "tasks": .array(some)]))
        }
    }

    /// The stacks nested in a stack: logical id and the id to ask for each.
    ///
    /// - Throws: what ``call(_:region:parameters:)`` throws.
    public func nestedStacks(of stack: String, region: String) async throws -> [String: String] {
        var found: [String: String] = [:]
        try await pages(.listStackResources, region: region, parameters: ["StackName": .string(stack)]) {
            for resource in $0.json["StackResourceSummaries"]?.array ?? []
            where resource["ResourceType"] == "AWS::CloudFormation::Stack" {
                guard let logical = resource["LogicalResourceId"]?.string,
                    let physical = resource["PhysicalResourceId"]?.string
                else { continue }
                found[logical] = physical
            }
            return true
        }
        return found
    }

    /// The template of a stack as deployed, intrinsics and all.
    ///
    /// - Throws: what ``call(_:region:parameters:)`` throws.
    public func template(of stack: String, region: String) async throws -> String {
        let answer = try await call(
            .getTemplate, region: region,
            parameters: ["StackName": .string(stack), "TemplateStage": "Original"])
        return answer.json["TemplateBody"]?.string ?? ""
    }

    /// Products of the price list that have all the attributes, page by page.
    ///
    /// - Throws: what ``call(_:region:parameters:)`` throws, and what `handle` throws.
    public func products(
        service: String, attributes: [(name: String, value: String)],
        _ handle: (AWSAnswer) async throws -> Void
    ) async throws {
        let filters = attributes.map { attribute -> JSONValue in
            [
                "Type": "TERM_MATCH", "Field": .string(attribute.name), "Value": .string(attribute.value),
            ]
        }
        let parameters: [String: JSONValue] = [
            "ServiceCode": .string(service), "Filters": .array(filters), "FormatVersion": "aws_v1",
            "MaxResults": 100,
        ]
        // The price list knows every region and is asked in one.
        try await pages(.getProducts, region: "us-east-1", parameters: parameters) {
            try await handle($0)
            return true
        }
    }
}
