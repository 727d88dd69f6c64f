#!/usr/bin/env python3
"""Runs leafwatch over a fleet on Apache Spark.

    spark-submit --master ... examples/spark/fleet.py --leaves leaves --list objects.txt --alarms alarms --output fleet.json

Every executor needs the program, the leaf files, and the objects under the same paths (a shared file system, or
`--files` and `--archives`). Objects are mapped in parallel, lines are shuffled by leaf, leaves are analysed in parallel,
and the driver puts the result together: the bytes that `leafwatch fleet --format json` prints for the same objects.
"""

import argparse
import json
import os
import signal
import subprocess
import tempfile
import zlib

from pyspark import SparkConf, SparkContext, TaskContext


def executor_process() -> int:
    """The executor's JVM: the parent of the daemon that forked this Python worker."""
    with open(f"/proc/{os.getppid()}/stat") as stat:
        return int(stat.read().rsplit(")", 1)[1].split()[1])


def lines_of(command, text):
    """Runs a program on some text and gives its output line by line."""
    with tempfile.TemporaryFile() as source:
        source.write(text.encode())
        source.seek(0)
        with subprocess.Popen(command, stdin=source, stdout=subprocess.PIPE) as process:
            for line in process.stdout:
                yield line.decode().rstrip("\n")
        if process.returncode != 0:
            raise RuntimeError(f"{command[0]} {command[1]} ended with status {process.returncode}")


def mapper(command, kill_one):
    def run(index, paths):
        references = "".join(json.dumps({"path": path}) + "\n" for path in paths)
        if not references:
            return
        for count, line in enumerate(lines_of(command, references)):
            # For the test alone: the first attempt dies with its whole executor after a few lines.
            if kill_one and index == 0 and count == 3 and TaskContext.get().attemptNumber() == 0:
                print(f"killing executor process {executor_process()} in the middle of partition 0", flush=True)
                os.kill(executor_process(), signal.SIGKILL)
            yield json.loads(line).get("owner") or "", line

    return run


def reducer(command):
    def run(pairs):
        text = "".join(line + "\n" for _, line in pairs)
        if text:
            yield from lines_of(command, text)

    return run


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--leafwatch", default="leafwatch", help="the program")
    parser.add_argument("--leaves", required=True, help="folder of leaf files")
    parser.add_argument("--list", required=True, help="file that lists the objects, one path a line")
    parser.add_argument("--alarms", action="append", default=[], help="what describe-alarms printed")
    parser.add_argument("--output", required=True, help="where fleet.json goes")
    parser.add_argument("--partitions", type=int, default=4, help="parts that objects and leaves are cut into")
    parser.add_argument("--option", action="append", default=[], help="option for reduce, such as --seed=2")
    parser.add_argument("--kill-one", action="store_true", help="kill an executor in the middle (for tests)")
    options = parser.parse_args()

    base = ["--leaves", options.leaves, "--quiet"]
    map_command = [options.leafwatch, "map", *base]
    for alarms in options.alarms:
        map_command += ["--alarms", alarms]
    reduce_command = [options.leafwatch, "reduce", *base, *options.option]

    with open(options.list) as listing:
        paths = [line.rstrip("\n") for line in listing if line.strip()]
    context = SparkContext(conf=SparkConf().setAppName("leafwatch fleet"))
    try:
        outcomes = (
            context.parallelize(paths, options.partitions)
            .mapPartitionsWithIndex(mapper(map_command, options.kill_one))
            # A hash of its own, because Python's differs from process to process.
            .partitionBy(options.partitions, lambda owner: zlib.crc32(owner.encode()))
            .mapPartitions(reducer([*reduce_command, "--analyze"]))
            .collect()
        )
    finally:
        context.stop()
    text = "".join(line + "\n" for line in outcomes)
    with open(options.output, "w") as output:
        subprocess.run([*reduce_command, "--format", "json"], input=text.encode(), stdout=output, check=True)


if __name__ == "__main__":
    main()
