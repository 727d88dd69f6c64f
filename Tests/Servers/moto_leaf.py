"""A moto server that holds two leaves: metrics, log events, alarms, scaling groups, services, templates.

Minecraft.java has the names that follow from its file; nothing of Valheim has.

usage: moto_leaf.py

Prints one JSON line and serves until its input ends:

    {"port", "now", "leaves": {id: {"group", "series": [{"namespace", "name", "dimensions": {name: value},
    "points": {time: [value]}}], "lines", "queries", "template", "services": [name]}}}
"""

import datetime
import json
import random
import sys

try:
    import boto3
    from botocore.config import Config
    from moto.autoscaling.responses import AutoScalingResponse
    from moto.cloudwatch.responses import CloudWatchResponse
    from moto.core.responses import ActionResult
    from moto.server import ThreadedMotoServer
except ImportError as error:
    print(error, file=sys.stderr)
    sys.exit(3)

now = datetime.datetime.now(datetime.timezone.utc).replace(second=0, microsecond=0)
base = now - datetime.timedelta(minutes=80)
chance = random.Random(1)
history, activities = [], []


def describe_alarm_history(response):
    name = response._get_param("AlarmName")
    return ActionResult({"AlarmHistoryItems": [item for item in history if item["AlarmName"] == name]})


def describe_scaling_activities(response):
    group = response._get_param("AutoScalingGroupName")
    return ActionResult({"Activities": [item for item in activities if item["AutoScalingGroupName"] == group]})


# moto keeps neither alarm history nor scaling activities: it answers these, in its own encoding.
CloudWatchResponse.describe_alarm_history = describe_alarm_history
AutoScalingResponse.describe_scaling_activities = describe_scaling_activities
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
host, port = server.get_host_and_port()


def client(service, region="us-east-2"):
    # moto does not read compressed requests.
    return boto3.client(service, region_name=region, endpoint_url=f"http://{host}:{port}", aws_access_key_id="testing",
                        aws_secret_access_key="testing", config=Config(disable_request_compression=True))


cloudwatch, autoscaling, ecs = client("cloudwatch"), client("autoscaling"), client("ecs")


def at(minute, second=0):
    return base + datetime.timedelta(minutes=minute, seconds=second)


def metric(namespace, name, dimensions, values):
    """Stores the points of a metric, several values a minute, and returns what went in."""
    points = {minute: values(minute) for minute in range(0, 60) if minute % 40 != 39}
    members = [{"Name": key, "Value": value} for key, value in dimensions.items()]
    cloudwatch.put_metric_data(Namespace=namespace, MetricData=[
        {"MetricName": name, "Timestamp": at(minute), "Values": some, "Counts": [1.0] * len(some), "Dimensions": members}
        for minute, some in points.items()])
    return {"namespace": namespace, "name": name, "dimensions": dimensions,
            "points": {int(at(minute).timestamp()): some for minute, some in points.items()}}


def statistic(series, name="Sum"):
    return {"Metric": {"Namespace": series["namespace"], "MetricName": series["name"],
                       "Dimensions": [{"Name": k, "Value": v} for k, v in series["dimensions"].items()]},
            "Period": 60, "Stat": name}


def put(region, name, stream, events):
    """Stores log events, pairs of a second and a text."""
    logs = client("logs", region)
    logs.create_log_group(logGroupName=name)
    logs.create_log_stream(logGroupName=name, logStreamName=stream)
    logs.put_log_events(logGroupName=name, logStreamName=stream, logEvents=[
        {"timestamp": int((base + datetime.timedelta(seconds=second)).timestamp() * 1000), "message": text}
        for second, text in events])


