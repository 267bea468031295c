#include "casefile/carry.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "model/address.hpp"

namespace lenscap::casefile {

namespace {

using model::Case;
using model::Id;
using Name = std::pair<std::string_view, std::string>;  // kind, value in one spelling

/// What names hardware: a universal address, or a serial that is not a row of one character ("0000000").
std::optional<Name> hardware_name(const model::Identifier& i) {
  if (i.kind == "mac") {
    const auto mac = model::parse_mac(i.value);
    if (!mac || !mac->identifies()) return std::nullopt;
    return Name{"mac", to_string(*mac)};
  }
  if (i.kind == "serial" && i.value.find_first_not_of(i.value.substr(0, 1)) != std::string::npos)
    return Name{"serial", i.value};
  return std::nullopt;
}

using Bearers = std::map<Name, std::set<Id>>;

Bearers bearers(const Case& c) {
  Bearers out;
  for (const auto& i : c.identifiers)
    if (auto name = hardware_name(i)) out[*name].insert(i.subject);
  return out;
}

Id last_id(const Case& c) {
  Id last = 0;
  for (const auto& s : c.subjects) last = std::max(last, s.id);
  if (auto at = c.meta.find(std::string(last_subject_key)); at != c.meta.end()) {
    Id told = 0;
    std::from_chars(at->second.data(), at->second.data() + at->second.size(), told);
    // Half of all ids is far beyond any count of devices: a forged number must not make the next one overflow.
    if (told > last && told < INT64_MAX / 2) last = told;
  }
  return last;
}

/// For each older subject the newer one that it is now.
std::map<Id, Id> successors(const Case& older, const Case& newer) {
  std::map<Id, Id> now;
  std::map<std::string_view, Id> by_key;
  for (const auto& s : newer.subjects) by_key.emplace(s.key, s.id);
  for (const auto& s : older.subjects)
    if (auto at = by_key.find(s.key); at != by_key.end() && !s.key.empty()) now.emplace(s.id, at->second);

  const Bearers then = bearers(older), today = bearers(newer);
  for (std::string_view kind : {"serial", "mac"})  // a serial outlives a network card
    for (const auto& [name, ids] : today) {
      if (name.first != kind || ids.size() != 1) continue;  // borne by two: names neither
      auto before = then.find(name);
      if (before == then.end()) continue;
      for (Id old : before->second) now.emplace(old, *ids.begin());
    }
  return now;
}

void rewrite(Case& c, const std::map<Id, Id>& ids) {
  auto renumber = [&](Id& id) {
    if (auto at = ids.find(id); at != ids.end()) id = at->second;
  };
  for (auto& s : c.subjects) renumber(s.id);
  for (auto& i : c.identifiers) renumber(i.subject);
  for (auto& r : c.relations) renumber(r.subject), renumber(r.object);
  for (auto& o : c.observations) renumber(o.subject);
  for (auto& f : c.flows) renumber(f.subject);
  for (auto& n : c.names) renumber(n.subject);
  for (auto& f : c.findings) renumber(f.subject);
  for (auto& d : c.decisions) renumber(d.subject);
}

/// A subject of the past that decisions speak of and evidence no longer does.
void keep(const Case& older, Id id, Case& newer) {
  for (const auto& s : older.subjects)
    if (s.id == id) newer.subjects.push_back(s);
  for (const auto& i : older.identifiers)
    if (i.subject == id) newer.identifiers.push_back(i);
}

bool same(const model::Decision& a, const model::Decision& b) {
  return std::tie(a.subject, a.what, a.reason, a.who, a.date) == std::tie(b.subject, b.what, b.reason, b.who, b.date);
}

}  // namespace

void carry_ids(const Case& older, Case& newer) {
  const auto now = successors(older, newer);
  std::map<Id, Id> ids;  // of newer: as they were numbered → as they are to be
  for (const auto& [old, subject] : now) {
    auto [at, first] = ids.emplace(subject, old);
    if (!first)
      newer.meta[std::string(merged_prefix) + std::to_string(old)] =
          std::to_string(at->second);  // rises: the first is oldest
  }
  Id last = last_id(older);
  for (const auto& s : newer.subjects)
    if (!ids.contains(s.id)) ids.emplace(s.id, ++last);
  rewrite(newer, ids);

  std::set<Id> kept;
  std::vector<model::Decision> decisions;
  for (auto d : older.decisions) {
    if (auto at = now.find(d.subject); at != now.end()) d.subject = ids.at(at->second);
    else if (d.subject != 0 && kept.insert(d.subject).second) keep(older, d.subject, newer);
    decisions.push_back(std::move(d));
  }
  for (auto& d : newer.decisions)
    if (std::none_of(decisions.begin(), decisions.end(), [&](const auto& known) { return same(known, d); }))
      decisions.push_back(std::move(d));
  newer.decisions = std::move(decisions);

  for (const auto& [key, value] : older.meta)
    if (key.starts_with(merged_prefix)) newer.meta.emplace(key, value);
  newer.meta[std::string(last_subject_key)] = std::to_string(last);
}

}  // namespace lenscap::casefile
