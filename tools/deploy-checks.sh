# Sourced by deploy.sh: what must be so before anything is changed. Each check stops with a message that says what to do.
# shellcheck shell=bash disable=SC2034,SC2154 # the variables are those of deploy.sh

default_of() { sed -n "/^  $1:/,/^    Default:/s/^    Default: //p" template.yaml | tr -d '"'; }

# value_of PARAMETER : as given, else as the stack has it, else as template.yaml says
value_of() {
  if [ -n "${parameters[$1]+set}" ]; then
    printf '%s' "${parameters[$1]}"
  elif [ -n "${kept[$1]+set}" ]; then
    printf '%s' "${kept[$1]}"
  else
    default_of "$1"
  fi
}

parameter_names() { sed -n '/^Parameters:/,/^Rules:/s/^  \([A-Za-z]*\):$/\1/p' template.yaml; }

# physical RESOURCE : what AWS calls a resource of the stack
physical() {
  aws cloudformation describe-stack-resource --stack-name "$stack" --region "$region" --logical-resource-id "$1" \
    --query StackResourceDetail.PhysicalResourceId --output text
}

# request NAME URL [CURL OPTIONS…] : the answer in $work/NAME, its status printed, 000 when there is none; credentials come
# on standard input
request() {
  local name=$1 url=$2
  shift 2
  curl --silent --show-error --max-time 20 --output "$work/$name" --write-out '%{http_code}' --config - "$@" "$url" || true
}

# field NAME ANSWER : a text of a JSON answer, empty when it is null or missing
field() { { grep -oE "\"$1\" *: *\"[^\"]*\"" "$work/$2" || true; } | head -n 1 | sed 's/^[^:]*: *"//; s/"$//; s#\\/#/#g'; }

# a typing error stops here rather than in the middle
check_parameters() {
  title "Paramètres"
  local name names
  names=$(parameter_names)
  for name in "${!parameters[@]}"; do
    grep -qx "$name" <<<"$names" || fail "template.yaml n’a pas de paramètre $name."
    case ${parameters[$name]} in
      *[\"\\]* | *$'\n'*) fail "$name : guillemets droits, barres obliques inversées et fins de ligne ne se transmettent pas d’ici ; donnez-le dans la console de CloudFormation." ;;
    esac
  done
  [[ ${TWILIO_ACCOUNT_SID:-} =~ ^(AC[0-9a-fA-F]{32})?$ ]] || fail "TWILIO_ACCOUNT_SID n’est pas AC suivi de 32 chiffres hexadécimaux."
  [[ ${TWILIO_NUMBER:-} =~ ^(\+[1-9][0-9]{6,14})?$ ]] || fail "TWILIO_NUMBER n’est pas + et des chiffres, comme +33142000000."
  say "  ${#parameters[@]} donnés"
}

check_tools() {
  title "Outils et accès"
  needs aws sam mvn curl
  find_region
  if [ "$region" != '<region>' ] && ! grep -q "^    $region: " template.yaml; then
    fail "La table Regions de template.yaml ne connaît pas $region : ajoutez-y la liste de préfixes com.amazonaws.global.cloudfront.origin-facing de cette région."
  fi
  local account
  # the first version of the AWS command line knows no AWS_REGION
  ask account '<account>' aws sts get-caller-identity --region "$region" --query Account --output text ||
    fail "AWS n’accepte pas d’accès depuis ici ; voyez : aws configure."
  say "  compte $account, région $region, pile $stack"
}

check_stack() {
  title "Pile"
  read_stack
  case $stack_state in
    '' | REVIEW_IN_PROGRESS) ! asking || say "  un premier déploiement" ;;
    *_IN_PROGRESS) fail "La pile $stack est dans l’état $stack_state : attendez que ce soit fini." ;;
    CREATE_FAILED | ROLLBACK_* | DELETE_FAILED) fail "La pile $stack est dans l’état $stack_state et n’accepte aucun changement : retirez-la par ./ava destroy, puis recommencez." ;;
    UPDATE_ROLLBACK_FAILED) fail "La pile $stack est dans l’état $stack_state ; voyez : aws cloudformation continue-update-rollback --stack-name $stack --region $region" ;;
    *)
      exists=1
      say "  une pile est là : $stack_state ; ce qui n’est pas donné garde sa valeur"
      ;;
  esac
}

