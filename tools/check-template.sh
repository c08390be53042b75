#!/usr/bin/env bash
# Checks template.yaml without AWS: cfn-lint on it and on what the SAM transform makes of it. usage: tools/check-template.sh
set -euo pipefail
cd "$(dirname "$0")/.."

command -v cfn-lint >/dev/null || {
  echo "check-template: cfn-lint is missing; install it with: pip install cfn-lint aws-sam-translator boto3" >&2
  exit 2
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# every region of the mapping, since not every resource is in every region
regions=$(sed -n '/^Mappings:/,/^Conditions:/s/^    \([a-z]*-[a-z]*-[0-9]\): .*/\1/p' template.yaml)
[ -n "$regions" ] || { echo "check-template: no regions found in the mapping Regions" >&2; exit 1; }

# shellcheck disable=SC2086 # one word a region
cfn-lint -r $regions -t template.yaml
python3 tools/sam_transform.py template.yaml "$work/plain.json"
# the transform puts the value of Release in its place, so that nothing refers to it any more (W2001)
# shellcheck disable=SC2086
cfn-lint -i W2001 -r $regions -t "$work/plain.json"
echo "template.yaml: clean, as SAM and as CloudFormation, in $(paste -sd' ' <<<"$regions")"
