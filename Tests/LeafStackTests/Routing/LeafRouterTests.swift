import Archive
import Ingest
import LeafStack
import Testing

@Suite struct LeafRouterTests {
    private let router = LeafRouter(
        ["palworld.island", "mc", "mc.two"].map { id in
            Leaf(
                containerID: id, instanceType: "m5.large", image: "", volumes: [],
                watchdog: WatchdogSettings(threshold: 1))
        })

    @Test(arguments: [
        ("/aws/route53/ContainerManager-PalworldIsland-Domain-query-logs", [0]),
        ("/aws/route53/ContainerManager-Devel-PalworldIsland-Domain-query-logs", [0]),
        ("/aws/ec2/ContainerManager-Mc/Container/ContainerLogs", [1]),
        ("/aws/lambda/mc.two-lambda-start-system", [2]), ("/aws/lambda/mc-asg-state-change-hook", [1]),
        ("/aws/lambda/McTwo-break-crash-loop", [2]), ("/aws/events/ContainerManager-Mc-ecs", [1]),
        ("/aws/ec2/ContainerManager-Other/Container/ContainerLogs", []), ("ContainerManager-Mc", []),
        ("/aws/lambda/mc", []), ("", []),
    ])
    func logGroups(name: String, leaves: [Int]) { #expect(router.leaves(ofLogGroup: name) == leaves) }

    @Test(arguments: [
        ("AWS/EC2", "AutoScalingGroupName", "ContainerManager-Mc-EcsAsg-AsgASG1-x", [1]),
        ("AWS/EC2", "AutoScalingGroupName", "ContainerManagerMcTwo-EcsAsg-AsgASG1-x", [2]),
        ("AWS/EC2", "AutoScalingGroupName", "Web-Front-ASG", []),
        ("ContainerManager-Mc", "ContainerNameID", "mc", [1]),
        ("AWS/Lambda", "FunctionName", "PalworldIsland-break-crash-loop", [0]),
        ("AWS/ECS", "ClusterName", "ContainerManager-Mc-ecs-cluster", [1]),
        ("AWS/EFS", "FileSystemId", "fs-1", []),
    ])
    func metrics(namespace: String, dimension: String, value: String, leaves: [Int]) {
        let key = MetricKey(
            namespace: namespace, metricName: "X", dimensions: [.init(name: dimension, value: value)],
            statistic: "Sum")
        #expect(router.leaves(of: key) == leaves)
    }

    @Test func events() {
        func leaves(_ kind: EventSubject.Kind, _ name: String) -> [Int] {
            router.leaves(of: EventSubject(kind: kind, name: name))
        }
        #expect(leaves(.alarm, "Container Activity - [ContainerManager-Mc]") == [1])
        #expect(leaves(.alarm, "CPU high") == [])
        #expect(leaves(.cluster, "arn:aws:ecs:us-west-2:1:cluster/ContainerManager-McTwo-ecs-cluster") == [2])
        #expect(leaves(.group, "ContainerManager-PalworldIsland-EcsAsg-1") == [0])
    }

    @Test func anAlarmTellsWhoseAFileSystemIs() {
        let key = MetricKey(
            namespace: "AWS/EFS", metricName: "DataReadIOBytes",
            dimensions: [.init(name: "FileSystemId", value: "fs-0abc")], statistic: "Sum")
        var router = router
        router.learn([
            AlarmDescription(
                alarmName: "Container Activity - [ContainerManager-McTwo]", alarmARN: "",
                json: #"{"Metrics":[{"Value":"fs-0abc"}]}"#)
        ])
        #expect(router.leaves(of: key) == [2])
    }

    @Test func aSingleLeafTakesWhatNamesNobody() {
        let key = MetricKey(namespace: "", metricName: "NetworkIn", statistic: "Sum", queryID: "b_in")
        let single = LeafRouter([
            Leaf(
                containerID: "mc", instanceType: "", image: "", volumes: [],
                watchdog: WatchdogSettings(threshold: 1))
        ])
        #expect(single.leaves(of: key) == [0])
        #expect(router.leaves(of: key) == [])
    }
}
