#include "knowledge/registry_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <sstream>
#include <vector>

#include "knowledge/flat_table.hpp"

namespace lenscap::knowledge {
namespace {

// Layout: Header, directory, then per level its prefixes and its names' places, then names, then the edition.
struct Header {
  std::array<std::uint32_t, 3> count;  ///< prefixes of 24, 28, 36 bits
  std::uint32_t names;                 ///< bytes of all names, each after its 16-bit length
  std::uint32_t edition;               ///< bytes of the edition, a line feed, and what it changed
};
using Place = std::uint32_t;                  ///< of a name among the names; the top bit is `cut_bit`
constexpr Place cut_bit = 0x80000000;         ///< longer prefixes lie inside this one
constexpr std::size_t directory_size = 4097;  ///< first prefix of each 12-bit start, and the end
constexpr std::array<int, 3> level_bits = {24, 28, 36};
constexpr std::array<std::size_t, 3> key_size = {4, 4, 8};

/// Place of `key` between `from` and `to`, or `to` when it is not there. The step is a conditional move, not a branch
/// that would be mispredicted every other time.
template <class Key>
std::size_t search(const char* keys, std::size_t from, std::size_t to, Key key) noexcept {
  std::size_t count = to - from;
  while (count > 1) {
    const std::size_t half = count / 2;
    from += load<Key>(keys, from + half - 1) < key ? half : 0;
    count -= half;
  }
  return count == 1 && load<Key>(keys, from) == key ? from : to;
}

Block named(const char* names, Place place, int bits) noexcept {
  const char* at = names + (place & ~cut_bit);
  const std::size_t length = load<std::uint16_t>(at, 0);
  return length ? Block{{at + 2, length}, bits} : Block{};
}

/// Level of a prefix by its number of hexadecimal digits; 3 when there is no such level.
std::size_t level_of(std::string_view digits) {
  return digits.size() == 6 ? 0 : digits.size() == 7 ? 1 : digits.size() == 9 ? 2 : 3;
}

bool parse_hex(std::string_view digits, std::uint64_t& value) {
  value = 0;
  for (const char c : digits) {
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    if (digit < 0) return false;
    value = value << 4 | static_cast<std::uint64_t>(digit);
  }
  return true;
}

using Levels = std::array<std::map<std::uint64_t, Place>, 3>;

/// Marks every first-level block that longer prefixes cut; one that the registry does not print gets no name (place 0).
void mark_cut_blocks(Levels& levels) {
  for (std::size_t level = 1; level < 3; ++level)
    for (const auto& [prefix, place] : levels[level]) levels[0][prefix >> (level_bits[level] - 24)] |= cut_bit;
}

std::string lay_out(const Levels& levels, const std::string& names, std::string_view edition) {
  std::string out;
  append(out, Header{{static_cast<std::uint32_t>(levels[0].size()), static_cast<std::uint32_t>(levels[1].size()),
                      static_cast<std::uint32_t>(levels[2].size())},
                     static_cast<std::uint32_t>(names.size()),
                     static_cast<std::uint32_t>(edition.size())});
  std::uint32_t index = 0;
  auto prefix = levels[0].begin();
  for (std::uint64_t start = 0; start < directory_size; ++start) {
    for (; prefix != levels[0].end() && (prefix->first >> 12) < start; ++prefix) ++index;
    append(out, index);
  }
  for (std::size_t level = 0; level < 3; ++level) {
    for (const auto& [key, place] : levels[level]) {
      if (key_size[level] == 4) append(out, static_cast<std::uint32_t>(key));
      else append(out, key);
    }
    for (const auto& [key, place] : levels[level]) append(out, place);
  }
  return out + names + std::string(edition);
}

}  // namespace

model::Result<std::string> compile_registry(std::string_view tsv, std::string_view name,
                                            const RegistryChanges& changes) {
  Levels levels;
  std::string names(2, '\0');  // place 0: no name
  std::string_view edition;
  std::size_t line_number = 0;
  const auto wrong = [&](std::string what) {
    return model::fail(std::move(what), std::string(name) + ", line " + std::to_string(line_number),
                       "make the file with tools/registry/refresh.sh");
  };
  for (std::size_t at = 0; at < tsv.size();) {
    const std::size_t end = std::min(tsv.find('\n', at), tsv.size());
    const std::string_view line = tsv.substr(at, end - at);
    at = end + 1;
    if (++line_number == 1) {
      if (!line.starts_with("# ")) return wrong("the first line must be '# ' and the edition");
      edition = line.substr(2, line.find(" (") - 2);
      continue;
    }
    const std::size_t tab = line.find('\t');
    if (tab == 0 || tab == line.npos || tab > 0xffff) return wrong("no organisation, tabulator and prefixes");
    const auto place = static_cast<Place>(names.size());
    append(names, static_cast<std::uint16_t>(tab));
    names += line.substr(0, tab);
    for (std::size_t from = tab + 1; from <= line.size();) {
      const std::size_t to = std::min(line.find(' ', from), line.size());
      const std::string_view digits = line.substr(from, to - from);
      std::uint64_t prefix = 0;
      const std::size_t level = level_of(digits);
      if (level == 3 || !parse_hex(digits, prefix)) return wrong(fmt::format("'{}' is no prefix", digits));
      if (!levels[level].emplace(prefix, place).second) return wrong(fmt::format("prefix {} stands twice", digits));
      from = to + 1;
    }
  }
  mark_cut_blocks(levels);
  return lay_out(levels, names,
                 fmt::format("{}\n{} {} {} {} {}", edition, changes.day, changes.version, changes.added,
                             changes.renamed, changes.gone));
}

Block find_block_in(std::string_view table, model::Mac mac) noexcept {
  if (!mac.identifies() || table.size() < sizeof(Header)) return {};
  const auto header = load<Header>(table.data(), 0);
  const char* directory = table.data() + sizeof(Header);
  const char* level[3];
  const char* place[3];
  const char* next = directory + directory_size * sizeof(std::uint32_t);
  for (std::size_t i = 0; i < 3; ++i) {
    level[i] = next;
    place[i] = next + header.count[i] * key_size[i];
    next = place[i] + header.count[i] * sizeof(Place);
  }
  const char* names = next;

  const auto top = static_cast<std::uint32_t>(mac.value >> 24);
  const std::size_t end = load<std::uint32_t>(directory, (top >> 12) + 1);
  const std::size_t found = search(level[0], load<std::uint32_t>(directory, top >> 12), end, top);
  if (found == end) return {};
  const auto first = load<Place>(place[0], found);
  if (first & cut_bit) {
    const std::size_t small = search(level[2], 0, header.count[2], mac.value >> 12);
    if (small != header.count[2]) return named(names, load<Place>(place[2], small), 36);
    const std::size_t middle = search(level[1], 0, header.count[1], static_cast<std::uint32_t>(mac.value >> 20));
    if (middle != header.count[1]) return named(names, load<Place>(place[1], middle), 28);
  }
  return named(names, first, 24);
}

namespace {

/// Edition, line feed, changes.
std::string_view tail_of(std::string_view table) noexcept {
  if (table.size() < sizeof(Header)) return {};
  const auto size = load<Header>(table.data(), 0).edition;
  return table.substr(table.size() - std::min<std::size_t>(size, table.size()));
}

}  // namespace

std::string_view edition_of(std::string_view table) noexcept {
  const std::string_view tail = tail_of(table);
  return tail.substr(0, tail.find('\n'));
}

RegistryChanges changes_of(std::string_view table) {
  RegistryChanges changes;
  const std::string_view tail = tail_of(table);
  const std::size_t feed = tail.find('\n');
  if (feed == tail.npos || tail.substr(feed + 1).starts_with(' ')) return changes;  // no edition's changes are known
  std::istringstream in{std::string(tail.substr(feed + 1))};
  in >> changes.day >> changes.version >> changes.added >> changes.renamed >> changes.gone;
  return changes;
}

}  // namespace lenscap::knowledge
