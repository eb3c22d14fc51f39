#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# shots.sh BUILD FOLDER [SCENE…]: every screen as a picture, light and dark, at both sizes, from the sample workspace.
set -euo pipefail
build=$(cd -- "$1" && pwd)
mkdir -p "$2"
folder=$(cd -- "$2" && pwd)
shift 2
here=$(cd -- "${BASH_SOURCE[0]%/*}" && pwd)

room=$(mktemp -d -t attune-shots.XXXXXX)
trap 'rm -rf "$room"' EXIT
store=${SHOTS_STORE:-$room/sample.attune}
[ -e "$store" ] || "$build/attune-cli" demo "$store" >&2

export ATTUNE_DECODER=$build/attune-decoder
# Scenes may change what they show, so each style begins with the same workspace.
for style in light dark; do
  mkdir "$room/$style"
  cp -R "${store%.attune}".* "$room/$style/"
  ADW_DEBUG_COLOR_SCHEME=prefer-$style SCREEN=1600x1000x24 WM=none \
    "$here/with-display" "$build/tests/screens/shots" "$room/$style/${store##*/}" "$folder" "$@"
done
printf '%s pictures in %s\n' "$(find "$folder" -name '*.png' | wc -l)" "$folder"
