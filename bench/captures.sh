# bench/captures.sh: the programs and captures that the comparison needs, and the shape of the captures. Sourced by
# run.sh. What was made once is used again until makecap changes.

install_missing libpcap-dev nfdump softflowd libndpi-bin tcpdump p0f prads tshark wireshark-common openssl \
  ripgrep binwalk squashfs-tools jq zip
configure bench bench
build_target bench bench_programs

tenth=$((megabytes / 10))
hosts=$megabytes # of the two captures that differ in length alone: few enough that each has said all in the short one

part=$work/part
# made FILE COMMAND…: unless it is there and no older than makecap, what COMMAND writes to $part. It is written again in
# large pieces: the page cache keeps a file in pieces as it was written, and small ones take twice as long to read.
made() {
  [ -z "$(find "$work/$1" -newer "$work/makecap" 2>/dev/null)" ] || return 0
  made_file=$work/$1
  shift
  "$@" >"$work/made.log" 2>&1 || stop "could not make $made_file: $(tail -n 1 "$work/made.log")"
  dd if="$part" of="$made_file" bs=4M status=none && rm "$part"
}
packed() { gzip -1 -c "$1" >"$part"; }

for which in video small; do
  made $which-$megabytes.pcap "$work/makecap" $which "$part" --mb "$megabytes"
  made $which-$tenth.pcap "$work/makecap" $which "$part" --mb "$tenth"
  made $which-$megabytes.pcapng editcap -F pcapng "$work/$which-$megabytes.pcap" "$part"
  made $which-$megabytes.pcap.gz packed "$work/$which-$megabytes.pcap"
done
made long-$megabytes.pcap "$work/makecap" small "$part" --mb "$megabytes" --hosts "$hosts"
made short-$megabytes.pcap "$work/makecap" small "$part" --mb "$tenth" --hosts "$hosts"
made one.pcap editcap -F pcap -r "$work/small-$tenth.pcap" "$part" 1

# shape CAPTURE KEY: as capture_shape tells it, which shares no code with lenscap.
shape() { awk -v k="$2" '$1 == k { print $2; found = 1 } END { exit !found }' "$work/$1.shape"; }
for capture in video-$megabytes video-$tenth small-$megabytes small-$tenth long-$megabytes short-$megabytes; do
  "$tools/capture_shape" "$work/$capture.pcap" >"$work/$capture.shape"
done
bytes() { wc -c <"$work/$1.pcap"; }

printf '%-62s %12s %12s  %s\n' 'Shape of the captures (the targets are set for it)' target reached met
within 'video: mean frame, bytes' 1050 1175 "$(shape video-$megabytes mean_frame)"
within 'video: media and its acknowledgements, %' 90 99.5 "$(shape video-$megabytes media_percent)"
within 'small: mean frame, bytes' 108 132 "$(shape small-$megabytes mean_frame)"
within 'small: DNS, % of packets' 12 50 "$(shape small-$megabytes dns_percent)"
