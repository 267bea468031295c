// views/json_value.hpp: values as every public document writes them: text without control characters, null for what is
// not known.
#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/time.hpp"

namespace lenscap::views {

using Json = nlohmann::ordered_json;

Json text_or_null(std::string_view text);
Json date_or_null(const std::optional<model::Date>& date);  ///< "2026-11-26"
Json time_or_null(model::Nanos t);                          ///< as to_iso()
Json texts(const std::vector<std::string>& all);

}  // namespace lenscap::views

// Instantiated once, in json_value.cpp: half of the time to compile a document went into these.
extern template class nlohmann::detail::serializer<nlohmann::ordered_json>;
extern template class nlohmann::basic_json<nlohmann::ordered_map>;
