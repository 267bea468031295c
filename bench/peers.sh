# bench/peers.sh: lenscap and its peers on the same two captures. Sourced by run.sh.

lenscap=$work/lenscap
nfpcapd='d=$(mktemp -d "$2/flows.XXXXXX") && nfpcapd -r "$1" -w "$d"; code=$?; rm -r "$d"; exit $code'

heading() {
  echo
  echo "$1"
  printf '%-46s %9s %9s %7s %8s %8s\n' '' 'wall s' 'CPU s' 'MiB' 'MB/s' 'Mpps'
}

for which in video small; do
  capture=$work/$which-$megabytes
  plan "$which: cat" cat "$capture.pcap"
  plan "$which: read(2) walk" "$tools/count_read" "$capture.pcap"
  plan "$which: read(2) walk, flow table" "$tools/count_read" "$capture.pcap" keep
  plan "$which: libpcap loop" "$tools/count_pcap" "$capture.pcap"
  plan "$which: tcpdump filter" tcpdump -nr "$capture.pcap" -w - udp port 37020
  plan "$which: nfpcapd" sh -c "$nfpcapd" sh "$capture.pcap" "$work"
  plan "$which: openssl sha256" openssl dgst -sha256 "$capture.pcap"
  plan "$which: zcat" zcat "$capture.pcap.gz"
  plan "$which: lenscap, 1 thread, no hash" "$lenscap" audit "$capture.pcap" --no-hash --threads 1
  plan "$which: lenscap, 2 threads, SHA-256" "$lenscap" audit "$capture.pcap" --threads 2
  plan "$which: lenscap, 1 thread, no hash, pcapng" "$lenscap" audit "$capture.pcapng" --no-hash --threads 1
  plan "$which: lenscap, 1 thread, no hash, gzip" "$lenscap" audit "$capture.pcap.gz" --no-hash --threads 1
  plan "$which: lenscap, 2 threads, SHA-256, gzip" "$lenscap" audit "$capture.pcap.gz" --threads 2
  plan "$which: identity alone" "$tools/audit_alone" identity "$capture.pcap"
  plan "$which: identity and egress" "$tools/audit_alone" egress "$capture.pcap"
  [ $which = video ] || for threads in 1 2; do
    plan "$which: lenscap, flows of every host, $threads thread(s)" \
      "$lenscap" audit "$capture.pcap" --no-hash --threads $threads --keep-others -q
  done
  [ $which = small ] || plan "$which: p0f" p0f -r "$capture.pcap"
  heading "$which, $megabytes MB, medians of $runs"
  cat "$capture.pcap" "$capture.pcapng" "$capture.pcap.gz" >/dev/null
  measured "$runs" "$(bytes $which-$megabytes)" "$(shape $which-$megabytes packets)"

  if [ $which = small ]; then
    plan "$which: p0f, once" p0f -r "$capture.pcap"
    plan "$which: softflowd, once" softflowd -d -m 10000000 -r "$capture.pcap"
  else
    plan "$which: ndpiReader, once" ndpiReader -i "$capture.pcap"
  fi
  measured 1 "$(bytes $which-$megabytes)" "$(shape $which-$megabytes packets)"
  capture=$work/$which-$tenth
  [ $which = video ] || plan "$which: ndpiReader, a tenth, once" ndpiReader -i "$capture.pcap"
  plan "$which: prads, a tenth, once" prads -r "$capture.pcap" -l /dev/null
  plan "$which: tshark io,phs, a tenth, once" tshark -r "$capture.pcap" -q -z io,phs
  cat "$capture.pcap" >/dev/null
  measured 1 "$(bytes $which-$tenth)" "$(shape $which-$tenth packets)"
done

for which in short long; do
  plan "$which: lenscap, 2 threads, SHA-256" "$lenscap" audit "$work/$which-$megabytes.pcap" --threads 2
  heading "$which, of $hosts hosts, $([ $which = long ] && echo "$megabytes" || echo "$tenth") MB, medians of $runs"
  measured "$runs" "$(bytes $which-$megabytes)" "$(shape $which-$megabytes packets)"
done

plan 'start-up: lenscap, one packet' "$lenscap" audit "$work/one.pcap"
heading 'one packet, all knowledge, medians of 20'
measured 20 "$(wc -c <"$work/one.pcap")" 1

plan 'a million flow rows' "$tools/flow_rows" 1000000
heading 'flow rows'
measured "$runs" 1 1000000
"$tools/lookups" "$runs" >"$work/lookups.txt"
"$tools/case_rows" "$runs" "$work" >"$work/case_rows.txt"
