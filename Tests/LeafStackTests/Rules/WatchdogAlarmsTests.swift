import CloudWatch
import Foundation
import LeafStack
import Testing

@Suite struct WatchdogAlarmsTests {
    private let leaf = Leaf(
        containerID: "twovolumes.variant", instanceType: "m5.large", image: "",
        volumes: ["Saves", "ModCache"],
        watchdog: WatchdogSettings(
            threshold: 850, minutesWithoutConnections: 10, durationHours: 12, shouldStop: true))

    @Test func containerActivityIsTheSynthesizedAlarm() throws {
        let alarm = WatchdogAlarms(leaf: leaf).containerActivity
        #expect(alarm.alarmName == "Container Activity - [ContainerManager-TwovolumesVariant]")
        #expect(alarm.threshold == 850)
        #expect(alarm.comparisonOperator == .lessThanOrEqualToThreshold)
        #expect(alarm.evaluationPeriods == 10)
        #expect(alarm.datapointsToAlarm == nil)
        #expect(alarm.treatMissingData == .missing)
        #expect(
            alarm.metrics.map { "\($0.id): \($0.expression ?? $0.metricStat?.metric.metricName ?? "")" } == [
                "expr_1: IF(traffic_in - volumes_out > 0, traffic_in - volumes_out) + dns_hit",
                "traffic_in: b_in/PERIOD(b_in)", "b_in: NetworkIn",
                "volumes_out: (efs_out_Saves+efs_out_ModCache)/60", "efs_out_Saves: DataReadIOBytes",
                "efs_out_ModCache: DataReadIOBytes", "dns_hit: DNSTraffic",
            ])
        let hit = try #require(alarm.metrics.last?.metricStat)
        #expect(hit.metric.namespace == "ContainerManager-TwovolumesVariant")
        #expect(hit.metric.dimensions == [Dimension(name: "ContainerNameID", value: "twovolumes.variant")])
        #expect(hit.stat == "Maximum" && hit.unit == "Count" && hit.period == 60)
        #expect(alarm.metrics.map { $0.returnData ?? true } == [true] + Array(repeating: false, count: 6))
    }

    @Test func aLeafWithoutVolumesReadsNone() {
        var leaf = leaf
        leaf.volumes = []
        let metrics = WatchdogAlarms(leaf: leaf).containerActivity.metrics
        #expect(metrics.first { $0.id == "volumes_out" }?.expression == "(0)/60")
        #expect(metrics.count == 5)
    }

    @Test func theOtherTwoAlarms() {
        let alarms = WatchdogAlarms(
            leaf: leaf,
            resources: WatchdogAlarms.Resources(scalingGroup: "asg-1", crashFunction: "function-1"))
        #expect(alarms.instanceLeftUp.evaluationPeriods == 720)
        #expect(alarms.instanceLeftUp.comparisonOperator == .greaterThanOrEqualToThreshold)
        #expect(alarms.instanceLeftUp.treatMissingData == .notBreaching)
        #expect(
            alarms.instanceLeftUp.metrics.last?.metricStat?.metric.dimensions
                == [Dimension(name: "AutoScalingGroupName", value: "asg-1")])
        #expect(alarms.breakCrashLoop.evaluationPeriods == 1)
        #expect(alarms.breakCrashLoop.comparisonOperator == .greaterThanThreshold)
        #expect(alarms.breakCrashLoop.metrics.first?.metricStat?.stat == "Maximum")
        #expect(
            alarms.breakCrashLoop.metrics.first?.metricStat?.metric.dimensions
                == [Dimension(name: "FunctionName", value: "function-1")])
    }

    @Test func hoursThatFitNoNumberSaturate() {
        #expect(WatchdogAlarms.periods(hours: .max) == .max)
        #expect(WatchdogAlarms.periods(hours: 8) == 480)
    }
}
