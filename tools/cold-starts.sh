#!/usr/bin/env bash
# Measures the cold start of each function under AWS's Java runtime client. Needs the jars: mvn package. usage: tools/cold-starts.sh
set -euo pipefail
cd "$(dirname "$0")/.."

mvn -B -q -pl runtime-check test -Dtest=ColdStarts
cat runtime-check/target/cold-starts.md
