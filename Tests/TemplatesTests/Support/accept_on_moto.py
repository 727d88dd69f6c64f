#!/usr/bin/env python3
"""Applies emitted files to a moto server on a loopback port, and prints as JSON what the server then has.

Usage: accept_on_moto.py FOLDER, with the files as `leafwatch emit` names them.
"""
import json
import logging
import os
import pathlib
import sys
import warnings

os.environ.update(AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", NO_PROXY="*", no_proxy="*")
logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")

import boto3  # noqa: E402
from moto.server import ThreadedMotoServer  # noqa: E402

FOLDER = pathlib.Path(sys.argv[1])


def alarms(cloudwatch):
    keys = ["AlarmName", "Threshold", "EvaluationPeriods", "ComparisonOperator", "TreatMissingData"]
    found = cloudwatch.describe_alarms()["MetricAlarms"]
    return [{key: alarm.get(key) for key in keys} | {
        "Actions": len(alarm["AlarmActions"]), "Ids": [metric["Id"] for metric in alarm.get("Metrics", [])]}
        for alarm in sorted(found, key=lambda alarm: alarm["AlarmName"])]


def main():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()

    def client(service, region):
        return boto3.client(service, region_name=region, endpoint_url=f"http://{host}:{port}")

    groups = client("autoscaling", "eu-central-1")
    groups.create_launch_configuration(
        LaunchConfigurationName="c", ImageId="ami-12c6146b", InstanceType="t3.micro")
    groups.create_auto_scaling_group(
        AutoScalingGroupName="voxel-group", LaunchConfigurationName="c", MinSize=0, MaxSize=1,
        AvailabilityZones=["eu-central-1a"])
    formation = client("cloudformation", "eu-central-1")
    formation.create_stack(
        StackName="watchdog", TemplateBody=(FOLDER / "watchdog.yaml").read_text(),
        Parameters=json.loads((FOLDER / "parameters.json").read_text()), Capabilities=["CAPABILITY_IAM"])
    direct = client("cloudwatch", "us-west-2")
    for name in ("container-activity", "instance-left-up"):
        direct.put_metric_alarm(**json.loads((FOLDER / f"put-metric-alarm-{name}.json").read_text()))
    body = (FOLDER / "dashboard-cloudwatch.json").read_text()
    messages = direct.put_dashboard(DashboardName="leaf", DashboardBody=body)["DashboardValidationMessages"]
    # moto makes no alarms from templates; that it takes the template with these parameters is what can be seen.
    stack = formation.describe_stacks(StackName="watchdog")["Stacks"][0]
    result = {
        "status": stack["StackStatus"], "outputs": {o["OutputKey"]: o["OutputValue"] for o in stack["Outputs"]},
        "alarms": alarms(direct), "messages": messages,
        "dashboard": json.loads(direct.get_dashboard(DashboardName="leaf")["DashboardBody"]) == json.loads(body)}
    server.stop()
    print(json.dumps(result))


main()
