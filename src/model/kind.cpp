#include "model/kind.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace lenscap::model {

namespace {
constexpr std::array<std::string_view, 12> class_names = {"protocol", "firmware", "certificate", "description",
                                                          "address",  "path",     "banner",      "name",
                                                          "serial",   "endpoint", "setting",     "none"};
}  // namespace

bool is_strong(EvidenceClass c) { return c <= EvidenceClass::description; }

std::string_view to_string(EvidenceClass c) { return class_names[static_cast<std::size_t>(c)]; }

std::optional<EvidenceClass> parse_evidence_class(std::string_view text) {
  auto at = std::find(class_names.begin(), class_names.end(), text);
  if (at == class_names.end()) return std::nullopt;
  return static_cast<EvidenceClass>(at - class_names.begin());
}

std::span<const KindInfo> all_kinds() { return detail::kinds; }

const KindInfo& info(Kind kind) { return detail::kinds[static_cast<std::size_t>(kind)]; }

std::optional<Kind> find_kind(std::string_view name) {
  static const auto by_name = [] {
    std::unordered_map<std::string_view, Kind> map;
    for (std::size_t i = 0; i < detail::kinds.size(); ++i) map.emplace(detail::kinds[i].name, static_cast<Kind>(i));
    return map;
  }();
  auto at = by_name.find(name);
  if (at == by_name.end()) return std::nullopt;
  return at->second;
}

}  // namespace lenscap::model
