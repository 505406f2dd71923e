#!/bin/sh
# SPDX-License-Identifier: MIT
# experiment.sh PRESET ALLOCATORS [OPTION]...: `allocscale run quick` under these allocators (names with commas), after what
# it needs has been installed and built, and no more than that. An allocator that does not exist is refused before either.
set -eu
cd "$(dirname "$0")/.."
preset=$1
allocators=$2
shift 2

known=$(ls allocators | sed -n 's/\.cpp$//p')
baseline=$(sed -n 's/^allocator *= *"\([^":]*\).*/\1/p' experiments/quick.toml)
refuse() {
  echo "allocscale: ALLOC=$allocators: $1" >&2
  exit 2
}

[ -n "$allocators" ] || refuse "no allocator is named"
targets="allocscale runner-$baseline"
for word in $(printf '%s' "$allocators" | tr ',' ' '); do
  case $word in
    all) targets=programs ;;
    *=*) [ -r "${word#*=}" ] || refuse "the library '${word#*=}' cannot be read" ;;
    *)
      name=${word%%:*}
      printf '%s\n' $known | grep -qx "$name" ||
        refuse "there is no allocator '$name'; expected all, NAME=/path/to/lib.so, or of $(echo $known | sed 's/ /, /g')"
      targets="$targets runner-$name" ;;
  esac
done

.setup/packages.sh
.setup/build.sh "$preset" $targets
exec "build/$preset/bin/allocscale" run quick --alloc "$allocators" "$@"
