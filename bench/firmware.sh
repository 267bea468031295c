# bench/firmware.sh: what a device can do to people, looked for in bytes and in a firmware image. Sourced by run.sh.
# What is scanned are this machine's own programs and libraries: the next best thing to a camera's file system.

# libraries BYTES: their paths, one a line, until their sizes add up to BYTES.
libraries() {
  find /usr/lib -xdev -type f -size +64k -size -8192k \( -name '*.so*' -o -perm -u+x \) -printf '%s %p\n' | sort -k 2 |
    awk -v most="$1" '{ sum += $1; if (sum > most) exit; sub(/^[0-9]+ /, ""); print }'
}
if [ ! -s "$work/firmware.squashfs" ]; then
  tree=$work/firmware.tree
  rm -rf "$tree" && mkdir -p "$tree"
  libraries 190000000 | xargs -d '\n' cp -t "$tree" --parents # some 64 MiB when compressed
  mksquashfs "$tree" "$part" -noappend -quiet -no-progress >"$work/made.log" 2>&1 ||
    stop "could not make a squashfs image: $(tail -n 1 "$work/made.log")"
  rm -rf "$tree"
  mv "$part" "$work/firmware.squashfs"
fi
if [ ! -s "$work/raw.bin" ]; then
  libraries 512000000 | xargs -d '\n' cat >"$part"
  mv "$part" "$work/raw.bin"
fi
"$tools/scan_rate" words >"$work/words.txt"
"$tools/scan_rate" "$work/raw.bin" "$runs" >"$work/scan_rate.txt"

plan 'raw: ripgrep, the same words' sh -c 'rg -a -c -F -f "$1" "$2"; [ $? -le 1 ]' sh "$work/words.txt" "$work/raw.bin"
plan 'raw: cat' cat "$work/raw.bin"
heading "$(wc -c <"$work/raw.bin") bytes of programs and libraries, medians of $runs"
cat "$work/raw.bin" >/dev/null
measured "$runs" "$(wc -c <"$work/raw.bin")" 1

binwalk='d=$(mktemp -d "$2/binwalk.XXXXXX") && (cd "$d" && binwalk --run-as=root -q -e "$1" && grep -r -a -c -F -f "$3" . ); code=$?; rm -rf "$d"; [ $code -le 1 ]'
plan 'firmware: binwalk -e, grep -r' sh -c "$binwalk" sh "$work/firmware.squashfs" "$work" "$work/words.txt"
plan 'firmware: lenscap capability' "$lenscap" capability "$work/firmware.squashfs"
heading "squashfs image of $(wc -c <"$work/firmware.squashfs") bytes, medians of $runs"
measured "$runs" "$(wc -c <"$work/firmware.squashfs")" 1
