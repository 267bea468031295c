#!/bin/sh
# Speed and memory: lenscap beside named peers, on the same captures, in the same run; figures are ratios.
# Prints a table of target, reached, met; exits 1 when a target is missed. Captures and results stay in build/bench.
#   bench/run.sh [MEGABYTES [RUNS]]      default 1000 MB, medians of 5
# The targets are set for the defaults; a smaller run shows that all works. bench/README.md tells how to read it.
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
me='dev bench'
. "$here/tools/house/setup.sh"
megabytes=${1:-1000}
runs=${2:-5}
case $megabytes$runs in *[!0-9]*) stop "how many MB, how many runs? bench/run.sh [MEGABYTES [RUNS]]" ;; esac
[ "$megabytes" -ge 10 ] && [ "$megabytes" -le 2000 ] || stop "10 to 2000 MB: count_read has room for no more flows"
[ "$runs" -ge 1 ] || stop "at least one run"
work=$here/build/bench
tools=$work/bench
failed=0
mkdir -p "$work"

. "$here/bench/rows.sh"
. "$here/bench/captures.sh"
. "$here/bench/peers.sh"
. "$here/bench/firmware.sh"
. "$here/bench/notices.sh"
. "$here/bench/names.sh"
. "$here/bench/targets.sh"
exit $failed
