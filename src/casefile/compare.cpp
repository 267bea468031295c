#include "casefile/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <compare>
#include <map>
#include <tuple>

#include "casefile/compare_flows.hpp"
#include "casefile/digest.hpp"
#include "casefile/pairing.hpp"
#include "casefile/store.hpp"

namespace lenscap::casefile {

namespace {

using model::Case;
using model::Finding;
using model::Id;

constexpr std::array<std::string_view, 20> change_names = {
    "source changed",      "source not given", "source new",        "observation missing", "observation forged",
    "observation changed", "flow missing",     "flow forged",       "flow changed",        "name missing",
    "name forged",         "name changed",     "rows altered",      "subject differs",     "finding missing",
    "finding forged",      "finding changed",  "knowledge changed", "knowledge gone",      "knowledge new"};

bool incomplete(const Partners& sources) {
  const auto lone = [](const auto& side) { return std::find(side.begin(), side.end(), no_partner) != side.end(); };
  return lone(sources.of_stored) || lone(sources.of_rederived);
}

void compare_sources(const Case& stored, const Case& rederived, const Partners& sources, std::vector<Difference>& out) {
  for (std::size_t i = 0; i < stored.sources.size(); ++i) {
    const auto& s = stored.sources[i];
    if (sources.of_stored[i] == no_partner) {
      out.push_back({Change::source_not_given, {}, {}, {}, s.name, {}});
      continue;
    }
    const auto& r = rederived.sources[sources.of_stored[i]];
    if (!s.sha256.empty() && !r.sha256.empty() && s.sha256 != r.sha256)
      out.push_back({Change::source_changed, {}, {}, {}, s.name, fmt::format("sha256: {} → {}", s.sha256, r.sha256)});
    else if (s.bytes != r.bytes || s.packets != r.packets)
      out.push_back({Change::source_changed,
                     {},
                     {},
                     {},
                     s.name,
                     fmt::format("bytes: {} → {}, packets: {} → {}", s.bytes, r.bytes, s.packets, r.packets)});
    else if (s.skipped != r.skipped || s.first != r.first || s.last != r.last)
      out.push_back({Change::source_changed, {}, {}, {}, s.name, "what was skipped, or its times"});
  }
  for (std::size_t i = 0; i < rederived.sources.size(); ++i)
    if (sources.of_rederived[i] == no_partner)
      out.push_back({Change::source_new, {}, {}, {}, rederived.sources[i].name, {}});
}

std::string_view key_of(const Keys& keys, Id id) {
  auto at = keys.find(id);
  return at == keys.end() ? std::string_view() : at->second;
}

/// "depot.pcapng packet 812 udp 37810 json /params"
std::string place_of(const Case& c, const model::CaseObservation& o) {
  std::string place = c.sources[o.locator.source].name;
  if (!o.locator.spans.empty() && o.locator.spans[0].packet != 0)
    place += fmt::format(" packet {}", o.locator.spans[0].packet);
  if (!o.locator.place.empty()) place += " " + o.locator.place;
  return place;
}

void compare_observations(const Case& stored, const Case& rederived, const Partners& sources, const Partners& pairs,
                          std::vector<Difference>& out) {
  const Keys stored_keys = keys_of(stored), rederived_keys = keys_of(rederived);
  // With a source left out a device may go by another key: then the key says nothing about the row.
  const bool compare_subjects = !incomplete(sources);
  for (std::size_t i = 0; i < stored.observations.size(); ++i) {
    const auto& o = stored.observations[i];
    if (sources.of_stored[o.locator.source] == no_partner) continue;  // told by source
    const auto subject = key_of(stored_keys, o.subject);
    if (pairs.of_stored[i] == no_partner) {
      out.push_back({Change::observation_forged, std::string(subject), o.kind, o.value, place_of(stored, o), {}});
      continue;
    }
    const auto& r = rederived.observations[pairs.of_stored[i]];
    const auto other = compare_subjects ? key_of(rederived_keys, r.subject) : subject;
    if (auto fields = differing_fields(o, subject, r, other); !fields.empty())
      out.push_back(
          {Change::observation_changed, std::string(subject), o.kind, o.value, place_of(stored, o), std::move(fields)});
  }
  for (std::size_t i = 0; i < rederived.observations.size(); ++i) {
    const auto& o = rederived.observations[i];
    if (pairs.of_rederived[i] != no_partner || sources.of_rederived[o.locator.source] == no_partner) continue;
    out.push_back({Change::observation_missing,
                   std::string(key_of(rederived_keys, o.subject)),
                   o.kind,
                   o.value,
                   place_of(rederived, o),
                   {}});
  }
}

/// Subjects, identifiers, relations and the count of others as one list of lines each; the lines that only one side
/// has.
void compare_subjects(const Case& stored, const Case& rederived, std::vector<Difference>& out) {
  using Line = std::tuple<std::string, std::string, std::string>;  // subject key, kind, value
  auto lines = [](const Case& c) {
    const Keys keys = keys_of(c);
    std::vector<Line> all;
    for (const auto& s : c.subjects) all.emplace_back(s.key, s.kind, "");
    for (const auto& i : c.identifiers) {
      // A time is part of an address's line: who had it when.
      const auto times = fmt::format("{}–{}", model::to_iso(i.from), model::to_iso(i.until));
      all.emplace_back(key_of(keys, i.subject), i.kind, times == "–" ? i.value : i.value + " " + times);
    }
    for (const auto& r : c.relations) {
      std::string value(key_of(keys, r.object));
      for (const auto& [name, attribute] : r.attributes) value += fmt::format(" {}={}", name, attribute);
      all.emplace_back(key_of(keys, r.subject), r.kind, value);
    }
    for (const auto& [what, count] : c.others) all.emplace_back("", "others", fmt::format("{}: {}", what, count));
    std::sort(all.begin(), all.end());
    return all;
  };
  const auto mine = lines(stored), theirs = lines(rederived);
  auto tell = [&](const std::vector<Line>& a, const std::vector<Line>& b, const char* where) {
    std::vector<Line> only;
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(only));
    for (auto& [subject, kind, value] : only) out.push_back({Change::subject_differs, subject, kind, value, {}, where});
  };
  tell(mine, theirs, "only in the case");
  tell(theirs, mine, "not in the case");
}

struct Findings {
  const std::vector<Finding>& findings;
  const Keys& keys;
};

/// `partner(id)`: the observation of the rederived side that a stored observation is, 0 when none.
template <class Partner>
void compare_findings(Findings stored, Findings rederived, Partner partner, std::vector<Difference>& out) {
  Partners pairs{std::vector(stored.findings.size(), no_partner), std::vector(rederived.findings.size(), no_partner)};
  const Findings* sides[] = {&stored, &rederived};
  auto by = [&](auto rest) {
    pair_equal(pairs, [&](int a, std::uint32_t i, int b, std::uint32_t j) {
      const auto &x = sides[a]->findings[i], &y = sides[b]->findings[j];
      if (auto c = key_of(sides[a]->keys, x.subject) <=> key_of(sides[b]->keys, y.subject); c != 0)
        return std::strong_ordering(c);
      if (auto c = std::tie(x.key, x.value) <=> std::tie(y.key, y.value); c != 0) return std::strong_ordering(c);
      return std::strong_ordering(rest(x, y));
    });
  };
  by([](const Finding& x, const Finding& y) {
    return std::tie(x.attributes, x.confidence) <=> std::tie(y.attributes, y.confidence);
  });
  by([](const Finding&, const Finding&) { return std::strong_ordering::equal; });

  auto difference = [](Change change, Findings side, const Finding& f, std::string fields) {
    std::string place(to_string(f.confidence));
    return Difference{change,           std::string(key_of(side.keys, f.subject)), f.key, f.value, std::move(place),
                      std::move(fields)};
  };
  for (std::size_t i = 0; i < stored.findings.size(); ++i) {
    const auto& f = stored.findings[i];
    if (pairs.of_stored[i] == no_partner) {
      out.push_back(difference(Change::finding_forged, stored, f, {}));
      continue;
    }
    const auto& r = rederived.findings[pairs.of_stored[i]];
    std::string fields;
    auto add = [&](std::string what) { fields += (fields.empty() ? "" : ", ") + what; };
    if (f.confidence != r.confidence)
      add(fmt::format("confidence: {} → {}", to_string(f.confidence), to_string(r.confidence)));
    for (const auto& [name, value] : f.attributes)
      if (auto at = r.attributes.find(name); at == r.attributes.end() || at->second != value)
        add(fmt::format("{}: {} → {}", name, value, at == r.attributes.end() ? std::string_view() : at->second));
    for (const auto& [name, value] : r.attributes)
      if (!f.attributes.contains(name)) add(fmt::format("{}:  → {}", name, value));
    auto sorted = [](auto list) {
      std::sort(list.begin(), list.end());
      return list;
    };
    auto observations = f.observations;
    for (Id& id : observations) id = partner(id);
    if (sorted(observations) != sorted(r.observations)) add("observations it rests on");
    if (sorted(f.knowledge) != sorted(r.knowledge)) add("knowledge entries it rests on");
    if (!fields.empty()) out.push_back(difference(Change::finding_changed, stored, f, std::move(fields)));
  }
  for (std::size_t i = 0; i < rederived.findings.size(); ++i)
    if (pairs.of_rederived[i] == no_partner)
      out.push_back(difference(Change::finding_missing, rederived, rederived.findings[i], {}));
}

std::vector<Difference> ordered(std::vector<Difference> out) {
  auto key = [](const Difference& d) { return std::tie(d.change, d.subject, d.kind, d.value, d.place, d.fields); };
  std::stable_sort(out.begin(), out.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  return out;
}

}  // namespace

std::string_view to_string(Change change) { return change_names[static_cast<std::size_t>(change)]; }

std::string_view to_string(Area area) {
  return area == Area::evidence ? "evidence" : area == Area::findings ? "findings" : "knowledge";
}

Area area_of(Change change) {
  if (change <= Change::rows_altered) return Area::evidence;
  return change <= Change::finding_changed ? Area::findings : Area::knowledge;
}

std::vector<Difference> differences(const Case& stored, const Case& rederived) {
  std::vector<Difference> out;
  const Partners sources = pair_sources(stored, rederived);
  const Partners pairs = pair_observations(stored, rederived, sources);
  compare_sources(stored, rederived, sources, out);
  compare_observations(stored, rederived, sources, pairs, out);
  if (!incomplete(sources)) {
    if (!stored.meta.contains(std::string(older_schema_key))) compare_flows(stored, rederived, sources, out);
    compare_subjects(stored, rederived, out);
    const Keys stored_keys = keys_of(stored), rederived_keys = keys_of(rederived);
    compare_findings(
        {stored.findings, stored_keys}, {rederived.findings, rederived_keys},
        [&](Id id) -> Id {
          const auto partner = pairs.of_stored[static_cast<std::size_t>(id) - 1];
          return partner == no_partner ? 0 : Id{1} + partner;
        },
        out);
  }
  return ordered(std::move(out));
}

std::vector<Difference> finding_differences(const Case& stored, const std::vector<Finding>& rederived) {
  std::vector<Difference> out;
  const Keys keys = keys_of(stored);
  compare_findings(
      {stored.findings, keys}, {rederived, keys}, [](Id id) { return id; }, out);
  return ordered(std::move(out));
}

std::vector<Difference> alterations(const Case& stored) {
  std::vector<Difference> out;
  auto alteration = [&](std::string kind, std::string what) {
    out.push_back({Change::rows_altered, {}, std::move(kind), {}, {}, std::move(what)});
  };
  auto hold_to = [&](std::string_view key, std::string kind, const std::string& digest) {
    auto kept = stored.meta.find(std::string(key));
    if (kept == stored.meta.end()) alteration(kind, fmt::format("the digest of the {}s is gone", kind));
    else if (kept->second != digest)
      alteration(kind, fmt::format("the {}s do not have the digest that they were saved with", kind));
  };
  hold_to(digest_key, "observation", observations_digest(stored));
  if (!stored.meta.contains(std::string(older_schema_key)))
    hold_to(flows_digest_key, "flow", flows_digest(stored, file_order(stored)));
  for (const auto& [key, value] : stored.meta)
    if (key == "damage.more") alteration("case", "and " + value + " more");
    else if (key.starts_with("damage.")) alteration("case", value);
  for (const auto& k : stored.knowledge)
    if (sha256(k.text) != k.digest)
      alteration(k.key, "the knowledge entry does not have the digest that it was saved with");
  return out;
}

std::vector<Difference> knowledge_differences(const std::vector<model::KnowledgeUsed>& stored,
                                              const std::vector<model::KnowledgeUsed>& today,
                                              const std::vector<model::KnowledgeUsed>& used) {
  std::vector<Difference> out;
  std::map<std::string_view, const model::KnowledgeUsed*> then, now;
  for (const auto& k : stored) then.emplace(k.key, &k);
  for (const auto& k : today) now.emplace(k.key, &k);
  for (const auto& k : stored) {
    auto at = now.find(k.key);
    if (at == now.end()) out.push_back({Change::knowledge_gone, {}, k.key, {}, {}, {}});
    else if (at->second->text != k.text) out.push_back({Change::knowledge_changed, {}, k.key, {}, {}, {}});
  }
  for (const auto& k : used)
    if (!then.contains(k.key)) out.push_back({Change::knowledge_new, {}, k.key, {}, {}, {}});
  return ordered(std::move(out));
}

}  // namespace lenscap::casefile
