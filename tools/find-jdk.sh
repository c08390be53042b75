#!/usr/bin/env bash
# Prints the home of a JDK 25: $JAVA_HOME when it is one, else the first at the usual places. usage: tools/find-jdk.sh
set -euo pipefail

is_25() { [ -x "$1/bin/jlink" ] && grep -q '^JAVA_VERSION="25' "$1/release" 2>/dev/null; }

for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
  /Library/Java/JavaVirtualMachines/*/Contents/Home; do
  if [ -n "$home" ] && is_25 "$home"; then
    echo "$home"
    exit 0
  fi
done
echo "find-jdk: no JDK 25 found; install one (sdkman, apt, brew) or set JAVA_HOME" >&2
exit 1
