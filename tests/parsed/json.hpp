// tests/parsed/json.hpp: the same for folders that read JSON, and its templates, which json.cpp instantiates once for all
// of them: half of the time to compile such a test went into these.
#pragma once
#include <nlohmann/json.hpp>

#include "parsed/once.hpp"

namespace nlohmann::detail {
using TextInput = iterator_input_adapter<std::string::const_iterator>;
extern template class parser<json, TextInput>;
extern template class lexer<json, TextInput>;
extern template class serializer<json>;
extern template class json_sax_dom_parser<json>;
extern template class json_sax_dom_callback_parser<json>;
}  // namespace nlohmann::detail
extern template class nlohmann::basic_json<>;
