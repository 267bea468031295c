#include "assess/contract_parties.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "model/ascii.hpp"

namespace lenscap::assess {

namespace {

constexpr auto forms = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"limited", "ltd"}, {"incorporated", "inc"}, {"corporation", "corp"}, {"company", "co"}, {"and", "&"}});

bool letter_or_digit(unsigned char c) { return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

std::string party_key(std::string_view scheme, std::string_view id) {
  return std::string(scheme).append("\x1f").append(id);
}

}  // namespace

std::string plain_name(std::string_view name) {
  const std::string low = model::lower_ascii(name);
  std::string out;
  for (std::size_t at = 0; at < low.size();) {
    if (low[at] == '.' || low[at] == '\'') {  // Co. Ltd., O'Neill
      ++at;
      continue;
    }
    if (low[at] == '&') {
      out += out.empty() ? "&" : " &";
      ++at;
      continue;
    }
    std::string word;
    for (;
         at < low.size() && (letter_or_digit(static_cast<unsigned char>(low[at])) || low[at] == '.' || low[at] == '\'');
         ++at)
      if (low[at] != '.' && low[at] != '\'') word += low[at];
    if (word.empty()) {
      ++at;
      continue;
    }
    for (const auto& [form, one] : forms)
      if (word == form) word = one;
    (out += out.empty() ? "" : " ") += word;
  }
  return out;
}

std::string register_number(std::string_view scheme, std::string_view id) {
  std::string number;
  for (const char c : id)
    if (c != ' ' && c != '\t') number += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  const bool only_zeros = number.find_first_not_of("0-./") == std::string::npos;
  // The services' own numbers of whoever filled in a form: one company has several.
  if (scheme.empty() || only_zeros || scheme == "GB-CFS" || scheme == "GB-SRS") return {};
  if (number == "N/A" || number == "NONE" || number == "NOTAPPLICABLE") return {};
  if (scheme == "GB-COH") {
    if (number.size() > 8) return {};
    const std::size_t letters = number.find_first_of("0123456789");
    number.insert(letters == std::string::npos ? 0 : letters, 8 - number.size(), '0');
  }
  return number;
}

std::uint32_t& ContractParties::party_of(std::string_view key) {
  const Interned::Id id = keys_.put(key);
  if (id >= by_key_.size()) by_key_.resize(std::max<std::size_t>(id + 1, by_key_.size() * 3 / 2));
  return by_key_[id];
}

bool ContractParties::contradicts(std::uint32_t party, const model::Organisation& organisation,
                                  const Interned& texts) const {
  for (const auto& [scheme, id] : parties_[party].identifiers)
    for (const auto& other : organisation.identifiers)
      if (texts[scheme] == other.scheme) {
        const std::string mine = register_number(other.scheme, texts[id]);
        const std::string theirs = register_number(other.scheme, other.id);
        if (!mine.empty() && !theirs.empty() && mine != theirs) return true;
      }
  return false;
}

void ContractParties::learn(std::uint32_t party, const model::Organisation& organisation, Interned& texts) {
  ContractParty& p = parties_[party];
  const Interned::Id name = texts.put(organisation.name);
  if (p.name == 0) p.name = name;
  else if (name != 0 && name != p.name &&
           std::find(p.other_names.begin(), p.other_names.end(), name) == p.other_names.end())
    p.other_names.push_back(name);
  if (p.country == 0) p.country = texts.put(organisation.country);
  if (p.address == 0) p.address = texts.put(organisation.address);
  for (const auto& identifier : organisation.identifiers) {
    const std::pair pair(texts.put(identifier.scheme), texts.put(identifier.id));
    if (pair.second != 0 && std::find(p.identifiers.begin(), p.identifiers.end(), pair) == p.identifiers.end())
      p.identifiers.push_back(pair);
  }
}

std::uint32_t ContractParties::put(const model::Organisation& organisation, Interned& texts) {
  std::uint32_t party = 0;  // + 1
  for (const auto& identifier : organisation.identifiers) {
    const std::string number = register_number(identifier.scheme, identifier.id);
    if (!number.empty() && party == 0) party = party_of(party_key(identifier.scheme, number));
  }
  const std::string name = plain_name(organisation.name);
  if (party == 0 && !name.empty()) {
    party = party_of(party_key("", name));
    if (party != 0 && contradicts(party - 1, organisation, texts)) party = 0;
  }
  if (party == 0) {
    parties_.emplace_back();
    party = static_cast<std::uint32_t>(parties_.size());
  }
  for (const auto& identifier : organisation.identifiers)
    if (const auto number = register_number(identifier.scheme, identifier.id); !number.empty())
      if (auto& known = party_of(party_key(identifier.scheme, number)); known == 0) known = party;
  if (!name.empty())
    if (auto& known = party_of(party_key("", name)); known == 0) known = party;
  learn(party - 1, organisation, texts);
  return party - 1;
}

}  // namespace lenscap::assess
