#!/usr/bin/env bash
# Deploys Ava to AWS: checks first, then build, deployment, image, test call, Twilio number. Every step can be repeated.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=tools/steps.sh
. tools/steps.sh
# shellcheck source=tools/deploy-checks.sh
. tools/deploy-checks.sh

usage() {
  cat <<'TEXT'
Utilisation : ./ava deploy [--dry-run] [--check] [--stack NOM] [--region RÉGION] [--parameter Nom=Valeur]… [--no-call]

  --dry-run      montre chaque commande et n’en lance aucune
  --check        fait les vérifications et s’arrête ; avec --dry-run, les fait et montre la suite
  --stack        nom de la pile CloudFormation (ava)
  --region       région AWS (AWS_REGION, AWS_DEFAULT_REGION, sinon celle de aws configure)
  --parameter    un paramètre quelconque de template.yaml
  --no-call      ne passe pas d’appel d’essai

Environnement (ce qui n’est pas donné garde la valeur que la pile a déjà) :
  OPENAI_API_KEY, TWILIO_AUTH_TOKEN          nécessaires la première fois, gardés dans Secrets Manager
  SUMMARY_EMAIL, SUMMARY_SENDER              qui reçoit les résumés, et l’expéditeur vérifié dans SES
  FIRST_USER_EMAIL                           qui ouvre la page : Cognito lui envoie un mot de passe
  AVA_BUSINESS_NAME, AVA_GREETING_MESSAGE, AVA_REALTIME_VOICE, AVA_TRANSFER_NUMBER, ALARM_EMAIL
  AVA_VOICE, AVA_SPEECH_REGION, AVA_SPEECH_LEXICON   une autre voix que celle du modèle
  ELEVENLABS_API_KEY, ELEVENLABS_BASE_URL, AVA_SPEECH_PRICE   si c’est une voix d’ElevenLabs ; la clé est gardée dans Secrets Manager
  TWILIO_ACCOUNT_SID, TWILIO_NUMBER          donnés tous les deux, le numéro est dirigé vers Ava
  TWILIO_API_URL                             la région du compte (https://api.twilio.com ; Irlande : https://api.dublin.ie1.twilio.com)
  BRIDGE_BASE_IMAGE                          une autre base pour l’image du pont, pour Jib
TEXT
}

stack=ava region=${AWS_REGION:-${AWS_DEFAULT_REGION:-}} place_call=1
exists=0 number='' bound=() openai_key='' twilio_token='' eleven_key='' ecs_role=''
repository='' webhook='' status_callback='' fallback='' page='' bridge=''
declare -A parameters=()
while [ $# -gt 0 ]; do
  case $1 in
    --dry-run) dry=1 ;;
    --check) checks=1 ;;
    --stack) given "$@"; stack=$2; shift ;;
    --region) given "$@"; region=$2; shift ;;
    --parameter)
      [[ ${2:-} =~ ^([A-Za-z]+)=(.*)$ ]] || misused
      parameters[${BASH_REMATCH[1]}]=${BASH_REMATCH[2]}
      shift
      ;;
    --no-call) place_call=0 ;;
    -h | --help) usage; exit 0 ;;
    *) misused ;;
  esac
  shift
done

# setting PARAMETER VARIABLE : takes a parameter from the environment unless --parameter gave it
setting() {
  local value=${!2:-}
  if [ -n "$value" ] && [ -z "${parameters[$1]+set}" ]; then parameters[$1]=$value; fi
}
setting SummaryEmail SUMMARY_EMAIL
setting SummarySender SUMMARY_SENDER
setting FirstUserEmail FIRST_USER_EMAIL
setting BusinessName AVA_BUSINESS_NAME
setting GreetingMessage AVA_GREETING_MESSAGE
setting RealtimeVoice AVA_REALTIME_VOICE
setting Voice AVA_VOICE
setting SpeechRegion AVA_SPEECH_REGION
setting SpeechLexicon AVA_SPEECH_LEXICON
setting SpeechPrice AVA_SPEECH_PRICE
setting ElevenLabsUrl ELEVENLABS_BASE_URL
setting TransferNumber AVA_TRANSFER_NUMBER
setting AlarmEmail ALARM_EMAIL
setting OpenAiApiKey OPENAI_API_KEY
setting TwilioAuthToken TWILIO_AUTH_TOKEN
setting ElevenLabsApiKey ELEVENLABS_API_KEY

