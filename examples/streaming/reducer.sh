#!/usr/bin/env bash
# Reducer for Hadoop streaming: all lines of some leaves in, their outcomes out; words are options for `reduce`.
set -euo pipefail
cut -f2- | "${LEAFWATCH:-./leafwatch}" reduce --analyze --leaves "${LEAVES:-leaves}" --quiet "$@"
