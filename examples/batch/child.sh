#!/usr/bin/env bash
# One child of an AWS Batch array job: maps its share of the objects that BUCKET/objects.txt lists, one key a line.
# BUCKET and CHILDREN come from the job definition's environment, AWS_BATCH_JOB_ARRAY_INDEX (0 to CHILDREN - 1) from Batch.
set -euo pipefail
mkdir -p data
aws s3 sync "s3://$BUCKET/leaves" leaves --only-show-errors
aws s3 cp "s3://$BUCKET/describe-alarms.json" alarms.json --only-show-errors
aws s3 cp "s3://$BUCKET/objects.txt" objects.txt --only-show-errors
split -n "r/$((AWS_BATCH_JOB_ARRAY_INDEX + 1))/$CHILDREN" objects.txt > own.txt
xargs -P 8 -I{} aws s3 cp "s3://$BUCKET/{}" "data/{}" --only-show-errors < own.txt
sed 's/["\\]/\\&/g; s/.*/{"path":"data\/&"}/' own.txt |
    leafwatch map --leaves leaves --alarms alarms.json --quiet > part.ndjson
# An object appears in S3 whole or not at all, so a child that dies and is tried again leaves no half of a part.
aws s3 cp part.ndjson "s3://$BUCKET/parts/$AWS_BATCH_JOB_ARRAY_INDEX.ndjson" --only-show-errors
