"""A moto server that holds one leaf: metrics, log events, alarms, a scaling group.

usage: moto_leaf.py [LOG_EVENTS]

Prints one JSON line, {"port", "now", "network_in": {time: value}, "lines", "queries"}, and serves until its input ends.
"""

import datetime
import json
import sys

try:
    import boto3
    from moto.autoscaling.responses import AutoScalingResponse
    from moto.cloudwatch.responses import CloudWatchResponse
    from moto.core.responses import ActionResult
    from moto.server import ThreadedMotoServer
except ImportError as error:
    print(error, file=sys.stderr)
    sys.exit(3)

lines = int(sys.argv[1]) if len(sys.argv) > 1 else 250
now = datetime.datetime.now(datetime.timezone.utc).replace(second=0, microsecond=0)
base = now - datetime.timedelta(hours=3)
stack = "ContainerManager-MinecraftJava"
group = f"{stack}-LeafAsg1234-Ab"

# moto keeps neither alarm history nor scaling activities: it answers these, in its own encoding.
history = [{"AlarmName": f"Container Activity - [{stack}]", "AlarmType": "MetricAlarm",
            "Timestamp": base + datetime.timedelta(minutes=minute, seconds=7), "HistoryItemType": "StateUpdate",
            "HistorySummary": f"Alarm updated from {before} to {after}", "HistoryData": "{}"}
           for minute, before, after in [(9, "INSUFFICIENT_DATA", "OK"), (118, "OK", "ALARM")]]
activities = [{"ActivityId": name, "AutoScalingGroupName": group, "Description": text, "Cause": "a <b> & c",
               "StartTime": base + datetime.timedelta(minutes=minute), "StatusCode": "Successful",
               "EndTime": base + datetime.timedelta(minutes=minute, seconds=30)}
              for name, minute, text in [("a2", 121, "Terminating EC2 instance: i-0abc"),
                                         ("a1", -2, "Launching a new EC2 instance: i-0abc")]]


def describe_alarm_history(response):
    name = response._get_param("AlarmName")
    return ActionResult({"AlarmHistoryItems": [item for item in history if item["AlarmName"] == name]})


CloudWatchResponse.describe_alarm_history = describe_alarm_history
AutoScalingResponse.describe_scaling_activities = lambda _: ActionResult({"Activities": activities})
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
host, port = server.get_host_and_port()


def client(service, region="us-east-2"):
    return boto3.client(service, region_name=region, endpoint_url=f"http://{host}:{port}",
                        aws_access_key_id="testing", aws_secret_access_key="testing")


cloudwatch = client("cloudwatch")

network_in = {}
for minute in range(0, 120):
    if minute % 40 == 39:
        continue
    time = base + datetime.timedelta(minutes=minute)
    value = 1000.0 + minute * 7.5
    network_in[int(time.timestamp())] = value
    cloudwatch.put_metric_data(Namespace="AWS/EC2", MetricData=[{
        "MetricName": "NetworkIn", "Timestamp": time, "Value": value, "Unit": "Bytes",
        "Dimensions": [{"Name": "AutoScalingGroupName", "Value": group}]}])

dimensions = [{"Name": "AutoScalingGroupName", "Value": group}]
cloudwatch.put_metric_alarm(
    AlarmName=f"Container Activity - [{stack}]", ComparisonOperator="LessThanOrEqualToThreshold",
    EvaluationPeriods=7, Threshold=900, TreatMissingData="missing",
    Metrics=[
        {"Id": "b_in", "ReturnData": False, "MetricStat": {
            "Metric": {"Namespace": "AWS/EC2", "MetricName": "NetworkIn", "Dimensions": dimensions},
            "Period": 60, "Stat": "Sum"}},
        {"Id": "traffic", "Expression": "b_in/PERIOD(b_in)", "ReturnData": True}])
cloudwatch.put_metric_alarm(
    AlarmName=f"Instance Left Up - [{stack}]", Namespace="AWS/EC2", MetricName="NetworkIn", Dimensions=dimensions,
    Statistic="Sum", Period=60, EvaluationPeriods=480, Threshold=0, TreatMissingData="notBreaching",
    ComparisonOperator="GreaterThanOrEqualToThreshold")


def put(region, name, stream, messages):
    logs = client("logs", region)
    logs.create_log_group(logGroupName=name)
    logs.create_log_stream(logGroupName=name, logStreamName=stream)
    events = [{"timestamp": int((base + datetime.timedelta(seconds=20 * i)).timestamp() * 1000), "message": text}
              for i, text in enumerate(messages)]
    for start in range(0, len(events), 1000):
        logs.put_log_events(logGroupName=name, logStreamName=stream, logEvents=events[start:start + 1000])


players = [f"[12:00:01] [Server thread/INFO]: Player{i % 7} {'joined' if i % 2 == 0 else 'left'} the game"
           for i in range(lines)]
put("us-east-2", f"/aws/ec2/{stack}/Container/ContainerLogs", "ContainerLogs/MinecraftJava/" + "a" * 32, players)
queries = [f"1.0 {(base + datetime.timedelta(seconds=20 * i)).strftime('%Y-%m-%dT%H:%M:%S.000Z')} Z0EXAMPLE "
           f"minecraft.java.example.com {'A' if i % 2 else 'AAAA'} NOERROR UDP DFW3 192.0.2.{i % 200} -"
           for i in range(40)]
put("us-east-1", f"/aws/route53/{stack}-Domain-query-logs", "Z0EXAMPLE/DFW3", queries)

template = json.dumps({"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}, sort_keys=True)
client("cloudformation").create_stack(StackName=stack, TemplateBody=template)
ec2 = client("ec2")
autoscaling = client("autoscaling")
autoscaling.create_launch_configuration(
    LaunchConfigurationName="leaf", ImageId="ami-12c6146b", InstanceType="t3.medium")
for name in (group, "ContainerManager-Valheim-Asg"):
    autoscaling.create_auto_scaling_group(
        AutoScalingGroupName=name, LaunchConfigurationName="leaf", MinSize=0, MaxSize=1, DesiredCapacity=0,
        AvailabilityZones=["us-east-2a"])
ecs = client("ecs")
ecs.create_cluster(clusterName=f"{stack}-ecs-cluster")
ecs.register_task_definition(family="leaf", containerDefinitions=[{"name": "c", "image": "i", "memory": 64}])
ecs.create_service(cluster=f"{stack}-ecs-cluster", serviceName="leaf", taskDefinition="leaf", desiredCount=0)

print(json.dumps({"port": port, "template": template, "now": int(now.timestamp()), "network_in": network_in, "lines": players,
                  "queries": len(queries), "group": group}), flush=True)
sys.stdin.read()
server.stop()
