#!/usr/bin/env python3
"""Writes Fixtures/ and Fixtures/manifest.json: inputs in the formats that leafwatch reads, with the counts they must give.

The bytes come from encoders other than leafwatch's own wherever one exists: GNU gzip, Python's gzip and json, botocore's
command line in both timestamp spellings, moto's CloudWatch Logs, the official OpenTelemetry classes. Run it with
  python3 Tests/IngestTests/make_fixtures.py
It needs boto3, moto[server], awscli, PyYAML and opentelemetry-proto (PyPI). Everything is written with fixed times and ids, so that
a second run changes nothing but what the encoders themselves stamp.
"""
import base64
import gzip
import io
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent / "Fixtures"
MANIFEST = {}
T0 = 1767225600000  # 2026-01-01T00:00:00Z in milliseconds
ZONE = "Z0123456789ABCDEFGHIJ"
HOST = "minecraft.example.com"
DNS_GROUP = "/aws/route53/ContainerManager-MinecraftExample-Domain-query-logs"
BOX_GROUP = "/aws/ec2/ContainerManager-MinecraftExample/Container/ContainerLogs"
LAMBDA_GROUP = "/aws/lambda/minecraft.example-lambda-start-system"


def emit(name, data, **counts):
    """Writes one fixture; counts that are not given must be zero."""
    path = HERE / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    MANIFEST[name] = counts


def gz(data, mtime=0):
    """One member, as the log service makes it: level 6, no name."""
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=6, mtime=mtime) as file:
        file.write(data if isinstance(data, bytes) else data.encode())
    return buffer.getvalue()


def gnu_gzip(data, *flags):
    return subprocess.run(["gzip", "-c", *flags], input=data, stdout=subprocess.PIPE, check=True).stdout


def event_id(number):
    return f"{38200000000000000000 + number:056d}"


def iso(ms):
    import datetime
    t = datetime.datetime.fromtimestamp(ms / 1000, datetime.timezone.utc)
    return t.strftime("%Y-%m-%dT%H:%M:%S.") + f"{ms % 1000:03d}Z"


def dns(ms, name=HOST, qtype="A", rcode="NOERROR"):
    return f"1.0 {iso(ms)} {ZONE} {name} {qtype} {rcode} UDP DFW3 192.0.2.1 -"


def payload(group, stream, events, kind="DATA_MESSAGE", **extra):
    body = {"messageType": kind, "owner": "111122223333", "logGroup": group, "logStream": stream,
            "subscriptionFilters": ["to-s3"],
            "logEvents": [{"id": event_id(n), "timestamp": ms, "message": text} for n, ms, text in events]}
    body.update(extra)
    return json.dumps(body, separators=(",", ":"), ensure_ascii=False)


def dns_payload(first, count, ms=T0):
    return payload(DNS_GROUP, ZONE + "/DFW3", [(first + i, ms + i * 1000, dns(ms + i * 1000)) for i in range(count)])


def box_payload(first, lines, ms=T0, task="0123456789abcdef0123456789abcdef"):
    return payload(BOX_GROUP, "ContainerLogs/MinecraftExample/" + task,
                   [(first + i, ms + i * 1000, line) for i, line in enumerate(lines)])


CONTROL = json.dumps({"messageType": "CONTROL_MESSAGE", "owner": "CloudwatchLogs", "logGroup": "", "logStream": "",
                      "subscriptionFilters": [], "logEvents": [
                          {"id": "", "timestamp": T0, "message": "CWL CONTROL MESSAGE: Checking health of destination Firehose."}]},
                     separators=(",", ":"))
LINES = ["[12:00:01] [Server thread/INFO]: Alex joined the game", "[12:00:02] [Server thread/INFO]: ticking along",
         "[12:00:03] [Server thread/INFO]: <Zed> Alex left the game", "[12:00:04] [Server thread/INFO]: Alex left the game"]
A, B, C = dns_payload(0, 5), dns_payload(100, 7), box_payload(200, LINES)
BOTH = dict(logEvents=16, dnsQueries=12, containerLines=3)


