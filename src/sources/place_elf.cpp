#include "sources/place_elf.hpp"

#include <algorithm>

namespace lenscap::sources {
namespace {

// e_ident
constexpr std::size_t at_class = 4, at_order = 5, ident_size = 16;
constexpr std::uint32_t strtab = 3, nobits = 8, symtab = 2, dynsym = 11;
constexpr std::size_t most_sections = 4096, most_symbols = 400'000, longest_name = 200;

struct Bytes {
  std::string_view all;
  bool wide, big;

  std::uint64_t number(std::size_t at, std::size_t size) const {
    if (at > all.size() || size > all.size() - at) return 0;
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
      value |= std::uint64_t{static_cast<unsigned char>(all[at + i])} << 8 * (big ? size - 1 - i : i);
    return value;
  }
  /// An address or offset, at `at32` in the one class and `at64` in the other.
  std::uint64_t word(std::size_t base, std::size_t at32, std::size_t at64) const {
    return wide ? number(base + at64, 8) : number(base + at32, 4);
  }
  std::string_view text(std::uint64_t at) const {
    if (at >= all.size()) return {};
    const std::string_view rest = all.substr(at, longest_name);
    return rest.substr(0, std::min(rest.find('\0'), rest.size()));
  }
};

}  // namespace

std::optional<ElfSections> ElfSections::read(std::string_view bytes) {
  if (bytes.size() < 52 || !bytes.starts_with("\x7f"
                                              "ELF"))
    return std::nullopt;
  const Bytes b{bytes, bytes[at_class] == 2, bytes[at_order] == 2};
  const std::uint64_t table = b.word(0, 32, 40);
  const std::size_t entry = b.number(b.wide ? 58 : 46, 2), count = b.number(b.wide ? 60 : 48, 2),
                    names = b.number(b.wide ? 62 : 50, 2);
  if (entry < (b.wide ? 64u : 40u) || count == 0 || count > most_sections || table > bytes.size() ||
      entry * count > bytes.size() - table)
    return std::nullopt;
  ElfSections out;
  out.bytes_ = bytes;
  std::vector<std::uint32_t> name_at;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = table + i * entry;
    name_at.push_back(static_cast<std::uint32_t>(b.number(at, 4)));
    out.sections_.push_back({{},
                             static_cast<std::uint32_t>(b.number(at + 4, 4)),
                             b.word(at, 12, 16),
                             b.word(at, 16, 24),
                             b.word(at, 20, 32),
                             static_cast<std::uint32_t>(b.number(at + (b.wide ? 40 : 24), 4))});
  }
  if (names < count)
    for (std::size_t i = 0; i < count; ++i) out.sections_[i].name = b.text(out.sections_[names].offset + name_at[i]);
  const std::size_t size = b.wide ? 24 : 16;
  for (const Section& s : out.sections_) {
    if ((s.type != symtab && s.type != dynsym) || s.link >= count || s.offset > bytes.size()) continue;
    const std::uint64_t end = std::min<std::uint64_t>(s.size, bytes.size() - s.offset) / size;
    for (std::uint64_t i = 0; i < end && out.symbols_.size() < most_symbols; ++i) {
      const std::size_t at = s.offset + i * size;
      const Symbol symbol{b.word(at, 4, 8), b.word(at, 8, 16), b.text(out.sections_[s.link].offset + b.number(at, 4))};
      if (symbol.size > 0) out.symbols_.push_back(symbol);
    }
  }
  std::sort(out.symbols_.begin(), out.symbols_.end(),
            [](const Symbol& x, const Symbol& y) { return x.address < y.address; });
  return out;
}

ElfSections::Spot ElfSections::at(std::uint64_t offset) const {
  for (const Section& s : sections_) {
    if (s.type == nobits || offset < s.offset || offset - s.offset >= s.size) continue;
    Spot spot{s.name, {}};
    if (s.type == strtab) {
      std::uint64_t from = offset;
      while (from > s.offset && offset - from < longest_name && bytes_[from - 1] != '\0') --from;
      const std::string_view rest = bytes_.substr(from, longest_name);
      spot.symbol = rest.substr(0, std::min(rest.find('\0'), rest.size()));
    } else if (s.address != 0) {
      const std::uint64_t address = s.address + (offset - s.offset);
      auto next = std::upper_bound(symbols_.begin(), symbols_.end(), address,
                                   [](std::uint64_t a, const Symbol& symbol) { return a < symbol.address; });
      if (next != symbols_.begin() && address - (--next)->address < next->size) spot.symbol = next->name;
    }
    return spot;
  }
  return {};
}

}  // namespace lenscap::sources
