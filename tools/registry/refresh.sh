#!/bin/sh
# Writes data/registry/oui.tsv from npm's oui-data (the IEEE registry as JSON, BSD-2-Clause): tools/registry/refresh.sh [VERSION]
# Without VERSION the pinned edition is made again, byte for byte. Says what the edition gained and lost, and where it is
# newer than the table that was there, adds every block that changed to data/registry/changes.tsv.
set -eu

pinned=2.1.9
version=${1:-$pinned}
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
registry=$here/../../data/registry
table=$registry/oui.tsv
changes=$registry/changes.tsv

for tool in npm node tar awk sort; do
  command -v "$tool" >/dev/null || { echo "refresh: needs $tool: install the packages nodejs and npm" >&2; exit 2; }
done

# "# 2026-08-26, npm …" → 20260826; 0 where there is no table.
day_of() { sed -n '1s/^# \([0-9]*\)-\([0-9]*\)-\([0-9]*\),.*/\1\2\3/p' "$1" 2>/dev/null | grep . || echo 0; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
cd "$work"
npm pack --silent "oui-data@$version" >/dev/null
npm view "oui-data@$version" time --json >times.json
tar xzf "oui-data-$version.tgz"
node "$here/oui_to_tsv.mjs" package/index.json times.json "$version" "$table" >new.tsv

mkdir -p "$registry"
if [ -f "$table" ] && [ "$(day_of new.tsv)" -gt "$(day_of "$table")" ]; then
  [ -f "$changes" ] || printf '# day of the edition, version of npm oui-data, prefix, organisation before, organisation now\n' >"$changes"
  "$here/changes.sh" "$table" new.tsv >rows.tsv
  cat rows.tsv >>"$changes"
  echo "refresh: $(grep -c . rows.tsv || true) blocks changed, added to data/registry/changes.tsv" >&2
fi
mv new.tsv "$table"
if [ "$version" != "$pinned" ]; then
  echo "refresh: to keep this edition, set pinned=$version in tools/registry/refresh.sh"
fi
