#!/usr/bin/env bash
# Deploys Ava to AWS: checks first, then build, deployment, image, test call, Twilio number. Every step can be repeated.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'TEXT'
usage: ./ava deploy [--dry-run] [--check] [--stack NAME] [--region REGION] [--parameter Name=Value]… [--no-call]

  --dry-run      prints every command and runs none
  --check        makes the checks and stops; with --dry-run, makes them and prints the rest
  --stack        name of the CloudFormation stack (ava)
  --region       AWS region (AWS_REGION, AWS_DEFAULT_REGION, else the one of aws configure)
  --parameter    any parameter of template.yaml
  --no-call      places no test call

Environment:
  OPENAI_API_KEY, TWILIO_AUTH_TOKEN          needed for the first deployment, kept in Secrets Manager
  SUMMARY_EMAIL, SUMMARY_SENDER              who gets the summaries, and the sender verified in SES
  AVA_BUSINESS_NAME, AVA_GREETING_MESSAGE, AVA_REALTIME_VOICE, AVA_TRANSFER_NUMBER, ALARM_EMAIL
  TWILIO_ACCOUNT_SID, TWILIO_NUMBER          when both are given, the number is pointed at Ava
  TWILIO_API_URL                             the region of the account (https://api.twilio.com; Ireland: https://api.dublin.ie1.twilio.com)
  BRIDGE_BASE_IMAGE                          another base of the bridge's image, for Jib
TEXT
}

[ "${BASH_VERSINFO[0]}" -ge 5 ] || { echo "This needs bash 5 (on a Mac: brew install bash)." >&2; exit 2; }

dry=0 checks=0 stack=ava region=${AWS_REGION:-${AWS_DEFAULT_REGION:-}} place_call=1
exists=0 number=''
repository='' webhook='' status_callback='' fallback='' page='' page_secret='' bridge=''
declare -A parameters=()
while [ $# -gt 0 ]; do
  case $1 in
    --dry-run) dry=1 ;;
    --check) checks=1 ;;
    --stack) stack=${2:?--stack needs a name}; shift ;;
    --region) region=${2:?--region needs a region}; shift ;;
    --parameter)
      [[ ${2:-} =~ ^([A-Za-z]+)=(.*)$ ]] || { usage >&2; exit 2; }
      parameters[${BASH_REMATCH[1]}]=${BASH_REMATCH[2]}
      shift
      ;;
    --no-call) place_call=0 ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
  shift
done
# shellcheck source=tools/steps.sh
. tools/steps.sh
# shellcheck source=tools/deploy-checks.sh
. tools/deploy-checks.sh

# setting PARAMETER VARIABLE : takes a parameter from the environment unless --parameter gave it
setting() {
  local value=${!2:-}
  if [ -n "$value" ] && [ -z "${parameters[$1]+set}" ]; then parameters[$1]=$value; fi
}
setting SummaryEmail SUMMARY_EMAIL
setting SummarySender SUMMARY_SENDER
setting BusinessName AVA_BUSINESS_NAME
setting GreetingMessage AVA_GREETING_MESSAGE
setting RealtimeVoice AVA_REALTIME_VOICE
setting TransferNumber AVA_TRANSFER_NUMBER
setting AlarmEmail ALARM_EMAIL
setting OpenAiApiKey OPENAI_API_KEY
setting TwilioAuthToken TWILIO_AUTH_TOKEN

build() {
  title "Build"
  run mvn -B -q -DskipTests package
}

