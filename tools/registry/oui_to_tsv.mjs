// oui_to_tsv.mjs INDEX.json TIMES.json VERSION OLD.tsv: the address registry, one organisation a line, on standard output.
// Node 18. Sorted by code point, so that the same package gives the same bytes on any machine.
import { existsSync, readFileSync } from 'node:fs';

const [indexFile, timesFile, version, oldFile] = process.argv.slice(2);

function stop(message) {
  process.stderr.write(`refresh: ${message}\n`);
  process.exit(2);
}

const byCodePoint = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** organisation → prefixes; a prefix has 6, 7 or 9 hexadecimal digits (MA-L, MA-M, MA-S). */
function organisations(index) {
  const found = new Map();
  for (const [prefix, entry] of Object.entries(index)) {
    if (!/^([0-9A-F]{6}|[0-9A-F]{7}|[0-9A-F]{9})$/.test(prefix)) stop(`not a prefix: ${JSON.stringify(prefix)}`);
    const name = entry.split('\n')[0].replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
    if (name === '') stop(`prefix ${prefix} names nobody`);
    if (!found.has(name)) found.set(name, []);
    found.get(name).push(prefix);
  }
  return found;
}

function prefixesOf(table) {
  const lines = table.split('\n').slice(1).filter((line) => line !== '');
  return new Set(lines.flatMap((line) => line.split('\t')[1].split(' ')));
}

const published = JSON.parse(readFileSync(timesFile, 'utf8'))[version];
if (!/^\d{4}-\d{2}-\d{2}T/.test(published ?? '')) stop(`npm does not say when ${version} was published`);

const found = organisations(JSON.parse(readFileSync(indexFile, 'utf8')));
if (found.size < 10000) stop(`only ${found.size} organisations: this is not the registry`);

let table = `# ${published.slice(0, 10)}, npm oui-data ${version} (IEEE MA-L, MA-M, MA-S; BSD-2-Clause)\n`;
for (const name of [...found.keys()].sort(byCodePoint)) {
  table += `${name}\t${found.get(name).sort(byCodePoint).join(' ')}\n`;
}
process.stdout.write(table);

const now = prefixesOf(table);
const before = existsSync(oldFile) ? prefixesOf(readFileSync(oldFile, 'utf8')) : new Set();
const gained = [...now].filter((prefix) => !before.has(prefix)).length;
const lost = [...before].filter((prefix) => !now.has(prefix));
process.stderr.write(`refresh: ${now.size} prefixes of ${found.size} organisations; ${gained} new, ${lost.length} gone`);
process.stderr.write(lost.length > 0 ? `: ${lost.slice(0, 20).join(' ')}\n` : '\n');
