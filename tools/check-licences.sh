#!/usr/bin/env bash
# Checks that THIRD-PARTY.txt names every dependency, tests' included, and that each may be used under a licence that Ava
# accepts. With --write it writes the list. usage: tools/check-licences.sh [--write]
set -euo pipefail
cd "$(dirname "$0")/.."

accepted='Apache-2.0|MIT|MIT-0|BSD|BSD-2-Clause|BSD-3-Clause|EDL-1.0|EPL-1.0|EPL-2.0|MPL-2.0|Public Domain'
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

JAVA_HOME=$(tools/find-jdk.sh) mvn -B -q -Pbrowser license:aggregate-add-third-party -Dlicense.outputDirectory="$work" >"$work/log" 2>&1 ||
  { cat "$work/log" >&2; exit 1; }
sed -i 's/ *$//; /./,$!d' "$work/THIRD-PARTY.txt"

# one licence of several is enough
if sed 1d "$work/THIRD-PARTY.txt" | grep -Ev "^ +(\([^()]*\) )*\(($accepted)\) "; then
  echo "check-licences: no accepted licence in these" >&2
  exit 1
fi

if [ "${1:-}" = --write ]; then
  cp "$work/THIRD-PARTY.txt" THIRD-PARTY.txt
elif ! diff -u THIRD-PARTY.txt "$work/THIRD-PARTY.txt"; then
  echo "check-licences: THIRD-PARTY.txt is not current: tools/check-licences.sh --write" >&2
  exit 1
fi
sed -n 1p THIRD-PARTY.txt
