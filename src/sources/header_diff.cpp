#include "sources/header_diff.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace lenscap::sources {
namespace {

using model::LayoutChange;
using model::LayoutChangeKind;

/// Longest common run of names is found field by field; longer structures would take too long.
constexpr std::size_t most_cells = 4'000'000;

struct Side {
  const HeaderEdition* edition;
  const HeaderStruct* block;
};

/// Pairs (i, j) of fields with the same name, rising in both.
std::vector<std::pair<std::size_t, std::size_t>> anchors(const HeaderStruct& a, const HeaderStruct& b) {
  const std::size_t n = a.fields.size(), m = b.fields.size();
  std::vector<std::pair<std::size_t, std::size_t>> out;
  if (n * m > most_cells) return out;
  std::vector<std::uint16_t> longest((n + 1) * (m + 1), 0);
  const auto cell = [&](std::size_t i, std::size_t j) -> std::uint16_t& { return longest[i * (m + 1) + j]; };
  for (std::size_t i = n; i-- > 0;)
    for (std::size_t j = m; j-- > 0;)
      cell(i, j) = a.fields[i].name == b.fields[j].name ? static_cast<std::uint16_t>(cell(i + 1, j + 1) + 1)
                                                        : std::max(cell(i + 1, j), cell(i, j + 1));
  for (std::size_t i = 0, j = 0; i < n && j < m;) {
    if (a.fields[i].name == b.fields[j].name) out.emplace_back(i++, j++);
    else if (cell(i + 1, j) >= cell(i, j + 1)) ++i;
    else ++j;
  }
  return out;
}

std::optional<std::uint64_t> bytes_of(const HeaderField& field) {
  const auto one = size_of_type(field.type);
  if (!one || field.count == 0) return std::nullopt;
  return *one * field.count;
}

class Comparison {
 public:
  Comparison(Side before, Side after, std::vector<LayoutChange>& out) : before_(before), after_(after), out_(out) {}

  void run() {
    std::size_t i = 0, j = 0;
    for (const auto& [a, b] : anchors(*before_.block, *after_.block)) {
      gap(i, a, j, b);
      i = a + 1;
      j = b + 1;
    }
    gap(i, before_.block->fields.size(), j, after_.block->fields.size());
  }

 private:
  const HeaderField& old_field(std::size_t i) const { return before_.block->fields[i]; }
  const HeaderField& new_field(std::size_t j) const { return after_.block->fields[j]; }

  void tell(LayoutChangeKind kind, const HeaderField* before, const HeaderField* after) {
    LayoutChange change;
    change.kind = kind;
    change.structure = before_.block->name;
    const auto put = [](model::LayoutField& field, const Side& side, const HeaderField* from) {
      field.source = side.edition->source;
      field.path = side.edition->path;
      if (!from) return;
      field.name = from->name;
      field.line = from->line;
    };
    put(change.before, before_, before);
    put(change.after, after_, after);
    const HeaderField* placed = before ? before : after;
    if (placed->offset && placed->size) {
      change.has_offset = true;
      change.offset = *placed->offset;
      change.size = *placed->size;
    }
    out_.push_back(std::move(change));
  }

  /// The fields between two anchors.
  void gap(std::size_t i, std::size_t i_end, std::size_t j, std::size_t j_end) {
    std::vector<bool> taken(j_end - j, false);
    const bool by_bytes = sized(before_, i, i_end) && sized(after_, j, j_end);
    std::uint64_t at = 0;
    for (std::size_t a = i; a < i_end; ++a) {
      const auto b = by_bytes ? covering(at, *bytes_of(old_field(a)), j, j_end) : same_order(a, i, i_end, j, j_end);
      if (by_bytes) at += *bytes_of(old_field(a));
      if (b) {
        taken[*b - j] = true;
        tell(LayoutChangeKind::renamed, &old_field(a), &new_field(*b));
      } else {
        tell(LayoutChangeKind::removed, &old_field(a), nullptr);
      }
    }
    at = 0;
    for (std::size_t b = j; b < j_end; ++b) {
      // A name that was given to a part of what was reserved: the old field is longer.
      const std::uint64_t size = by_bytes ? *bytes_of(new_field(b)) : 0;
      if (!taken[b - j]) {
        const auto a = by_bytes ? covered_by(at, size, i, i_end) : std::nullopt;
        if (a) tell(LayoutChangeKind::renamed, &old_field(*a), &new_field(b));
        else tell(LayoutChangeKind::added, nullptr, &new_field(b));
      }
      at += size;
    }
  }

  static bool sized(const Side& side, std::size_t from, std::size_t to) {
    for (; from < to; ++from)
      if (!bytes_of(side.block->fields[from])) return false;
    return true;
  }

  static std::optional<std::size_t> cover(const Side& side, std::uint64_t at, std::uint64_t size, std::size_t from,
                                          std::size_t to) {
    std::uint64_t begin = 0;
    for (; from < to; ++from) {
      const std::uint64_t length = *bytes_of(side.block->fields[from]);
      if (begin <= at && at + size <= begin + length) return from;
      begin += length;
    }
    return std::nullopt;
  }
  std::optional<std::size_t> covering(std::uint64_t at, std::uint64_t size, std::size_t j, std::size_t j_end) const {
    return cover(after_, at, size, j, j_end);
  }
  std::optional<std::size_t> covered_by(std::uint64_t at, std::uint64_t size, std::size_t i, std::size_t i_end) const {
    return cover(before_, at, size, i, i_end);
  }

  std::optional<std::size_t> same_order(std::size_t a, std::size_t i, std::size_t i_end, std::size_t j,
                                        std::size_t j_end) const {
    if (i_end - i != j_end - j) return std::nullopt;
    const HeaderField &old = old_field(a), &now = new_field(j + (a - i));
    if (old.type != now.type || old.count != now.count) return std::nullopt;
    return j + (a - i);
  }

  Side before_, after_;
  std::vector<LayoutChange>& out_;
};

std::map<std::string, Side> by_name(const std::vector<HeaderEdition>& editions) {
  std::map<std::string, Side> out;
  for (const HeaderEdition& edition : editions)
    for (const HeaderStruct& block : edition.blocks)
      if (!block.name.empty() && !block.fields.empty()) out.emplace(block.name, Side{&edition, &block});
  return out;
}

}  // namespace

std::vector<LayoutChange> compare_headers(const std::vector<HeaderEdition>& before,
                                          const std::vector<HeaderEdition>& after) {
  std::vector<LayoutChange> out;
  const auto now = by_name(after);
  for (const auto& [name, side] : by_name(before))
    if (const auto same = now.find(name); same != now.end()) Comparison(side, same->second, out).run();
  return out;
}

}  // namespace lenscap::sources
