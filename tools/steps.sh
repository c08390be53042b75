# Sourced by deploy.sh and destroy.sh: commands that are shown before they run, or only shown with --dry-run.
# shellcheck shell=bash

dry=${dry:-0}
checks=${checks:-0}

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

# output VARIABLE PLACEHOLDER NAME : one output of the stack, empty when there is no stack yet, the placeholder with --dry-run
# shellcheck disable=SC2034,SC2154 # the variables are the caller's
output() {
  local -n value=$1
  local query=(aws cloudformation describe-stacks --stack-name "$stack" --region "$region"
    --query "Stacks[0].Outputs[?OutputKey=='$3'].OutputValue" --output text)
  show "${query[@]}"
  value=''
  if asking; then
    value=$("${query[@]}" 2>/dev/null) || value=''
    if [ "$value" = None ]; then value=''; fi
  fi
  if [ "$dry" = 1 ]; then value=${value:-$2}; fi
}

# stack_status VARIABLE : empty when there is no such stack
# shellcheck disable=SC2034,SC2154 # the variables are the caller's
stack_status() {
  local -n state=$1
  local query=(aws cloudformation describe-stacks --stack-name "$stack" --region "$region"
    --query 'Stacks[0].StackStatus' --output text)
  show "${query[@]}"
  state=''
  asking || return 0
  if ! state=$("${query[@]}" 2>"$work/error"); then
    state=''
    grep -q 'does not exist' "$work/error" || fail "CloudFormation does not say whether there is a stack $stack: $(tr '\n' ' ' <"$work/error")"
  fi
}

needs() {
  local tool
  for tool in "$@"; do
    command -v "$tool" >/dev/null && continue
    ! asking || fail "$tool is missing; install it and run this again."
    say "  ($tool is missing: without --dry-run this would stop here)"
  done
}
