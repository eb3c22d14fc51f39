#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# fuzz.sh BUILD SECONDS: fuzzes every target in BUILD for so long, from its seeds. What breaks a target is kept in
# BUILD/findings. The last line is a tally.
set -uo pipefail
build=$1 seconds=$2
corpora=$(cd -- "${BASH_SOURCE[0]%/*}/../fuzz/corpus" && pwd)
forms=$(cd -- "${BASH_SOURCE[0]%/*}/../../data/forms" && pwd)
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

export G_DEBUG=fatal-criticals ASAN_OPTIONS=abort_on_error=0:allocator_may_return_null=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
export LSAN_OPTIONS=suppressions=${corpora%/*/*}/support/leaks.supp:print_suppressions=0
mkdir -p "$build/findings"

# fuzz TARGET: leaves a line, and what it said where it broke, in $results.
fuzz ()
{
  local target=$1 name=${1##*/fuzz-} seeds found output

  seeds=("$corpora/$name")
  [ "$name" != form ] || seeds+=("$forms")
  found=$build/corpus-$name
  mkdir -p "$found"
  if output=$("$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=1024 -max_len=65536 -print_final_stats=1 \
                -artifact_prefix="$build/findings/$name-" "$found" "${seeds[@]}" 2>&1); then
    printf '  ok    %s: %s inputs\n' "$name" "$(sed -n 's/^stat::number_of_executed_units: *//p' <<<"$output")"
  else
    printf '  FAULT %s\n%s\n' "$name" "$(tail -n 60 <<<"$output")"
  fi >"$results/$name"
  cat "$results/$name"
}

# One a processor at a time: a target has one thread.
for target in "$build"/tests/fuzz/fuzz-*; do
  [ -f "$target" ] && [ -x "$target" ] || continue
  [ "$(jobs -rp | wc -l)" -lt "$(nproc)" ] || wait -n
  fuzz "$target" &
done
wait

passed=$(cat "$results"/* | grep -c '^  ok ')
failed=$(cat "$results"/* | grep -c '^  FAULT ')
printf '%d passed, %d failed, 0 skipped\n' "$passed" "$failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
