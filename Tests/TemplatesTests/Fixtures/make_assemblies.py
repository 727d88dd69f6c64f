#!/usr/bin/env python3
"""Writes the invented assemblies of the tests, and what they must become when a setting changes.

Made as the synthesis of a leaf would make them, with the hashes computed here by hashlib and json alone:
`assemblies/<leaf>/` holds the files of the leaf's first settings, `assemblies/vectors.json` for every change the SHA-256 of
each file of a synthesis with the new settings. Run it again after an edit:

    python3 Tests/TemplatesTests/Fixtures/make_assemblies.py

With `--check` it writes nothing and exits 1 when the files on disk are not what it would write.
"""
import hashlib
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent / "assemblies"
ACCOUNT, REGION = "111122223333", "eu-central-1"
APP = "ContainerManager"

LEAVES = {
    "voxel": dict(
        id="voxel.java.example", alpha="VoxelJavaExample", volumes=["Data"], metadata=True,
        settings=dict(threshold=1175, minutes=7, hours=8, stop=False)),
    "gears": dict(
        id="twogears.variant", alpha="TwogearsVariant", volumes=["Saves", "ModCache"], metadata=False,
        settings=dict(threshold=850, minutes=10, hours=12, stop=True)),
}
CHANGES = {
    "threshold": dict(threshold=2048),
    "minutes": dict(minutes=12),
    "hours": dict(hours=20),
    "stop": dict(stop="other"),
    "all": dict(threshold=64, minutes=3, hours=24, stop="other"),
}


def pretty(document, indent):
    return json.dumps(document, indent=indent, ensure_ascii=False).encode()


def compact(document):
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()


def sha(data):
    return hashlib.sha256(data).hexdigest()


def tags(leaf):
    stack = f"{APP}-{leaf['alpha']}"
    pairs = [("ApplicationId", APP), ("ContainerId", leaf["id"]), ("FilePath", f"./{leaf['id']}.yaml"),
             ("Maturity", "Prod"), ("StackId", stack)]
    return [{"Key": key, "Value": value} for key, value in pairs]


def with_metadata(leaf, resource, path, **more):
    if leaf["metadata"]:
        resource["Metadata"] = {"aws:cdk:path": path, **more}
    return resource


def metric(identifier, label, namespace, name, dimension, value, stat, **more):
    stat_part = {"Metric": {"Dimensions": [{"Name": dimension, "Value": value}], "MetricName": name,
                            "Namespace": namespace}, "Period": 60, "Stat": stat, **more}
    return {"Id": identifier, "Label": label, "MetricStat": stat_part, "ReturnData": False}


