#!/bin/sh
# SPDX-License-Identifier: MIT
# package.sh PRESET: makes the Debian packages in build/PRESET/packages and prints their names. What the program itself
# and the runners of the C library need is depended on; what only the runner of another allocator
# needs, and what draws figures, is recommended.
# Two builds of one commit give the same bytes: dates are the commit's.
set -eu
cd "$(dirname "$0")/.."
preset=$1
build=build/$preset
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || date -r CHANGELOG.md +%s)
export SOURCE_DATE_EPOCH

# The packages that hold the libraries of these files, as dpkg-shlibdeps says; it wants a debian/control to stand in.
libraries_of() {
  folder=$(mktemp -d)
  mkdir "$folder/debian"
  printf 'Source: allocscale\n\nPackage: allocscale\nArchitecture: any\n' > "$folder/debian/control"
  for file in "$@"; do set -- "$@" "$PWD/$file"; shift; done
  (cd "$folder" && dpkg-shlibdeps -O --ignore-missing-info "$@" 2>/dev/null) | sed -n 's/^shlibs:Depends=//p'
  rm -r "$folder"
}
# Those of the second list that the first lacks.
beyond() {
  printf '%s\n' "$2" | tr ',' '\n' | sed 's/^ *//' | while read -r package; do
    case ", $1," in *", ${package%% *},"*|*", ${package%% *} "*) ;; *) printf '%s, ' "$package" ;; esac
  done | sed 's/, $//'
}

libexec=$build/libexec/allocscale
program=$(libraries_of "$build/bin/allocscale" "$libexec/allocscale-starter" "$libexec/runner-glibc" \
                       "$build"/lib/allocscale/*.so)
runners=$(libraries_of "$libexec"/runner-*[!d])
microbench=$(libraries_of "$libexec/microbench-glibc")
microbench_all=$(libraries_of "$libexec"/microbench-*)
[ -n "$program" ] || { echo "allocscale: dpkg-shlibdeps names no library of $build/bin/allocscale" >&2; exit 1; }

rm -rf "$build/packages"
cpack --config "$build/CPackConfig.cmake" \
      -D CPACK_DEBIAN_PROGRAM_PACKAGE_DEPENDS="$program" \
      -D CPACK_DEBIAN_PROGRAM_PACKAGE_RECOMMENDS="$(beyond "$program" "$runners"), python3, gnuplot-nox" \
      -D CPACK_DEBIAN_MICROBENCH_PACKAGE_DEPENDS="$microbench" \
      -D CPACK_DEBIAN_MICROBENCH_PACKAGE_RECOMMENDS="$(beyond "$microbench" "$microbench_all")" >&2
rm -rf "$build/packages/_CPack_Packages"
ls "$build"/packages/*.deb
