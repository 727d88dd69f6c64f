#!/usr/bin/env bash
# Fuzzes the reader. usage: Fuzz/ingest/run.sh gzip|payload|metrics|otel|lines [SECONDS]
# The Swift code of the whole package is instrumented, so the build has a folder of its own. Findings stay in findings/.
set -euo pipefail
cd "$(dirname "$0")"
target=$1 seconds=${2:-60}
fixtures=../../Tests/IngestTests/Fixtures
flags=(-c release -Xswiftc -sanitize=fuzzer-no-link -Xswiftc -sanitize-coverage=edge,trace-cmp)
if ! swift build "${flags[@]}" > build.log 2>&1; then
    # Toolchains without that flag: only the target itself is instrumented.
    flags=(-c release)
    swift build "${flags[@]}"
fi
program=$(swift build "${flags[@]}" --show-bin-path)/fuzz-ingest
case $target in
gzip) seeds=("$fixtures/gzip") ;;
payload) seeds=("$fixtures/json" "$fixtures/events" "$fixtures/envelopes") ;;
metrics) seeds=("$fixtures/cli" "$fixtures/metrics") ;;
otel) seeds=("$fixtures/metrics") ;;
lines) seeds=("$fixtures/text") ;;
*) echo "no such target: $target" >&2; exit 64 ;;
esac
mkdir -p "corpus/$target" findings
TARGET=$target ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no nice -n 19 "$program" "corpus/$target" "${seeds[@]}" \
    -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 -artifact_prefix=findings/ -print_final_stats=1
