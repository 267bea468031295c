// [[endpoint]]: whose cloud host, what for.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "knowledge/fields.hpp"

namespace lenscap::knowledge {
namespace {

constexpr std::array<std::string_view, 12> purposes = {"reg",  "p2p",  "relay", "media", "push", "fw",
                                                       "tele", "ddns", "ntp",   "api",   "web",  "dns"};

/// Lower case, labels of letters, digits, '-' and '_', at least two of them.
bool is_suffix(std::string_view suffix) {
  const auto good = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  };
  return suffix.size() <= 253 && std::all_of(suffix.begin(), suffix.end(), good) &&
         suffix.find('.') != std::string_view::npos && suffix.front() != '.' && suffix.back() != '.' &&
         suffix.find("..") == std::string_view::npos;
}

}  // namespace

Endpoint read_endpoint(Fields& fields, const Value& table) {
  Endpoint endpoint;
  read_entry(endpoint, fields, table, "endpoint");
  endpoint.suffix = fields.text("suffix", Need::required);
  if (!endpoint.suffix.empty() && !is_suffix(endpoint.suffix))
    fields.complain(fields.any("suffix"), fmt::format("'{}' is no host suffix", endpoint.suffix),
                    "write it in lower case, without a dot at either end, with at least two labels: hik-connect.com");
  endpoint.operator_name = fields.text("operator");
  endpoint.maker = fields.text("maker");
  endpoint.brand = fields.text("brand");
  endpoint.purposes = fields.texts("purpose", Need::required);
  for (const std::string& purpose : endpoint.purposes)
    if (std::find(purposes.begin(), purposes.end(), purpose) == purposes.end())
      fields.complain(fields.any("purpose"), fmt::format("purpose '{}' does not exist", purpose),
                      "write reg, p2p, relay, media, push, fw, tele, ddns, ntp, api, web or dns");
  endpoint.camera = fields.flag("camera", false);
  endpoint.limit =
      model::parse_confidence(fields.word("limit", limit_words, "possible")).value_or(model::Confidence::possible);
  endpoint.examples = fields.values("examples", Need::required);
  endpoint.not_examples = fields.values("not");
  fields.finish();
  return endpoint;
}

}  // namespace lenscap::knowledge
