#!/bin/sh
# build.sh PRESET TARGET...: configures once, then builds. What is up to date starts no compiler; the build system's
# output is shown when something is built or fails.
set -eu
cd "$(dirname "$0")/.."
preset=$1
shift
if [ ! -e "build/$preset/build.ninja" ]; then
  cmake --preset "$preset" >&2
fi
cmake --build --preset "$preset" --target "$@" >&2
