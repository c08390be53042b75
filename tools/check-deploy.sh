#!/usr/bin/env bash
# Tries deploy.sh and destroy.sh with stand-ins for aws, sam, mvn and curl: what they ask, what they change, and that a
# failed check changes nothing. Needs no account and no network. usage: tools/check-deploy.sh
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
project=$work/project account=$work/account log=$work/log output=$work/output
mkdir -p "$project/functions/telephone/target" "$project/bridge/target" "$work/bin"
cp -R tools template.yaml "$project"
echo jar >"$project/functions/telephone/target/ava-telephone-lambda.jar"

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
    *) echo "An error occurred (${ERROR:-AccessDenied})" >&2; exit 254 ;;
  esac
fi
case $command in
  "aws configure get region") exit 1 ;;
  "aws sts get-caller-identity "*) echo 123456789012 ;;
  "aws cloudformation describe-stacks "*)
    if [ ! -f "$ACCOUNT/status" ]; then echo "Stack with id ava does not exist" >&2; exit 254; fi
    printf 'state\tStackStatus\t%s\t.\n' "$(cat "$ACCOUNT/status")"
    cat "$ACCOUNT/kept" 2>/dev/null || true
    for name in WebhookUrl StatusCallbackUrl FallbackUrl PageUrl PagePasswordSecret BridgeUrl BridgeRepositoryUri CallsTableName; do
      if [ ! -f "$ACCOUNT/no-outputs" ]; then printf 'output\t%s\tthe.%s\t.\n' "$name" "$name"; fi
    done ;;
  "aws cloudformation describe-stack-resource "*) sed 's/.*--logical-resource-id \([A-Za-z]*\).*/physical-\1/' <<<"$command" ;;
  "aws cloudformation describe-stack-events "*) cat "$ACCOUNT/events" 2>/dev/null || true ;;
  "aws secretsmanager get-secret-value "*TwilioTokenSecret*) echo 0123456789abcdef0123456789abcdef ;;
  "aws secretsmanager get-secret-value "*) echo sk-kept-in-secrets-manager ;;
  "aws iam get-role "*)
    if [ -f "$ACCOUNT/no-role" ]; then echo "An error occurred (NoSuchEntity)" >&2; exit 254; else echo arn:aws:iam::1:role/ecs; fi ;;
  "aws iam create-service-linked-role "*) rm "$ACCOUNT/no-role"; echo created ;;
  "aws cloudformation delete-stack "*) rm "$ACCOUNT/status" ;;
  "aws sesv2 get-email-identity "*)
    identity=$(sed 's/.*--email-identity \([^ ]*\).*/\1/' <<<"$command")
    if [ ! -f "$ACCOUNT/verified" ] || grep -qx "$identity" "$ACCOUNT/verified"; then echo True; else echo False; fi ;;
  "aws sesv2 get-suppressed-destination "*)
    address=$(sed 's/.*--email-address \([^ ]*\).*/\1/' <<<"$command")
    sed -n "s/^$address //p" "$ACCOUNT/suppressed" 2>/dev/null | grep . || { echo "An error occurred (NotFoundException)" >&2; exit 254; } ;;
  "aws sesv2 get-account "*) echo "${PRODUCTION:-True}" ;;
  "aws polly describe-voices "*) printf 'Lea\tRemi\n' ;;
  "aws ecr get-login-password "*) echo an-ecr-password ;;
  aws*) ;;
  "sam deploy "*)
    cp "$(sed 's/.*--config-file \([^ ]*\).*/\1/' <<<"$command")" "$ACCOUNT/parameters"
    grep '"Release=' "$ACCOUNT/parameters" >>"$ACCOUNT/releases"
    if [ -f "$ACCOUNT/refusal" ]; then echo ROLLBACK_COMPLETE >"$ACCOUNT/status"; cat "$ACCOUNT/refusal"; exit 1; fi
    sed -n 's/^  "\([A-Za-z]*\)=\\"\(.*\)\\"",$/parameter\t\1\t\2\t./p' "$ACCOUNT/parameters" |
      sed -E 's/\t(OpenAiApiKey|TwilioAuthToken|ElevenLabsApiKey)\t.*/\t\1\t****\t./' >>"$ACCOUNT/kept"
    echo UPDATE_COMPLETE >"$ACCOUNT/status" ;;
  mvn*) cat "$ACCOUNT/digest" 2>/dev/null >bridge/target/jib-image.digest || echo sha256:0123 >bridge/target/jib-image.digest ;;
  curl*)
    case $command in *--config*) cat >>"$ACCOUNT/credentials" ;; esac
    file=$(sed -n 's/.*--output \([^ ]*\).*/\1/p' <<<"$command")
    case $command in
      *PhoneNumber=*) printf '{"incoming_phone_numbers": [{"sid": "PN0123456789abcdef0123456789abcdef", %s}]}' \
        "$(cat "$ACCOUNT/bound" 2>/dev/null || echo '"trunk_sid": null, "voice_application_sid": null')" >"$file" ;;
      *IncomingPhoneNumbers/PN*) printf '{"voice_url": "%s", %s}' "$(sed 's/.*VoiceUrl=\([^ ]*\).*/\1/' <<<"$command")" \
        "$(cat "$ACCOUNT/still-bound" 2>/dev/null || echo '"trunk_sid": null')" >"$file" ;;
      *--output*) if [ -n "${BODY:-}" ]; then echo "$BODY" >"$file"; else echo '{"shutdown_date": null}' >"$file"; fi ;;
    esac
    case $command in *write-out*) printf '%s' "${answer:-200}" ;; esac ;;
