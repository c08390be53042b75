#!/usr/bin/env bash
# Prints the home of a JDK 25: $JAVA_HOME when it is one, else the one on the PATH, else the first at the usual places.
# For the bash 3.2 of a Mac, too. usage: tools/find-jdk.sh
set -euo pipefail

is_25() { [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25[".]' "$1/release" 2>/dev/null; }

java_on_path() {
  local file link
  file=$(command -v java) || return 0
  while [ -L "$file" ]; do
    link=$(readlink "$file")
    case $link in
      /*) file=$link ;;
      *) file=$(dirname "$file")/$link ;;
    esac
  done
  (cd "$(dirname "$file")/.." && pwd)
}

mac_home() { if [ -x /usr/libexec/java_home ]; then /usr/libexec/java_home -v 25 2>/dev/null || true; fi; }

for home in "${JAVA_HOME:-}" "$(java_on_path)" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
  /opt/* /opt/*/* /Library/Java/JavaVirtualMachines/*/Contents/Home "$(mac_home)"; do
  if [ -n "$home" ] && is_25 "$home"; then
    echo "$home"
    exit 0
  fi
done
echo "Ava a besoin d’un JDK 25 : installez-en un (par exemple https://adoptium.net), ou donnez son dossier par JAVA_HOME." >&2
exit 1
