#include "model/case.hpp"

#include <algorithm>
#include <array>

namespace lenscap::model {

namespace {
constexpr std::array<std::string_view, 4> names = {"unknown", "possible", "probable", "confirmed"};
}  // namespace

std::string_view to_string(Confidence c) { return names[static_cast<std::size_t>(c)]; }

std::optional<Confidence> parse_confidence(std::string_view text) {
  auto at = std::find(names.begin(), names.end(), text);
  if (at == names.end()) return std::nullopt;
  return static_cast<Confidence>(at - names.begin());
}

}  // namespace lenscap::model
