#!/usr/bin/env bash
# Removes Ava from AWS. The table of calls stays unless --with-data says otherwise.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'TEXT'
usage: ./ava destroy [--dry-run] [--stack NAME] [--region REGION] [--with-data]

  --dry-run     prints every command and runs none
  --with-data   deletes the table of calls, too, with every call, turn and summary in it
TEXT
}

dry=0 stack=ava region=${AWS_REGION:-${AWS_DEFAULT_REGION:-}} with_data=0 table='' status=''
while [ $# -gt 0 ]; do
  case $1 in
    --dry-run) dry=1 ;;
    --stack) stack=${2:?--stack needs a name}; shift ;;
    --region) region=${2:?--region needs a region}; shift ;;
    --with-data) with_data=1 ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
  shift
done
# shellcheck source=tools/steps.sh
. tools/steps.sh

title "What is there"
needs aws
if [ -z "$region" ]; then ask region '<region>' aws configure get region || region=''; fi
[ -n "$region" ] || fail "No region: set AWS_REGION or give --region."
stack_status status
[ -n "$status" ] || [ "$dry" = 1 ] || fail "There is no stack $stack in $region."
output table '<CallsTableName>' CallsTableName
if [ "$with_data" = 1 ] && [ -z "$table" ]; then fail "The stack $stack is $status and names no table: without --with-data it can be removed."; fi

if [ "$with_data" = 1 ] && [ "$dry" = 0 ]; then
  printf 'Delete the table %s with every call in it? Type its name to go on: ' "$table"
  read -r typed
  [ "$typed" = "$table" ] || fail "Nothing was deleted."
fi

title "The stack"
say "  point the Twilio number elsewhere first: from now on it reaches nobody"
run aws cloudformation delete-stack --stack-name "$stack" --region "$region"
run aws cloudformation wait stack-delete-complete --stack-name "$stack" --region "$region"

title "The data"
if [ "$with_data" = 1 ]; then
  run aws dynamodb delete-table --table-name "$table" --region "$region"
elif [ -n "$table" ]; then
  say "  the table $table stays; delete it with: aws dynamodb delete-table --region $region --table-name $table"
fi