prepare_account() {
  if [ "$ecs_role" != missing ]; then return; fi
  title "Le rôle d’ECS"
  # CloudFormation makes the cluster before the role that it needs is there, and the first deployment of an account fails
  local create=(aws iam create-service-linked-role --aws-service-name ecs.amazonaws.com)
  if ! run "${create[@]}" >"$work/role" 2>"$work/error"; then
    grep -q 'has been taken' "$work/error" ||
      fail "Le rôle lié au service ECS manque et ne se crée pas d’ici ; quelqu’un qui en a le droit doit lancer une fois : ${create[*]}"
  fi
  head -n 1 "$work/role"
  run sleep 10 # a new role takes a moment to be seen everywhere
}

build() {
  title "Construction"
  run mvn -B -q -DskipTests package
}

# what the transform cannot see: the values of the parameters, beside code and template
fingerprint() {
  {
    cat functions/*/target/*-lambda.jar template.yaml
    local name
    for name in $(parameter_names); do
      case $name in
        OpenAiApiKey | TwilioAuthToken | ElevenLabsApiKey | WebhookSecret | Release) ;;
        # the functions know whether there is a bridge, and not which
        BridgeImageUri) printf '%s=%s\n' "$name" "$([ -z "$(value_of "$name")" ] || echo given)" ;;
        *) printf '%s=%s\n' "$name" "$(value_of "$name")" ;;
      esac
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
  local name began
  for name in $(printf '%s\n' "${!parameters[@]}" | sort); do
    case $name in
      OpenAiApiKey | TwilioAuthToken | ElevenLabsApiKey | WebhookSecret) say "  $name=•••" ;;
      *) say "  $name=${parameters[$name]}" ;;
    esac
  done
  began=$(date -u +%Y-%m-%dT%H:%M:%S)
  if ! run sam deploy --template-file template.yaml --config-file "$work/samconfig.toml" --stack-name "$stack" --region "$region" \
    --capabilities CAPABILITY_IAM --resolve-s3 --s3-prefix "$stack" --no-confirm-changeset --no-fail-on-empty-changeset \
    2>&1 | tee "$work/deployment"; then
    explain "$began"
  fi
}

# explain SINCE : stops, with what the owner can do about the failed deployment. SAM breaks long reasons over the columns of
# its table, so the events are asked for once more.
explain() {
  local why
  why=$(aws cloudformation describe-stack-events --stack-name "$stack" --region "$region" --output text \
    --query "StackEvents[?ends_with(ResourceStatus,'FAILED')].[Timestamp,LogicalResourceId,ResourceStatusReason]" 2>/dev/null |
    awk -v since="$1" '$1 >= since') || why=''
  case $why$(cat "$work/deployment") in
    *"must be verified"*)
      fail "AWS ne laisse pas encore ce compte créer de distribution CloudFront (« Your account must be verified ») : c’est le cas des comptes neufs. Ouvrez un dossier sur https://console.aws.amazon.com/support en y copiant ce message ; quand AWS l’a levé : ./ava destroy --stack $stack --region $region, puis recommencez."
      ;;
    *"service linked role"*)
      fail "Le rôle lié au service ECS n’était pas encore là : ./ava destroy --stack $stack --region $region, puis recommencez ; s’il manque toujours : aws iam create-service-linked-role --aws-service-name ecs.amazonaws.com"
      ;;
  esac
  if [ -n "$why" ]; then printf '%s\n' "$why" >&2; fi
  fail "Le déploiement a échoué : la raison est ci-dessus, en anglais, comme AWS la donne."
}

deploy_without_bridge() {
  title "Tout, sauf le pont"
  output repository '' BridgeRepositoryUri
  if [ -n "$repository" ]; then
    say "  la pile est déjà là"
    return
  fi
  say "  la première fois, CloudFront prend jusqu’à 15 minutes"
  sam_deploy
  read_stack
  output repository '<BridgeRepositoryUri>' BridgeRepositoryUri
}

push_image() {
  title "L’image du pont"
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
  title "Le pont"
  sam_deploy
}

read_outputs() {
  title "Adresses"
  read_stack
  output webhook '<WebhookUrl>' WebhookUrl
  output status_callback '<StatusCallbackUrl>' StatusCallbackUrl
  output fallback '<FallbackUrl>' FallbackUrl
  output page '<PageUrl>' PageUrl
  output bridge '<BridgeUrl>' BridgeUrl
}

# functions and bridge read a changed secret by themselves: no task is replaced for it
tell_secrets() {
  if [ "$exists" = 0 ] || [ -z "${parameters[OpenAiApiKey]:-}${parameters[TwilioAuthToken]:-}${parameters[ElevenLabsApiKey]:-}" ]; then return; fi
  say "  un secret changé : les fonctions et le pont le relisent dans les cinq minutes ; rien n’est à relancer, aucun appel n’est coupé"
}

wait_for_bridge() {
  local health tries
  health=https://${bridge#wss://}
  health=${health%/media-stream}/healthz
  show curl --fail "$health"
  if [ "$dry" = 1 ]; then return; fi
  for tries in $(seq 60); do
    if curl --silent --fail --max-time 10 --output /dev/null "$health"; then return; fi
    [ "$tries" -lt 60 ] || fail "Le pont ne répond pas à $health ; voyez le journal /ava/$stack/bridge."
    sleep 5
  done
}

test_call() {
  title "Appel d’essai"
  wait_for_bridge
  if [ "$place_call" = 0 ]; then return; fi
  if [ -z "$twilio_token" ] && [ "$dry" = 0 ]; then
    say "  sans TWILIO_AUTH_TOKEN, pas d’appel d’essai"
    return
  fi
  say "  une patiente inventée, Claire Dubois, demande un rendez-vous : c’est un essai, ne la rappelez pas"
  say "  l’appel paraît sur la page, et son résumé part comme un vrai, marqué « Essai »$(recipients_told) ; --no-call s’en passe"
  export TWILIO_AUTH_TOKEN=$twilio_token
  run ./ava call --to "${webhook%/twiml}"
}

recipients_told() {
  local recipients
  recipients=$(value_of SummaryEmail)
  if [ -n "$recipients" ]; then printf ' à %s' "$recipients"; fi
}

set_number() {
  title "Twilio : le numéro"
  # Twilio asks again when the API cannot be reached or answers 5xx; what stands behind the # is for Twilio alone
  local voice="$webhook#rc=2&rp=ct,rt,5xx"
  if [ -z "${TWILIO_ACCOUNT_SID:-}" ] || [ -z "${TWILIO_NUMBER:-}" ] || { [ -z "$twilio_token" ] && [ "$dry" = 0 ]; }; then
    say "  sans TWILIO_ACCOUNT_SID, TWILIO_NUMBER et le jeton, réglez vous-même le numéro (ni application TwiML ni trunk SIP) :"
    say "    A call comes in        POST  $voice"
    say "    Primary handler fails  GET   $fallback"
    say "    Call status changes    POST  $status_callback"
    return
  fi
  local address=${TWILIO_API_URL:-https://api.twilio.com}/2010-04-01/Accounts/$TWILIO_ACCOUNT_SID/IncomingPhoneNumbers/${number:-PN…}.json status
  local change=(--data-urlencode "VoiceUrl=$voice" --data VoiceMethod=POST --data-urlencode "VoiceFallbackUrl=$fallback" --data VoiceFallbackMethod=GET
    --data-urlencode "StatusCallback=$status_callback" --data StatusCallbackMethod=POST "${bound[@]}")
  show curl "${change[@]}" "$address"
  if [ "$dry" = 1 ]; then return; fi
  status=$(twilio_login | request number "$address" "${change[@]}")
  [ "$status" = 200 ] || fail "Twilio répond $status au changement du numéro $TWILIO_NUMBER."
  [ -z "$(bindings number)" ] || fail "Le numéro $TWILIO_NUMBER reste lié ($(bindings number)), et ne sonne donc pas chez Ava : détachez-le dans la console de Twilio, puis recommencez."
  [[ $(field voice_url number) == "$webhook"* ]] || fail "Twilio n’a pas retenu l’adresse d’Ava pour $TWILIO_NUMBER."
  say "  le $TWILIO_NUMBER sonne maintenant chez Ava"
}

first_user_told() {
  local mail
  mail=$(value_of FirstUserEmail)
  if [ -n "$mail" ]; then
    printf 'utilisateur %s ; son premier mot de passe lui est envoyé par courriel' "$mail"
  else
    printf "personne ne peut encore l’ouvrir : donnez FIRST_USER_EMAIL, puis recommencez"
  fi
}

check_parameters
check_tools
check_stack
check_settings
check_secrets
check_role
check_models
check_voice
check_mail
check_twilio
if [ "$checks" = 1 ] && [ "$dry" = 0 ]; then
  title "Tout est prêt : ./ava deploy sans --check continue d’ici"
  exit 0
fi
prepare_account
build
deploy_without_bridge
push_image
deploy_bridge
read_outputs
tell_secrets
test_call
set_number

title "Terminé"
say "  page      $page   $(first_user_told)"
say "  webhook   $webhook"
say "  pont      $bridge"
if [ "$dry" = 1 ]; then say "  (rien n’a été changé)"; fi