def gzip_shapes():
    emit("gzip/one-member", gz(A), logEvents=5, dnsQueries=5)
    emit("gzip/members", gz(A) + gz(B) + gz(C), **BOTH)
    emit("gzip/members-gnu", gnu_gzip(A.encode()) + gnu_gzip(B.encode(), "-9") + gnu_gzip(C.encode(), "-1"), **BOTH)
    named = HERE / "named.tmp"
    HERE.mkdir(parents=True, exist_ok=True)
    named.write_text(A)
    os.utime(named, (1767225600, 1767225600))
    with_name = subprocess.run(["gzip", "-c", str(named)], stdout=subprocess.PIPE, check=True).stdout
    named.unlink()
    emit("gzip/file-name-in-header", with_name + gz(B), logEvents=12, dnsQueries=12)
    extra = gz(A)
    extra = extra[:3] + bytes([4 | 16]) + extra[4:10] + b"\x06\x00ab\x02\x00xy" + b"a comment\x00" + extra[10:]
    emit("gzip/extra-field-and-comment", extra + gz(B), logEvents=12, dnsQueries=12)
    emit("gzip/twice", gnu_gzip(gz(A) + gz(B) + gz(C)), **BOTH)
    emit("gzip/three-times.gz", gnu_gzip(gnu_gzip(gz(A) + gz(B) + gz(C))), **BOTH)
    emit("gzip/mixed-once-and-twice", gz(A) + gz(gz(B)) + gz(C), **BOTH)
    emit("gzip/nul-padding", gz(A) + gz(B) + b"\0" * 512, logEvents=12, dnsQueries=12)
    emit("gzip/trailing-garbage", gz(A) + gz(B) + b"<Error>SlowDown</Error>", logEvents=12, dnsQueries=12, quarantined=1,
         offsets=[len(gz(A) + gz(B))])
    emit("gzip/newline-after-each", gz(A) + b"\n" + gz(B) + b"\n" + gz(C) + b"\n", **BOTH)
    cut = gz(A) + gz(B) + gz(C)
    emit("gzip/truncated", cut[:-40], logEvents=12, dnsQueries=12, quarantined=2, offsets=[len(gz(A) + gz(B))])
    broken = bytearray(gz(A))
    broken[len(broken) // 2] ^= 0x55
    emit("gzip/first-damaged", bytes(broken) + gz(B) + gz(C), logEvents=11, dnsQueries=7, containerLines=3, quarantined=1,
         offsets=[0])
    wrong_sum = bytearray(gz(B))
    wrong_sum[-6] ^= 1
    emit("gzip/wrong-checksum", gz(A) + bytes(wrong_sum) + gz(C), logEvents=9, dnsQueries=5, containerLines=3, quarantined=1,
         offsets=[len(gz(A))])
    emit("gzip/not-at-all.gz", A + B + C, **BOTH)
    halves = (A + B + C).encode()
    emit("gzip/document-across-members", b"".join(gz(halves[i:i + 700]) for i in range(0, len(halves), 700)), **BOTH)
    emit("gzip/whole-documents-of-a-cut-stream", gz((A + B + C).encode())[:-60], logEvents=12, dnsQueries=12, quarantined=2)


def json_shapes():
    emit("json/concatenated", A + B + C, **BOTH)
    emit("json/lines", A + "\n" + B + "\n" + C + "\n", **BOTH)
    emit("json/lines-crlf", A + "\r\n" + B + "\r\n" + C + "\r\n", **BOTH)
    emit("json/commas", A + "," + B + ",\n" + C, **BOTH)
    emit("json/array", "[" + A + "," + B + "," + C + "]", **BOTH)
    emit("json/concatenated-in-gzip", gz(A + B + C), **BOTH)
    emit("json/pretty", json.dumps(json.loads(A), indent=4) + "\n" + json.dumps(json.loads(C), indent=2), logEvents=9,
         dnsQueries=5, containerLines=3)
    emit("json/bom", b"\xef\xbb\xbf" + A.encode(), logEvents=5, dnsQueries=5)
    emit("json/utf16-le", "\ufeff".encode("utf-16-le") + A.encode("utf-16-le"), logEvents=5, dnsQueries=5)
    emit("json/utf16-be", "\ufeff".encode("utf-16-be") + A.encode("utf-16-be"), logEvents=5, dnsQueries=5)
    emit("json/base64", base64.b64encode(gz(A)), logEvents=5, dnsQueries=5)
    emit("json/control-only", gz(CONTROL), controlMessages=1)
    emit("json/control-between", gz(A) + gz(CONTROL) + gz(B), logEvents=12, dnsQueries=12, controlMessages=1)
    emit("json/unknown-message-type", gz(payload(DNS_GROUP, "s", [(1, T0, dns(T0))], kind="NEW_MESSAGE")) + gz(A),
         logEvents=5, dnsQueries=5, warnings=1)
    emit("json/no-events", gz(payload(DNS_GROUP, "s", [])) + gz(A), logEvents=5, dnsQueries=5)
    emit("json/damaged-between", A + "\n" + B[:300] + "\n" + C + "\n", logEvents=9, dnsQueries=5, containerLines=3,
         quarantined=1)
    emit("json/cut-short", A + "\n" + B[:300], logEvents=5, dnsQueries=5, quarantined=1)
    emit("json/garbage-between", A + "\n<Error>SlowDown</Error>\n" + C, logEvents=9, dnsQueries=5, containerLines=3,
         quarantined=1)
    emit("json/repeated-key", A.replace('"messageType":"DATA_MESSAGE"', '"messageType":"DATA_MESSAGE","messageType":"X"'),
         logEvents=5, dnsQueries=5)
    reordered = json.loads(C)
    emit("json/events-first", json.dumps({k: reordered[k] for k in ("logEvents", "logStream", "logGroup", "owner",
         "subscriptionFilters", "messageType")}), logEvents=4, containerLines=3)
    policy = json.loads(A)
    policy["policyLevel"] = "ACCOUNT_LEVEL_POLICY"
    policy["somethingNew"] = {"a": [1, 2]}
    emit("json/policy-level-and-unknown-keys", gz(json.dumps(policy)), logEvents=5, dnsQueries=5)
    extracted = json.loads(A)
    for e in extracted["logEvents"]:
        e["extractedFields"] = {"@aws.account": "999988887777", "@aws.region": "us-east-1"}
    emit("json/extracted-fields", gz(json.dumps(extracted)), logEvents=5, dnsQueries=5, owner="999988887777")
    numeric = json.loads(A)
    for n, e in enumerate(numeric["logEvents"]):
        e["id"] = 38200000000000000000 + n
        e["timestamp"] = str(e["timestamp"])
    emit("json/numeric-ids-and-text-times", gz(json.dumps(numeric)), logEvents=5, dnsQueries=5, uniqueRecords=5)
    emit("json/same-payload-twice", gz(A) + gz(B) + gz(A), logEvents=17, dnsQueries=17, uniqueRecords=12)
    filters = json.loads(A)
    filters["subscriptionFilters"] = ["another"]
    emit("json/same-events-through-two-filters", gz(A) + gz(json.dumps(filters)), logEvents=10, dnsQueries=10, uniqueRecords=5)
    emit("json/spam-is-not-a-duplicate", gz(box_payload(0, [LINES[0]] * 3)), logEvents=3, containerLines=3, uniqueRecords=3)
    emit("json/a-day-out-of-order", gz(dns_payload(500, 3, T0 + 86_400_000)) + gz(A), logEvents=8, dnsQueries=8)
    bad = C.encode().replace(b"Alex joined", b"Al\xff\xc3ex\xed\xa0\x80 joined")
    emit("json/invalid-utf8", gz(bad), logEvents=4, containerLines=3, warnings=1)
    tricky = ["[12:00:01] [Server thread/INFO]: \u001b[33mÅsa \U0001F600 joined the game\u001b[m\t\r\n",
              'chat: {"a":"}{"} joined the game \\', "no } { braces \" here joined the game"]
    emit("json/unicode-raw", gz(box_payload(0, tricky)), logEvents=3, containerLines=3)
    escaped = json.dumps(json.loads(box_payload(0, tricky)), ensure_ascii=True)
    emit("json/unicode-escaped", gz(escaped), logEvents=3, containerLines=3)
    lone = box_payload(0, ["MARK joined the game"]).replace("MARK", "\\ud83d lone \\u0000 nul")
    emit("json/lone-surrogate", gz(lone), logEvents=1, containerLines=1)
    letters = box_payload(0, ["MARK the game"]).replace("MARK", "Alex \\u006aoined")
    emit("json/escaped-letters", gz(letters), logEvents=1, containerLines=1)
    big = [LINES[1]] * 70_000 + [LINES[0]]
    emit("json/eight-megabytes", gz(box_payload(0, big)), logEvents=70_001, containerLines=1)
    emit("json/blanks", b" \n\t\n  ", passedOver=1)
    emit("json/empty", b"", passedOver=1)
    emit("json/aws-logs-write-test", b"Permission Check Successful", passedOver=1)
    emit("json/queries.json", json.dumps([{"Id": "m1", "Expression": "m2/2"}]), passedOver=1)
    emit("json/template.json", json.dumps({"AWSTemplateFormatVersion": "2010-09-09", "Resources": {}}), passedOver=1)
    emit("json/leaf.yaml", "Container:\n  Image: itzg/minecraft-server\n", passedOver=1)
    emit("json/truth.json", json.dumps({"minutesUp": 12, "wakes": [1, 2]}), passedOver=1)
    emit("json/mixed-case-and-types", gz(payload(DNS_GROUP, ZONE + "/DFW3", [
        (1, T0, dns(T0, "MineCraft.Example.com")), (2, T0, dns(T0, HOST, "AAAA")),
        (3, T0, dns(T0, "_minecraft._tcp." + HOST, "SRV", "NXDOMAIN")),
        (4, T0, dns(T0).replace("1.0 ", "1.1 ") + " extra field"), (5, T0, "garbage")])),
        logEvents=5, dnsQueries=4, warnings=2)


ECS = {"version": "0", "id": "11111111-2222-3333-4444-555555555555", "detail-type": "ECS Task State Change",
       "source": "aws.ecs", "account": "111122223333", "time": "2026-01-01T00:05:00Z", "region": "us-west-2",
       "resources": [], "detail": {
           "clusterArn": "arn:aws:ecs:us-west-2:111122223333:cluster/ContainerManager-MinecraftExample-ecs-cluster",
           "taskArn": "arn:aws:ecs:us-west-2:111122223333:task/c/0123456789abcdef0123456789abcdef", "version": 4,
           "group": "service:leaf", "lastStatus": "STOPPED", "desiredStatus": "STOPPED",
           "stopCode": "EssentialContainerExited", "stoppedReason": "Essential container in task exited",
           "containers": [{"name": "game", "exitCode": 137, "lastStatus": "STOPPED"}],
           "startedAt": "2026-01-01T00:01:00.123Z", "stoppedAt": "2026-01-01T00:05:00.456Z"}}
ASG = {"version": "0", "id": "1", "detail-type": "EC2 Instance Launch Successful", "source": "aws.autoscaling",
       "account": "111122223333", "time": "2026-01-01T00:01:00Z", "region": "us-west-2", "resources": [], "detail": {
           "AutoScalingGroupName": "leaf-asg", "EC2InstanceId": "i-0123456789abcdef0", "ActivityId": "a-1",
           "StatusCode": "InProgress", "StartTime": "2026-01-01T00:00:30.5Z", "EndTime": "2026-01-01T00:01:00Z",
           "Details": {"Availability Zone": "us-west-2a", "Subnet ID": "subnet-1"}, "Cause": "because"}}


def events():
    emit("events/ecs.json", json.dumps(ECS, indent=2), events=1, taskChanges=1)
    plain = json.loads(json.dumps(ECS))
    plain["detail"].update(lastStatus="RUNNING", desiredStatus="RUNNING", version=2)
    for key in ("stopCode", "stoppedReason", "stoppedAt"):
        del plain["detail"][key]
    del plain["detail"]["containers"][0]["exitCode"]
    terminate = json.loads(json.dumps(ASG))
    terminate["detail-type"] = "EC2 Instance-terminate Lifecycle Action"
    terminate["detail"] = {"LifecycleActionToken": "token-1", "AutoScalingGroupName": "leaf-asg", "EC2InstanceId": "i-1",
                           "LifecycleHookName": "hook", "LifecycleTransition": "autoscaling:EC2_INSTANCE_TERMINATING"}
    emit("events/lines", "\n".join(json.dumps(e) for e in (ECS, plain, ASG, terminate)), events=4, taskChanges=2,
         scalingEvents=2)
    emit("events/array.json", json.dumps([ECS, ASG]), events=2, taskChanges=1, scalingEvents=1)
    alarm = {"version": "0", "id": "2", "detail-type": "CloudWatch Alarm State Change", "source": "aws.cloudwatch",
             "account": "111122223333", "time": "2026-01-01T00:09:00Z", "region": "us-west-2", "resources": [], "detail": {
                 "alarmName": "Container Activity - [leaf]", "state": {"value": "ALARM", "reason": "r \"quoted\"",
                 "timestamp": "2026-01-01T00:08:59.123+0000"}, "previousState": {"value": "OK"}}}
    emit("events/alarm-and-other", json.dumps(alarm) + json.dumps({**ASG, "detail-type": "Something Else"}), events=1,
         alarmHistory=1, warnings=1)
    group = "/aws/events/everything"
    emit("events/logged-by-a-rule", gz(payload(group, "s", [(1, T0, json.dumps(ECS)), (2, T0, json.dumps(ASG))])),
         logEvents=2, taskChanges=1, scalingEvents=1)
    request = "11111111-2222-3333-4444-555555555555"
    inner = {"Event": {"awslogs": {"data": base64.b64encode(gz(A)).decode()}}, "Context": "c", "Env": {"X": "y"}}
    lines = [(1, T0, "INIT_START Runtime Version: python:3.13.v1\tRuntime Version ARN: arn:aws:lambda:x\n"),
             (2, T0, f"START RequestId: {request} Version: $LATEST\n"), (3, T0 + 1, json.dumps(inner) + "\n"),
             (4, T0 + 20, f"END RequestId: {request}\n"),
             (5, T0 + 20, f"REPORT RequestId: {request}\tDuration: 12.34 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB\t"
                          "Max Memory Used: 85 MB\tInit Duration: 210.40 ms\t\n")]
    stream = "2026/01/01/[$LATEST]0123456789abcdef0123456789abcdef"
    emit("events/lambda-text", gz(payload(LAMBDA_GROUP, stream, lines)), logEvents=10, dnsQueries=5, invocations=1)
    emit("events/lambda-payload-beside-its-events", gz(payload(LAMBDA_GROUP, stream, lines)) + gz(A), logEvents=15,
         dnsQueries=10, invocations=1, uniqueRecords=6)
    hook = [(1, T0, f"START RequestId: {request} Version: $LATEST\n"), (2, T0, json.dumps({"Event": ASG, "Context": ""})),
            (3, T0, "InstanceDetails: {\n  \"a\": 1\n}"), (4, T0, f"{iso(T0)} {request} Task timed out after 3.00 seconds\n"),
            (5, T0, f"REPORT RequestId: {request}  Duration: 3000.00 ms  Billed Duration: 3000 ms  Memory Size: 128 MB  "
                    "Max Memory Used: 85 MB"),
            (6, T0, f"START RequestId: {request} Version: $LATEST\n"), (7, T0, json.dumps({"Event": ECS}))]
    emit("events/lambda-hook", gz(payload("/aws/lambda/minecraft.example-asg-state-change-hook", stream, hook)), logEvents=7,
         invocations=2, scalingEvents=1, taskChanges=1)
    platform = [(1, T0, json.dumps({"time": iso(T0), "type": "platform.start", "record": {"requestId": request}})),
                (2, T0, json.dumps({"time": iso(T0 + 13), "type": "platform.report", "record": {
                    "requestId": request, "status": "error", "metrics": {"durationMs": 12.3, "billedDurationMs": 13.0}}}))]
    emit("events/lambda-json", gz(payload(LAMBDA_GROUP, stream, platform)), logEvents=2, invocations=1)
    emit("events/lambda-event.json", json.dumps({"awslogs": {"data": base64.b64encode(gz(C)).decode()}}), logEvents=4,
         containerLines=3)


def main():
    gzip_shapes()
    json_shapes()
    events()
    for more in MORE:
        more()
    (HERE / "manifest.json").write_text(json.dumps(MANIFEST, indent=1, sort_keys=True) + "\n")


def otel(version):
    """A request as Metric Streams send it, serialised by the official classes; 0.7 runs beside with its own packages."""
    script = """
import sys
from opentelemetry.proto.collector.metrics.v1 import metrics_service_pb2 as service
from opentelemetry.proto.common.v1 import common_pb2 as common
old = sys.argv[1] == "0.7"
def pair(key, text): return common.KeyValue(key=key, value=common.AnyValue(string_value=text))
def message(count, first):
    request = service.ExportMetricsServiceRequest()
    resource = request.resource_metrics.add()
    resource.resource.attributes.extend([pair("cloud.provider", "aws"), pair("cloud.account.id", "111122223333"),
        pair("cloud.region", "us-west-2"), pair("aws.exporter.arn", "arn:aws:cloudwatch:us-west-2:1:metric-stream/s")])
    scope = resource.instrumentation_library_metrics.add() if old else resource.scope_metrics.add()
    for number in range(count):
        metric = scope.metrics.add(name="amazonaws.com/AWS/EC2/NetworkIn", unit="By")
        point = (metric.double_summary if old else metric.summary).data_points.add()
        if old:
            for key, text in (("Namespace", "AWS/EC2"), ("MetricName", "NetworkIn"), ("AutoScalingGroupName", "g")):
                point.labels.add(key=key, value=text)
        else:
            dimensions = common.KeyValueList(values=[pair("AutoScalingGroupName", "g")])
            point.attributes.extend([pair("Namespace", "AWS/EC2"), pair("MetricName", "NetworkIn"),
                common.KeyValue(key="Dimensions", value=common.AnyValue(kvlist_value=dimensions))])
        point.start_time_unix_nano = (1767225600 + 60 * (first + number)) * 10**9
        point.time_unix_nano = point.start_time_unix_nano + 60 * 10**9
        point.count = 2
        point.sum = float(number)
        for quantile, value in ((0.0, 0.0), (0.95, number * 0.9), (1.0, float(number))):
            point.quantile_values.add(quantile=quantile, value=value)
    return request.SerializeToString()
def framed(data):
    out, size = bytearray(), len(data)
    while size >= 128: out.append(size & 127 | 128); size >>= 7
    out.append(size)
    return bytes(out) + data
sys.stdout.buffer.write(framed(message(3, 0)) + framed(message(40, 3)))
"""
    environment = dict(os.environ)
    if version == "0.7":
        # The last release with the classes of 0.7: pip install --target DIR --no-deps opentelemetry-proto==1.0.0 protobuf==3.20.3
        environment["PYTHONPATH"] = os.environ["OTEL07"]
        environment["PROTOCOL_BUFFERS_PYTHON_IMPLEMENTATION"] = "python"
    return subprocess.run([sys.executable, "-c", script, version], env=environment, stdout=subprocess.PIPE, check=True).stdout


def metric_streams():
    for version in ("0.7", "1.0"):
        data = otel(version)
        counts = dict(datapoints=43 * 5, series=5)
        emit(f"metrics/otel-{version}", data, **counts)
        emit(f"metrics/otel-{version}-gzip", gz(data), **counts)
        emit(f"metrics/otel-{version}-cut", data[:-20], datapoints=3 * 5, series=5, quarantined=1)
    def line(minute, number, **more):
        body = {"metric_stream_name": "s", "account_id": "111122223333", "region": "us-west-2", "namespace": "AWS/EC2",
                "metric_name": "NetworkIn", "dimensions": {"AutoScalingGroupName": "g"}, "timestamp": T0 + 60_000 * minute,
                "value": {"max": number, "min": 0.0, "sum": number, "count": 1.0}, "unit": "Bytes"}
        body.update(more)
        return json.dumps(body, separators=(",", ":")) + "\n"
    lines = [line(m, m * 1000.0) for m in (5, 3, 4, 1, 2, 2)]
    java = line(7, 1.0).replace('"max":1.0', '"max":9.13106887E8').replace('"sum":1.0', '"sum":9.49E-8')
    emit("metrics/stream.ndjson", "".join(lines) + java, datapoints=28, series=4)
    emit("metrics/stream-gzip", gz("".join(lines) + java), datapoints=28, series=4)
    percentiles = line(1, 2.0, dimensions={}, **{"value": {"max": 1.0, "min": 0.5, "sum": 2.0, "count": 2.0, "p99": 1.0,
                                                           "TM(25%:75%)": 0.7}})
    emit("metrics/stream-percentiles", percentiles, datapoints=6, series=6)
    emit("metrics/stream-switched-to-otel", "".join(lines).encode() + otel("1.0"), datapoints=24 + 43 * 5, series=9)
    emit("metrics/stream-switched-from-otel", otel("1.0") + "".join(lines).encode(), datapoints=24 + 43 * 5, series=9)


def queries():
    def stat(id, namespace, name, dimension, value, statistic):
        return {"Id": id, "MetricStat": {"Metric": {"Namespace": namespace, "MetricName": name, "Dimensions": [
            {"Name": dimension, "Value": value}]}, "Period": 60, "Stat": statistic}, "ReturnData": True}
    return [stat("b_in", "AWS/EC2", "NetworkIn", "AutoScalingGroupName", "leaf-asg", "Sum"),
            {"Id": "traffic_in", "Expression": "b_in/PERIOD(b_in)", "Label": "Traffic in", "Period": 60}]


def command_line(region="us-east-1"):
    """What the AWS command line prints, from moto's services, in its timestamp spellings."""
    import contextlib
    import datetime
    import boto3
    import yaml
    from moto import mock_aws
    import awscli.clidriver
    os.environ.update(AWS_ACCESS_KEY_ID="x", AWS_SECRET_ACCESS_KEY="x", AWS_DEFAULT_REGION=region, AWS_PAGER="",
                      AWS_EC2_METADATA_DISABLED="true")
    folder = HERE / "cli"
    folder.mkdir(parents=True, exist_ok=True)

    def aws(*words, spelling="wire", output="json"):
        config = folder / "config.tmp"
        config.write_text(f"[default]\ncli_timestamp_format = {spelling}\n")
        os.environ["AWS_CONFIG_FILE"] = str(config)
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            status = awscli.clidriver.create_clidriver().main([*words, "--output", output])
        config.unlink()
        assert status == 0, words
        return out.getvalue()

    with mock_aws():
        watch = boto3.client("cloudwatch", region)
        start = datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)
        for minute in range(30):
            watch.put_metric_data(Namespace="AWS/EC2", MetricData=[{
                "MetricName": "NetworkIn", "Dimensions": [{"Name": "AutoScalingGroupName", "Value": "leaf-asg"}],
                "Timestamp": start + datetime.timedelta(minutes=minute), "Value": 1000.5 + minute, "Unit": "Bytes"}])
        watch.put_metric_alarm(AlarmName="Container Activity - [leaf]", MetricName="NetworkIn", Namespace="AWS/EC2",
                               Statistic="Sum", Period=60, EvaluationPeriods=7, Threshold=300.0,
                               ComparisonOperator="LessThanThreshold")
        span = ["--start-time", "2026-01-01T00:00:00Z", "--end-time", "2026-01-01T00:30:00Z"]
        ask = ["cloudwatch", "get-metric-data", "--metric-data-queries", json.dumps(queries()[:1]), *span]
        emit("cli/queries.json", json.dumps(queries(), indent=2), passedOver=1)
        first = aws(*ask)
        emit("cli/get-metric-data.json", first, datapoints=30, series=1)
        emit("cli/get-metric-data-iso8601.json", aws(*ask, spelling="iso8601"), datapoints=30, series=1)
        emit("cli/get-metric-data-oldest-first.json", aws(*ask, "--scan-by", "TimestampAscending"), datapoints=30, series=1)
        emit("cli/two-documents.json", first + aws(*ask[:-3], "2026-01-01T00:10:00Z", *ask[-2:]), datapoints=50, series=2)
        numbers = json.loads(aws(*ask, spelling="iso8601"))
        for result in numbers["MetricDataResults"]:
            result["Timestamps"] = [datetime.datetime.fromisoformat(t).timestamp() for t in result["Timestamps"]]
        emit("cli/get-metric-data-numbers.json", json.dumps(numbers, indent=4), datapoints=30, series=1)
        dimension = ["--dimensions", "Name=AutoScalingGroupName,Value=leaf-asg"]
        emit("cli/get-metric-statistics.json", aws(
            "cloudwatch", "get-metric-statistics", "--namespace", "AWS/EC2", "--metric-name", "NetworkIn", *dimension, *span,
            "--period", "60", "--statistics", "Sum", "SampleCount", "Maximum"), datapoints=90, series=3)
        emit("cli/describe-alarms.json", aws("cloudwatch", "describe-alarms"), events=1, alarmDescriptions=1)
        partial = json.loads(first)
        partial["MetricDataResults"][0]["StatusCode"] = "PartialData"
        partial["NextToken"] = "more"
        described_tasks(aws)
        emit("cli/partial.json", json.dumps(partial), datapoints=30, series=1, warnings=2)

        logs = boto3.client("logs", region)
        now = 1000 * int(datetime.datetime.now().timestamp())  # moto drops events of other times
        group, stream = "/aws/ec2/ContainerManager-MinecraftExample/Container/ContainerLogs", "ContainerLogs/M/1"
        logs.create_log_group(logGroupName=group)
        logs.create_log_stream(logGroupName=group, logStreamName=stream)
        boto3.client("s3", region).create_bucket(Bucket="bucket")
        boto3.client("iam", region).create_role(RoleName="r", AssumeRolePolicyDocument="{}")
        boto3.client("firehose", region).create_delivery_stream(
            DeliveryStreamName="f", S3DestinationConfiguration={"RoleARN": "arn:aws:iam::123456789012:role/r",
                                                                "BucketARN": "arn:aws:s3:::bucket"})
        logs.put_subscription_filter(
            logGroupName=group, filterName="to-s3", filterPattern="",
            destinationArn=f"arn:aws:firehose:{region}:123456789012:deliverystream/f")
        logs.put_log_events(logGroupName=group, logStreamName=stream, logEvents=[
            {"timestamp": now + i, "message": line} for i, line in enumerate(LINES + ["\u00c5sa \U0001F600 joined the game"])])
        s3 = boto3.client("s3", region)
        objects = [o["Key"] for o in s3.list_objects_v2(Bucket="bucket")["Contents"]]
        data = b"".join(s3.get_object(Bucket="bucket", Key=key)["Body"].read() for key in objects)
        emit("cli/moto-firehose-object", data, logEvents=5, containerLines=4, uniqueRecords=4)
        emit("cli/filter-log-events.json", aws("logs", "filter-log-events", "--log-group-name", group), logEvents=5,
             containerLines=4)
        emit("cli/filter-log-events-cut.json", aws("logs", "filter-log-events", "--log-group-name", group, "--max-items", "3"),
             logEvents=3, containerLines=2, warnings=1)
        emit("cli/get-log-events.json", aws(
            "logs", "get-log-events", "--log-group-name", group, "--log-stream-name", stream), logEvents=5, containerLines=4,
            warnings=1)
        emit("cli/describe-log-streams.json", aws("logs", "describe-log-streams", "--log-group-name", group), passedOver=1)
        for name, words in (("output", ["logs", "filter-log-events", "--log-group-name", group]), ("metric-output", ask)):
            for form in ("text", "table"):
                emit(f"cli/{name}.{form}", aws(*words, output=form), quarantined=1)
            # Version 2 of the command line writes this; version 1 does not know it.
            emit(f"cli/{name}.yaml", yaml.safe_dump(json.loads(aws(*words)), sort_keys=False), quarantined=1)
        s3.create_bucket(Bucket="export")
        logs.create_export_task(logGroupName=group, fromTime=0, to=now + 10_000, destination="export")
        for o in s3.list_objects_v2(Bucket="export")["Contents"]:
            body = s3.get_object(Bucket="export", Key=o["Key"])["Body"].read()
            if o["Key"].endswith("aws-logs-write-test"):
                emit("cli/export/aws-logs-write-test", body, passedOver=1)
            else:
                emit("cli/export/000000.gz", body, logEvents=5, containerLines=4)


