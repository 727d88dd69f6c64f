import AWSClient
import Archive
import LeafStack
import TimeSeries

extension Puller {
    /// Lists the calls without making any.
    func plan() throws -> PullPlan {
        var steps = [step(.describeAlarms, alarmNames.joined(separator: ", "))]
        // Without the alarms the metrics are guessed: one volume, four metrics, four statistics each.
        let known = try knownRequests()
        let requests = known.isEmpty ? Self.estimatedRequests : known
        for work in try metricWork(requests) {
            var step = step(
                .getMetricData,
                "\(work.requests.count) series every \(work.period) s"
                    + (known.isEmpty ? " (estimated)" : ""),
                work.range)
            step.price = Double(work.requests.count) / 1000 * PullPlan.priceOfThousandMetrics
            steps.append(step)
        }
        for group in logGroups {
            let slices = try slices(of: group)
            guard let first = slices.first, let last = slices.last else { continue }
            steps.append(
                step(
                    .filterLogEvents, group.name, first.lowerBound..<last.upperBound, calls: slices.count,
                    region: group.region))
        }
        for name in alarmNames {
            let start = try historyStart(name)
            steps.append(step(.describeAlarmHistory, name, min(start, now)..<now))
        }
        for call in [AWSCall.describeAutoScalingGroups, .describeScalingActivities] {
            steps.append(step(call, names.given.scalingGroup ?? names.stack))
        }
        if names.given.service == nil { steps.append(step(.listServices, names.cluster)) }
        steps.append(step(.describeServices, names.given.service ?? names.cluster))
        steps.append(step(.listTasks, names.cluster, calls: 2))
        steps.append(step(.describeTasks, names.cluster))
        steps.append(step(.listStackResources, names.stack))
        steps.append(step(.getTemplate, names.stack, calls: 2))
        steps.append(step(.getTemplate, "\(names.stack)-StartSystem", region: PullPlan.dnsRegion))
        return PullPlan(steps: steps)
    }

    private func step(
        _ call: AWSCall, _ subject: String, _ range: Range<Instant>? = nil, calls: Int = 1,
        region: String? = nil
    ) -> PullPlan.Step {
        PullPlan.Step(
            call: call.permission, region: region ?? self.region, subject: subject, from: range?.lowerBound,
            to: range?.upperBound, calls: calls, price: 0)
    }

    private static let estimatedRequests = (0..<16).map {
        MetricRequest(
            identifier: "q\($0)", namespace: "estimated", metricName: "estimated", dimensions: [],
            statistic: "Sum")
    }
}