esac
STAND_IN
chmod +x "$work/bin/stand-in"
for tool in aws sam mvn curl sleep; do ln -s stand-in "$work/bin/$tool"; done
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
  env -i LC_ALL=C.UTF-8 PATH="$work/bin:$PATH" HOME="$work" LOG="$log" ACCOUNT="$account" "${given[@]}" \
    "$project/tools/$1.sh" "${@:2}" >"$output" 2>&1 </dev/null || status=$?
}

asked_only() { ! grep -vE '^(aws (configure|sts|sesv2 get-[a-z-]+|cloudformation describe-[a-z-]+|secretsmanager get-secret-value|iam get-role|polly describe-voices) |curl .*(/models/|/voices/|AC[0-9a-f]*\.json|--get ))' "$log"; }

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
expect 'VoiceUrl=the.WebhookUrl#.*IncomingPhoneNumbers/PN0123456789abcdef0123456789abcdef.json' "$log"
expect '^ava call --to the.WebhookUrl' "$log"
expect 'AC0123456789abcdef0123456789abcdef:fedcba' "$account/credentials"
if grep -E 'sk-0123|fedcba|an-ecr' "$log" "$output"; then wrong "shows a secret"; fi

what="second deployment" tried=$((tried + 1))
given=(AWS_REGION=eu-west-3)
ava deploy
[ "$status" = 0 ] || wrong "exits with $status"
times '^sam deploy' 1
times '^curl.*IncomingPhoneNumbers' 0
times '/models/.*' 3
expect 'sk-kept-in-secrets-manager' "$account/credentials"

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
expect 'compte 123456789012' "$output"
expect '^\$ sam deploy' "$output"

what="what the stack has" tried=$((tried + 1))
fresh
echo UPDATE_COMPLETE >"$account/status"
printf 'parameter\t%s\t%s\t.\n' Architecture x86_64 SummarySender ava@cabinet.fr RealtimeModel gpt-realtime-mine \
  Facts $'Ouvert\tle lundi.\nFermé le mardi.' TwilioAuthToken '****' >"$account/kept"