def described_tasks(aws):
    """A task of moto's, and one that crashed, as `aws ecs describe-tasks` prints them."""
    import boto3
    ecs, ec2 = boto3.client("ecs", "us-east-1"), boto3.resource("ec2", "us-east-1")
    ecs.create_cluster(clusterName="ContainerManager-MinecraftExample-ecs-cluster")
    cluster = "ContainerManager-MinecraftExample-ecs-cluster"
    ecs.register_task_definition(family="f", containerDefinitions=[{"name": "game", "image": "itzg/minecraft-server",
                                                                    "memory": 400, "cpu": 256}])
    from moto.ec2.utils import generate_instance_identity_document
    images = boto3.client("ec2", "us-east-1").describe_images()["Images"]
    instance = ec2.create_instances(ImageId=images[0]["ImageId"], MinCount=1, MaxCount=1)[0]
    ecs.register_container_instance(cluster=cluster, instanceIdentityDocument=json.dumps(
        generate_instance_identity_document(instance)))
    task = ecs.run_task(cluster=cluster, taskDefinition="f", count=1, launchType="EC2")["tasks"][0]["taskArn"]
    ask = ["ecs", "describe-tasks", "--cluster", cluster, "--tasks", task]
    # moto gives a task no times at all; the rest of what a crash leaves is written by hand, in both spellings.
    crashed = json.loads(aws(*ask))
    crashed["tasks"][0].update(
        lastStatus="STOPPED", desiredStatus="STOPPED", version=7, stopCode="EssentialContainerExited",
        stoppedReason="Essential container in task exited", createdAt=1767225600.5, startedAt=1767225660.25,
        stoppingAt=1767225900.0, stoppedAt=1767225907.75, containers=[{"name": "game", "lastStatus": "STOPPED", "exitCode": 1}])
    emit("cli/describe-tasks-numbers.json", json.dumps(crashed, indent=4), events=1, taskChanges=1)
    crashed["tasks"][0].update(
        createdAt="2026-01-01T01:00:00.500000+01:00", startedAt="2026-01-01T01:01:00.250000+01:00",
        stoppingAt="2026-01-01T01:05:00+01:00", stoppedAt="2026-01-01T01:05:07.750000+01:00")
    emit("cli/describe-tasks-iso8601.json", json.dumps(crashed, indent=4), events=1, taskChanges=1)


