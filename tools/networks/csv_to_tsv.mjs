// csv_to_tsv.mjs CSV KIND EDITION [NAMES]: one table of the npm packages as TSV, on standard output.
// KIND asn: rows first,last,number,name → first<TAB>last<TAB>number; the names go to the file NAMES, number<TAB>name.
// KIND country: rows first,last,code → the same with tabs. EDITION is the first line without its "# ".
//
// The rows come out sorted and without overlap: where two rows hold an address, the one that begins later is meant,
// which of two nested ones is the narrower. Node 18. The same package gives the same bytes on any machine.
import { readFileSync, writeFileSync } from 'node:fs';
import { isIPv4, isIPv6 } from 'node:net';

const [csvFile, kind, edition, namesFile] = process.argv.slice(2);

function stop(message) {
  process.stderr.write(`refresh: ${csvFile}: ${message}\n`);
  process.exit(2);
}

/** Fields of one line; a field in quotes may hold commas, and a quote written twice. */
function fieldsOf(line) {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/g)].map((m) => m[1]?.replaceAll('""', '"') ?? m[2]);
}

function value(address) {
  if (isIPv4(address)) return address.split('.').reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);
  if (!isIPv6(address) || address.includes('.')) stop(`not an address: ${JSON.stringify(address)}`);
  const [left, right] = address.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const groups = right === undefined ? left : [...left, ...Array(8 - left.length - right.length).fill('0'), ...right];
  return groups.reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n);
}

function text(number, wide) {
  if (!wide) return [24n, 16n, 8n, 0n].map((shift) => (number >> shift) & 255n).join('.');
  const groups = Array.from({ length: 8 }, (_, i) => ((number >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  const zeros = [...groups.join(':').matchAll(/\b0(?::0)+\b/g)].sort((a, b) => b[0].length - a[0].length)[0];
  if (zeros === undefined) return groups.join(':');
  const joined = groups.join(':');
  return `${joined.slice(0, zeros.index).replace(/:$/, '')}::${joined.slice(zeros.index + zeros[0].length).replace(/^:/, '')}`;
}

const names = new Map();
const wide = csvFile.includes('ipv6');
const rows = readFileSync(csvFile, 'utf8').split('\n').filter((line) => line !== '').map((line) => {
  const [first, last, what, name] = fieldsOf(line);
  if (!(kind === 'asn' ? /^[1-9][0-9]{0,9}$/ : /^[A-Z]{2}$/).test(what ?? '')) stop(`not a row: ${line}`);
  if (kind === 'asn') names.set(Number(what), name.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim());
  const row = { first: value(first), last: value(last), what };
  if (row.last < row.first) stop(`the range ends before it begins: ${line}`);
  return row;
});
if (rows.length < 10000) stop(`only ${rows.length} rows: this is not the table`);
rows.sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : a.last > b.last ? -1 : a.last < b.last ? 1 : 0));

const out = [];
const open = []; // rows that hold the place reached, the innermost last
let reached = 0n;
let overlaps = 0;
/** Writes what the open rows say of the addresses before `end`. */
function writeUpTo(end) {
  while (open.length > 0) {
    const row = open.at(-1);
    if (row.last >= reached) {
      const last = row.last < end ? row.last : end - 1n;
      if (last >= reached) out.push({ first: reached, last, what: row.what });
      reached = last + 1n;
      if (row.last >= end) return;
    }
    open.pop();
  }
}
for (const row of rows) {
  writeUpTo(row.first);
  if (open.length > 0) overlaps += 1;
  reached = row.first;
  open.push(row);
}
writeUpTo(1n << 128n);

let table = `# ${edition}\n`;
let before;
for (const row of out) {
  if (before !== undefined && before.what === row.what && before.last + 1n === row.first) before.last = row.last;
  else {
    if (before !== undefined) table += `${text(before.first, wide)}\t${text(before.last, wide)}\t${before.what}\n`;
    before = row;
  }
}
table += `${text(before.first, wide)}\t${text(before.last, wide)}\t${before.what}\n`;
process.stdout.write(table);
if (namesFile !== undefined) {
  const lines = [...names].sort((a, b) => a[0] - b[0]).map(([number, name]) => `${number}\t${name}\n`);
  writeFileSync(namesFile, lines.join(''), { flag: 'a' });
}
process.stderr.write(`refresh: ${csvFile.split('/').at(-1)}: ${rows.length} rows, ${overlaps} overlap another\n`);
