#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# fuzz.sh BUILD SECONDS: fuzzes every target in BUILD for so long, from its seeds. What breaks a target is kept in
# BUILD/findings. The last line is a tally.
set -uo pipefail
build=$1 seconds=$2
corpora=$(cd -- "${BASH_SOURCE[0]%/*}/../fuzz/corpus" && pwd)
forms=$(cd -- "${BASH_SOURCE[0]%/*}/../../data/forms" && pwd)
passed=0 failed=0

export G_DEBUG=fatal-criticals ASAN_OPTIONS=abort_on_error=0:allocator_may_return_null=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
export LSAN_OPTIONS=suppressions=${corpora%/*/*}/support/leaks.supp:print_suppressions=0
mkdir -p "$build/findings"

for target in "$build"/tests/fuzz/fuzz-*; do
  [ -f "$target" ] && [ -x "$target" ] || continue
  name=${target##*/fuzz-}
  seeds=("$corpora/$name")
  [ "$name" != form ] || seeds+=("$forms")
  found=$build/corpus-$name
  mkdir -p "$found"
  if output=$("$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=1024 -max_len=65536 -print_final_stats=1 \
                -artifact_prefix="$build/findings/$name-" "$found" "${seeds[@]}" 2>&1); then
    passed=$((passed + 1))
    printf '  ok    %s: %s inputs\n' "$name" "$(sed -n 's/^stat::number_of_executed_units: *//p' <<<"$output")"
  else
    failed=$((failed + 1))
    printf '  FAULT %s\n%s\n' "$name" "$(tail -n 60 <<<"$output")"
  fi
done

printf '%d passed, %d failed, 0 skipped\n' "$passed" "$failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
