#!/bin/sh
# SPDX-License-Identifier: MIT
# build.sh PRESET [-DNAME=VALUE]... TARGET...: configures where that is needed, then builds. A folder is configured without
# tests until -DBUILD_TESTING=ON asks for them, and again when it lacks a setting that is asked for. What is up to date
# starts no compiler; the build system's output is shown when something is built or fails.
set -eu
cd "$(dirname "$0")/.."
preset=$1
shift
cache=build/$preset/CMakeCache.txt
settings=
while [ $# -gt 0 ]; do
  case $1 in
    -D*) word=${1#-D} ;;
    *) break ;;
  esac
  grep -q "^${word%%=*}:[A-Z]*=${word#*=}\$" "$cache" 2>/dev/null || settings="$settings $1"
  shift
done
if [ ! -e "build/$preset/build.ninja" ]; then
  cmake --preset "$preset" -DBUILD_TESTING=OFF $settings >&2
elif [ -n "$settings" ]; then
  cmake --preset "$preset" $settings >&2
fi
cmake --build --preset "$preset" --target "$@" >&2
