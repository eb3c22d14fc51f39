#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# lint.sh BUILD: everything that can be said of the tree without running it. Goes on after a fault, so that one run
# shows them all; exits 1 when there was one.
set -uo pipefail
build=$1
cd -- "${BASH_SOURCE[0]%/*}/../.." || exit 1
faults=0
export LC_ALL=C.UTF-8

# check NAME COMMAND…: says nothing when COMMAND is content, its output when it is not.
check ()
{
  local name=$1 output
  shift
  if output=$("$@" 2>&1); then
    printf '  ok    %s\n' "$name"
  else
    printf '  FAULT %s\n%s\n' "$name" "$(sed 's/^/        /' <<<"$output")"
    faults=$((faults + 1))
  fi
}

sources () { find src tests -name '*.c' -not -path '*/build*/*'; }

# Each version of clang-format has a taste of its own; the tree is held to 14's.
check_style ()
{
  local format=clang-format
  ! command -v clang-format-14 >/dev/null || format=clang-format-14
  "$format" --version | grep -q 'version 14\.' || { echo "skipped: the style is clang-format 14's"; return 0; }
  sources | xargs -r "$format" --dry-run -Werror
}

# A file with strings to translate stands in po/POTFILES, and what stands there is in the tree.
check_potfiles ()
{
  local listed found
  listed=$(grep -vE '^(#|$)' po/POTFILES | sort)
  found=$({ grep -rlE --include='*.[ch]' '(^|[^A-Za-z0-9_])(_|N_|C_|NC_|Q_|ngettext|g_dngettext) \(' src
            grep -rlE 'translatable="(yes|true|1)"' ui
            find data -name '*.desktop.in' -o -name '*.metainfo.xml.in'; } 2>/dev/null | sort -u)
  comm -13 <(echo "$listed") <(echo "$found") | sed 's/^/not in po\/POTFILES: /'
  comm -23 <(echo "$listed") <(echo "$found") | sed 's/^/nothing to translate, but in po\/POTFILES: /'
  [ "$listed" = "$found" ]
}

# nowhere PATTERN PATH…: content when no file that git knows of has it. What git cannot look through is not known to be good.
nowhere ()
{
  local pattern=$1 status=0
  shift
  git grep -nE "$pattern" -- "$@" || status=$?
  [ "$status" = 1 ] || { [ "$status" = 0 ] || echo "git grep failed with $status"; return 1; }
}

check_languages ()
{
  local language
  # gettext reads one literal: what a macro makes of a format is lost to it.
  nowhere '(^|[^A-Za-z])N?_ \("[^"]*%" G_' src || return 1
  while read -r language; do
    case $language in '' | '#'*) continue ;; esac
    msgfmt --check -o /dev/null "po/$language.po" || return 1
  done <po/LINGUAS
}

# Left-overs that style.md does not want, and paths of one machine.
check_left_overs ()
{
  nowhere '\b(TODO|FIXME|XXX|HACK)\b|g_print[[:space:]]*\(' src ui ':!src/cli' || return 1
  nowhere '(^|["[:space:]])/((work|home|root)/[A-Za-z]|tmp/[A-Za-z._-]*/)' src ui data tests ':!*.po' || return 1
}

check_settings ()
{
  local room status
  room=$(mktemp -d)
  glib-compile-schemas --strict --targetdir="$room" data
  status=$?
  rm -rf "$room"
  return "$status"
}

check 'style (clang-format)' check_style
check 'layers' tests/check-layers.sh
check 'translations: POTFILES' check_potfiles
check 'translations: languages' check_languages
check 'left-overs' check_left_overs
check 'shell scripts' shellcheck -x -S warning -e SC1111 dev .ci/run tests/check-layers.sh tests/support/with-display tests/support/*.sh data/demo/*.sh
check 'settings' check_settings
check 'desktop file' desktop-file-validate "$build/data/org.attuneqa.Attune.desktop"
check 'metainfo' appstreamcli validate --no-net "$build/data/org.attuneqa.Attune.metainfo.xml"
check 'pictures and MIME type' xmllint --noout data/*.xml data/icons/hicolor/*/apps/*.svg data/icons/scalable/actions/*.svg
check '.ui files' python3 tests/support/check-ui.py "$build/tests/support/check-ui" ui

[ "$faults" = 0 ] && echo "lint: no faults" || { echo "lint: $faults faults"; exit 1; }
