#!/usr/bin/env bash
# Compares Ava's strict table with two open ones, moto and dynalite: random sequences of Ava's requests, answers by type and
# outcome. Prints the seed; a failure prints the shortest sequence that still fails. Needs the built embedded/ (mvn package),
# npm, Python. usage: tools/compare-table.sh [SECONDS [SEED]]
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-40} seed=${2:-$(date +%Y%m%d)}
work=$(mktemp -d)
pids=()
cleanup() {
  exec 9>&- || true
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

npm install --prefix "$work/npm" --no-audit --no-fund --omit=optional --loglevel=error dynalite@4.0.0 >"$work/npm.log" 2>&1 ||
  { cat "$work/npm.log" >&2; exit 1; }
python=python3
if ! python3 -c 'import moto, flask' 2>/dev/null; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install -q 'moto[dynamodb,server]==5.2.1'
  python=$work/venv/bin/python
fi
mvn -B -q -pl embedded dependency:build-classpath -Dmdep.outputFile="$work/classpath" >"$work/mvn.log" || { cat "$work/mvn.log" >&2; exit 1; }

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

mkfifo "$work/stay"
"$(tools/find-jdk.sh)/bin/java" -XX:TieredStopAtLevel=1 -cp "embedded/target/classes:$(cat "$work/classpath")" \
  ava.embedded.table.TableMain <"$work/stay" >"$work/ours" 2>"$work/ours.log" &
pids+=($!)
exec 9>"$work/stay"
moto=$(free_port)
"$python" -m moto.server -H 127.0.0.1 -p "$moto" >"$work/moto.log" 2>&1 &
pids+=($!)
dynalite=$(free_port)
# it dies of some requests
(
  trap 'kill "$node" 2>/dev/null; exit' TERM
  while :; do
    node "$work/npm/node_modules/dynalite/cli.js" --host 127.0.0.1 --port "$dynalite" --createTableMs 0 >"$work/dynalite.log" 2>&1 &
    node=$!
    wait "$node" || sleep 0.1
  done
) &
pids+=($!)

for _ in $(seq 100); do
  [ -s "$work/ours" ] && break
  sleep 0.1
done
read -r ours key <"$work/ours"
"$python" tools/compare_table.py --ours "$ours" --key "$key" --moto "$moto" --dynalite "$dynalite" --seconds "$seconds" --seed "$seed"
