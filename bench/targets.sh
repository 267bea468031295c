# bench/targets.sh: what was measured, beside what is asked for. Sourced by run.sh.

echo
printf '%-62s %12s %12s  %s\n' 'Targets' target reached met

# What is quick because it left something out is no measure.
packets_read() {
  "$lenscap" audit "$1" --no-hash -q --json - |
    awk -F : '/"inputs"/ { on = 1 } on && /"packets"/ { print $2 + 0; on = 0 }'
}
for which in video small; do
  there=$(shape $which-$megabytes packets)
  within "$which: packets read, as many as are there" "$there" "$there" "$(packets_read "$work/$which-$megabytes.pcap")"
done

# ratio KIND NAME LIMIT A B: A / B against LIMIT, KIND being at_least or at_most.
ratio() {
  share=$(quotient "$4" "$5") || stop "$2: not measured"
  "$1" "$2" "$3" "$share"
}

ratio at_least 'video, 1 thread, no hash, x the libpcap loop' 1.0 \
  "$(wall 'video: libpcap loop')" "$(wall 'video: lenscap, 1 thread, no hash')"
ratio at_least 'small, 1 thread, no hash, x nfpcapd' 4 \
  "$(wall 'small: nfpcapd')" "$(wall 'small: lenscap, 1 thread, no hash')"
ratio at_most 'video, 2 threads, SHA-256: time, x openssl alone' 1.2 \
  "$(wall 'video: lenscap, 2 threads, SHA-256')" "$(wall 'video: openssl sha256')"
parsing=$(cpu 'small: lenscap, 1 thread, no hash')
hashing=$(cpu 'small: openssl sha256')
ratio at_most 'small, 2 threads, SHA-256: time, x half of both CPU times' 1.25 \
  "$(wall 'small: lenscap, 2 threads, SHA-256')" "$(reckon %.4f "($parsing + $hashing) / 2")"

for which in video small; do
  ratio at_most "$which, pcapng: time, x pcap" 1.15 \
    "$(wall "$which: lenscap, 1 thread, no hash, pcapng")" "$(wall "$which: lenscap, 1 thread, no hash")"
done
for which in video small; do
  ratio at_most "$which, gzip, 2 threads, SHA-256: time, x zcat" 1.2 \
    "$(wall "$which: lenscap, 2 threads, SHA-256, gzip")" "$(wall "$which: zcat")"
  shown "$which, gzip, 1 thread, no hash: time, x zcat" \
    "$(quotient "$(wall "$which: lenscap, 1 thread, no hash, gzip")" "$(wall "$which: zcat")")"
done

for which in video small; do
  limit=$(reckon %.0f "64 * 1024 + 1.2 * $(shape $which-$megabytes senders)")
  for how in '1 thread, no hash' '2 threads, SHA-256'; do
    at_most "$which, $how: peak KiB, 64 MiB + 1.2 KiB a host" "$limit" "$(peak "$which: lenscap, $how")"
  done
done
same=$(shape short-$megabytes senders)
within 'ten times as long: hosts, those of the short one' "$same" "$same" "$(shape long-$megabytes senders)"
ratio at_most 'ten times as long: peak, x the short one' 1.1 \
  "$(peak 'long: lenscap, 2 threads, SHA-256')" "$(peak 'short: lenscap, 2 threads, SHA-256')"

at_most 'a million notices read, screened, linked: peak KiB, 1 GiB' 1048576 "$(peak 'notices: read, screened, linked')"
at_most 'start-up with all knowledge, ms' 30 "$(reckon %.1f "1000 * $(wall 'start-up: lenscap, one packet')")"
rows_of() { awk -v k="$1" '$1 == k { print $2; found = 1 } END { exit !found }' "$work/case_rows.txt"; }
at_least 'case of 1,000,000 observations: rows/s' 500000 "$(rows_of save)"
shown '  as many rows into bare SQLite: rows/s' "$(rows_of bare)"
at_least 'case of 500,000 flows: rows/s' 300000 "$(rows_of flows)"

for which in video small; do
  ratio at_most "$which: identity and egress, x identity alone" 1.2 \
    "$(wall "$which: identity and egress")" "$(wall "$which: identity alone")"
done
ratio at_least "small, flows of every host: x softflowd" 5 \
  "$(wall 'small: softflowd, once')" "$(wall 'small: lenscap, flows of every host, 2 thread(s)')"
ratio at_least "small, flows of every host: x nfpcapd" 3 \
  "$(wall 'small: nfpcapd')" "$(wall 'small: lenscap, flows of every host, 2 thread(s)')"
at_most 'a million flow rows: peak KiB' 262144 "$(peak 'a million flow rows')"
looked_up() { awk -v k="$1" '$1 == k { print $2; found = 1 } END { exit !found }' "$work/lookups.txt"; }
at_least 'name to endpoint: look-ups/s of a core' 5000000 "$(looked_up endpoints)"
at_least 'IPv4 address to network: look-ups/s of a core' 5000000 "$(looked_up networks-v4)"
at_least 'IPv6 address to network: look-ups/s of a core' 5000000 "$(looked_up networks-v6)"

scanned() { awk -v k="$1" '$1 == k { print $2; found = 1 } END { exit !found }' "$work/scan_rate.txt"; }
at_least 'raw scan for every marker: bytes/s of a core' 2000000000 "$(scanned bytes_a_second)"
ratio at_least 'raw scan, x ripgrep with the same words' 3 \
  "$(wall 'raw: ripgrep, the same words')" "$(reckon %.4f "$(scanned bytes) / $(scanned bytes_a_second)")"
ratio at_least 'squashfs image, unpacked and scanned, x binwalk -e and grep -r' 3 \
  "$(wall 'firmware: binwalk -e, grep -r')" "$(wall 'firmware: lenscap capability')"
at_most 'squashfs image: peak KiB' 262144 "$(peak 'firmware: lenscap capability')"

of_notices() { awk -v k="$2" '$1 == k { print $2; found = 1 } END { exit !found }' "$work/notice_rate-$1.txt"; }
for form in json jsonl zip; do
  within "notices, $form: releases, as many as were made" "$count" "$count" "$(of_notices $form releases)"
  at_most "notices, $form: peak KiB" 1048576 "$(of_notices $form kilobytes)"
done
at_least 'notices, a package: bytes/s of a core, SHA-256 included' 150000000 "$(of_notices json bytes_a_second)"
at_least 'notices, lines: bytes/s of a core, SHA-256 included' 150000000 "$(of_notices jsonl bytes_a_second)"
shown 'notices, lines in a zip: unpacked bytes/s of a core' "$(of_notices zip bytes_a_second)"
ratio at_least 'notices, a tenth: x jq' 3 "$(wall 'notices, a tenth: jq, ids and sums')" "$(wall 'notices, a tenth: lenscap')"

of_names() { awk -v k="$1" '$1 == k { print $2; found = 1 } END { exit !found }' "$work/name_rate.txt"; }
brute=$(of_names found_of_brute_force)
within 'names: found, of what comparing with each finds' "${brute#*/}" "${brute#*/}" "${brute%/*}"
at_least 'names/s on two threads, among 25,000 parties' 200000 "$(of_names names_a_second)"

for which in video small; do
  for how in '1 thread, no hash' '2 threads, SHA-256'; do
    took=$(wall "$which: lenscap, $how")
    shown "$which, $how: GB/s" "$(reckon %.2f "$(bytes $which-$megabytes) / $took / 1e9")"
    shown "$which, $how: million packets/s" "$(reckon %.2f "$(shape $which-$megabytes packets) / $took / 1e6")"
  done
done
