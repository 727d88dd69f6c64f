#!/usr/bin/env bash
# The job that depends on the array job: merges the parts and writes table, pages and fleet.json; words go to `reduce`.
set -euo pipefail
aws s3 sync "s3://$BUCKET/leaves" leaves --only-show-errors
aws s3 sync "s3://$BUCKET/parts" parts --only-show-errors
leafwatch reduce parts/*.ndjson --leaves leaves --out fleet "$@"
aws s3 sync fleet "s3://$BUCKET/fleet" --only-show-errors