given=(AWS_REGION=eu-west-3 SUMMARY_EMAIL=nouveau@cabinet.fr AVA_BUSINESS_NAME=Martin
  TWILIO_ACCOUNT_SID=AC0123456789abcdef0123456789abcdef TWILIO_NUMBER=+33142000000)
ava deploy
[ "$status" = 0 ] || wrong "exits with $status"
expect 'image.architecture=amd64' "$log"
times '/models/gpt-realtime-mine' 1
times 'get-suppressed-destination .*nouveau@cabinet.fr' 1
expect 'AC0123456789abcdef0123456789abcdef:01234567' "$account/credentials"
expect 'le .33142000000 sonne maintenant chez Ava' "$output"
expect '^ava call' "$log"
if grep -E 'SummarySender|Architecture|Facts' "$account/parameters"; then wrong "gives again what the stack keeps"; fi
if grep -E 'sk-kept|0123456789abcdef0123456789abcdef' "$output" | grep -v AC0123; then wrong "shows a secret"; fi

what="the environment wins" tried=$((tried + 1))
ava deploy --check --parameter RealtimeModel=gpt-realtime-2.1
times '/models/gpt-realtime-2.1' 1
times '/models/gpt-realtime-mine' 0
times '^aws cloudformation describe-stacks' 1

what="secrets that cannot be read" tried=$((tried + 1))
given+=('FAULT=aws secretsmanager*')
ava deploy
[ "$status" = 0 ] || wrong "exits with $status"
expect 'TwilioAuthToken.: ce secret ne se lit pas' "$output"
times '^(ava call|curl.*AC0)' 0

what="the same values, the same release" tried=$((tried + 1))
fresh
ava deploy
release() { grep '^  "Release=' "$account/parameters"; }
releases() { cat "$account"/releases; }
first=$(release)
given=(AWS_REGION=eu-west-3)
ava deploy
[ "$(release)" = "$first" ] || wrong "a new release: $first, $(release)"

# the first of the two deployments has no bridge: behind the second the functions must know that there is one
what="the image comes, a new release" tried=$((tried + 1))
fresh
ava deploy
[ "$(releases | sort -u | wc -l)" = 2 ] || wrong "one release without and with a bridge: $(releases | tr '\n' ' ')"
[ "$(release)" = "$first" ] || wrong "depends on more than the values"
given=(AWS_REGION=eu-west-3)
echo sha256:4567 >"$account/digest"
ava deploy
expect 'BridgeImageUri=.*sha256:4567' "$account/parameters"
[ "$(release)" = "$first" ] || wrong "another image of the bridge is a new release of the functions"

what="a changed secret" tried=$((tried + 1))
given+=(OPENAI_API_KEY=sk-fedcba9876543210)
ava deploy
[ "$status" = 0 ] || wrong "exits with $status"
expect 'les fonctions et le pont le relisent dans les cinq minutes' "$output"
times '^aws ecs' 0
[ "$(release)" = "$first" ] || wrong "a new release"

# loosens WHAT FIELD BOUND : a number that would ignore its voice address
loosens() {
  what=$1 tried=$((tried + 1))
  fresh
  echo "$3" >"$account/bound"
  ava deploy --check
  expect '⚠ il est lié' "$output"
  ava deploy
  [ "$status" = 0 ] || wrong "exits with $status"
  expect "--data $2 .*IncomingPhoneNumbers/PN" "$log"
  expect 'sonne maintenant chez Ava' "$output"
  echo "$3" >"$account/still-bound"
  ava deploy
  [ "$status" = 1 ] || wrong "exits with $status"
  expect '✘ .*reste lié' "$output"
}
loosens "number of a trunk" TrunkSid= '"trunk_sid": "TK0123", "voice_application_sid": null'
loosens "number of an application" VoiceApplicationSid= '"trunk_sid":null,"voice_application_sid":"AP0123"'
loosens "number for faxes" VoiceReceiveMode=voice '"voice_receive_mode": "fax"'

