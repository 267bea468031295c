#include "wire/onvif_scope.hpp"

#include "wire/http.hpp"
#include "wire/secrets.hpp"
#include "wire/url.hpp"
#include "wire/xml_text.hpp"

namespace lenscap::wire {
namespace {

using std::string_view;
constexpr string_view authority = "onvif://www.onvif.org/";

string_view name_of_category(string_view category) {
  if (same_name(category, "name")) return "wsd.name";
  if (same_name(category, "hardware")) return "wsd.hardware";
  for (const string_view mac : {"mac", "macaddr", "macaddress"})
    if (same_name(category, mac)) return "wsd.mac";
  if (same_name(category, "serialnumber") || same_name(category, "serial")) return "wsd.serial";
  return {};
}

}  // namespace

std::optional<Field> scope_field(string_view raw, std::string place) {
  if (raw.empty()) return std::nullopt;
  Field out{"wsd.scope", raw, {}, std::move(place)};
  if (raw.size() > authority.size() && same_name(raw.substr(0, authority.size()), authority)) {
    const string_view rest = raw.substr(authority.size());
    const auto slash = rest.find('/');
    const string_view known = slash == string_view::npos ? string_view{} : name_of_category(rest.substr(0, slash));
    if (!known.empty()) {
      out.name = known;
      out.value = rest.substr(slash + 1);
      if (out.value.empty()) return std::nullopt;
    }
  }
  bool percent = false;
  std::string text = percent_decode(xml_unescape(out.value), percent);
  if (Masked safe = mask_credentials(text); safe.masked) {
    out.masked = true;
    text = std::move(safe.text);
  }
  if (text != out.value) out.decoded = std::move(text);
  return out;
}

}  // namespace lenscap::wire
