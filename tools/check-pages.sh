#!/usr/bin/env bash
# Looks at the owner's pages in Chromium with axe (WCAG 2.2 AA and good practice): dashboard, a call, mailbox and its mail,
# empty and after a call, light and dark, wide and narrow. Pictures lie in target/pages. Needs npm and Chromium.
# usage: tools/check-pages.sh
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
serve=
cleanup() {
  if [ -n "$serve" ]; then kill "$serve" 2>/dev/null || true; wait "$serve" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap cleanup EXIT

chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome) ||
  { echo "Chromium is missing (apt-get install chromium)" >&2; exit 1; }
PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm install --prefix "$work" --no-audit --no-fund --loglevel=error \
  axe-core@4.14.1 playwright-core@1.65.1 >"$work/npm.log" 2>&1 || { cat "$work/npm.log" >&2; exit 1; }

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
TWILIO_AUTH_TOKEN=$(python3 -c 'import secrets; print(secrets.token_hex(16))')
AVA_DASHBOARD_PASSWORD=$(python3 -c 'import secrets; print(secrets.token_hex(16))')
export TWILIO_AUTH_TOKEN AVA_DASHBOARD_PASSWORD PUBLIC_BASE_URL="http://127.0.0.1:$port"
: >"$work/no.env"
./ava serve --port "$port" --data "$work/data" --env "$work/no.env" >"$work/serve.log" 2>&1 &
serve=$!
curl -sf --retry 240 --retry-delay 1 --retry-all-errors "$PUBLIC_BASE_URL/healthz" >/dev/null || { cat "$work/serve.log" >&2; exit 1; }

mkdir -p target/pages
cp tools/check_pages.mjs "$work/"
look() { node "$work/check_pages.mjs" "$chromium" "$PUBLIC_BASE_URL" target/pages "$1"; }
failed=0
look empty || failed=1
./ava call --to "$PUBLIC_BASE_URL" --out "$work/call" >"$work/call.log" 2>&1 || { cat "$work/call.log" >&2; exit 1; }
look full || failed=1
[ "$failed" = 0 ]