# what the settings given and those of the stack must be together
check_settings() {
  if [ -n "$(value_of SummaryEmail)" ] && [ -z "$(value_of SummarySender)" ]; then
    fail "SUMMARY_EMAIL demande SUMMARY_SENDER, une adresse d’où SES peut envoyer."
  fi
}

# secret VARIABLE PARAMETER RESOURCE : as given, else as Secrets Manager keeps it; empty where it cannot be had
secret() {
  local -n found=$1
  local id query
  found=${parameters[$2]:-}
  if [ -n "$found" ] || ! asking; then return 0; fi
  id=$(value_of "$2Arn")
  if [ -z "$id" ]; then id=$(physical "$3" 2>/dev/null) || id=''; fi
  query=(aws secretsmanager get-secret-value --region "$region" --secret-id "$id" --query SecretString --output text)
  show "${query[@]}"
  if [ -z "$id" ] || ! found=$("${query[@]}" 2>/dev/null); then
    found=''
    say "  ⚠ $2 : ce secret ne se lit pas d’ici"
  fi
}

check_secrets() {
  title "Secrets"
  if [ "$exists" = 0 ] && asking; then
    [ -n "$(value_of OpenAiApiKey)$(value_of OpenAiApiKeyArn)" ] || fail "Donnez OPENAI_API_KEY, ou --parameter OpenAiApiKeyArn=…"
    [ -n "$(value_of TwilioAuthToken)$(value_of TwilioAuthTokenArn)" ] || fail "Donnez TWILIO_AUTH_TOKEN, ou --parameter TwilioAuthTokenArn=…"
  fi
  secret openai_key OpenAiApiKey OpenAiKeySecret
  secret twilio_token TwilioAuthToken TwilioTokenSecret
  twilio_token=${twilio_token%%,*}
}

# the first cluster of an account needs a role that AWS makes too late
check_role() {
  title "ECS : le rôle lié au service"
  if [ "$exists" = 1 ]; then
    say "  il sert déjà"
    return
  fi
  local query=(aws iam get-role --role-name AWSServiceRoleForECS --query Role.Arn --output text)
  show "${query[@]}"
  if ! asking || "${query[@]}" >/dev/null 2>"$work/error"; then return; fi
  if grep -q NoSuchEntity "$work/error"; then
    ecs_role=missing
    say "  il manque : le déploiement le créera d’abord"
  else
    say "  ⚠ IAM ne dit pas s’il existe ; si le premier déploiement échoue : aws iam create-service-linked-role --aws-service-name ecs.amazonaws.com"
  fi
}

check_models() {
  title "OpenAI : les modèles"
  local base model status
  base=$(value_of OpenAiBaseUrl)
  [ -n "$openai_key" ] || say "  sans OPENAI_API_KEY, les modèles ne sont pas vérifiés"
  for model in $(value_of RealtimeModel) $(value_of TranscriptionModel) $(value_of SummaryModel); do
    show curl "$base/models/$model"
    if ! asking || [ -z "$openai_key" ]; then continue; fi
    status=$(printf 'header = "Authorization: Bearer %s"\n' "$openai_key" | request model "$base/models/$model")
    judge_model "$model" "$status"
  done
}

# judge_model MODEL STATUS : what OpenAI's answer means. A key made for calls alone may not read models, and works all the same.
judge_model() {
  local until
  if [[ $2 == 40[13] ]] && grep -qiE 'missing scopes|insufficient permissions' "$work/model"; then
    say "  ⚠ $1 : cette clé n’a pas le droit de lire les modèles ; elle peut servir aux appels, mais rien ne le vérifie ici"
    return
  fi
  case $2 in
    200)
      until=$(sed -n 's/.*"shutdown_date" *: *"\{0,1\}\([^",}]*\).*/\1/p' "$work/model")
      case $until in
        '' | null) say "  $1 : en service" ;;
        *) say "  ⚠ $1 : s’arrête le $until" ;;
      esac
      ;;
    401) fail "OpenAI refuse la clé." ;;
    403 | 404) fail "OpenAI n’a pas de modèle $1 pour cette clé (réponse $2) ; choisissez-en un autre par --parameter." ;;
    000) fail "OpenAI ne répond pas à $base." ;;
    *) fail "OpenAI répond $2 pour $1." ;;
  esac
}

