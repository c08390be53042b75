#!/bin/sh
# Makes /ava/ava.aot while the image is built: starts the bridge, which rehearses a long call so that the cache holds what
# calls need and how often, waits until it is healthy, ends it. A tenth of these turns, none of them cut, left five times
# the delay in the first half minute with 100 calls. Only the shell's own commands, since the base may have no others.
set -eu
cd /ava

export PORT=18080 AWS_REGION=eu-west-3 AWS_ACCESS_KEY_ID=none AWS_SECRET_ACCESS_KEY=none
export CALLS_TABLE=none CALL_ENDED_QUEUE_URL=http://127.0.0.1:9/none BRIDGE_URL=wss://none.invalid/media-stream
export OPENAI_BASE_URL=http://127.0.0.1:9/v1 OPENAI_API_KEY=none TWILIO_AUTH_TOKEN=none STREAM_TOKEN_SECRET=none
export AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:9 AWS_ENDPOINT_URL_SQS=http://127.0.0.1:9 LOG_LEVEL=OFF

# the same options and the same path to the jar as in the image, else the cache is refused
java @/ava/jvm.options -XX:AOTCacheOutput=/ava/ava.aot -Xlog:disable -Dava.rehearsal.turns=600 -jar /ava/ava-bridge-1.0.0.jar &
bridge=$!

tries=0
until java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx16m -cp /ava/ava-bridge-1.0.0.jar ava.bridge.HealthCheckMain; do
  tries=$((tries + 1))
  [ "$tries" -lt 300 ] || { echo "train.sh: the bridge does not start" >&2; exit 1; }
done

kill -TERM "$bridge"
wait "$bridge" || true # 143, as after every SIGTERM
[ -s /ava/ava.aot ] || { echo "train.sh: no cache was made" >&2; exit 1; }
