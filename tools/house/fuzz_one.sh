#!/bin/sh
# fuzz_one.sh TARGET SECONDS: runs one built fuzz target and prints its row: executions, lines of its wire files that
# were reached, and the crash if there was one (then exit 1). Called by ./dev fuzz from the root of the checkout.
set -eu

target=$1
seconds=$2
program=build/fuzz/${target}_fuzz
dir=build/fuzz-run/$target
log=$dir/log
mkdir -p "$dir/corpus"
rm -f "$dir"/*.profraw "$dir"/crash-* "$dir"/leak-* "$dir"/timeout-* "$dir"/oom-* "$dir"/slow-unit-*

result=ok
LLVM_PROFILE_FILE=$dir/run.profraw "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
  -artifact_prefix="$dir/" -print_final_stats=1 "$dir/corpus" "fuzz/corpus/$target" >"$log" 2>&1 || result=crash

# Its files: the parsers that the target itself names.
files=$(sed -n 's/^#include "\(wire\|sources\|knowledge\|casefile\)\/\([a-z0-9_]*\)\.hpp".*/src\/\1\/\2.cpp/p' "fuzz/${target}_fuzz.cpp" |
  while read -r file; do if [ -f "$file" ]; then echo "$file"; fi; done)
executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
speed=$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log")
lines=-
if [ "$result" = ok ] && [ -n "$files" ]; then
  llvm-profdata-16 merge -o "$dir/run.profdata" "$dir/run.profraw"
  # TOTAL, then three columns each of regions, functions and lines: the ninth number is the share of lines.
  lines=$(llvm-cov-16 report "$program" -instr-profile="$dir/run.profdata" $files 2>/dev/null | awk '$1 == "TOTAL" { print $10 }')
fi
printf '%-18s %12s %9s %8s  %s\n' "$target" "${executions:--}" "${speed:--}" "$lines" "$(printf '%s ' $files)"
[ "$result" = ok ] && exit 0
grep -m1 -E 'ERROR: (AddressSanitizer|LeakSanitizer|libFuzzer)|runtime error' "$log" || tail -n 5 "$log"
ls "$dir"/crash-* "$dir"/leak-* "$dir"/timeout-* "$dir"/oom-* 2>/dev/null || true
exit 1
