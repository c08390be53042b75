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

default_of() { sed -n "/^  $1:/,/^    Default:/s/^    Default: //p" template.yaml | tr -d '"'; }
value_of() { printf '%s' "${parameters[$1]-$(default_of "$1")}"; }

# request NAME URL [CURL OPTIONS…] : the answer in $work/NAME, its status printed, 000 when there is none; credentials come
# on standard input
request() {
  local name=$1 url=$2
  shift 2
  curl --silent --show-error --max-time 20 --output "$work/$name" --write-out '%{http_code}' --config - "$@" "$url" || true
}

# a typing error stops here rather than in the middle
check_parameters() {
  title "Parameters"
  local name names
  names=$(sed -n '/^Parameters:/,/^Rules:/s/^  \([A-Za-z]*\):$/\1/p' template.yaml)
  for name in "${!parameters[@]}"; do
    grep -qx "$name" <<<"$names" || fail "template.yaml has no parameter $name."
    case ${parameters[$name]} in
      *[\"\\]* | *$'\n'*) fail "$name: quotes, backslashes and line ends cannot be passed on; set it on the console of CloudFormation." ;;
    esac
  done
  if [ -n "$(value_of SummaryEmail)" ] && [ -z "$(value_of SummarySender)" ]; then
    fail "SUMMARY_EMAIL needs SUMMARY_SENDER, an address that SES may send from."
  fi
  [[ ${TWILIO_ACCOUNT_SID:-} =~ ^(AC[0-9a-fA-F]{32})?$ ]] || fail "TWILIO_ACCOUNT_SID is not AC and 32 hexadecimal digits."
  [[ ${TWILIO_NUMBER:-} =~ ^(\+[1-9][0-9]{6,14})?$ ]] || fail "TWILIO_NUMBER is not + and digits, such as +33142000000."
  say "  ${#parameters[@]} given"
}

check_tools() {
  title "Tools and credentials"
  needs aws sam mvn curl
  if [ -z "$region" ]; then ask region '<region>' aws configure get region || region=''; fi
  [ -n "$region" ] || fail "No region: set AWS_REGION or give --region."
  if [ "$region" != '<region>' ] && ! grep -q "^    $region: " template.yaml; then
    fail "The mapping Regions of template.yaml lacks $region: add the prefix list com.amazonaws.global.cloudfront.origin-facing of that region."
  fi
  local account
  # the first version of the AWS command line knows no AWS_REGION
  ask account '<account>' aws sts get-caller-identity --region "$region" --query Account --output text ||
    fail "AWS takes no credentials from here; see: aws configure."
  say "  account $account, region $region, stack $stack"
}

check_stack() {
  title "Stack"
  local status
  stack_status status
  case $status in
    '' | REVIEW_IN_PROGRESS) ! asking || say "  a first deployment" ;;
    *_IN_PROGRESS) fail "The stack $stack is $status: wait until that is over." ;;
    CREATE_FAILED | ROLLBACK_* | DELETE_FAILED) fail "The stack $stack is $status and takes no change: remove it with ./ava destroy, then run this again." ;;
    UPDATE_ROLLBACK_FAILED) fail "The stack $stack is $status; see: aws cloudformation continue-update-rollback --stack-name $stack --region $region" ;;
    *)
      exists=1
      say "  a stack is there: $status"
      ;;
  esac
}

check_secrets() {
  if [ "$exists" = 1 ] || ! asking; then return; fi
  [ -n "$(value_of OpenAiApiKey)$(value_of OpenAiApiKeyArn)" ] || fail "Set OPENAI_API_KEY, or give --parameter OpenAiApiKeyArn=…"
  [ -n "$(value_of TwilioAuthToken)$(value_of TwilioAuthTokenArn)" ] || fail "Set TWILIO_AUTH_TOKEN, or give --parameter TwilioAuthTokenArn=…"
}

