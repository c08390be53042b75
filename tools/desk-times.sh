#!/usr/bin/env bash
# Fills a table with a year of forty calls a day and prints what the desk's lists, search and figures ask of it and how long
# they take on this machine. usage: tools/desk-times.sh [DAYS]
set -euo pipefail
cd "$(dirname "$0")/.."

mvn -B -q -pl functions/dashboard -am test -Dtest=YearOfCallsTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dava.desk.days="${1:-365}" -Dsurefire.redirectTestOutputToFile=false
