#!/bin/sh
# SPDX-License-Identifier: MIT
# packages.sh [LIST|PACKAGE]...: installs the Debian packages that are missing, as root or through sudo. Always those of
# .setup/packages.txt and of the allocators; beside them those of the lists .setup/packages.LIST.txt and the packages that
# are named. Where nothing can be installed it prints the one command to run and ends with status 2. Once a set is
# complete it leaves a stamp under build/, and asks no package manager again until the set changes.
set -eu
cd "$(dirname "$0")/.."

# The packages of a list: a name a line, with comments behind #.
read_list() { sed 's/#.*//' "$1"; }

wanted=$(
  {
    read_list .setup/packages.txt
    sed -n 's/.*[( ]PACKAGE  *\([a-z0-9.+-]*\).*/\1/p' allocators/*.cmake
    for word in "$@"; do
      if [ -e ".setup/packages.$word.txt" ]; then read_list ".setup/packages.$word.txt"; else echo "$word"; fi
    done
  } | awk 'NF' | sort -u
)
[ -n "$wanted" ] || { echo "allocscale: .setup/packages.txt cannot be read" >&2; exit 2; }
stamp=build/.packages-$(printf '%s' "$wanted" | cksum | cut -d' ' -f1)
[ ! -e "$stamp" ] || exit 0

if ! command -v dpkg-query >/dev/null 2>&1; then
  echo "allocscale: this is no Debian: install the equivalents of these packages, then 'mkdir -p build && touch $stamp':" $wanted >&2
  exit 2
fi
missing=
for package in $wanted; do
  state=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
  [ "$state" = 'install ok installed' ] || missing="$missing $package"
done

if [ -n "$missing" ]; then
  command="apt-get update && apt-get install -y --no-install-recommends$missing"
  if [ "$(id -u)" -eq 0 ]; then
    as_root=
  elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    as_root=sudo
  else
    echo "allocscale: packages are missing and this user may not install them. As root, run: $command" >&2
    exit 2
  fi
  echo "allocscale: installing$missing" >&2
  if ! { $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q &&
         $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing; } >&2; then
    echo "allocscale: the packages could not be installed. As root, run: $command" >&2
    exit 2
  fi
fi
mkdir -p build
: > "$stamp"
