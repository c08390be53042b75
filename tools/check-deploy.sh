#!/usr/bin/env bash
# Tries deploy.sh and destroy.sh with stand-ins for aws, sam, mvn and curl: what they ask, what they change, and that a
# failed check changes nothing. Needs no account and no network. usage: tools/check-deploy.sh
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
project=$work/project account=$work/account log=$work/log output=$work/output
mkdir -p "$project/functions/twiml/target" "$project/bridge/target" "$work/bin"
cp -R tools template.yaml "$project"
echo jar >"$project/functions/twiml/target/ava-twiml-lambda.jar"

cat >"$work/bin/stand-in" <<'STAND_IN'
#!/usr/bin/env bash
# The account is a folder: the stack's state, the parameters of its last deployment. FAULT is a pattern of what fails.
set -euo pipefail
command="$(basename "$0") $*"
echo "$command" >>"$LOG"

# shellcheck disable=SC2053 # a pattern
if [[ $command == ${FAULT:-} ]]; then
  case $command in
    curl*) answer=${STATUS:-404} ;;
    *) echo "An error occurred (AccessDenied)" >&2; exit 254 ;;
  esac
fi
case $command in
  "aws configure get region") exit 1 ;;
  "aws sts get-caller-identity "*) echo 123456789012 ;;
  "aws cloudformation describe-stacks "*StackStatus*)
    cat "$ACCOUNT/status" 2>/dev/null || { echo "Stack with id ava does not exist" >&2; exit 254; } ;;
  "aws cloudformation describe-stacks "*)
    if [ -f "$ACCOUNT/status" ]; then sed "s/.*OutputKey=='\([A-Za-z]*\)'.*/the.\1/" <<<"$command"; else exit 254; fi ;;
  "aws cloudformation delete-stack "*) rm "$ACCOUNT/status" ;;
  "aws sesv2 get-email-identity "*) if [ -f "$ACCOUNT/unverified" ]; then echo False; else echo True; fi ;;
  "aws sesv2 get-account "*) echo "${PRODUCTION:-True}" ;;
  "aws ecr get-login-password "*) echo an-ecr-password ;;
  aws*) ;;
  "sam deploy "*)
    cp "$(sed 's/.*--config-file \([^ ]*\).*/\1/' <<<"$command")" "$ACCOUNT/parameters"
    echo UPDATE_COMPLETE >"$ACCOUNT/status" ;;
  mvn*) echo sha256:0123 >bridge/target/jib-image.digest ;;
  curl*)
    case $command in *--config*) cat >>"$ACCOUNT/credentials" ;; esac
    file=$(sed -n 's/.*--output \([^ ]*\).*/\1/p' <<<"$command")
    case $command in
      *PhoneNumber=*) echo '{"incoming_phone_numbers": [{"sid": "PN0123456789abcdef0123456789abcdef"}]}' >"$file" ;;
      *--output*) echo '{"shutdown_date": null}' >"$file" ;;
    esac
    case $command in *write-out*) printf '%s' "${answer:-200}" ;; esac ;;
esac
STAND_IN
chmod +x "$work/bin/stand-in"
for tool in aws sam mvn curl; do ln -s stand-in "$work/bin/$tool"; done
cp "$work/bin/stand-in" "$project/ava"

tried=0 failed=0
wrong() {
  failed=$((failed + 1))
  printf 'check-deploy: %s: %s\n' "$what" "$*" >&2
  sed 's/^/    /' "$output" | tail -n 15 >&2
}

# an account without a stack, and a shell with all that a first deployment needs
fresh() {
  rm -rf "$account"
  mkdir "$account"
  given=(AWS_REGION=eu-west-3 OPENAI_API_KEY=sk-0123456789abcdef TWILIO_AUTH_TOKEN=fedcba9876543210fedcba9876543210
    SUMMARY_SENDER=ava@cabinet.fr SUMMARY_EMAIL=accueil@cabinet.fr
    TWILIO_ACCOUNT_SID=AC0123456789abcdef0123456789abcdef TWILIO_NUMBER=+33142000000)
}

# ava COMMAND [ARGUMENT…] : with the variables in given and nothing else; its exit status in status
ava() {
  : >"$log"
  status=0
  env -i PATH="$work/bin:$PATH" HOME="$work" LOG="$log" ACCOUNT="$account" "${given[@]}" \
    "$project/tools/$1.sh" "${@:2}" >"$output" 2>&1 </dev/null || status=$?
}

asked_only() { ! grep -vE '^(aws (configure|sts|sesv2|cloudformation describe-stacks) |curl .*(/models/|AC[0-9a-f]*\.json|--get ))' "$log"; }

