#!/bin/sh
# Writes data/registry/oui.tsv from npm's oui-data (the IEEE registry as JSON, BSD-2-Clause): tools/registry/refresh.sh [VERSION]
# Without VERSION the pinned edition is made again, byte for byte. Says what the edition gained and lost.
set -eu

pinned=2.1.9
version=${1:-$pinned}
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
table=$here/../../data/registry/oui.tsv

for tool in npm node tar; do
  command -v "$tool" >/dev/null || { echo "refresh: needs $tool: install the packages nodejs and npm" >&2; exit 2; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
cd "$work"
npm pack --silent "oui-data@$version" >/dev/null
npm view "oui-data@$version" time --json >times.json
tar xzf "oui-data-$version.tgz"
node "$here/oui_to_tsv.mjs" package/index.json times.json "$version" "$table" >new.tsv

mkdir -p "$(dirname -- "$table")"
mv new.tsv "$table"
if [ "$version" != "$pinned" ]; then
  echo "refresh: to keep this edition, set pinned=$version in tools/registry/refresh.sh"
fi