def watchdog(leaf, settings):
    stack = f"{APP}-{leaf['alpha']}"
    bare = stack.replace("-", "")
    group = {"Ref": f"referenceto{bare}EcsAsgNestedStackAsgASG1234ABCDRef"}
    policy = {"Ref": "ScaleDownAsgAction867F01D7"}
    mail = {"Fn::ImportValue": f"{APP}-BaseStack:ExportsOutputRefSnsNotifyTopic3E96648F33CC89C3"}
    path = f"{stack}/WatchdogNestedStack"
    reads = "+".join(f"efs_out_{volume}" for volume in leaf["volumes"]) or "0"
    metrics = [
        {"Expression": "IF(traffic_in - volumes_out > 0, traffic_in - volumes_out) + dns_hit", "Id": "expr_1",
         "Label": "Watchdog Container Traffic", "ReturnData": True},
        {"Expression": "b_in/PERIOD(b_in)", "Id": "traffic_in", "Label": "(Container) Bytes IN per Second",
         "ReturnData": False},
        metric("b_in", "Network In", "AWS/EC2", "NetworkIn", "AutoScalingGroupName", group, "Sum"),
        {"Expression": f"({reads})/60", "Id": "volumes_out", "Label": "(EFS) Bytes OUT per Second",
         "ReturnData": False},
    ] + [
        metric(f"efs_out_{volume}", "EFS Traffic Out", "AWS/EFS", "DataReadIOBytes", "FileSystemId",
               {"Ref": f"referenceto{bare}VolumesNestedStackEfs{volume}Ref"}, "Sum") for volume in leaf["volumes"]
    ] + [metric("dns_hit", "DNS Traffic", stack, "DNSTraffic", "ContainerNameID", leaf["id"], "Maximum", Unit="Count")]
    activity = {
        "AlarmActions": [policy], "AlarmDescription": "Nobody there for too long — §4 \"quiet\" / stop",
        "AlarmName": f"Container Activity - [{stack}]", "ComparisonOperator": "LessThanOrEqualToThreshold",
        "EvaluationPeriods": settings["minutes"], "Metrics": metrics, "Tags": tags(leaf),
        "Threshold": settings["threshold"], "TreatMissingData": "missing"}
    left_up = {
        "AlarmActions": [mail] + ([policy] if settings["stop"] else []), "AlarmDescription": "Up for too long",
        "AlarmName": f"Instance Left Up - [{stack}]", "ComparisonOperator": "GreaterThanOrEqualToThreshold",
        "EvaluationPeriods": settings["hours"] * 60,
        "Metrics": [
            {"Expression": "network_in >= 0", "Id": "expr_1", "Label": "Instance is Up (Bool)", "ReturnData": True},
            metric("network_in", "Network In", "AWS/EC2", "NetworkIn", "AutoScalingGroupName", group, "Sum")],
        "Tags": tags(leaf), "Threshold": 0, "TreatMissingData": "notBreaching"}
    crash = {
        "AlarmActions": [mail], "AlarmName": f"Break Crash Loop - [{stack}]",
        "ComparisonOperator": "GreaterThanThreshold",
        "Dimensions": [{"Name": "FunctionName", "Value": {"Ref": "BreakCrashLoop81F563D6"}}], "EvaluationPeriods": 1,
        "MetricName": "Invocations", "Namespace": "AWS/Lambda", "Period": 60, "Statistic": "Maximum",
        "Tags": tags(leaf), "Threshold": 0, "TreatMissingData": "notBreaching", "Unit": "Count"}
    scale = {"AdjustmentType": "ExactCapacity", "AutoScalingGroupName": group, "PolicyType": "StepScaling",
             "StepAdjustments": [{"MetricIntervalUpperBound": 0, "ScalingAdjustment": 0},
                                 {"MetricIntervalLowerBound": 0, "ScalingAdjustment": 0}]}
    function = {"Code": {"ZipFile": "def lambda_handler(event, context):\n    pass\n"}, "Handler": "index.lambda_handler",
                "Role": f"arn:aws:iam::{ACCOUNT}:role/invented", "Runtime": "python3.12"}
    resources = {
        "ScaleDownAsgAction867F01D7": ("AWS::AutoScaling::ScalingPolicy", scale, "ScaleDownAsgAction"),
        "AlarmContainerActivity864C7EFA": ("AWS::CloudWatch::Alarm", activity, "AlarmContainerActivity"),
        "AlarmInstanceLeftUpE53295EB": ("AWS::CloudWatch::Alarm", left_up, "AlarmInstanceLeftUp"),
        "BreakCrashLoop81F563D6": ("AWS::Lambda::Function", function, "BreakCrashLoop"),
        "AlarmBreakCrashLoopE20DB111": ("AWS::CloudWatch::Alarm", crash, "AlarmBreakCrashLoop"),
    }
    return {
        "Description": f"Watchdog Logic for {stack}",
        "Resources": {
            identifier: with_metadata(leaf, {"Type": kind, "Properties": properties}, f"{path}/{name}/Resource")
            for identifier, (kind, properties, name) in resources.items()},
        "Parameters": {group["Ref"]: {"Type": "String"}} | {
            f"referenceto{bare}VolumesNestedStackEfs{volume}Ref": {"Type": "String"} for volume in leaf["volumes"]},
        "Outputs": {
            f"{bare}WatchdogNestedStackAlarmContainerActivityArn": {
                "Value": {"Fn::GetAtt": ["AlarmContainerActivity864C7EFA", "Arn"]}}},
    }


