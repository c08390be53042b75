#!/usr/bin/env bash
# Tries Ava's pages in a real Chromium: what they do, what axe says of them (WCAG 2.2 AA), and their pictures, which lie in
# browser/target/pages. Root gets Chromium and Node by apt-get when they are missing. Further arguments go to Maven.
# usage: tools/browser-tests.sh [-Dtest=CLASS]
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
{ command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null || missing+=(chromium)
{ command -v node || command -v nodejs; } >/dev/null || missing+=(nodejs)
if [ "${#missing[@]}" -gt 0 ]; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "browser-tests: ${missing[*]} missing: install them (apt-get install ${missing[*]})" >&2
    exit 1
  fi
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

# the other modules are built, not tested: that is mvn verify
mvn -B -Pbrowser -pl browser -am -Dmaven.test.skip=true "$@" test
