#!/usr/bin/env bash
# Starts a main of runtime-check with the class path that the build wrote. Needs mvn verify before. usage: tools/run-check.sh CLASS [ARGUMENT…]
set -euo pipefail
cd "$(dirname "$0")/../runtime-check"

class=${1:?usage: tools/run-check.sh CLASS [ARGUMENT…]}
shift
[ -f target/test.classpath ] || { echo "run-check: nothing is built yet; run mvn verify" >&2; exit 2; }
jdk=$(../tools/find-jdk.sh)
DDB_LOCAL_TELEMETRY=0 exec "$jdk/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \
  --sun-misc-unsafe-memory-access=allow -cp "target/test-classes:$(cat target/test.classpath)" "ava.runtimecheck.$class" "$@"