def nested_stack(leaf, region, asset_hash, file, identifier, parameters):
    url = ["", [f"https://s3.{region}.", {"Ref": "AWS::URLSuffix"},
                f"/cdk-invented-assets-{ACCOUNT}-{region}/{asset_hash}.json"]]
    resource = {"Type": "AWS::CloudFormation::Stack",
                "Properties": {"Parameters": parameters, "Tags": tags(leaf), "TemplateURL": {"Fn::Join": url}},
                "UpdateReplacePolicy": "Delete", "DeletionPolicy": "Delete"}
    return with_metadata(
        leaf, resource, f"{APP}-{leaf['alpha']}/{identifier}.NestedStack/{identifier}.NestedStackResource",
        **{"aws:asset:path": file, "aws:asset:property": "TemplateURL"})


def start_system(leaf, settings):
    stack = f"{APP}-{leaf['alpha']}"
    dimensions = json.dumps({"ContainerNameID": leaf["id"]})
    variables = {"ASG_NAME": "invented", "MANAGER_STACK_REGION": REGION, "METRIC_NAMESPACE": stack,
                 "METRIC_NAME": "DNSTraffic", "METRIC_THRESHOLD": str(settings["threshold"]), "METRIC_UNIT": "Count",
                 "METRIC_DIMENSIONS": dimensions}
    policy = {"PolicyDocument": {"Statement": [
        {"Action": "cloudwatch:PutMetricData",
         "Condition": {"StringEquals": {"cloudwatch:namespace": stack}}, "Effect": "Allow", "Resource": "*"}],
        "Version": "2012-10-17"}, "PolicyName": "StartSystemPolicyD81C56FE", "Roles": ["invented"]}
    function = {"Code": {"S3Bucket": "invented", "S3Key": "start.zip"},
                "Environment": {"Variables": variables}, "Handler": "main.lambda_handler",
                "Role": f"arn:aws:iam::{ACCOUNT}:role/invented", "Runtime": "python3.12", "Tags": tags(leaf),
                "Timeout": 30}
    return {
        "Description": "Everything for spinning UP the container when someone connects.",
        "Resources": {
            "StartSystemPolicyD81C56FE": with_metadata(
                leaf, {"Type": "AWS::IAM::Policy", "Properties": policy}, f"{stack}-StartSystem/Policy/Resource"),
            "StartSystem477A43E3": with_metadata(
                leaf, {"Type": "AWS::Lambda::Function", "Properties": function},
                f"{stack}-StartSystem/StartSystem/Resource")},
        "Outputs": {"DomainName": {"Value": f"{leaf['id']}.example.org"}},
    }


def asset(name, file, asset_hash, region, packaging="file", suffix="json"):
    destination = {"bucketName": f"cdk-invented-assets-{ACCOUNT}-{region}", "objectKey": f"{asset_hash}.{suffix}",
                   "region": region,
                   "assumeRoleArn": "arn:${AWS::Partition}:iam::" + f"{ACCOUNT}:role/cdk-publishing-{region}"}
    identifier = f"{ACCOUNT}-{region}-{sha(compact(destination))[:8]}"
    return asset_hash, {"displayName": name, "source": {"path": file, "packaging": packaging},
                        "destinations": {identifier: destination}}


