#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# make-calls.sh [DIR]: speaks dialogues/*.txt into two-channel calls, the agent on the left and the customer on the
# right, as NAME.opus with NAME.vtt, into DIR (here). The same versions of the tools give the same bytes.
# Needs espeak-ng, sox and opus-tools.
set -euo pipefail
export LC_ALL=C
here=$(cd -- "${BASH_SOURCE[0]%/*}" && pwd)
target=$(cd -- "${1:-$here}" && pwd)
rate=16000

# What a telephone leaves of a voice.
telephone=(gain -4 rate -v "$rate" highpass 300 lowpass 3400 norm -5 silence 1 0.01 0.3% reverse silence 1 0.01 0.3%
  fade t 0.02 reverse fade t 0.01)

clock () { awk -v s="$1" 'BEGIN { printf "%02d:%02d:%06.3f", s / 3600, s % 3600 / 60, s % 60 }'; }
add () { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.3f", (a + b > 0 ? a + b : 0) }'; }

speak_call ()
{
  local name=$1 room=$2 role first rest start end=0 number=0 lane=()
  local -A voice=() pitch=() speed=() lane_end=([agent]=0 [customer]=0)

  printf 'WEBVTT\n' >"$target/$name.vtt"
  while read -r role first rest; do
    case $role in
      '' | '#') continue ;;
      voice) read -r "voice[$first]" "pitch[$first]" "speed[$first]" <<<"$rest"; continue ;;
    esac
    number=$((number + 1))
    espeak-ng -v "${voice[$role]}" -p "${pitch[$role]}" -s "${speed[$role]}" -g 1 -w "$room/raw.wav" "$rest"
    sox -D "$room/raw.wav" -b 16 "$room/turn.wav" "${telephone[@]}"
    start=$(add "$end" "$first")
    end=$(add "$start" "$(soxi -D "$room/turn.wav")")
    sox -D "$room/turn.wav" "$room/$role.$(printf %03d "$number").wav" pad "$(add "$start" "-${lane_end[$role]}")"
    lane_end[$role]=$end
    printf '\n%s --> %s\n<v %s>%s\n' "$(clock "$start")" "$(clock "$end")" "${role^}" "$rest" >>"$target/$name.vtt"
  done <"$here/dialogues/$name.txt"

  for role in agent customer; do
    lane=("$room/$role".*.wav)
    sox -D "${lane[@]}" "$room/$role-lane.wav"
  done
  sox -D -M "$room/agent-lane.wav" "$room/customer-lane.wav" "$room/call.wav" pad 0 0.5
  # Narrow band (control 4004 at 1101): at this rate libopus otherwise folds the two speakers into one another.
  opusenc --quiet --serial 1 --speech --bitrate 18 --set-ctl-int 4004=1101 "$room/call.wav" "$target/$name.opus"
}

for dialogue in "$here"/dialogues/*.txt; do
  room=$(mktemp -d)
  trap 'rm -rf "$room"' EXIT
  name=${dialogue##*/}
  speak_call "${name%.txt}" "$room"
  rm -rf "$room"
done