# refuses WHAT MESSAGE [VARIABLE=VALUE…] [-- ARGUMENT…] : a deployment that must stop before it changes anything
refuses() {
  what=$1
  local message=$2
  shift 2
  tried=$((tried + 1))
  while [ $# -gt 0 ] && [ "$1" != -- ]; do
    given+=("$1")
    shift
  done
  ava deploy "${@:2}"
  [ "$status" = 1 ] || wrong "exits with $status"
  grep -q "^✘ .*$message" "$output" || wrong "does not say: $message"
  asked_only >/dev/null || wrong "changes something: $(asked_only)"
  [ ! -f "$account/parameters" ] || wrong "deploys"
}

expect() { grep -qE -- "$1" "$2" || wrong "not found in $(basename "$2"): $1"; }
times() { [ "$(grep -cE -- "$1" "$log")" = "$2" ] || wrong "not $2 times: $1"; }

what="first deployment" tried=$((tried + 1))
fresh
ava deploy --parameter "BusinessName=le cabinet d'Émile & fils"
[ "$status" = 0 ] || wrong "exits with $status"
times '^sam deploy' 2
expect "BusinessName=\\\\\"le cabinet d'Émile & fils\\\\\"" "$account/parameters"
expect 'BridgeImageUri=\\"the.BridgeRepositoryUri@sha256:0123\\"' "$account/parameters"
expect 'VoiceUrl=the.WebhookUrl .*IncomingPhoneNumbers/PN0123456789abcdef0123456789abcdef.json' "$log"
expect '^ava call --to the.WebhookUrl' "$log"
expect 'AC0123456789abcdef0123456789abcdef:fedcba' "$account/credentials"
if grep -E 'sk-0123|fedcba|an-ecr' "$log" "$output"; then wrong "shows a secret"; fi

what="second deployment" tried=$((tried + 1))
given=(AWS_REGION=eu-west-3)
ava deploy
[ "$status" = 0 ] || wrong "exits with $status"
times '^sam deploy' 1
times '^curl.*IncomingPhoneNumbers' 0

what="account in Ireland" tried=$((tried + 1))
fresh
given+=(TWILIO_API_URL=https://api.dublin.ie1.twilio.com)
ava deploy
[ "$status" = 0 ] || wrong "exits with $status"
times 'https://api.dublin.ie1.twilio.com/2010-04-01/Accounts/AC' 3
times 'https://api.twilio.com' 0

what="check" tried=$((tried + 1))
fresh
ava deploy --check
[ "$status" = 0 ] || wrong "exits with $status"
asked_only >/dev/null || wrong "changes something: $(asked_only)"
times '/models/' 3

what="dry run" tried=$((tried + 1))
ava deploy --dry-run
[ "$status" = 0 ] || wrong "exits with $status"
[ ! -s "$log" ] || wrong "runs: $(cat "$log")"
expect '^\$ sam deploy' "$output"

what="dry run with checks" tried=$((tried + 1))
ava deploy --dry-run --check
[ "$status" = 0 ] || wrong "exits with $status"
asked_only >/dev/null || wrong "changes something: $(asked_only)"
expect 'account 123456789012' "$output"
expect '^\$ sam deploy' "$output"

fresh; refuses "no credentials" 'AWS takes no credentials' 'FAULT=aws sts*'
fresh; refuses "region without prefix list" 'lacks eu-north-1' -- --region eu-north-1
fresh; refuses "no region" 'No region' AWS_REGION=
fresh; refuses "stack unknown" 'CloudFormation does not say' 'FAULT=aws cloudformation*'
fresh; echo UPDATE_IN_PROGRESS >"$account/status"; refuses "stack in change" 'is UPDATE_IN_PROGRESS: wait'
fresh; echo ROLLBACK_COMPLETE >"$account/status"; refuses "stack that never came up" 'remove it with ./ava destroy'
fresh; echo UPDATE_ROLLBACK_FAILED >"$account/status"; refuses "stack that is stuck" 'continue-update-rollback'
fresh; refuses "no OpenAI key" 'Set OPENAI_API_KEY' OPENAI_API_KEY=
fresh; refuses "no Twilio token" 'Set TWILIO_AUTH_TOKEN' TWILIO_AUTH_TOKEN=
fresh; refuses "wrong OpenAI key" 'OpenAI refuses the key' 'FAULT=curl*/models/*' STATUS=401
fresh; refuses "model that is gone" 'no model gpt-transcribe' 'FAULT=curl*/models/gpt-transcribe'
fresh; refuses "OpenAI out of reach" 'OpenAI does not answer' 'FAULT=curl*/models/*' STATUS=000
fresh; touch "$account/unverified"; refuses "sender that is not verified" 'SES has not verified ava@cabinet.fr'
fresh; refuses "recipients without sender" 'SUMMARY_EMAIL needs' SUMMARY_SENDER=
fresh; refuses "recipient in the sandbox" 'verified client@example.com, and the sandbox' PRODUCTION=False \
  SUMMARY_EMAIL=accueil@cabinet.fr,client@example.com 'FAULT=aws sesv2*example.com*'
fresh; refuses "wrong Twilio token" 'Twilio answers 401' 'FAULT=curl*AC*.json' STATUS=401
fresh; refuses "account that is none" 'TWILIO_ACCOUNT_SID is not' TWILIO_ACCOUNT_SID=SK1
fresh; refuses "number that is none" 'TWILIO_NUMBER is not' TWILIO_NUMBER=0142000000
fresh; refuses "unknown parameter" 'no parameter BuisnessName' -- --parameter BuisnessName=x
fresh; refuses "quotes" 'BusinessName: quotes' 'AVA_BUSINESS_NAME=le "Martin"'
fresh; refuses "backslash" 'GreetingMessage: quotes' 'AVA_GREETING_MESSAGE=Bonjour\n'
fresh; refuses "line end" 'SystemPrompt: quotes' -- --parameter $'SystemPrompt=a\nb'

what="destruction without a stack" tried=$((tried + 1))
fresh
ava destroy
[ "$status" = 1 ] || wrong "exits with $status"
expect 'There is no stack ava in eu-west-3' "$output"

what="destruction of a stack that never came up" tried=$((tried + 1))
echo ROLLBACK_COMPLETE >"$account/status"
ava destroy
[ "$status" = 0 ] || wrong "exits with $status"
times '^aws cloudformation delete-stack' 1
times '^aws dynamodb' 0

what="destruction of the data, not confirmed" tried=$((tried + 1))
echo UPDATE_COMPLETE >"$account/status"
ava destroy --with-data
[ "$status" = 1 ] || wrong "exits with $status"
times 'delete' 0

echo "deployment: $tried tried, $failed wrong"
[ "$failed" = 0 ]
