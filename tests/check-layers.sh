#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# check-layers.sh: holds what the build alone cannot: who may include whom, which layers stay without GTK, the SPDX line
# first and `#pragma once` in headers. Faults go to stderr and make it fail; long files are only pointed out.
set -euo pipefail
cd -- "${BASH_SOURCE[0]%/*}/.."
export LC_ALL=C

# What each layer may use, besides itself. A folder of src that is not named here is a fault.
declare -A may_use=(
  [domain]='' [charts]='' [audio]=''
  [store]='domain' [exchange]='domain' [reports]='domain charts'
  [screens]='domain charts audio store exchange reports'
  [cli]='domain charts audio store exchange reports'
)
without_gtk='domain charts audio store exchange reports cli'
faults=0

fault () { printf '%s\n' "$*" >&2; faults=$((faults + 1)); }
allows () { [[ " $1 ${may_use[$1]} " == *" $2 "* ]]; }

# Includes: every header of src belongs to the layer of its folder. ------------------------------------------------
declare -A layer_of_header=()
while IFS= read -r header; do
  layer=${header#src/}
  [[ $layer == */* ]] || continue
  layer_of_header[${header##*/}]=${layer%%/*}
done < <(find src -name '*.h')

while IFS=: read -r file line include; do
  layer=${file#src/}
  [[ $layer == */* ]] || continue
  layer=${layer%%/*}
  [ -n "${may_use[$layer]+known}" ] || { fault "$file: src/$layer is not a layer that tests/check-layers.sh knows"; continue; }

  name=${include#*[\"<]}
  name=${name%%[\">]*}
  if [[ " $without_gtk " == *" $layer "* && $name =~ ^(gtk|gdk|gsk|adwaita|libadwaita)[/.-] ]]; then
    fault "$file:$line: $layer knows no GTK, but includes $name"
  fi
  [[ $name != ../* ]] || fault "$file:$line: includes $name by a path; name the header alone"
  other=${layer_of_header[${name##*/}]:-}
  [ -z "$other" ] || allows "$layer" "$other" || fault "$file:$line: $layer may not include $name, which is of $other"
done < <(grep -rnE --include='*.[ch]' '^[[:space:]]*#[[:space:]]*include' src)

# Dependencies: what a layer's meson.build hands its library. -------------------------------------------------------
for list in src/*/meson.build; do
  layer=${list#src/}
  layer=${layer%%/*}
  for other in "${!may_use[@]}"; do
    if [ "$other" != "$layer" ] && grep -qE "^[^#]*\b${other}_(dep|lib|deps)\b" "$list"; then
      allows "$layer" "$other" || fault "$list: $layer may not depend on $other"
    fi
  done
  if [[ " $without_gtk " == *" $layer "* ]] && grep -qE '^[^#]*\b(gtk|adwaita)_dep\b' "$list"; then
    fault "$list: $layer knows no GTK"
  fi
done

# The first line, the headers' guard, the length. -------------------------------------------------------------------
while IFS= read -r file; do
  IFS= read -r first <"$file" || true
  case $file in
    *.[ch] | *.css) [[ $first == '/* SPDX-License-Identifier: GPL-3.0-or-later */' ]] ||
      fault "$file:1: the first line must be /* SPDX-License-Identifier: GPL-3.0-or-later */" ;;
    */meson.build) ;;
    *) head -n 3 "$file" | grep -q 'SPDX-License-Identifier: GPL-3.0-or-later' ||
      fault "$file:1: there is no SPDX line" ;;
  esac
  case $file in *.h) grep -q '^#pragma once$' "$file" || fault "$file: there is no #pragma once" ;; esac
done < <(find src tests \( -name '*.[ch]' -o -name '*.css' -o -name '*.sh' -o -name '*.py' -o -name with-display \) -not -path '*/__pycache__/*'
         find ui -name '*.css' 2>/dev/null || true)

find src tests -name '*.c' -exec wc -l {} + |
  awk '$2 != "total" && $1 > 800 { printf "%s: %d lines; split it by concern\n", $2, $1 }' >&2

[ "$faults" = 0 ] || { echo "check-layers: $faults faults" >&2; exit 1; }
