# bench/rows.sh: how figures are taken, kept and judged. Sourced by run.sh, which has set `work`, `tools` and `failed`.

results=$work/results.txt
figures=$work/figures.txt  # label, wall s, CPU s, peak KiB, exit status; a tab between
plan=$work/plan.txt
: >"$results"
: >"$figures"
: >"$plan"

# row NAME TARGET REACHED MET: "-" where there is no target; "no" makes the run fail.
row() {
  printf '%-62s %12s %12s  %s\n' "$1" "$2" "$3" "$4"
  printf '%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$4" >>"$results"
  [ "$4" != no ] || failed=1
}
# compare X OPERATOR Y: false where X was not measured.
compare() { awk -v x="$1" -v y="$3" 'BEGIN { exit !(x ~ /^[0-9]/ && x + 0 '"$2"' y + 0) }'; }
judged() { # NAME TARGET REACHED COMMAND…: met when the command says so
  name=$1 target=$2 reached=$3
  shift 3
  if "$@"; then met=yes; else met=no; fi
  row "$name" "$target" "$reached" $met
}
at_least() { judged "$1" ">= $2" "$3" compare "$3" '>=' "$2"; } # NAME LIMIT REACHED
at_most() { judged "$1" "<= $2" "$3" compare "$3" '<=' "$2"; }  # NAME LIMIT REACHED
between() { compare "$3" '>=' "$1" && compare "$3" '<=' "$2"; } # LOW HIGH X
within() { judged "$1" "$2..$3" "$4" between "$2" "$3" "$4"; }  # NAME LOW HIGH REACHED
shown() { row "$1" - "$2" -; } # NAME REACHED

# reckon FORMAT EXPRESSION: arithmetic as awk does it.
reckon() { awk "BEGIN { printf(\"$1\", $2) }"; }
# quotient A B: fails when B is nothing, so that no missing figure passes for a good one.
quotient() { awk -v a="$1" -v b="$2" 'BEGIN { if (a + 0 <= 0 || b + 0 <= 0) exit 1; printf "%.3f", a / b }'; }

# plan LABEL COMMAND…: one more command of the next round; none of its words may hold a tab.
plan() (
  IFS=$(printf '\t')
  printf '%s\n' "$*" >>"$plan"
)

# measured ROUNDS BYTES PACKETS: runs the plan in turn, ROUNDS times, and forgets it. BYTES and PACKETS are those of the
# capture as plain pcap, however it is packed.
measured() {
  "$tools/measure" "$1" <"$plan" >"$work/measured.txt"
  : >"$plan"
  awk -F '\t' -v bytes="$2" -v packets="$3" '{
    printf "%-46s %9.3f %9.3f %7.0f %8.0f %8.2f\n", $1, $2, $3, $4 / 1024, bytes / $2 / 1e6, packets / $2 / 1e6
  }' "$work/measured.txt"
  cat "$work/measured.txt" >>"$figures"
  bad=$(awk -F '\t' '$5 != 0 { print "exit " $5 " from " $1 }' "$work/measured.txt")
  [ -z "$bad" ] || {
    failed=1 # what stopped early was not quick
    echo "$bad"
  }
}

# figure LABEL COLUMN (2 wall, 3 CPU, 4 KiB): fails when it was not measured.
figure() { awk -F '\t' -v l="$1" -v c="$2" '$1 == l { print $c; found = 1 } END { exit !found }' "$figures"; }
wall() { figure "$1" 2; }
cpu() { figure "$1" 3; }
peak() { figure "$1" 4; }
