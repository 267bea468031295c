#!/bin/sh
# Speed and memory: lenscap beside named peers, on the same captures, in the same run; figures are ratios.
# Prints a table of target, reached, met; exits 1 when a target is missed. Captures and results stay in build/bench.
#   bench/run.sh [MEGABYTES [RUNS]]      default 1000 MB, medians of 5
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
megabytes=${1:-1000}
runs=${2:-5}
work=$root/build/bench
tools=$work/bench
mkdir -p "$work"

need() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed' || missing="$missing $1"; }
missing=""
for package in libpcap-dev nfdump libndpi-bin openssl; do need "$package"; done
if [ -n "$missing" ]; then
  echo "installing what the comparison needs:$missing" >&2
  if [ "$(id -u)" = 0 ]; then apt-get install -y -qq --no-install-recommends $missing >&2; else sudo apt-get install -y -qq --no-install-recommends $missing >&2; fi
fi
cmake --preset bench -S "$root" -B "$work" >"$work/configure.log"
ninja -C "$work" lenscap makecap count_pcap count_read capture_shape measure >"$work/build.log"

make_capture() {
  [ -f "$work/$1-$megabytes.pcap" ] || {
    "$work/makecap" "$1" "$work/$1.part" --mb "$megabytes" >&2
    mv "$work/$1.part" "$work/$1-$megabytes.pcap"
  }
}
make_capture video
make_capture small
video=$work/video-$megabytes.pcap
small=$work/small-$megabytes.pcap

failed=0
results=$work/results.txt
: >"$results"

# row NAME TARGET REACHED MET
row() {
  printf '%-58s %14s %14s  %s\n' "$1" "$2" "$3" "$4"
  printf '%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$4" >>"$results"
  [ "$4" = no ] && failed=1
  return 0
}
within() { awk -v x="$1" -v low="$2" -v high="$3" 'BEGIN { exit !(x >= low && x <= high) }'; }
quotient() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", (b > 0) ? a / b : 0 }'; }
at_least() { awk -v x="$1" -v y="$2" 'BEGIN { exit !(x >= y) }'; }
yes_no() { if "$@"; then echo yes; else echo no; fi; }

echo "Shape of the captures (the figures below are quoted for it)"
shape() {
  "$tools/capture_shape" "$2" >"$work/shape-$1.txt"
  shift 2
  while [ $# -gt 0 ]; do
    value=$(awk -v k="$2" '$1 == k { print $2 }' "$work/shape-$1.txt")
    row "$1: $2" "$3..$4" "$value" "$(yes_no within "$value" "$3" "$4")"
    shift 4
  done
}
shape video "$video" video mean_frame 1050 1175 video media_percent 90 99.5
shape small "$small" small mean_frame 108 132 small dns_percent 12 50

# timed FILE COMMAND…: sets wall, cpu, rss
timed() {
  out=$("$tools/measure" "$runs" "$@")
  wall=${out%% *}; rest=${out#* }
  cpu=${rest%% *}; rest=${rest#* }
  rss=${rest%% *}
  [ "${rest##* }" = 0 ] || echo "note: exit ${rest##* } from: $*" >&2
}

echo
echo "Each command, medians of $runs, $megabytes MB (wall s, CPU s, peak MiB)"
one() { # LABEL COMMAND…
  label=$1; shift
  timed "$@"
  printf '%-34s %8s %8s %8s\n' "$label" "$wall" "$cpu" "$(awk -v k="$rss" 'BEGIN { printf "%.0f", k / 1024 }')"
}
cat "$video" "$small" >/dev/null
one 'video: cat' cat "$video"
one 'video: read(2) walk' "$tools/count_read" "$video"
one 'video: libpcap loop' "$tools/count_pcap" "$video"; video_pcap=$wall
one 'video: nfpcapd' sh -c 'd=$(mktemp -d) && nfpcapd -r "$1" -w "$d"; rm -r "$d"' sh "$video"
one 'video: ndpiReader' ndpiReader -i "$video"
one 'video: lenscap, 1 thread, no hash' "$work/lenscap" audit "$video" --no-hash --threads 1 -q; video_lenscap=$wall; video_rss=$rss
one 'video: lenscap, 2 threads, SHA-256' "$work/lenscap" audit "$video" --threads 2 -q
one 'small: cat' cat "$small"
one 'small: read(2) walk' "$tools/count_read" "$small"
one 'small: libpcap loop' "$tools/count_pcap" "$small"
one 'small: nfpcapd' sh -c 'd=$(mktemp -d) && nfpcapd -r "$1" -w "$d"; rm -r "$d"' sh "$small"; small_nfpcapd=$wall
[ "$megabytes" -gt 200 ] && slow=1 || slow=$runs
"$tools/measure" "$slow" ndpiReader -i "$small" | awk '{ printf "%-34s %8s %8s %8.0f\n", "small: ndpiReader", $1, $2, $3 / 1024 }'
one 'small: lenscap, 1 thread, no hash' "$work/lenscap" audit "$small" --no-hash --threads 1 -q; small_lenscap=$wall; small_rss=$rss
one 'small: lenscap, 2 threads, SHA-256' "$work/lenscap" audit "$small" --threads 2 -q

echo
echo "Targets"
reached=$(quotient "$video_pcap" "$video_lenscap")
row 'video, one thread, --no-hash, x the libpcap loop' '>= 0.5' "$reached" "$(yes_no at_least "$reached" 0.5)"
reached=$(quotient "$small_nfpcapd" "$small_lenscap")
row 'small, one thread, --no-hash, x nfpcapd' '>= 2' "$reached" "$(yes_no at_least "$reached" 2)"
hosts() { awk '$1 == "senders" { print $2 }' "$work/shape-$1.txt"; }
for which in video small; do
  limit=$(awk -v h="$(hosts $which)" 'BEGIN { printf "%.0f", 64 * 1024 + 1.5 * h }')
  eval "used=\$${which}_rss"
  row "$which: peak memory in KiB, 64 MiB + 1.5 KiB a host" "<= $limit" "$used" "$(yes_no at_least "$limit" "$used")"
done
exit $failed
