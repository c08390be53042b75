#!/usr/bin/env bash
# Starts a main among a module's tests with the class path that the build wrote. Needs mvn verify before.
# usage: tools/run-check.sh MODULE CLASS [ARGUMENT…]
set -euo pipefail
usage='usage: tools/run-check.sh MODULE CLASS [ARGUMENT…]'
module=${1:?$usage} class=${2:?$usage}
shift 2
cd "$(dirname "$0")/../$module"
[ -f target/test.classpath ] || { echo "run-check: nothing is built yet; run mvn verify" >&2; exit 2; }
jdk=$(../tools/find-jdk.sh)
exec "$jdk/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \
  --sun-misc-unsafe-memory-access=allow -cp "target/test-classes:target/classes:$(cat target/test.classpath)" "$class" "$@"