# a voice that Polly has in that region, with that engine; whether it speaks µ-law there the bridge finds out at its start
check_voice() {
  local voice
  voice=$(value_of Voice)
  case $voice in
    polly:*) check_polly "$voice" ;;
    elevenlabs:*) check_elevenlabs "${voice#*:}" ;;
  esac
}

check_polly() {
  local voice=$1 name engine where voices
  title "Amazon Polly : la voix"
  IFS=: read -r _ name engine <<<"$voice"
  engine=${engine:-generative} where=$(value_of SpeechRegion)
  where=${where:-$region}
  ask voices "$name" aws polly describe-voices --region "$where" --language-code fr-FR --engine "$engine" \
    --query 'Voices[].Id' --output text || fail "Polly ne dit pas quelles voix il a à $where ($engine) : est-ce une de ses régions, et avez-vous le droit de la lire ?"
  grep -qwx -- "$name" < <(tr '[:space:]' '\n' <<<"$voices") ||
    fail "Polly n’a pas de voix $name à $where ($engine) ; il y a : ${voices:-aucune}."
  say "  $name ($engine) parle à $where"
}

# check_elevenlabs VOICE : with the key that is given or kept; one made for speech alone may not read voices, and works all the same
check_elevenlabs() {
  title "ElevenLabs : la voix"
  local base status
  base=$(value_of ElevenLabsUrl)
  [ -n "$(value_of ElevenLabsApiKey)" ] || fail "Une voix d’ElevenLabs demande sa clé : donnez ELEVENLABS_API_KEY."
  secret eleven_key ElevenLabsApiKey ElevenLabsKeySecret
  show curl "$base/v1/voices/$1"
  if ! asking || [ -z "$eleven_key" ]; then return; fi
  status=$(printf 'header = "xi-api-key: %s"\n' "$eleven_key" | request voice "$base/v1/voices/$1")
  case $status in
    200) say "  $1 parle à $base" ;;
    401 | 403)
      grep -qi 'missing_permissions' "$work/voice" || fail "ElevenLabs refuse la clé."
      say "  ⚠ $1 : cette clé n’a pas le droit de lire les voix ; elle peut servir à parler, mais rien ne le vérifie ici"
      ;;
    400 | 404 | 422) fail "ElevenLabs n’a pas de voix $1 pour cette clé (réponse $status)." ;;
    000) fail "ElevenLabs ne répond pas à $base." ;;
    *) fail "ElevenLabs répond $status pour la voix $1." ;;
  esac
}

# identity ADDRESS : verified by itself, by its domain or by a domain above it
identity() {
  local name=$1
  while true; do
    if [ "$(aws sesv2 get-email-identity --region "$region" --email-identity "$name" \
      --query VerifiedForSendingStatus --output text 2>/dev/null)" = True ]; then return 0; fi
    case $name in
      *@*) name=${name#*@} ;;
      *.*.*) name=${name#*.} ;;
      *) return 1 ;;
    esac
  done
}

