#!/usr/bin/env bash
# Makes a base image for bridge/Dockerfile without a network: a jlink'ed JDK 25 and this machine's C library.
# usage: tools/base-from-host.sh IMAGE:TAG [JDK_HOME]
set -euo pipefail

image=${1:?usage: tools/base-from-host.sh IMAGE:TAG [JDK_HOME]}
here=$(cd "$(dirname "$0")" && pwd)
jdk=${2:-$("$here/find-jdk.sh")}

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

# what the bridge and its libraries use, and java.management for the JVM's own figures
modules=java.base,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.sql,java.xml
modules=$modules,jdk.crypto.ec,jdk.net,jdk.unsupported,jdk.zipfs
"$jdk/bin/jlink" --add-modules "$modules" --strip-debug --no-man-pages --no-header-files --generate-cds-archive \
  --output "$root/opt/java/openjdk"

mkdir -p "$root"/{bin,etc/ssl,tmp,usr/bin}
chmod 1777 "$root/tmp"
cp -L /bin/sh "$root/bin/sh"

# the libraries that the JVM and the shell are linked with, at the places where their loader looks
{
  ldd "$jdk/bin/java" /bin/sh
  find "$root/opt/java/openjdk/lib" -name '*.so' -exec ldd {} +
} 2>/dev/null | awk '$2 == "=>" && $3 ~ /^\// { print $3 } $1 ~ /^\// && $2 ~ /^\(/ { print $1 }' |
  grep -vE "^($jdk|$root)/" | sort -u |
  while read -r library; do cp -L --parents "$library" "$root/"; done
for library in /lib/*-linux-gnu*/libnss_{files,dns}.so.2 /lib/*-linux-gnu*/libresolv.so.2; do
  if [ -e "$library" ]; then cp -L --parents "$library" "$root/"; fi
done

cp -rL /etc/ssl/certs "$root/etc/ssl/"
echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
echo 'root:x:0:0::/:/bin/sh' >"$root/etc/passwd"
echo 'root:x:0:' >"$root/etc/group"

tar -C "$root" -c . | podman import \
  -c 'ENV JAVA_HOME=/opt/java/openjdk' -c 'ENV PATH=/opt/java/openjdk/bin:/bin:/usr/bin' - "$image"
