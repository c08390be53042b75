# Sourced first by deploy.sh and destroy.sh: commands that are shown before they run, or only shown with --dry-run, and
# what CloudFormation knows of the stack.
# shellcheck shell=bash

[ "${BASH_VERSINFO[0]}" -ge 5 ] || { echo "Il faut bash 5 (sur un Mac : brew install bash)." >&2; exit 2; }

dry=${dry:-0}
checks=${checks:-0}
declare -A kept=() outputs=()

# secrets and settings travel in files of a folder that only we can read, never on a command line
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# whether questions are asked: --dry-run asks none, unless --check is given, too
asking() { [ "$dry" = 0 ] || [ "$checks" = 1 ]; }

say() { printf '%s\n' "$*"; }
fail() {
  printf '✘ %s\n' "$*" >&2
  exit 1
}
title() { printf '\n== %s\n' "$*"; }

# misused : for an option that nobody knows; usage is the caller's
misused() {
  usage >&2
  exit 2
}

# given OPTION [VALUE] : an option's value
given() {
  [ -n "${2:-}" ] || { printf '%s attend une valeur.\n' "$1" >&2; misused; }
}

show() {
  printf '$'
  local word
  for word in "$@"; do
    case $word in
      *[!A-Za-z0-9_./:=,@%+-]* | '') printf " '%s'" "${word//\'/\'\\\'\'}" ;;
      *) printf ' %s' "$word" ;;
    esac
  done
  printf '\n'
}

# run COMMAND…
run() {
  show "$@"
  [ "$dry" = 1 ] || "$@"
}

# ask VARIABLE PLACEHOLDER COMMAND… : the command's output, or the placeholder where none is asked for
# shellcheck disable=SC2034 # the variable is the caller's
ask() {
  local -n answer=$1
  local placeholder=$2
  shift 2
  show "$@"
  if asking; then answer=$("$@"); else answer=$placeholder; fi
}

# read_stack : its state in stack_state, empty when there is no such stack, its parameters in kept, its outputs in outputs
# shellcheck disable=SC2154 # stack and region are the caller's
read_stack() {
  local query=(aws cloudformation describe-stacks --stack-name "$stack" --region "$region" --query
    "Stacks[0].[[['state','StackStatus',StackStatus,'.']],Parameters[].['parameter',ParameterKey,ParameterValue,'.'],Outputs[].['output',OutputKey,OutputValue,'.']][]"
    --output text)
  show "${query[@]}"
  stack_state='' kept=() outputs=()
  asking || return 0
  if ! "${query[@]}" >"$work/stack" 2>"$work/error"; then
    grep -q 'does not exist' "$work/error" || fail "CloudFormation ne dit pas s’il y a une pile $stack : $(tr '\n' ' ' <"$work/error")"
    return 0
  fi
  local line record=''
  while IFS= read -r line; do
    record+=$line
    # a value may hold line ends; a record ends with its dot
    if [[ $record != *$'\t.' ]]; then
      record+=$'\n'
      continue
    fi
    remember "${record%$'\t.'}"
    record=''
  done <"$work/stack"
}

# remember RECORD : one line of what CloudFormation said; secrets are shown as stars
# shellcheck disable=SC2034 # the scripts read these
remember() {
  local kind=${1%%$'\t'*} rest=${1#*$'\t'}
  local name=${rest%%$'\t'*} value=${rest#*$'\t'}
  case $kind in
    state) stack_state=$value ;;
    parameter) [ "$value" = '****' ] || kept[$name]=$value ;;
    output) outputs[$name]=$value ;;
  esac
}

# output VARIABLE PLACEHOLDER NAME : one output of the stack, empty when there is none, the placeholder with --dry-run
# shellcheck disable=SC2034 # the variable is the caller's
output() {
  local -n value=$1
  value=${outputs[$3]:-}
  if [ "$dry" = 1 ]; then value=${value:-$2}; fi
}

needs() {
  local tool
  for tool in "$@"; do
    command -v "$tool" >/dev/null && continue
    ! asking || fail "$tool est introuvable : installez-le, puis recommencez."
    say "  ($tool est introuvable : sans --dry-run, tout s’arrêterait ici)"
  done
}

# find_region : the one given, else the one of aws configure
find_region() {
  if [ -z "$region" ]; then ask region '<region>' aws configure get region || region=''; fi
  [ -n "$region" ] || fail "Aucune région : donnez AWS_REGION ou --region."
}
