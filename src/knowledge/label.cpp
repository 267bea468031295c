// Who is meant by an id, and by a label as a device or a person writes it.
#include "knowledge/label.hpp"

#include <algorithm>

#include "knowledge/knowledge.hpp"
#include "model/ascii.hpp"

namespace lenscap::knowledge {
namespace {

bool any_is(const std::vector<std::string>& forms, const std::string& label) {
  return std::any_of(forms.begin(), forms.end(), [&](const std::string& form) { return folded(form) == label; });
}

template <class T>
const T* with_id(const std::vector<T>& entries, std::string_view id) {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const T& entry) { return entry.id == id; });
  return found == entries.end() ? nullptr : &*found;
}

}  // namespace

std::string folded(std::string_view label) {
  std::string out;
  bool gap = false;
  for (const char c : label) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
      gap = !out.empty();
      continue;
    }
    if (gap) out += ' ';
    gap = false;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

std::string folded_organisation(std::string_view name) { return model::letters_and_digits(name); }

const Maker* Knowledge::maker(std::string_view id) const { return with_id(makers, id); }
const Organisation* Knowledge::organisation(std::string_view id) const { return with_id(organisations, id); }
const Organisation* Knowledge::organisation_of(std::string_view maker) const {
  const auto at = std::find_if(organisations.begin(), organisations.end(),
                               [&](const auto& o) { return !maker.empty() && o.maker == maker; });
  return at == organisations.end() ? nullptr : &*at;
}
const Rule* Knowledge::rule(std::string_view id) const { return with_id(rules, id); }

const SharedNetwork* Knowledge::shared_network(std::uint32_t asn) const {
  for (const SharedNetwork& network : networks)
    if (std::find(network.asns.begin(), network.asns.end(), asn) != network.asns.end()) return &network;
  return nullptr;
}

const Maker* Knowledge::maker_of_label(std::string_view label, bool& house) const {
  house = false;
  const std::string wanted = folded(label);
  if (wanted.empty()) return nullptr;
  for (const Maker& m : makers)
    if (folded(m.short_name) == wanted || folded(m.name) == wanted || any_is(m.own, wanted)) return &m;
  for (const Maker& m : makers) {
    if (!any_is(m.house, wanted)) continue;
    house = true;
    return &m;
  }
  return nullptr;
}

const Brand* Knowledge::brand(std::string_view label) const {
  const std::string wanted = folded(label);
  if (wanted.empty()) return nullptr;
  for (const Brand& b : brands)
    if (folded(b.name) == wanted || any_is(b.forms, wanted)) return &b;
  return nullptr;
}

}  // namespace lenscap::knowledge
