# Sourced by deploy.sh: what must be so before anything is changed. Each check stops with a message that says what to do.
# shellcheck shell=bash disable=SC2034,SC2154 # the variables are those of deploy.sh

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
