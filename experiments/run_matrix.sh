#!/bin/sh
# SPDX-License-Identifier: MIT
# All there is, within a given time for each part: what an earlier call left is continued, and the tables come last.
set -eu

default_time=30m
experiments='matrix policies start-methods placement siblings'

usage() {
  cat <<END
usage: run_matrix.sh [TIME] [OPTION...]

Runs the experiment 'matrix' (every kernel, layout and allocator of this build), then those of everything else that a cell
can vary ($experiments), each for at most TIME, such as 45m or 8h (default: $default_time). Continues
what an earlier call left, and prints the tables of each. Every OPTION is one of 'allocscale run', for example --store FILE,
--alloc A,B or --dry-run. Builds nothing. The exit status is the first of allocscale's that is not 0: 1 some trial failed,
2 the request was wrong, 130 interrupted with everything so far kept; after 1 the others are still run.
END
}

case ${1-} in
  -h | --help)
    usage
    exit 0
    ;;
esac

time=$default_time
case ${1--} in
  -*) ;;
  *)
    time=$1
    shift
    ;;
esac

# Beside a build tree, beside an installed binary, or on PATH.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
for allocscale in "$here/../build/release/bin/allocscale" "$here/../../../bin/allocscale" \
  "$(command -v allocscale || true)"; do
  if [ -f "$allocscale" ] && [ -x "$allocscale" ]; then
    first=0
    for experiment in $experiments; do
      status=0
      "$allocscale" run "$experiment" --budget "$time" "$@" || status=$?
      [ "$first" -ne 0 ] || first=$status
      [ "$status" -le 1 ] || exit "$status"
    done
    exit "$first"
  fi
done

echo "run_matrix.sh: no allocscale in $here/../build/release/bin or on PATH: build it first" \
  "(cmake --preset release && cmake --build --preset release)" >&2
exit 2