def text_exports():
    trace = f"{iso(T0)} [1] [Server thread/INFO]: Alex joined the game\n{iso(T0 + 1)} java.lang.Exception\n\tat a.b.c\n\tat d\n"
    emit("text/export-with-continuation", gz(trace + f"{iso(T0 + 2)} last line left the game"), logEvents=3, containerLines=2)
    emit("text/export-epoch-ms", f"{T0} Ann has joined\n{T0 + 5} tick\n", logEvents=2, containerLines=1)
    emit("text/tail", "2026-01-01T00:00:00.123000+00:00 ContainerLogs/M/1 Ann has joined\n", logEvents=1, containerLines=1)
    emit("text/message-extraction", gz("".join(dns(T0 + i) + "\n" for i in range(4))), logEvents=4, dnsQueries=4)
    emit("text/message-extraction-json", json.dumps(ECS) + json.dumps(ASG), events=2, taskChanges=1, scalingEvents=1)
    emit("text/message-extraction-mixed", "START RequestId: x\n" + dns(T0) + "\n" + json.dumps(ECS) + "\n", logEvents=1,
         dnsQueries=1, events=1, taskChanges=1, warnings=1)
    emit("text/raw-server-log", "[12:00:01] [Server thread/INFO]: Alex joined the game\n", passedOver=1)
    rows = ['"' + line.replace('"', '""') + '"' for line in ("Ann ""x"" has joined", "two\nlines, one has left", "tick")]
    emit("text/console.csv", "timestamp,message\r\n" + "".join(f"{T0 + i},{r}\r\n" for i, r in enumerate(rows)), logEvents=3,
         containerLines=2, warnings=1)
    insights = "@timestamp,@ptr,@message\n" + "".join(f"2026-01-01 00:00:0{i}.000,p{i % 2},{r}\n" for i, r in enumerate(rows))
    emit("text/insights.csv", insights, logEvents=3, containerLines=2, uniqueRecords=2)
    results = {"results": [[{"field": "@timestamp", "value": "2026-01-01 00:00:00.123"}, {"field": "@message",
               "value": "Ann has joined"}, {"field": "@log", "value": "111122223333:" + BOX_GROUP},
               {"field": "@ptr", "value": "p"}]], "statistics": {}, "status": "Running"}
    emit("text/insights.json", json.dumps(results), logEvents=1, containerLines=1, warnings=1, owner="111122223333")
    table = ("Full label,NetworkIn,Reads\nLabel,\"Net, in\",Reads\nPeriod,60,60\nStatistic,Sum,Sum\n"
             '2026/01/01 00:00:00,"1,000.5",\n2026/01/01 00:01:00,2,-\n2026/01/01 00:02:00,,7\n')
    emit("text/console-metrics.csv", b"\xef\xbb\xbf" + table.encode(), datapoints=3, series=2, warnings=1)
    emit("text/powershell.json", ("\ufeff" + json.dumps({"AlarmHistoryItems": [
        {"AlarmName": "a", "AlarmType": "MetricAlarm", "Timestamp": "2026-01-01T00:00:00.123000+01:00", "HistoryItemType":
         "StateUpdate", "HistorySummary": "Alarm updated from OK to ALARM", "HistoryData": "{}"}]}).replace(", ", ",\r\n")
        ).encode("utf-16-le"), events=1, alarmHistory=1)