what="number that is free" tried=$((tried + 1))
fresh
ava deploy
if grep -E 'TrunkSid=|VoiceApplicationSid=' "$log"; then wrong "changes more than the addresses"; fi
expect 'VoiceUrl=the.WebhookUrl#rc=2&rp=ct,rt,5xx ' "$log"

what="first cluster of an account" tried=$((tried + 1))
fresh
touch "$account/no-role"
ava deploy --check
times 'create-service-linked-role' 0
expect 'il manque' "$output"
ava deploy
[ "$status" = 0 ] || wrong "exits with $status"
times 'create-service-linked-role' 1
grep -E 'create-service|^sam' "$log" | head -n 1 | grep -q create-service || wrong "makes the role behind the stack"

what="role made meanwhile" tried=$((tried + 1))
fresh
touch "$account/no-role"
given+=('FAULT=aws iam create*' 'ERROR=InvalidInput: has been taken in this account')
ava deploy
[ "$status" = 0 ] || wrong "exits with $status"

what="role that may not be made" tried=$((tried + 1))
fresh
touch "$account/no-role"
given+=('FAULT=aws iam create*')
ava deploy
[ "$status" = 1 ] || wrong "exits with $status"
times '^sam' 0
expect '✘ .*aws iam create-service-linked-role' "$output"

what="role that may not be looked at" tried=$((tried + 1))
fresh
given+=('FAULT=aws iam get*')
ava deploy
[ "$status" = 0 ] || wrong "exits with $status"

# explains WHAT MESSAGE OUTPUT [EVENT] : what is said when a deployment fails
explains() {
  what=$1 tried=$((tried + 1))
  fresh
  echo "$3" >"$account/refusal"
  if [ -n "${4:-}" ]; then printf '%s\n' "$4" >"$account/events"; fi
  ava deploy
  [ "$status" = 1 ] || wrong "exits with $status"
  expect "✘ .*$2" "$output"
  times '^sam' 1
}
explains "CloudFront of a new account" 'comptes neufs' 'Your account must be verified before you can add new CloudFront resources.'
explains "the same, cut by a column" 'comptes neufs' '| must be | verified |' \
  $'2999-01-01T00:00:00Z\tBridgeDistribution\tAccess denied: Your account must be verified'
explains "a failure of long ago" 'Le déploiement a échoué' 'Error' $'2020-01-01T00:00:00Z\tX\tYour account must be verified'
explains "cluster before the role" 'Le rôle lié au service ECS' 'Please verify that the ECS service linked role exists.'
explains "anything else" 'Le déploiement a échoué' 'Error: Failed to create/update the stack'

# accepts WHAT MESSAGE [VARIABLE=VALUE…] : checks that pass, with what they say
accepts() {
  what=$1 tried=$((tried + 1))
  given+=("${@:3}")
  ava deploy --check
  [ "$status" = 0 ] || wrong "exits with $status"
  expect "$2" "$output"
}
fresh; echo cabinet.fr >"$account/verified"
accepts "sender of a verified domain" 'Tout est prêt'
accepts "sender of a subdomain" 'Tout est prêt' SUMMARY_SENDER=ava@mail.cabinet.fr
accepts "sender of a subdomain's subdomain" 'Tout est prêt' SUMMARY_SENDER=ava@ava.mail.cabinet.fr
refuses "sender of a domain that only ends alike" "SES n’a pas vérifié ava@moncabinet.fr" SUMMARY_SENDER=ava@moncabinet.fr
fresh; echo mail.cabinet.fr >"$account/verified"; refuses "sender above the verified domain" "SES n’a pas vérifié ava@cabinet.fr"
for status_code in 401 403; do
  fresh
  accepts "key that may not read models ($status_code)" '⚠ gpt-transcribe.: cette clé' 'FAULT=curl*/models/*' STATUS=$status_code \
    'BODY={"error":{"message":"You have insufficient permissions for this operation. Missing scopes: api.model.read."}}'