# what the transform cannot see: the values of the parameters, beside code and template
fingerprint() {
  {
    cat functions/*/target/*-lambda.jar template.yaml
    local name
    for name in $(printf '%s\n' "${!parameters[@]}" | sort); do
      case $name in OpenAiApiKey | TwilioAuthToken | WebhookSecret | BridgeImageUri) ;; *) printf '%s=%s\n' "$name" "${parameters[$name]}" ;; esac
    done
  } | if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -d ' ' -f 1
}

# the parameters as SAM's configuration file; those not named keep the value that the stack has
write_parameters() {
  local name
  printf 'version = 0.1\n[default.deploy.parameters]\nparameter_overrides = [\n'
  for name in $(printf '%s\n' "${!parameters[@]}" | sort); do
    printf '  "%s=\\"%s\\"",\n' "$name" "${parameters[$name]}"
  done
  printf ']\n'
}

sam_deploy() {
  if [ "$dry" = 1 ]; then
    parameters[Release]='<fingerprint>'
  else
    parameters[Release]=$(fingerprint)
  fi
  write_parameters >"$work/samconfig.toml"
  local name
  for name in $(printf '%s\n' "${!parameters[@]}" | sort); do
    case $name in
      OpenAiApiKey | TwilioAuthToken | WebhookSecret) say "  $name=•••" ;;
      *) say "  $name=${parameters[$name]}" ;;
    esac
  done
  run sam deploy --template-file template.yaml --config-file "$work/samconfig.toml" --stack-name "$stack" --region "$region" \
    --capabilities CAPABILITY_IAM --resolve-s3 --s3-prefix "$stack" --no-confirm-changeset --no-fail-on-empty-changeset
}

deploy_without_bridge() {
  title "Everything but the bridge"
  output repository '' BridgeRepositoryUri
  if [ -n "$repository" ]; then
    say "  the stack is there already"
    return
  fi
  say "  CloudFront takes up to 15 minutes the first time"
  sam_deploy
  output repository '<BridgeRepositoryUri>' BridgeRepositoryUri
}

push_image() {
  title "The bridge's image"
  local tag architecture registry password
  tag=$(git rev-parse --short HEAD 2>/dev/null || echo latest)
  case $(value_of Architecture) in x86_64) architecture=amd64 ;; *) architecture=arm64 ;; esac
  registry=${repository%%/*}
  # Jib reads Docker's configuration; a password on its command line would show in the list of processes
  show aws ecr get-login-password --region "$region"
  if [ "$dry" = 0 ]; then
    password=$(aws ecr get-login-password --region "$region")
    mkdir "$work/docker"
    printf '{"auths":{"%s":{"auth":"%s"}}}\n' "$registry" "$(printf 'AWS:%s' "$password" | base64 | tr -d '\n')" >"$work/docker/config.json"
  fi
  run env "DOCKER_CONFIG=$work/docker" mvn -B -q -Pimage -pl bridge -am -DskipTests package \
    "-Djib.to.image=$repository:$tag" "-Dimage.architecture=$architecture" ${BRIDGE_BASE_IMAGE:+"-Djib.from.image=$BRIDGE_BASE_IMAGE"}
  if [ "$dry" = 1 ]; then
    parameters[BridgeImageUri]="$repository@<digest>"
  else
    parameters[BridgeImageUri]="$repository@$(cat bridge/target/jib-image.digest)"
  fi
}

deploy_bridge() {
  title "The bridge"
  sam_deploy
}

read_outputs() {
  title "Addresses"
  output webhook '<WebhookUrl>' WebhookUrl
  output status_callback '<StatusCallbackUrl>' StatusCallbackUrl
  output fallback '<FallbackUrl>' FallbackUrl
  output page '<PageUrl>' PageUrl
  output page_secret '<PagePasswordSecret>' PagePasswordSecret
  output bridge '<BridgeUrl>' BridgeUrl
}

wait_for_bridge() {
  local health tries
  health=https://${bridge#wss://}
  health=${health%/media-stream}/healthz
  show curl --fail "$health"
  if [ "$dry" = 1 ]; then return; fi
  for tries in $(seq 60); do
    if curl --silent --fail --max-time 10 --output /dev/null "$health"; then return; fi
    [ "$tries" -lt 60 ] || fail "The bridge does not become healthy at $health; see the log /ava/$stack/bridge."
    sleep 5
  done
}

test_call() {
  title "Test call"
  wait_for_bridge
  if [ "$place_call" = 0 ]; then return; fi
  if [ -z "${parameters[TwilioAuthToken]:-}" ] && [ "$dry" = 0 ]; then
    say "  TWILIO_AUTH_TOKEN is not set: no test call"
    return
  fi
  export TWILIO_AUTH_TOKEN=${parameters[TwilioAuthToken]:-}
  TWILIO_AUTH_TOKEN=${TWILIO_AUTH_TOKEN%%,*}
  run ./ava call --to "${webhook%/twiml}"
}

set_number() {
  title "Twilio: number"
  if [ -z "${TWILIO_ACCOUNT_SID:-}" ] || [ -z "${TWILIO_NUMBER:-}" ]; then
    say "  TWILIO_ACCOUNT_SID and TWILIO_NUMBER are not both set; set this on the number yourself:"
    say "    voice webhook    POST  $webhook"
    say "    fallback         GET   $fallback"
    say "    status callback  POST  $status_callback"
    return
  fi
  local base=${TWILIO_API_URL:-https://api.twilio.com}/2010-04-01/Accounts/$TWILIO_ACCOUNT_SID status
  show curl --data-urlencode "VoiceUrl=$webhook" --data VoiceMethod=POST --data-urlencode "VoiceFallbackUrl=$fallback" \
    --data VoiceFallbackMethod=GET --data-urlencode "StatusCallback=$status_callback" --data StatusCallbackMethod=POST \
    "$base/IncomingPhoneNumbers/${number:-PN…}.json"
  if [ "$dry" = 1 ]; then return; fi
  status=$(twilio_login | request number "$base/IncomingPhoneNumbers/$number.json" \
    --data-urlencode "VoiceUrl=$webhook" --data VoiceMethod=POST \
    --data-urlencode "VoiceFallbackUrl=$fallback" --data VoiceFallbackMethod=GET \
    --data-urlencode "StatusCallback=$status_callback" --data StatusCallbackMethod=POST)
  [ "$status" = 200 ] || fail "Twilio answers $status to the change of $TWILIO_NUMBER."
  say "  $TWILIO_NUMBER now rings at Ava"
}

check_parameters
check_tools
check_stack
check_secrets
check_models
check_mail
check_twilio
if [ "$checks" = 1 ] && [ "$dry" = 0 ]; then
  title "Ready: ./ava deploy without --check goes on from here"
  exit 0
fi
build
deploy_without_bridge
push_image
deploy_bridge
read_outputs
test_call
set_number

title "Done"
say "  page      $page   user ava, password: aws secretsmanager get-secret-value --region $region --secret-id $page_secret --query SecretString --output text"
say "  webhook   $webhook"
say "  bridge    $bridge"
if [ "$dry" = 1 ]; then say "  (nothing was changed)"; fi
