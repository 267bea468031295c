# bench/notices.sh: contract notices, a thousand for each MB of the run: a million by default. Sourced by run.sh.
# Three forms of the same releases, which makenotices makes: one package, a release a line, and those lines in a zip.
# jq reads a tenth of the lines: all of them would take minutes.

count=$((megabytes * 1000))
notices=$work/notices-$count
if [ ! -s "$notices.zip" ] || [ "$work/makenotices" -nt "$notices.zip" ]; then
  "$work/makenotices" "$count" package >"$notices.json" 2>"$notices.txt"
  "$work/makenotices" "$count" lines >"$notices.jsonl" 2>>"$notices.txt"
  "$work/makenotices" $((count / 10)) lines >"$notices-tenth.jsonl" 2>>"$notices.txt"
  rm -f "$part" "$notices.zip"
  (cd "$work" && zip -q -1 - "notices-$count.jsonl") >"$part" || stop "could not make a zip of notices"
  mv "$part" "$notices.zip"
fi
for form in json jsonl zip; do
  "$tools/notice_rate" "$notices.$form" "$runs" >"$work/notice_rate-$form.txt"
done

plan 'notices, a tenth: jq, ids and sums' jq -c '[.ocid, .awards[0].value.amount]' "$notices-tenth.jsonl"
plan 'notices, a tenth: lenscap' "$tools/notice_rate" "$notices-tenth.jsonl" 1
plan 'notices, a package: cat' cat "$notices.json"
heading "$(wc -c <"$notices-tenth.jsonl") bytes of notices and ten times as many, medians of $runs"
measured "$runs" "$(wc -c <"$notices-tenth.jsonl")" 1

plan 'notices: read, screened, linked' "$lenscap" contracts "$notices.jsonl" -q
heading "$(wc -c <"$notices.jsonl") bytes of notices, processes, links, sums and findings, medians of 1"
measured 1 "$(wc -c <"$notices.jsonl")" 1
