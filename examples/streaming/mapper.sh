#!/usr/bin/env bash
# Mapper for Hadoop streaming: references to objects in, one a line; out come the leaf as key, a tab, and a line of `map`.
# LEAVES is the folder of leaf files, ALARMS what describe-alarms printed, LEAFWATCH the program.
set -euo pipefail
"${LEAFWATCH:-./leafwatch}" map --leaves "${LEAVES:-leaves}" --alarms "${ALARMS:-alarms.json}" --quiet |
    # Only the owner decides which reducer gets a line; the lines hold no tab.
    awk '{ key = ""; if (match($0, /"owner":"[^"]*"/)) key = substr($0, RSTART + 9, RLENGTH - 10); print key "\t" $0 }'
