#include "sources/header_slot.hpp"

#include <algorithm>

namespace lenscap::sources {
namespace {

bool is_alternative(std::string_view name, std::string_view alternatives) {
  if (alternatives == "*") return true;
  while (!alternatives.empty()) {
    const auto end = std::min(alternatives.find('|'), alternatives.size());
    if (alternatives.substr(0, end) == name) return true;
    alternatives.remove_prefix(std::min(end + 1, alternatives.size()));
  }
  return false;
}

}  // namespace

std::vector<HeaderSlot> find_slots(const knowledge::Marker& marker, const std::vector<HeaderStruct>& blocks) {
  std::vector<HeaderSlot> out;
  for (const std::string& slot : marker.slots) {
    const std::string_view text = slot;
    const auto colon = text.find(": "), less = text.find(" < ");
    if (colon == text.npos || less == text.npos || less < colon) continue;
    const std::string_view structure = text.substr(0, colon), previous = text.substr(colon + 2, less - colon - 2),
                           next = text.substr(less + 3);
    for (const HeaderStruct& block : blocks) {
      if (block.name != structure) continue;
      for (std::size_t i = 0; i < block.fields.size(); ++i) {
        const HeaderField& field = block.fields[i];
        const std::string_view before = i == 0 ? "^" : std::string_view(block.fields[i - 1].name);
        const std::string_view after = i + 1 == block.fields.size() ? "$" : std::string_view(block.fields[i + 1].name);
        const bool named = std::find(marker.words.begin(), marker.words.end(), field.name) != marker.words.end();
        if (!named && is_alternative(before, previous) && is_alternative(after, next)) out.push_back({&block, &field});
      }
    }
  }
  return out;
}

}  // namespace lenscap::sources
