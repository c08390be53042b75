#!/usr/bin/env bash
# Builds the bridge's image from a base made on the spot, runs it read-only as nobody with 512 MB, calls it, and drains it.
# Needs mvn verify before. As root it installs podman where it is missing. usage: tools/image-check.sh [BASE]
set -euo pipefail
cd "$(dirname "$0")/.."

most_mb=120 # over the base

if ! command -v podman >/dev/null; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "image-check: podman is missing, and only root on Debian or Ubuntu can have it installed from here" >&2
    exit 2
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends podman runc >/dev/null
fi
# the usual settings need systemd and raised limits, which a bare machine of CI lacks
[ -d /run/systemd/system ] || export CONTAINERS_CONF=$PWD/tools/containers.conf

base=${1:-}
if [ -z "$base" ]; then
  base=localhost/ava-base:25
  tools/base-from-host.sh "$base" >/dev/null 2>&1 || { echo "image-check: the base could not be made" >&2; exit 1; }
fi
podman build --pull=never --format docker --network=host --build-arg "BASE=$base" --tag ava-bridge:check bridge

size() { podman image inspect --format '{{.Size}}' "$1"; }
over=$((($(size ava-bridge:check) - $(size "$base")) / 1000 / 1000))
echo "image: $over MB over its base"
[ "$over" -lt "$most_mb" ] || { echo "image-check: more than $most_mb MB over the base" >&2; exit 1; }

tools/run-check.sh local ava.local.image.ImageCall podman ava-bridge:check
echo "image: took a call and drained"
