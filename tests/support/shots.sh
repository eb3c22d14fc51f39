#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# shots.sh BUILD DIR: draws every screen of the sample workspace into DIR as SCREEN-light-1024x600.png and so on. The
# drawing is done by BUILD/tests/screens/attune-shots STORE DIR SUFFIX WIDTH HEIGHT, once a size and colour scheme.
set -euo pipefail
build=$1
mkdir -p "$2"
target=$(cd -- "$2" && pwd)
support=$(cd -- "${BASH_SOURCE[0]%/*}" && pwd)

room=$(mktemp -d -t attune-shots.XXXXXX)
trap 'rm -rf "$room"' EXIT
"$build/attune-cli" demo "$room/sample.attune" >/dev/null

for size in 1024x600 1440x900; do
  for scheme in light dark; do
    colours=default
    [ "$scheme" = light ] || colours=prefer-dark
    SCREEN=1600x1000x24 G_DEBUG=fatal-criticals ADW_DEBUG_COLOR_SCHEME=$colours "$support/with-display" \
      "$build/tests/screens/attune-shots" "$room/sample.attune" "$target" "$scheme-$size" "${size%x*}" "${size#*x}"
  done
done
printf '%d pictures in %s\n' "$(find "$target" -name '*.png' | wc -l)" "$target"
