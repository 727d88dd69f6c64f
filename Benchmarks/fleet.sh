#!/usr/bin/env bash
# Times `leafwatch fleet` from an archive: the curve of CPU time a leaf from 10 to LEAVES leaves, peak memory, size of the
# archive, for worlds of every kind and for dense ones (four series with a point in nearly every minute).
# usage: Benchmarks/fleet.sh [LEAVES]   DAYS (15), KINDS ("dense varied"), SCRATCH (kept: the next run makes no archives)
set -euo pipefail
cd "$(dirname "$0")/.."
most=${1:-1000} days=${DAYS:-15} kinds=${KINDS:-dense varied} scratch=${SCRATCH:-/tmp/leafwatch-fleet-${DAYS:-15}}
make release
swift build -c release --package-path Benchmarks --product fleet
make=$(swift build -c release --package-path Benchmarks --show-bin-path)/fleet
leafwatch=$PWD/.build/release/leafwatch

run() { # KIND LEAVES
    local folder=$scratch/$1-$2
    if [ ! -f "$folder/made" ]; then
        rm -rf "$folder"
        mkdir -p "$folder"
        if [ "$1" = dense ]; then "$make" "$folder" "$2" "$days" dense; else "$make" "$folder" "$2" "$days"; fi > "$folder/made.txt"
        mv "$folder/made.txt" "$folder/made"
    fi
    /usr/bin/time -f '%e %U %S %M' -o "$folder/time" "$leafwatch" fleet --leaves "$folder/leaves" \
        --archive "$folder/history.leafwatch" --format json --output "$folder/fleet.json" --quiet
    local archive
    archive=$(cat "$folder"/history.leafwatch* | wc -c) # with what SQLite has not moved into it yet
    awk -v kind="$1" -v leaves="$2" -v archive="$archive" '{
        printf "%-7s %5d leaves  %7.2f s  %6.1f ms of CPU a leaf  %5d MB peak  archive %6.1f MB\n",
            kind, leaves, $1, ($2 + $3) * 1000 / leaves, $4 / 1024, archive / 1e6 }' "$folder/time"
    sed 's/^/        /' "$folder/made"
}

for kind in $kinds; do
    for leaves in 10 30 100 1000; do
        if [ "$leaves" -le "$most" ]; then run "$kind" "$leaves"; fi
    done
done
