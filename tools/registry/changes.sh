#!/bin/sh
# changes.sh OLD.tsv NEW.tsv: what the newer table changed, one prefix a line, by prefix, on standard output:
# day of the newer edition, its version, prefix, organisation before, organisation now (empty: there was or is none).
set -eu
LC_ALL=C
export LC_ALL

awk -F '\t' '
  FNR == 1 {
    ++file
    split($0, word, /[ ,]+/) # "# 2026-08-26, npm oui-data 2.1.9 (…"
    day = word[2]
    version = word[5]
    next
  }
  {
    count = split($2, prefix, " ")
    for (i = 1; i <= count; ++i) {
      if (file == 1) was[prefix[i]] = $1
      else now[prefix[i]] = $1
    }
  }
  END {
    for (p in now) if (!(p in was) || was[p] != now[p]) print day "\t" version "\t" p "\t" was[p] "\t" now[p]
    for (p in was) if (!(p in now)) print day "\t" version "\t" p "\t" was[p] "\t"
  }
' "$1" "$2" | sort -t "$(printf '\t')" -k 3,3
