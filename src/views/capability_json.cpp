// views/capability_json.cpp: the public form of `lenscap capability`, docs/capability.schema.json.
#include <algorithm>
#include <set>

#include "views/capability.hpp"
#include "views/json_value.hpp"
#include "views/neutral.hpp"

namespace lenscap::views {
namespace {

using assess::CapabilityFinding;

Json capability_finding_json(const CapabilityFinding& f) {
  const model::Mention& m = f.mention;
  Json laws = Json::array();
  for (const knowledge::GradeLaw* law : f.laws) laws.push_back(neutral(law->citation));
  return {{"marker", m.marker},
          {"grade", f.marker->grade},
          {"state", std::string(model::to_string(m.state))},
          {"subject", text_or_null(m.subject)},
          {"source", neutral(m.source)},
          {"path", neutral(m.path.empty() ? m.source : m.path)},
          {"line", m.line == 0 ? Json(nullptr) : Json(m.line)},
          {"offset", m.offset},
          {"text", neutral(m.text)},
          {"place", text_or_null(m.place)},
          {"encoding", m.encoding},
          {"format", m.format},
          {"known_as", text_or_null(m.known_as)},
          {"what", neutral(f.marker->what)},
          {"product_line", neutral(f.marker->product_line)},
          {"trait", std::string(knowledge::to_string(f.marker->trait))},
          {"proxy", text_or_null(f.marker->proxy)},
          {"renamed", text_or_null(f.marker->renamed)},
          {"confidence", std::string(model::to_string(f.confidence))},
          {"wording", capability_sentence(*f.marker, m.state)},
          {"laws", std::move(laws)},
          {"knowledge", neutral(f.marker->source)}};
}

Json capability_input_json(const model::CapabilityInput& input) {
  Json files = Json::array(), hosts = Json::array(), facts = Json::object();
  for (const auto& file : input.files)
    files.push_back(
        {{"path", neutral(file.path)}, {"size", file.size}, {"sha256", file.sha256}, {"format", neutral(file.format)}});
  for (const auto& host : input.hosts) hosts.push_back(neutral(host));
  Json notes = Json::array();
  for (const auto& note : input.notes) notes.push_back(neutral(note));
  for (const auto& [what, value] : input.facts) facts[neutral(what)] = neutral(value);
  Json skipped = Json::object(), not_unpacked = Json::object();
  for (const auto& [reason, count] : input.skipped) skipped[neutral(reason)] = count;
  for (const auto& [format, bytes] : input.not_unpacked) not_unpacked[neutral(format)] = bytes;
  const double percent =
      input.bytes == 0 ? 100.0 : 100.0 * static_cast<double>(input.explained) / static_cast<double>(input.bytes);
  return {{"name", neutral(input.name)},
          {"sha256", text_or_null(input.sha256)},
          {"format", neutral(input.format)},
          {"bytes", input.bytes},
          {"explained_percent", static_cast<double>(static_cast<long>(std::min(percent, 100.0) * 10)) / 10},
          {"encrypted", input.encrypted},
          {"skipped", std::move(skipped)},
          {"not_unpacked", std::move(not_unpacked)},
          {"facts", std::move(facts)},
          {"files", std::move(files)},
          {"hosts", std::move(hosts)},
          {"notes", std::move(notes)}};
}

}  // namespace

std::string to_capability_json(const CapabilityView& view) {
  Json doc = {{"lenscap", "capability"},     {"schema", 1},
              {"knowledge", view.k.edition}, {"findings", Json::array()},
              {"denied", Json::array()},     {"grades", Json::array()},
              {"inputs", Json::array()},     {"unusable", Json::array()}};
  std::set<int> grades;
  for (const CapabilityFinding& f : view.found.findings) {
    doc["findings"].push_back(capability_finding_json(f));
    grades.insert(f.marker->grade);
  }
  for (const CapabilityFinding& f : view.found.denied) doc["denied"].push_back(capability_finding_json(f));
  for (auto number = grades.rbegin(); number != grades.rend(); ++number)
    if (const knowledge::Grade* grade = view.k.grade(*number)) {
      Json laws = Json::array();
      for (const knowledge::GradeLaw& law : grade->laws) laws.push_back(law_json(law));
      doc["grades"].push_back({{"grade", grade->grade},
                               {"title", neutral(grade->title)},
                               {"meaning", neutral(grade->meaning)},
                               {"laws", std::move(laws)}});
    }
  for (const auto& input : view.inputs) doc["inputs"].push_back(capability_input_json(input));
  for (const auto& error : view.unusable)
    doc["unusable"].push_back(
        {{"what", neutral(error.what)}, {"where", neutral(error.where)}, {"todo", neutral(error.todo)}});
  return doc.dump(2) + "\n";
}

}  // namespace lenscap::views