def envelopes():
    packed = base64.b64encode(gz(A)).decode()
    lambda_event = {"Records": [{"kinesis": {"data": packed, "sequenceNumber": "1", "partitionKey": "p",
                    "approximateArrivalTimestamp": 1767225600.123, "kinesisSchemaVersion": "1.0"},
                    "eventID": "shardId-000000000000:1", "eventSource": "aws:kinesis"}] * 2}
    emit("envelopes/kinesis-lambda.json", json.dumps(lambda_event), logEvents=10, dnsQueries=10, uniqueRecords=5)
    get_records = {"Records": [{"SequenceNumber": "1", "ApproximateArrivalTimestamp": "2026-01-01T00:00:00+00:00",
                   "Data": packed, "PartitionKey": "p"}], "NextShardIterator": "x", "MillisBehindLatest": 0}
    emit("envelopes/kinesis-get-records.json", json.dumps(get_records, indent=4), logEvents=5, dnsQueries=5)
    emit("envelopes/firehose-http", gz(json.dumps({"requestId": "r", "timestamp": T0, "records": [{"data": packed}]})),
         logEvents=5, dnsQueries=5)
    emit("envelopes/firehose-transformation.json", json.dumps({"invocationId": "i", "deliveryStreamArn": "arn",
         "region": "us-east-1", "records": [{"recordId": "1", "approximateArrivalTimestamp": T0, "data": packed}]}),
         logEvents=5, dnsQueries=5)
    failed = {"attemptsMade": 4, "arrivalTimestamp": T0, "errorCode": "Lambda.FunctionError", "errorMessage": "m",
              "attemptEndingTimestamp": T0, "rawData": packed, "lambdaArn": "arn"}
    emit("envelopes/processing-failed", json.dumps(failed) + "\n" + json.dumps(failed) + "\n", logEvents=10, dnsQueries=10,
         uniqueRecords=5, warnings=1)
    message = {"AlarmName": "a", "NewStateValue": "ALARM", "OldStateValue": "OK", "NewStateReason": "r",
               "StateChangeTime": "2026-01-01T00:00:00.000+0000", "Trigger": {"Dimensions": [{"name": "n", "value": "v"}]}}
    emit("envelopes/sns.json", json.dumps({"Records": [{"EventSource": "aws:sns", "Sns": {"Message": json.dumps(message)}}]}),
         events=1, alarmHistory=1)
    launched = {"Progress": 50, "AccountId": "111122223333", "Description": "Launching a new EC2 instance: i-0123",
                "RequestId": "a-1", "EndTime": "2026-01-01T00:01:00.5Z", "AutoScalingGroupARN":
                "arn:aws:autoscaling:us-west-2:111122223333:autoScalingGroup:x:autoScalingGroupName/leaf-asg",
                "ActivityId": "a-1", "StartTime": "2026-01-01T00:00:30.5Z", "Service": "AWS Auto Scaling", "Time":
                "2026-01-01T00:01:00.7Z", "EC2InstanceId": "i-0123", "StatusCode": "InProgress", "StatusMessage": "",
                "Details": {"Subnet ID": "subnet-1"}, "AutoScalingGroupName": "leaf-asg", "Cause": "because",
                "Event": "autoscaling:EC2_INSTANCE_LAUNCH"}
    emit("envelopes/scaling-notification.json", json.dumps({"Type": "Notification", "TopicArn": "arn:aws:sns:us-west-2:1:t",
         "Message": json.dumps(launched)}), events=1, scalingEvents=1)
    emf = {"_aws": {"Timestamp": T0 + 7_000, "CloudWatchMetrics": [{"Namespace": "App", "Dimensions": [["a"], []],
           "Metrics": [{"Name": "m", "Unit": "Count"}]}]}, "a": "x", "m": [1, 2, 3]}
    emit("envelopes/embedded-metrics", gz(payload("/app", "s", [(1, T0, json.dumps(emf)), (2, T0, "2026-01-01 id " + json.dumps(emf))])),
         logEvents=2, datapoints=16, series=16)
    activities = {"Activities": [{"ActivityId": "1", "AutoScalingGroupName": "g", "Description":
                  "Launching a new EC2 instance: i-0123", "Cause": "c", "StartTime": "2026-01-01T00:00:00.5Z",
                  "EndTime": "2026-01-01T00:01:00Z", "StatusCode": "Successful", "AutoScalingGroupARN":
                  "arn:aws:autoscaling:us-west-2:111122223333:autoScalingGroup:x"}]}
    emit("envelopes/scaling-activities.json", json.dumps(activities), events=1, scalingEvents=1)


MORE = [metric_streams, command_line, text_exports, envelopes]

if __name__ == "__main__":
    main()