done
fresh; refuses "model that the project may not use" 'pas de modèle gpt-transcribe' 'FAULT=curl*/models/gpt-transcribe' STATUS=403 \
  'BODY={"error":{"message":"Project does not have access to model","code":"model_not_found"}}'
fresh; echo 'accueil@cabinet.fr BOUNCE' >"$account/suppressed"; refuses "recipient that bounced" "n’envoie plus rien à accueil@cabinet.fr"
fresh; echo 'b@cabinet.fr COMPLAINT' >"$account/suppressed"
refuses "second recipient, who complained" "n’envoie plus rien à b@cabinet.fr" 'SUMMARY_EMAIL=a@cabinet.fr, b@cabinet.fr'
fresh; accepts "suppression list that does not answer" '⚠ SES ne dit pas si accueil@cabinet.fr' 'FAULT=aws sesv2 get-supp*'

what="test call announced" tried=$((tried + 1))
fresh
ava deploy
expect "c’est un essai" "$output"
expect 'son résumé part comme un vrai, marqué .*Essai.* à accueil@cabinet.fr' "$output"

for command in deploy destroy; do
  what="$command with an old bash" tried=$((tried + 1))
  fresh
  sed -i.bak 's/-ge 5 \]/-ge 99 ]/' "$project/tools/steps.sh"
  ava $command --dry-run
  mv "$project/tools/steps.sh.bak" "$project/tools/steps.sh"
  [ "$status" = 2 ] || wrong "exits with $status"
  expect 'Il faut bash 5' "$output"
  what="$command with an option without value" tried=$((tried + 1))
  ava $command --stack
  [ "$status" = 2 ] || wrong "exits with $status"
  expect '^--stack attend une valeur' "$output"
done

what="French in the owner's words" tried=$((tried + 1))
cat "$project"/tools/{deploy,deploy-checks,destroy,steps}.sh | grep -E "^ *(say|fail|title) " >"$output"
if grep -E " [:?!]( |\"|$)|« | »|[a-zàé]'[a-zàéh]" "$output"; then wrong "plain spaces or apostrophes"; fi

fresh; refuses "no credentials" "AWS n’accepte pas d’accès" 'FAULT=aws sts*'
fresh; refuses "region without prefix list" 'ne connaît pas eu-north-1' -- --region eu-north-1
fresh; refuses "no region" 'Aucune région' AWS_REGION=
fresh; refuses "stack unknown" 'CloudFormation ne dit pas' 'FAULT=aws cloudformation*'
fresh; echo UPDATE_IN_PROGRESS >"$account/status"; refuses "stack in change" 'UPDATE_IN_PROGRESS.*attendez'
fresh; echo ROLLBACK_COMPLETE >"$account/status"; refuses "stack that never came up" 'retirez-la par ./ava destroy'
fresh; echo UPDATE_ROLLBACK_FAILED >"$account/status"; refuses "stack that is stuck" 'continue-update-rollback'
fresh; refuses "no OpenAI key" 'Donnez OPENAI_API_KEY' OPENAI_API_KEY=
fresh; refuses "no Twilio token" 'Donnez TWILIO_AUTH_TOKEN' TWILIO_AUTH_TOKEN=
fresh; refuses "wrong OpenAI key" 'OpenAI refuse la clé' 'FAULT=curl*/models/*' STATUS=401
fresh; refuses "model that is gone" 'pas de modèle gpt-transcribe' 'FAULT=curl*/models/gpt-transcribe'
fresh; refuses "voice that Polly has not" 'pas de voix Celine à eu-west-3 (generative).; il y a.: Lea' AVA_VOICE=polly:Celine
fresh; refuses "region without Polly" 'Polly ne dit pas quelles voix il a à eu-west-9' 'FAULT=aws polly*' AVA_VOICE=polly:Lea AVA_SPEECH_REGION=eu-west-9
fresh; accepts "voice of Polly's" 'Remi .neural. parle à eu-central-1' AVA_VOICE=polly:Remi:neural AVA_SPEECH_REGION=eu-central-1
eleven=(AVA_VOICE=elevenlabs:Charlotte ELEVENLABS_API_KEY=key-0123456789abcdef)
fresh; refuses "voice of ElevenLabs without its key" 'demande sa clé.: donnez ELEVENLABS_API_KEY' AVA_VOICE=elevenlabs:Charlotte
fresh; refuses "wrong key of ElevenLabs" 'ElevenLabs refuse la clé' 'FAULT=curl*/voices/*' STATUS=401 "${eleven[@]}"
fresh; refuses "voice that ElevenLabs has not" 'pas de voix Charlotte pour cette clé (réponse 404)' 'FAULT=curl*/voices/*' "${eleven[@]}"
fresh; refuses "ElevenLabs out of reach" 'ElevenLabs ne répond pas à https://eleven.example' 'FAULT=curl*/voices/*' STATUS=000 \
  ELEVENLABS_BASE_URL=https://eleven.example "${eleven[@]}"