check_models() {
  title "OpenAI: models"
  local base model status until
  base=$(value_of OpenAiBaseUrl)
  [ -n "${parameters[OpenAiApiKey]:-}" ] || say "  OPENAI_API_KEY is not set: the models are not checked"
  for model in $(value_of RealtimeModel) $(value_of TranscriptionModel) $(value_of SummaryModel); do
    show curl "$base/models/$model"
    if ! asking || [ -z "${parameters[OpenAiApiKey]:-}" ]; then continue; fi
    status=$(printf 'header = "Authorization: Bearer %s"\n' "${parameters[OpenAiApiKey]}" | request model "$base/models/$model")
    case $status in
      200)
        until=$(sed -n 's/.*"shutdown_date" *: *"\{0,1\}\([^",}]*\).*/\1/p' "$work/model")
        case $until in
          '' | null) say "  $model: alive" ;;
          *) say "  ⚠ $model: shuts down on $until" ;;
        esac
        ;;
      401) fail "OpenAI refuses the key." ;;
      404) fail "OpenAI has no model $model for this key; choose another with --parameter." ;;
      000) fail "OpenAI does not answer at $base." ;;
      *) fail "OpenAI answers $status for $model." ;;
    esac
  done
}

# identity ADDRESS : verified by itself or by its domain
identity() {
  local name
  for name in "$1" "${1#*@}"; do
    if [ "$(aws sesv2 get-email-identity --region "$region" --email-identity "$name" \
      --query VerifiedForSendingStatus --output text 2>/dev/null)" = True ]; then return 0; fi
  done
  return 1
}

check_mail() {
  title "SES: sender and recipients"
  local sender recipients production address
  sender=$(value_of SummarySender) recipients=$(value_of SummaryEmail)
  if [ -z "$sender" ]; then
    say "  SUMMARY_SENDER is not set: unless the stack has one already, summaries go to the log of the summary function"
    return
  fi
  show aws sesv2 get-email-identity --region "$region" --email-identity "$sender" --query VerifiedForSendingStatus --output text
  if asking && ! identity "$sender"; then
    fail "SES has not verified $sender in $region. Run: aws sesv2 create-email-identity --region $region --email-identity $sender, then follow the link in the mail."
  fi
  ask production '<True|False>' aws sesv2 get-account --region "$region" --query ProductionAccessEnabled --output text ||
    say "  ⚠ SES does not say whether it is in its sandbox, where every recipient must be verified, too"
  if [ "$production" = False ]; then
    say "  ⚠ SES is in its sandbox: every recipient must be verified, too"
    for address in ${recipients//,/ }; do
      identity "$address" || fail "SES has not verified $address, and the sandbox takes no other recipients."
    done
  fi
}

# 'user = "…"' for curl, on standard output
twilio_login() { printf 'user = "%s:%s"\n' "$TWILIO_ACCOUNT_SID" "${parameters[TwilioAuthToken]%%,*}"; }

check_twilio() {
  title "Twilio: token and number"
  if [ -z "${TWILIO_ACCOUNT_SID:-}" ]; then
    say "  TWILIO_ACCOUNT_SID is not set: neither is checked"
    return
  fi
  local status account=${TWILIO_API_URL:-https://api.twilio.com}/2010-04-01/Accounts/$TWILIO_ACCOUNT_SID
  show curl "$account.json"
  if asking; then
    [ -n "${parameters[TwilioAuthToken]:-}" ] || fail "TWILIO_ACCOUNT_SID is set, TWILIO_AUTH_TOKEN is not."
    status=$(twilio_login | request account "$account.json")
    [ "$status" = 200 ] || fail "Twilio answers $status to this account and token."
    say "  token accepted"
  fi
  if [ -z "${TWILIO_NUMBER:-}" ]; then return; fi
  show curl "$account/IncomingPhoneNumbers.json?PhoneNumber=$TWILIO_NUMBER"
  if asking; then
    status=$(twilio_login | request numbers "$account/IncomingPhoneNumbers.json" --get --data-urlencode "PhoneNumber=$TWILIO_NUMBER")
    [ "$status" = 200 ] || fail "Twilio answers $status to the search for $TWILIO_NUMBER."
    number=$(grep -oE '"sid": *"PN[0-9a-f]{32}"' "$work/numbers" | head -n 1 | grep -oE 'PN[0-9a-f]{32}') ||
      fail "The Twilio account has no number $TWILIO_NUMBER."
    say "  number found"
  fi
}

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
