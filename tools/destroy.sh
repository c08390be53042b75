#!/usr/bin/env bash
# Removes Ava from AWS. The table of calls stays unless --with-data says otherwise.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=tools/steps.sh
. tools/steps.sh

usage() {
  cat <<'TEXT'
Utilisation : ./ava destroy [--dry-run] [--stack NOM] [--region RÉGION] [--with-data]

  --dry-run     montre chaque commande et n’en lance aucune
  --with-data   supprime aussi la table des appels, avec chaque appel, chaque tour et chaque résumé, et les comptes de la page
TEXT
}

stack=ava region=${AWS_REGION:-${AWS_DEFAULT_REGION:-}} with_data=0 table='' users=''
while [ $# -gt 0 ]; do
  case $1 in
    --dry-run) dry=1 ;;
    --stack) given "$@"; stack=$2; shift ;;
    --region) given "$@"; region=$2; shift ;;
    --with-data) with_data=1 ;;
    -h | --help) usage; exit 0 ;;
    *) misused ;;
  esac
  shift
done

title "Ce qui est là"
needs aws
find_region
read_stack
[ -n "$stack_state" ] || [ "$dry" = 1 ] || fail "Il n’y a pas de pile $stack dans la région $region."
output table '<CallsTableName>' CallsTableName
output users '<UsersPoolId>' UsersPoolId
if [ "$with_data" = 1 ] && [ -z "$table" ]; then
  fail "La pile $stack est dans l’état $stack_state et ne nomme aucune table : sans --with-data, elle peut être retirée."
fi

if [ "$with_data" = 1 ] && [ "$dry" = 0 ]; then
  printf 'Supprimer la table %s et tous ses appels ? Tapez son nom pour continuer : ' "$table"
  read -r typed || typed=''
  [ "$typed" = "$table" ] || fail "Rien n’a été supprimé."
fi

title "La pile"
say "  dirigez d’abord le numéro Twilio ailleurs : à partir de maintenant, il ne mène plus à personne"
run aws cloudformation delete-stack --stack-name "$stack" --region "$region"
run aws cloudformation wait stack-delete-complete --stack-name "$stack" --region "$region"

title "Les données"
if [ "$with_data" = 1 ]; then
  run aws dynamodb delete-table --table-name "$table" --region "$region"
  if [ -n "$users" ]; then
    run aws cognito-idp update-user-pool --user-pool-id "$users" --deletion-protection INACTIVE --region "$region"
    run aws cognito-idp delete-user-pool --user-pool-id "$users" --region "$region"
  fi
elif [ -n "$table" ]; then
  say "  la table $table reste ; pour la supprimer : aws dynamodb delete-table --region $region --table-name $table"
fi
if [ "$with_data" = 0 ] && [ -n "$users" ]; then
  say "  les comptes de la page ($users) restent ; une nouvelle pile en fait d’autres. Pour les supprimer :"
  say "    aws cognito-idp update-user-pool --region $region --user-pool-id $users --deletion-protection INACTIVE"
  say "    aws cognito-idp delete-user-pool --region $region --user-pool-id $users"
fi
