#include "views/json_value.hpp"

#include "views/neutral.hpp"

namespace lenscap::views {

Json text_or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(neutral(text)); }

Json date_or_null(const std::optional<model::Date>& date) {
  return date ? Json(model::to_string(*date)) : Json(nullptr);
}

Json time_or_null(model::Nanos t) { return text_or_null(model::to_iso(t)); }

Json texts(const std::vector<std::string>& all) {
  Json out = Json::array();
  for (const std::string& text : all) out.push_back(neutral(text));
  return out;
}

}  // namespace lenscap::views

template class nlohmann::detail::serializer<nlohmann::ordered_json>;
template class nlohmann::basic_json<nlohmann::ordered_map>;