def leaf(identifier, names):
    """Sets up a leaf and returns what went in."""
    stack, group = names["stack"], names["group"]
    series = [
        metric("AWS/EC2", "NetworkIn", {"AutoScalingGroupName": group},
               lambda minute: [1000 + minute * 7.5, 250.25, 90_000.0][: 1 + minute % 3]),
        metric("AWS/EFS", "DataReadIOBytes", {"FileSystemId": names["volume"]},
               lambda minute: [round(chance.uniform(0, 1e9)) / 4 for _ in range(2)]),
        metric(names["namespace"], "DNSTraffic", {"ContainerNameID": identifier}, lambda minute: [1.0] * (1 + minute % 5)),
        metric("AWS/Lambda", "Invocations", {"FunctionName": names["function"]}, lambda minute: [1.0]),
        metric("AWS/ECS", "CPUUtilization", {"ClusterName": names["cluster"], "ServiceName": names["service"]},
               lambda minute: [0.1 * minute, 1e-9, 99.99999]),
    ]
    cloudwatch.put_metric_alarm(
        AlarmName=names["activity"], ComparisonOperator="LessThanOrEqualToThreshold", EvaluationPeriods=7, Threshold=900,
        TreatMissingData="missing",
        Metrics=[{"Id": "b_in", "ReturnData": False, "MetricStat": statistic(series[0])},
                 {"Id": "efs_out_Data", "ReturnData": False, "MetricStat": statistic(series[1])},
                 {"Id": "dns_hit", "ReturnData": False, "MetricStat": statistic(series[2], "Maximum")},
                 {"Id": "traffic", "Expression": "b_in/PERIOD(b_in)", "ReturnData": True}])
    cloudwatch.put_metric_alarm(
        AlarmName=names["left_up"], Namespace="AWS/EC2", MetricName="NetworkIn", Statistic="Sum", Period=60,
        Dimensions=[{"Name": "AutoScalingGroupName", "Value": group}], EvaluationPeriods=480, Threshold=0,
        TreatMissingData="notBreaching", ComparisonOperator="GreaterThanOrEqualToThreshold")
    cloudwatch.put_metric_alarm(
        AlarmName=names["crash"], Namespace="AWS/Lambda", MetricName="Invocations", Statistic="Sum", Period=60,
        Dimensions=[{"Name": "FunctionName", "Value": names["function"]}], EvaluationPeriods=1, Threshold=3,
        ComparisonOperator="GreaterThanThreshold")
    for minute, before, after in [(9, "INSUFFICIENT_DATA", "OK"), (58, "OK", "ALARM")]:
        history.append({"AlarmName": names["activity"], "AlarmType": "MetricAlarm", "Timestamp": at(minute, 7),
                        "HistoryItemType": "StateUpdate", "HistorySummary": f"Alarm updated from {before} to {after}",
                        "HistoryData": "{}"})
    for name, minute, text in [("a2", 61, "Terminating EC2 instance: i-0abc"),
                               ("a1", -2, "Launching a new EC2 instance: i-0abc")]:
        activities.append({"ActivityId": identifier + name, "AutoScalingGroupName": group, "Description": text,
                           "Cause": "a <b> & c", "StartTime": at(minute), "EndTime": at(minute, 30),
                           "StatusCode": "Successful"})

    lines = [f"[12:00:01] [Server thread/INFO]: Player{i % 7}é\u001b[0m {'joined' if i % 2 == 0 else 'left'} the game"
             for i in range(150)]
    put("us-east-2", names["output"], f"ContainerLogs/{identifier}/" + "a" * 32,
        [(20 * i, text) for i, text in enumerate(lines)])
    queries = [f"1.0 {(base + datetime.timedelta(seconds=20 * i)).strftime('%Y-%m-%dT%H:%M:%SZ')} Z0EXAMPLE "
               f"{'_tcp.' if i % 3 == 0 else ''}{identifier}.example.com {['A', 'AAAA', 'SRV'][i % 3]} "
               f"{['NOERROR', 'NXDOMAIN'][i % 2]} {['UDP', 'TCP'][i % 2]} DFW3 "
               f"{['192.0.2.' + str(i), '2001:db8::' + format(i, 'x')][i % 2]} {['-', '198.51.100.0/24'][i % 2]}"
               for i in range(40)]
    put("us-east-1", names["dns"], "Z0EXAMPLE/DFW3", [(20 * i, text) for i, text in enumerate(queries)])
    request = "8f507cfc-0a1b-4697-b07a-ac58fc914c95"
    put("us-east-2", names["hook"], "2026/01/01/[$LATEST]" + "b" * 32, [
        (60, f"START RequestId: {request} Version: $LATEST"), (61, f"END RequestId: {request}"),
        (61, f"REPORT RequestId: {request}\tDuration: 122.51 ms\tBilled Duration: 123 ms\tMemory Size: 128 MB\t"
             "Max Memory Used: 61 MB")])

    template = json.dumps({"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}, sort_keys=True)
    client("cloudformation").create_stack(StackName=stack, TemplateBody=template)
    autoscaling.create_auto_scaling_group(
        AutoScalingGroupName=group, LaunchConfigurationName="leaf", MinSize=0, MaxSize=1, DesiredCapacity=0,
        AvailabilityZones=["us-east-2a"])
    ecs.create_cluster(clusterName=names["cluster"])
    for service in (names["service"], "other"):
        ecs.create_service(cluster=names["cluster"], serviceName=service, taskDefinition="leaf", desiredCount=0)
    return {"group": group, "series": series, "lines": lines, "queries": queries, "template": template}


autoscaling.create_launch_configuration(
    LaunchConfigurationName="leaf", ImageId="ami-12c6146b", InstanceType="t3.medium")
ecs.register_task_definition(family="leaf", containerDefinitions=[{"name": "c", "image": "i", "memory": 64}])
derived = "ContainerManager-MinecraftJava"
leaves = {
    "minecraft.java": leaf("minecraft.java", {
        "stack": derived, "namespace": derived, "group": f"{derived}-LeafAsg1234-Ab", "volume": "fs-0a1b2c3d",
        "function": "MinecraftJava-break-crash-loop", "cluster": f"{derived}-ecs-cluster", "service": "leaf",
        "activity": f"Container Activity - [{derived}]", "left_up": f"Instance Left Up - [{derived}]",
        "crash": f"Break Crash Loop - [{derived}]", "output": f"/aws/ec2/{derived}/Container/ContainerLogs",
        "dns": f"/aws/route53/{derived}-Domain-query-logs",
        "hook": "/aws/lambda/minecraft.java-asg-state-change-hook"}),
    "valheim": leaf("valheim", {
        "stack": "games", "namespace": "games", "group": "viking hall", "volume": "fs-0000beef",
        "function": "stop-loop", "cluster": "longhouse", "service": "valheim", "activity": "idle * hall",
        "left_up": "too long", "crash": "loop", "output": "/games/valheim", "dns": "/games/dns", "hook": "/games/hook"}),
}
print(json.dumps({"port": port, "now": int(now.timestamp()), "leaves": leaves}), flush=True)
sys.stdin.read()
server.stop()