fresh; accepts "voice of ElevenLabs" 'Charlotte parle à https://api.elevenlabs.io' "${eleven[@]}"
if grep -q key-0123456789abcdef "$log" "$output"; then wrong "shows the key"; fi
fresh; accepts "key that may not read voices" 'pas le droit de lire les voix' 'FAULT=curl*/voices/*' STATUS=401 \
  BODY='{"detail": {"status": "missing_permissions"}}' "${eleven[@]}"
fresh; refuses "OpenAI out of reach" 'OpenAI ne répond pas' 'FAULT=curl*/models/*' STATUS=000
fresh; echo autre.fr >"$account/verified"; refuses "sender that is not verified" "SES n’a pas vérifié ava@cabinet.fr"
fresh; refuses "recipients without sender" 'SUMMARY_EMAIL demande' SUMMARY_SENDER=
fresh; refuses "recipient in the sandbox" "vérifié client@example.com, et à l’essai" PRODUCTION=False \
  SUMMARY_EMAIL=accueil@cabinet.fr,client@example.com 'FAULT=aws sesv2*example.com*'
fresh; refuses "wrong Twilio token" 'Twilio répond 401' 'FAULT=curl*AC*.json' STATUS=401
fresh; refuses "account that is none" "TWILIO_ACCOUNT_SID n’est pas" TWILIO_ACCOUNT_SID=SK1
fresh; refuses "number that is none" "TWILIO_NUMBER n’est pas" TWILIO_NUMBER=0142000000
fresh; refuses "unknown parameter" 'pas de paramètre BuisnessName' -- --parameter BuisnessName=x
fresh; refuses "quotes" 'BusinessName.: guillemets' 'AVA_BUSINESS_NAME=le "Martin"'
fresh; refuses "backslash" 'GreetingMessage.: guillemets' 'AVA_GREETING_MESSAGE=Bonjour\n'
fresh; refuses "line end" 'SystemPrompt.: guillemets' -- --parameter $'SystemPrompt=a\nb'

what="destruction without a stack" tried=$((tried + 1))
fresh
ava destroy
[ "$status" = 1 ] || wrong "exits with $status"
expect "Il n’y a pas de pile ava dans la région eu-west-3" "$output"

what="destruction of a stack that never came up" tried=$((tried + 1))
echo ROLLBACK_COMPLETE >"$account/status"
touch "$account/no-outputs"
ava destroy
[ "$status" = 0 ] || wrong "exits with $status"
times '^aws cloudformation delete-stack' 1
times '^aws dynamodb' 0

what="destruction of the data, not confirmed" tried=$((tried + 1))
rm "$account/no-outputs"
echo UPDATE_COMPLETE >"$account/status"
ava destroy --with-data
[ "$status" = 1 ] || wrong "exits with $status"
times 'delete' 0

echo "deployment: $tried tried, $failed wrong"
[ "$failed" = 0 ]