def synthesis(leaf, settings):
    """All files of the leaf's assembly by name."""
    stack = f"{APP}-{leaf['alpha']}"
    bare = stack.replace("-", "")
    files = {}
    watchdog_file = f"{bare}WatchdogNestedStack55CA2258.nested.template.json"
    dashboard_file = f"{bare}DashboardNestedStackA79F3377.nested.template.json"
    watchdog_document = watchdog(leaf, settings)
    watchdog_hash = sha(compact(watchdog_document))
    files[watchdog_file] = pretty(watchdog_document, 1)
    other = sha(b"the dashboard, which is not here")
    leaf_document = {
        "Resources": {
            "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": "§3 café"}},
            "DashboardNestedStack": nested_stack(leaf, REGION, other, dashboard_file, "DashboardNestedStack", {}),
            "WatchdogNestedStack": nested_stack(
                leaf, REGION, watchdog_hash, watchdog_file, "WatchdogNestedStack",
                {f"referenceto{bare}EcsAsgNestedStackAsgASG1234ABCDRef": {
                    "Fn::GetAtt": ["EcsAsgNestedStack", "Outputs.AsgASG1234ABCDRef"]}})},
        "Outputs": {"MOTD": {"Value": "§3The §oquiet§r island\n"}},
    }
    leaf_file = f"{stack}.template.json"
    files[leaf_file] = pretty(leaf_document, 1)
    start_file = f"{stack}-StartSystem.template.json"
    files[start_file] = pretty(start_system(leaf, settings), 1)
    leaf_hash, start_hash = sha(files[leaf_file]), sha(files[start_file])
    code = sha(b"code")
    files[f"{stack}.assets.json"] = pretty({"version": "54.0.0", "files": dict([
        asset("Code", f"asset.{code}", code, REGION, "zip", "zip"),
        asset("DashboardNestedStack Nested Stack Template", dashboard_file, other, REGION),
        asset("WatchdogNestedStack Nested Stack Template", watchdog_file, watchdog_hash, REGION),
        asset(f"{stack} Template", leaf_file, leaf_hash, REGION)]), "dockerImages": {}}, 2)
    files[f"{stack}-StartSystem.assets.json"] = pretty({"version": "54.0.0", "files": dict([
        asset(f"{stack}-StartSystem Template", start_file, start_hash, "us-east-1")]), "dockerImages": {}}, 2)
    artifacts = {}
    roots = [(f"{APP}-BaseStack", REGION, sha(b"base"), False), (f"{stack}-Domain", "us-east-1", sha(b"domain"), True),
             (stack, REGION, leaf_hash, True), (f"{stack}-StartSystem", "us-east-1", start_hash, True)]
    for name, region, root_hash, own in roots:
        artifacts[f"{name}.assets"] = {"type": "cdk:asset-manifest", "properties": {"file": f"{name}.assets.json"}}
        own_tags = {tag["Key"]: tag["Value"] for tag in tags(leaf)} if own else {"ApplicationId": APP}
        artifacts[name] = {
            "type": "aws:cloudformation:stack", "environment": f"aws://{ACCOUNT}/{region}",
            "properties": {"templateFile": f"{name}.template.json", "tags": own_tags,
                           "stackTemplateAssetObjectUrl":
                               f"s3://cdk-invented-assets-{ACCOUNT}-{region}/{root_hash}.json"},
            "dependencies": [f"{name}.assets"], "displayName": name}
    files["manifest.json"] = pretty({"version": "54.0.0", "artifacts": artifacts}, 2)
    return files


def main():
    wanted = {}
    vectors = {}
    for folder, leaf in LEAVES.items():
        for name, data in synthesis(leaf, leaf["settings"]).items():
            wanted[f"{folder}/{name}"] = data
        vectors[folder] = {}
        for change, values in CHANGES.items():
            settings = leaf["settings"] | values
            if settings["stop"] == "other":
                settings["stop"] = not leaf["settings"]["stop"]
            hashes = {name: sha(data) for name, data in sorted(synthesis(leaf, settings).items())}
            vectors[folder][change] = {"settings": settings, "files": hashes}
    wanted["vectors.json"] = pretty(vectors, 1) + b"\n"
    if "--check" in sys.argv:
        stale = [name for name, data in wanted.items()
                 if not (HERE / name).exists() or (HERE / name).read_bytes() != data]
        print("\n".join(stale))
        sys.exit(1 if stale else 0)
    for name, data in wanted.items():
        (HERE / name).parent.mkdir(parents=True, exist_ok=True)
        (HERE / name).write_bytes(data)


main()
