#!/usr/bin/env bash
# leafwatch over a fleet with plain pipes, the way Hadoop streaming runs it: split | map | sort | reduce.
# usage: fleet.sh LEAVES ALARMS LIST [REDUCE OPTION...]   LIST names the objects, one path a line
set -euo pipefail
leaves=$1 alarms=$2 list=$3
shift 3
leafwatch=${LEAFWATCH:-leafwatch} mappers=${MAPPERS:-4}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

split -n "r/$mappers" "$list" "$scratch/part-"
# Each mapper is a process of its own, here as many at once as there are cores.
export leafwatch leaves alarms
find "$scratch" -name 'part-*' | xargs -P "$(nproc)" -I{} bash -c \
    'sed '\''s/["\\]/\\&/g; s/.*/{"path":"&"}/'\'' "{}" | "$leafwatch" map --leaves "$leaves" --alarms "$alarms" --quiet > "{}.lines"'
sort "$scratch"/*.lines | "$leafwatch" reduce --leaves "$leaves" "$@"
