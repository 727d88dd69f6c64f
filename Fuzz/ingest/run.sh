#!/usr/bin/env bash
# Fuzzes the reader. usage: Fuzz/ingest/run.sh gzip|payload|metrics|otel|lines [libFuzzer options], for example -runs=10000000
# The whole package is instrumented, so the build has a folder of its own. Findings stay in findings/.
# SANITIZERS=fuzzer leaves out the address sanitizer and is several times as fast.
set -euo pipefail
cd "$(dirname "$0")"
target=$1
shift
fixtures=../../Tests/IngestTests/Fixtures
export SANITIZERS=${SANITIZERS:-fuzzer,address}
flags=(-c release --product fuzz-ingest --scratch-path ".build/$SANITIZERS" -Xswiftc "-sanitize=$SANITIZERS"
    -Xcxx "-fsanitize=fuzzer-no-link${SANITIZERS#fuzzer}")
swift build "${flags[@]}" > build.log 2>&1 || { cat build.log; exit 1; }
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
    -timeout=10 -rss_limit_mb=2048 -max_len=65536 -artifact_prefix=findings/ -print_final_stats=1 "$@"
