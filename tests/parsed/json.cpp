// The templates that json.hpp promises.
#include "parsed/json.hpp"

namespace nlohmann::detail {
template class parser<json, TextInput>;
template class lexer<json, TextInput>;
template class serializer<json>;
template class json_sax_dom_parser<json>;
template class json_sax_dom_callback_parser<json>;
}  // namespace nlohmann::detail
template class nlohmann::basic_json<>;
