#!/usr/bin/env bash
# Times reading against decompression, whole processes one after the other, best of RUNS. usage: Benchmarks/read.sh [MEGABYTES]
set -euo pipefail
cd "$(dirname "$0")"
megabytes=${1:-1000} runs=${RUNS:-3}
swift build -c release --product read
read=$(swift build -c release --show-bin-path)/read
corpus=${CORPUS:-/tmp/leafwatch-corpus}
[ -d "$corpus/logs" ] || "$read" logs "$corpus/logs" "$megabytes"
[ -d "$corpus/metrics" ] || "$read" metrics "$corpus/metrics" $((megabytes * 2 / 5))

# Prints the best wall time in milliseconds, and the largest memory in KB, of some runs of a command.
best() {
    local least=999999999 most=0
    for _ in $(seq "$runs"); do
        local start end memory
        start=$(date +%s%N)
        memory=$({ /usr/bin/time -f %M "$@" > /dev/null; } 2>&1 | tail -1)
        end=$(date +%s%N)
        local took=$(((end - start) / 1000000))
        if [ "$took" -lt "$least" ]; then least=$took; fi
        if [ "$memory" -gt "$most" ]; then most=$memory; fi
    done
    echo "$least $most"
}

text=$("$read" read "$corpus/logs" | awk '{print $2}')
metric_text=$("$read" read "$corpus/metrics" | awk '{print $2}')
set -- $(best sh -c "gzip -dc $corpus/logs/*"); gzip_time=$1
set -- $(best "$read" inflate "$corpus/logs"); limit_time=$1
set -- $(best "$read" read "$corpus/logs"); read_time=$1 read_memory=$2
set -- $(best "$read" read "$corpus/metrics"); metric_time=$1 metric_memory=$2
awk -v text="$text" -v g="$gzip_time" -v l="$limit_time" -v r="$read_time" -v m="$read_memory" -v mt="$metric_text" \
    -v mr="$metric_time" -v mm="$metric_memory" 'BEGIN {
    printf "text %.0f MB\n", text / 1e6
    printf "gzip -dc                    %6d ms\n", g
    printf "libdeflate on both cores    %6d ms\n", l
    printf "read, parse, classify       %6d ms   %.2f of gzip, %.2f of libdeflate, %d MB of memory\n", r, r / g, r / l, m / 1024
    printf "metric exports and streams  %6d ms   %.0f MB/s of text, %d MB of memory\n", mr, mt / 1e3 / mr, mm / 1024
}'
