#!/bin/sh
# Writes data/networks/*.tsv.xz from npm's @ip-location-db/asn and @ip-location-db/asn-country: tools/networks/refresh.sh [VERSION]
# Without VERSION the pinned edition is made again, byte for byte (another xz may pack the same tables otherwise). To see what an edition changed:
#   git show HEAD:data/networks/asn-ipv4.tsv.xz | xzcat | diff - <(xzcat data/networks/asn-ipv4.tsv.xz)
#
# asn-country holds what the five registries delegated to whom: the country an address is registered in. Its neighbour
# geo-whois-asn-country puts first what operators say of where a server stands (Amazon's Frankfurt is DE there, US here),
# so it answers another question.
set -eu

pinned=2.3.2026061719
version=${1:-$pinned}
# The day the data are of is in the version, 2.3.YYYYMMDDHH; npm's own date is that of the upload or later.
day=$(echo "$version" | sed -n 's/^[0-9]*\.[0-9]*\.\([0-9]\{4\}\)\([0-9]\{2\}\)\([0-9]\{2\}\)[0-9]*$/\1-\2-\3/p')
[ -n "$day" ] || { echo "refresh: version $version does not end in a day" >&2; exit 2; }
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
networks=$here/../../data/networks

for tool in npm node tar xz sort; do
  command -v "$tool" >/dev/null || { echo "refresh: needs $tool: install the packages nodejs, npm and xz-utils" >&2; exit 2; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
cd "$work"

# table PACKAGE KIND WHOM NAMES: ipv4 and ipv6 of one package; WHOM its licence wants named.
table() {
  npm pack --silent "@ip-location-db/$1@$version" >/dev/null
  mkdir "$1"
  tar xzf "ip-location-db-$1-$version.tgz" -C "$1" --strip-components 1
  for family in ipv4 ipv6; do
    node "$here/csv_to_tsv.mjs" "$1/$1-$family.csv" "$2" "$day, npm @ip-location-db/$1 $version ($3)" $4 >"$2-$family.tsv"
  done
}
table asn asn 'Route Views, DB-IP https://db-ip.com and NRO, CC BY 4.0; rewritten' names
table asn-country country 'NRO, CC BY 4.0; rewritten' ''

# Both families name the networks; one that stands in both has one line.
{ sed -n 1p asn-ipv4.tsv; sort -t "$(printf '\t')" -k 1,1n -u names; } >names.tsv

mkdir -p "$networks"
for file in asn-ipv4 asn-ipv6 country-ipv4 country-ipv6 names; do
  # One thread: xz cuts what several threads pack into blocks whose size depends on the machine.
  xz -9 -T1 -c "$file.tsv" >"$networks/$file.tsv.xz"
done
ls -l "$networks" | awk '/xz$/ { sum += $5 } END { print "refresh: " sum " bytes in data/networks/" }' >&2
if [ "$version" != "$pinned" ]; then
  echo "refresh: to keep this edition, set pinned=$version in tools/networks/refresh.sh" >&2
fi
