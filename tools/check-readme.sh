#!/usr/bin/env bash
# Runs the command blocks of README.md. The comment before a bash block says which: <!-- ci: run --> is run,
# <!-- ci: long --> runs anywhere but takes minutes, <!-- ci: needs-account --> cannot run here. A block without one fails.
# Blocks that were run just before need not run again.
# usage: tools/check-readme.sh [BLOCK-RUN-BEFORE…]
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# one file a block, named by its line and its mark
awk -v folder="$work" '
  /^<!-- ci: [a-z-]+ -->$/ { mark = $3; next }
  /^```bash/ { file = sprintf("%s/%05d-%s", folder, NR, mark == "" ? "unmarked" : mark); inside = 1; mark = ""; printf "" > file; next }
  /^```/ && inside { inside = 0; close(file); next }
  inside { print >> file; next }
  /^```/ { mark = "" }
' README.md

ran_before() {
  local before
  for before in "${@:2}"; do
    if [ "$(cat "$1")" = "$before" ]; then return 0; fi
  done
  return 1
}

passed=0 failed=0 long=0 skipped=0
for block in "$work"/*-*; do
  name=$(basename "$block")
  line=$((10#${name%%-*}))
  case ${name#*-} in
    run)
      echo "-- README.md:$line"
      sed 's/^/   /' "$block"
      if ran_before "$block" "$@"; then
        passed=$((passed + 1))
      elif bash -euo pipefail "$block" >"$work/output" 2>&1; then
        passed=$((passed + 1))
      else
        failed=$((failed + 1))
        tail -n 40 "$work/output"
        echo "README.md:$line: this block fails" >&2
      fi
      ;;
    long) long=$((long + 1)) ;;
    needs-account) skipped=$((skipped + 1)) ;;
    *)
      failed=$((failed + 1))
      echo "README.md:$line: this block has no <!-- ci: … --> before it" >&2
      ;;
  esac
done
echo "README.md: $passed blocks run, $failed failed, $long too long, $skipped not for this machine"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
