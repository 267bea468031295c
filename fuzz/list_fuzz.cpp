// fuzz/list_fuzz.cpp: any bytes as an edition of a list: with and without a mapping, alone and beside a second file.
#include <algorithm>
#include <cstdlib>

#include "knowledge/rule_edition.hpp"
#include "sources/list_edition.hpp"

using namespace lenscap;

namespace {

void check(const sources::ListEdition& edition, std::size_t size) {
  if (edition.rows > size) std::abort();
  for (const auto& part : edition.parts) {
    if (part.lines.size() != part.rule.parties.size() || part.rule.id.empty()) std::abort();
    for (const auto& party : part.rule.parties)
      if (party.as_written.empty() || (party.from && party.until && *party.until < *party.from)) std::abort();
    // An edition has what it has: nothing new, nothing gone, where all of it holds on the day.
    constexpr model::Date day{2024, 4, 14};
    const bool all_hold = std::all_of(part.rule.parties.begin(), part.rule.parties.end(), [&](const auto& party) {
      return (!party.from || *party.from < day) && (!party.until || day <= *party.until);
    });
    const auto diff = knowledge::compare_editions(part.rule, part.rule, day);
    if (all_hold && (!diff.names_added.empty() || !diff.names_gone.empty())) std::abort();
    if (knowledge::to_toml(part.rule).empty()) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::uint8_t> bytes(data, size);
  const sources::ListFile whole{"list", bytes};
  if (const auto edition = sources::read_list({&whole, 1}, {})) check(*edition, size);
  sources::ListOptions mapped;
  mapped.list = "x";
  for (const char* text : {"name=name", "a=alias", "from=from"})
    if (auto column = sources::read_list_column(text)) mapped.columns.push_back(std::move(*column));
  if (const auto edition = sources::read_list({&whole, 1}, mapped)) check(*edition, size);
  const sources::ListFile halves[] = {{"a", bytes.first(size / 2)}, {"b", bytes.subspan(size / 2)}};
  if (const auto edition = sources::read_list(halves, {})) check(*edition, size);
  return 0;
}
