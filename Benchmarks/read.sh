#!/usr/bin/env bash
# Times reading against decompression: whole processes in one run, one after the other, best of RUNS, with their memory.
# usage: Benchmarks/read.sh [MEGABYTES of log text, 1000 or more for the promised figures]
# LEAFWATCH names a built program (default: a release build of this tree), CORPUS a folder for the invented inputs.
set -euo pipefail
cd "$(dirname "$0")"
megabytes=${1:-1000} runs=${RUNS:-3}
corpus=${CORPUS:-/tmp/leafwatch-corpus-$megabytes}
if [ -z "${LEAFWATCH:-}" ]; then
    make -C .. release
    LEAFWATCH=$(cd .. && pwd)/.build/release/leafwatch
fi
if [ -z "${READ:-}" ]; then
    swift build -c release --product read
    READ=$(swift build -c release --show-bin-path)/read
fi
make() { [ -d "$corpus/$1" ] || "$READ" "$2" "$corpus/$1" "$3"; }
make logs logs "$megabytes"
make small logs $((megabytes / 5))
make stream stream $((megabytes * 3 / 5))
make document document $((megabytes * 3 / 5))
make metrics metrics $((megabytes * 2 / 5))
make fortnight fortnight 5
# Members that fit in memory; the large ones go through zlib.
mkdir -p "$corpus/members"
ln -f "$corpus"/logs/object-* "$corpus/members"
for folder in logs members; do "$READ" inflate "$corpus/$folder" > /dev/null; done # notes where members lie

archive=$corpus/archive.sqlite
trap 'rm -f "$archive"*' EXIT
fresh() { rm -f "$archive"*; }

# Sets wall, cpu (milliseconds) and memory (MB) to the best time and the largest memory of some runs of a command.
best() {
    wall=999999999 cpu=999999999 memory=0
    local figures=$corpus/figures count=${count:-$runs}
    for _ in $(seq "$count"); do
        fresh
        local start end user system kilobytes
        start=$(date +%s%N)
        /usr/bin/time -o "$figures" -f '%U %S %M' "$@" > /dev/null
        end=$(date +%s%N)
        read -r user system kilobytes < "$figures"
        local took=$(((end - start) / 100000)) worked
        worked=$(awk -v u="$user" -v s="$system" 'BEGIN { printf "%d", (u + s) * 1000 }')
        if [ "$took" -lt "$wall" ]; then wall=$took; fi
        if [ "$worked" -lt "$cpu" ]; then cpu=$worked; fi
        if [ "$kilobytes" -gt $((memory * 1024)) ]; then memory=$(((kilobytes + 1023) / 1024)); fi
    done
    wall=$(awk -v w="$wall" 'BEGIN { printf "%.1f", w / 10 }')
}

line() { printf '%-42s %9s ms %7s ms of cpu %5s MB  %s\n' "$1" "$wall" "$cpu" "$memory" "${2:-}"; }
of() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }
rate() { awk -v bytes="$1" -v ms="$wall" 'BEGIN { printf "%.0f MB/s of text", bytes / 1e3 / ms }'; }
text() { "$LEAFWATCH" ingest --dry-run --format json "$corpus/$1" | sed -n 's/.*"expandedBytes" *: *\([0-9]*\).*/\1/p' | head -1; }

log_text=$(text logs) metric_text=$(text metrics) document_text=$(text document)
echo "log text $((log_text / 1000000)) MB, metric text $((metric_text / 1000000)) MB; best of $runs"
best sh -c "gzip -dc '$corpus'/logs/*"; gzip_time=$wall; line "gzip -dc > /dev/null"
best "$READ" inflate "$corpus/logs"; limit=$wall limit_cpu=$cpu; line "libdeflate on both cores, result dropped" "$(of "$wall" "$gzip_time") of gzip"
best "$LEAFWATCH" ingest --quiet --dry-run "$corpus/logs"; read_time=$wall read_cpu=$cpu
line "read, parse, classify" "$(of "$wall" "$gzip_time") of gzip, $(of "$wall" "$limit") of libdeflate ($(of "$cpu" "$limit_cpu") of its cpu), $(rate "$log_text")"
best "$READ" inflate "$corpus/members"; limit=$wall limit_cpu=$cpu; line "libdeflate, without the large members"
best "$LEAFWATCH" ingest --quiet --dry-run "$corpus/members"
line "read, parse, classify them" "$(of "$wall" "$limit") of libdeflate ($(of "$cpu" "$limit_cpu") of its cpu)"
best "$LEAFWATCH" ingest --quiet --dry-run "$corpus/small"; line "  a fifth of it"
best "$LEAFWATCH" ingest --quiet --archive "$archive" "$corpus/logs"; line "into the archive" "$(of "$wall" "$read_time") of reading ($(of "$cpu" "$read_cpu") of its cpu)"
best sh -c "gzip -dc '$corpus'/stream/*"; stream_gzip=$wall; line "gzip -dc of one large member"
best "$LEAFWATCH" ingest --quiet --dry-run "$corpus/stream"; line "read one large member" "$(of "$wall" "$stream_gzip") of gzip"
best "$LEAFWATCH" ingest --quiet --dry-run "$corpus/document"; line "read one filter-log-events document" "$(rate "$document_text")"
best "$LEAFWATCH" ingest --quiet --dry-run "$corpus/metrics"; metric_time=$wall metric_cpu=$cpu
line "get-metric-data and metric streams" "$(rate "$metric_text")"
best "$LEAFWATCH" ingest --quiet --archive "$archive" "$corpus/metrics"
line "  into the archive" "$(of "$wall" "$metric_time") of reading ($(of "$cpu" "$metric_cpu") of its cpu)"
count=20
best "$LEAFWATCH" --version; line "leafwatch --version"
best "$LEAFWATCH" ingest --quiet --dry-run "$corpus/fortnight"; line "a leaf's fourteen days"
best "$LEAFWATCH" ingest --quiet --dry-run ../samples/minecraft; line "samples/minecraft"
