#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# make-calls.sh FOLDER: joins recorded telephone speech (Debian's asterisk-core-sounds-en-wav) to a two-channel call, agent
# left and customer right, and writes it in every form that Attune takes in. Who speaks when is written to calls.txt: a line
# "CHANNEL START END" a turn, in seconds. Without the speech or the tools, calls.txt is empty and the tests skip.
set -euo pipefail
folder=$1
sounds=/usr/share/asterisk/sounds/en_US_f_Allison
mkdir -p "$folder"
cd "$folder"
: >calls.txt
if [ ! -d "$sounds" ] || ! command -v sox >/dev/null || ! command -v ffmpeg >/dev/null; then
  touch call.wav
  exit 0
fi

# One prompt a turn, without the silence at its ends, so that the turn's length is the speech's.
turn ()
{
  sox "$sounds/$1.wav" -r 8000 -c 1 -b 16 "$2" silence 1 0.01 1% reverse silence 1 0.01 1% reverse
}

at=0.500
agent=() customer=()
prompts=(agent-alreadyon basic-pbx-ivr-main call-fwd-unconditional cannot-complete-as-dialed auth-thankyou agent-newlocation)
for i in "${!prompts[@]}"; do
  turn "${prompts[$i]}" "turn$i.wav"
  length=$(soxi -D "turn$i.wav")
  end=$(awk -v a="$at" -v b="$length" 'BEGIN { printf "%.4f", a + b }')
  printf '%d %s %s\n' $((i % 2)) "$at" "$end" >>turns.new
  sox "turn$i.wav" "placed$i.wav" pad "$at"
  if [ $((i % 2)) = 0 ]; then agent+=("placed$i.wav"); else customer+=("placed$i.wav"); fi
  # The fourth turn is interrupted by the fifth; the others are a pause apart.
  gap=1.2; [ "$i" != 3 ] || gap=-0.8
  at=$(awk -v a="$end" -v g="$gap" 'BEGIN { printf "%.4f", a + g }')
done

sox -m -v 1 "${agent[0]}" -v 1 "${agent[1]}" -v 1 "${agent[2]}" -b 16 agent.wav
sox -m -v 1 "${customer[0]}" -v 1 "${customer[1]}" -v 1 "${customer[2]}" -b 16 customer.wav
sox -M agent.wav customer.wav -b 16 call.new.wav pad 0 1
sox call.new.wav -b 16 mono.wav remix 1
ffmpeg -loglevel error -y -f lavfi -i testsrc=d=1:s=64x48:r=5 -an -c:v mjpeg pictures.mov </dev/null
sox call.new.wav -e mu-law call-mulaw.wav
sox call.new.wav -e a-law call-alaw.wav
sox call.new.wav -e ima-adpcm call-ima.wav
sox call.new.wav -e ms-adpcm call-ms.wav
sox call.new.wav -b 24 call-24.wav
sox call.new.wav -b 8 call-8.wav
sox mono.wav -e gsm call-gsm.wav
sox mono.wav call.gsm
sox mono.wav -t ul call.ulaw
for suffix in flac mp3 opus ogg m4a aac; do
  case $suffix in mp3) rate=(-b:a 32k) ;; opus) rate=(-c:a libopus -b:a 32k) ;; ogg) rate=(-c:a libvorbis -ar 16000) ;; *) rate=() ;; esac
  ffmpeg -v error -nostdin -y -i call.new.wav "${rate[@]}" "call.$suffix"
done
rm -f turn?.wav placed?.wav agent.wav customer.wav
mv call.new.wav call.wav
mv turns.new calls.txt
