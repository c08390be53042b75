#!/usr/bin/env bash
# Measures the cold start of each function under AWS's Java runtime client. Needs mvn verify before, and an idle machine.
# usage: tools/cold-starts.sh
set -euo pipefail
cd "$(dirname "$0")/.."

tools/run-check.sh runtime-check ava.runtimecheck.ColdStarts
