# bench/names.sh: names among 25,000 parties: the index, the same comparison with each, Jaro-Winkler with each, and a join on
# words in SQLite, which is what people build first. Sourced by run.sh.
"$tools/name_rate" data/registry/oui.tsv 1000000 >"$work/name_rate.txt"
"$tools/name_rate" data/registry/oui.tsv pairs "$work/words.tsv"
awk -F '\t' '$1 == "p" { print $2 "\t" $3 > p } $1 == "n" { print $2 "\t" $3 > n }' \
  p="$work/party_words.tsv" n="$work/name_words.tsv" "$work/words.tsv"
began=$(date +%s.%N)
pairs=$(sqlite3 "$work/names.db" 2>/dev/null <<SQL
drop table if exists party; drop table if exists name;
create table party(id integer, word text); create table name(id integer, word text);
.mode tabs
.import $work/party_words.tsv party
.import $work/name_words.tsv name
create index party_word on party(word);
select count(*) from (select distinct n.id, p.id from name n join party p on p.word = n.word
  where n.word not in (select word from party group by word having count(*) > 50));
SQL
)
took=$(awk -v a="$began" -v b="$(date +%s.%N)" 'BEGIN { print b - a }')
heading "names among 25,000 parties"
sed 's/^/  /; s/ / /' "$work/name_rate.txt"
printf '  sqlite_join_names_a_second %.0f\n  sqlite_join_candidates %s\n' "$(awk -v t="$took" 'BEGIN { print 20000 / t }')" "$pairs"
