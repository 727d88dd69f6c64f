#!/usr/bin/env bash
# leafwatch over a fleet with plain pipes, step for step what Hadoop streaming does with the same two scripts:
# split | mapper | shuffle by key | reducer, then one `reduce` that puts the outcomes together.
# usage: fleet.sh LEAVES ALARMS LIST [REDUCE OPTION...]   LIST names the objects, one path a line
set -euo pipefail
export LEAVES=$1 ALARMS=$2 LEAFWATCH=${LEAFWATCH:-leafwatch}
list=$3 mappers=${MAPPERS:-4} reducers=${REDUCERS:-2} here=$(cd "$(dirname "$0")" && pwd)
shift 3
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

sed 's/["\\]/\\&/g; s/.*/{"path":"&"}/' "$list" | split -n "r/$mappers" - "$scratch/split-"
# Each mapper and each reducer is a process of its own, here as many at once as there are cores.
printf '%s\n' "$scratch"/split-* | xargs -P "$(nproc)" -I{} sh -c "'$here/mapper.sh' < {} > {}.mapped"
# The shuffle: sorted by key, all lines of a key to the same reducer.
sort "$scratch"/*.mapped | awk -F '\t' -v reducers="$reducers" -v out="$scratch/shuffled-" \
    '!($1 in place) { place[$1] = next_one++ % reducers } { print > (out place[$1]) }'
printf '%s\n' "$scratch"/shuffled-* | xargs -P "$(nproc)" -I{} sh -c \
    'in=$1; shift; "$@" < "$in" > "$in.outcomes"' - {} "$here/reducer.sh" "$@"
# Hadoop's text output ends a line without a value with a tab.
sed 's/$/\t/' "$scratch"/*.outcomes | "$LEAFWATCH" reduce --leaves "$LEAVES" "$@"