check_mail() {
  title "SES : l’expéditeur et les destinataires"
  local sender recipients production address
  sender=$(value_of SummarySender) recipients=$(value_of SummaryEmail)
  if [ -z "$sender" ]; then
    say "  sans SUMMARY_SENDER, les résumés vont dans le journal de la fonction de résumé"
    return
  fi
  show aws sesv2 get-email-identity --region "$region" --email-identity "$sender" --query VerifiedForSendingStatus --output text
  if asking && ! identity "$sender"; then
    fail "SES n’a pas vérifié $sender dans $region. Lancez : aws sesv2 create-email-identity --region $region --email-identity $sender, puis suivez le lien du courriel."
  fi
  ask production '<True|False>' aws sesv2 get-account --region "$region" --query ProductionAccessEnabled --output text ||
    say "  ⚠ SES ne dit pas s’il est à l’essai, où chaque destinataire doit être vérifié aussi"
  if [ "$production" = False ]; then
    say "  ⚠ SES est à l’essai : chaque destinataire doit être vérifié aussi"
    for address in ${recipients//,/ }; do
      identity "$address" || fail "SES n’a pas vérifié $address, et à l’essai il n’accepte pas d’autre destinataire."
    done
  fi
  for address in ${recipients//,/ }; do check_suppressed "$address"; done
}

# check_suppressed ADDRESS : SES takes mail to a suppressed address, and never delivers it
check_suppressed() {
  local reason query=(aws sesv2 get-suppressed-destination --region "$region" --email-address "$1" --query SuppressedDestination.Reason --output text)
  show "${query[@]}"
  asking || return 0
  if reason=$("${query[@]}" 2>"$work/error"); then
    case $reason in
      BOUNCE) reason='un courriel en est revenu' ;;
      COMPLAINT) reason='un courriel y a été signalé comme indésirable' ;;
    esac
    fail "SES n’envoie plus rien à $1 : $reason. Si l’adresse est bonne : aws sesv2 delete-suppressed-destination --region $region --email-address $1"
  fi
  grep -q NotFound "$work/error" || say "  ⚠ SES ne dit pas si $1 est sur sa liste de refus"
}

# 'user = "…"' for curl, on standard output
twilio_login() { printf 'user = "%s:%s"\n' "$TWILIO_ACCOUNT_SID" "$twilio_token"; }

# bindings ANSWER : what makes Twilio ignore the voice address of a number, joined by commas
bindings() {
  local all=()
  if [ -n "$(field trunk_sid "$1")" ]; then all+=("trunk SIP $(field trunk_sid "$1")"); fi
  if [ -n "$(field voice_application_sid "$1")" ]; then all+=("application TwiML $(field voice_application_sid "$1")"); fi
  if [ "$(field voice_receive_mode "$1")" = fax ]; then all+=("réception de fax"); fi
  local IFS=,
  printf '%s' "${all[*]}"
}

# loosen ANSWER : the fields that free a number of its bindings, in bound
loosen() {
  bound=()
  if [ -n "$(field trunk_sid "$1")" ]; then bound+=(--data TrunkSid=); fi
  if [ -n "$(field voice_application_sid "$1")" ]; then bound+=(--data VoiceApplicationSid=); fi
  if [ "$(field voice_receive_mode "$1")" = fax ]; then bound+=(--data VoiceReceiveMode=voice); fi
}

check_twilio() {
  title "Twilio : le jeton et le numéro"
  if [ -z "${TWILIO_ACCOUNT_SID:-}" ]; then
    say "  sans TWILIO_ACCOUNT_SID, ni l’un ni l’autre n’est vérifié"
    return
  fi
  local status account=${TWILIO_API_URL:-https://api.twilio.com}/2010-04-01/Accounts/$TWILIO_ACCOUNT_SID
  show curl "$account.json"
  if asking && [ -z "$twilio_token" ]; then
    say "  ⚠ sans TWILIO_AUTH_TOKEN, ni l’un ni l’autre n’est vérifié"
    return
  fi
  if asking; then
    status=$(twilio_login | request account "$account.json")
    [ "$status" = 200 ] || fail "Twilio répond $status à ce compte et à ce jeton."
    say "  jeton accepté"
  fi
  if [ -z "${TWILIO_NUMBER:-}" ]; then return; fi
  show curl "$account/IncomingPhoneNumbers.json?PhoneNumber=$TWILIO_NUMBER"
  if ! asking; then return; fi
  status=$(twilio_login | request numbers "$account/IncomingPhoneNumbers.json" --get --data-urlencode "PhoneNumber=$TWILIO_NUMBER")
  [ "$status" = 200 ] || fail "Twilio répond $status à la recherche de $TWILIO_NUMBER."
  number=$(grep -oE '"sid": *"PN[0-9a-f]{32}"' "$work/numbers" | head -n 1 | grep -oE 'PN[0-9a-f]{32}') ||
    fail "Ce compte Twilio n’a pas de numéro $TWILIO_NUMBER."
  say "  numéro trouvé"
  loosen numbers
  if [ ${#bound[@]} -gt 0 ]; then
    say "  ⚠ il est lié : $(bindings numbers) ; Twilio ignorerait l’adresse d’Ava : le déploiement l’en détachera"
  fi
}
