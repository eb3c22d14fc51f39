#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# shots.sh BUILD FOLDER [SCENE…]: every screen as a picture, light and dark, at both sizes, from the sample workspace.
#   SHOTS_STORE=FILE           another workspace
#   SHOTS_STYLES="light dark"  the styles
#   SHOTS_SIZE=1024x600        one size alone
#   SHOTS_LANGUAGE=fi          with that translation as it was built, and the dates of that language
#   SHOTS_CONTRAST=high        with high contrast
#   SHOTS_DIRECTION=rtl        as where one reads from right to left
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

# locale LANGUAGE: makes the language's locale, as few systems have any besides their own, and says its name.
locale_of ()
{
  local name
  name=$(find /usr/share/i18n/locales -name "$1_*" -printf '%f\n' 2>/dev/null | grep -ixE "$1_$1|$1_[A-Z]{2}" | sort -f | head -n 1)
  mkdir "$room/locales"
  if [ -n "$name" ] && localedef -i "$name" -f UTF-8 "$room/locales/$name.UTF-8" >/dev/null 2>&1; then
    printf '%s.UTF-8' "$name"
  else
    printf 'C.UTF-8'
  fi
}

if [ -n "${SHOTS_LANGUAGE:-}" ]; then
  LC_ALL=$(locale_of "$SHOTS_LANGUAGE")
  export LC_ALL LOCPATH=$room/locales LANGUAGE=$SHOTS_LANGUAGE SHOTS_PO=$build/po
else
  unset LANGUAGE
fi
[ "${SHOTS_CONTRAST:-}" != high ] || export ADW_DEBUG_HIGH_CONTRAST=1

export ATTUNE_DECODER=$build/attune-decoder SHOTS_DATA=$here/../data
# Scenes may change what they show, so each style begins with the same workspace.
for style in ${SHOTS_STYLES:-light dark}; do
  mkdir "$room/$style"
  cp -R "${store%.attune}".* "$room/$style/"
  # Times of a zone that nobody knows could only be written wrong: such a workspace can only be read.
  export SHOTS_LOCKED=$room/$style/locked.attune
  cp "$store" "$SHOTS_LOCKED"
  python3 -c 'import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript("UPDATE workspace SET time_zone = '"'Mars/Olympus_Mons'"'")' \
    "$SHOTS_LOCKED"
  ADW_DEBUG_COLOR_SCHEME=prefer-$style SCREEN=1600x1000x24 WM=none \
    "$here/with-display" "$build/tests/screens/shots" "$room/$style/${store##*/}" "$folder" "$@"
done
printf '%s pictures in %s\n' "$(find "$folder" -name '*.png' | wc -l)" "$folder"
