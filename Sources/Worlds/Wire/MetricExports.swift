import TimeSeries

/// The leaf's metrics as the AWS CLI prints them.
struct MetricExports {
    /// How an export spells time.
    enum Stamp {
        /// `2026-01-01T00:00:00+00:00`.
        case offset
        /// `2026-01-01T00:00:00Z`.
        case zulu
        /// Seconds as a number.
        case number
    }

    /// One series with its query.
    struct Series {
        var id: String
        var namespace: String
        var metric: String
        var dimension: (name: String, value: String)
        var statistic: String
        var unit: String
        var values: [Double]
    }

    let parameters: WorldParameters
    let names: WorldNames
    let clock: WorldClock

    /// All series that the three alarms read.
    func series(_ run: WorldRun) -> [Series] {
        var all = [
            Series(
                id: "b_in", namespace: "AWS/EC2", metric: "NetworkIn",
                dimension: ("AutoScalingGroupName", names.group), statistic: "Sum", unit: "Bytes",
                values: run.networkIn)
        ]
        for (index, volume) in parameters.volumes.enumerated() {
            all.append(
                Series(
                    id: "efs_out_\(volume)", namespace: "AWS/EFS", metric: "DataReadIOBytes",
                    dimension: ("FileSystemId", names.fileSystems[index]), statistic: "Sum", unit: "Bytes",
                    values: run.volumeReads[index]))
        }
        all.append(
            Series(
                id: "dns_hit", namespace: names.leaf, metric: "DNSTraffic",
                dimension: ("ContainerNameID", names.containerID), statistic: "Maximum", unit: "Count",
                values: run.dnsTraffic))
        all.append(
            Series(
                id: "crash_invocations", namespace: "AWS/Lambda", metric: "Invocations",
                dimension: ("FunctionName", names.crashFunction), statistic: "Maximum", unit: "Count",
                values: run.crashInvocations))
        return all
    }

    /// The queries that an export answers.
    func queries(_ series: [Series]) -> JSONValue {
        .array(
            series.map { one in
                [
                    "Id": .string(one.id),
                    "MetricStat": [
                        "Metric": [
                            "Namespace": .string(one.namespace), "MetricName": .string(one.metric),
                            "Dimensions": [
                                ["Name": .string(one.dimension.name), "Value": .string(one.dimension.value)]
                            ],
                        ], "Period": 60, "Stat": .string(one.statistic),
                    ], "ReturnData": true,
                ]
            })
    }

    /// `get-metric-data` over some minutes, newest first.
    func metricData(_ series: [Series], minutes: Range<Int>, stamp: Stamp) -> JSONValue {
        let results = series.map { one -> JSONValue in
            let present = minutes.reversed().filter { !one.values[$0].isNaN }
            return [
                "Id": .string(one.id), "Label": .string(one.metric),
                "Timestamps": .array(present.map { time($0, stamp) }),
                "Values": .array(present.map { .real(one.values[$0]) }), "StatusCode": "Complete",
            ]
        }
        return ["MetricDataResults": .array(results), "Messages": []]
    }

    /// `get-metric-statistics` over some minutes, in no order.
    func metricStatistics(_ one: Series, minutes: Range<Int>, stamp: Stamp) -> JSONValue {
        var random = WorldRandom(seed: parameters.seed, 121, minutes.lowerBound)
        let present = minutes.filter { !one.values[$0].isNaN }.map { ($0, random.next()) }.sorted {
            $0.1 < $1.1
        }
        return [
            "Label": .string(one.metric),
            "Datapoints": .array(
                present.map { minute, _ in
                    .object([
                        .init(key: "Timestamp", value: time(minute, stamp)),
                        .init(key: one.statistic, value: .real(one.values[minute])),
                        .init(key: "Unit", value: .string(one.unit)),
                    ])
                }),
        ]
    }

    private func time(_ minute: Int, _ stamp: Stamp) -> JSONValue {
        switch stamp {
        case .offset: .string(String(clock.iso(minute * 60).dropLast()) + "+00:00")
        case .zulu: .string(clock.iso(minute * 60))
        case .number: .integer(Int(clock.instant(minute * 60).seconds))
        }
    }
}
