#include "cli/knowledge_test.hpp"

#include <fmt/format.h>

#include <memory>

#include "cli/common.hpp"
#include "cli/outputs.hpp"
#include "knowledge/tally.hpp"
#include "sources/marker_check.hpp"
#include "views/json_value.hpp"
#include "views/neutral.hpp"

namespace lenscap::cli {

namespace {

views::Json as_json(const knowledge::Tally& row) {
  return {{"id", row.id},
          {"name", row.name},
          {"of", row.id.empty() ? "nobody"
                 : row.maker    ? "maker"
                                : "label"},
          {"signatures", row.signatures},
          {"strong", row.strong},
          {"weak", row.weak},
          {"possible", row.possible},
          {"endpoints", row.endpoints},
          {"examples", row.examples},
          {"not_openable", row.unopenable}};
}

knowledge::Tally sum(const std::vector<knowledge::Tally>& rows) {
  knowledge::Tally all;
  for (const auto& row : rows) {
    all.signatures += row.signatures;
    all.strong += row.strong;
    all.weak += row.weak;
    all.possible += row.possible;
    all.endpoints += row.endpoints;
    all.examples += row.examples;
    all.unopenable += row.unopenable;
  }
  return all;
}

std::string line(std::string_view name, const knowledge::Tally& row) {
  return fmt::format("{:<24}{:>10}{:>8}{:>6}{:>10}{:>11}{:>10}{:>10}\n", name, row.signatures, row.strong, row.weak,
                     row.possible, row.endpoints, row.examples, row.unopenable);
}

std::string table(const std::vector<knowledge::Tally>& rows) {
  std::string out = fmt::format("{:<24}{:>10}{:>8}{:>6}{:>10}{:>11}{:>10}{:>10}\n", "", "signatures", "strong", "weak",
                                "possible", "endpoints", "examples", "unopened");
  for (const auto& row : rows)
    out += line(row.id.empty() ? "names nobody" : views::neutral(row.name) + (row.maker ? "" : " (label)"), row);
  return out + line("all", sum(rows)) +
         "strong: by protocol, firmware, certificate or the device's own description; possible: limited to that; "
         "unopened: sources that nobody can open\n";
}

/// What is known of analyses of people, by grade.
views::Json markers_json(const knowledge::Knowledge& k) {
  views::Json by = views::Json::array();
  for (int grade = 1; grade <= 5; ++grade) {
    std::size_t markers = 0, words = 0, examples = 0;
    for (const auto& marker : k.markers) {
      if (marker.grade != grade) continue;
      ++markers;
      words += marker.words.size();
      examples += marker.examples.size() + marker.not_examples.size();
    }
    by.push_back({{"grade", grade}, {"markers", markers}, {"words", words}, {"examples", examples}});
  }
  return by;
}

std::string markers_line(const knowledge::Knowledge& k) {
  std::size_t words = 0, examples = 0;
  for (const auto& marker : k.markers) {
    words += marker.words.size();
    examples += marker.examples.size() + marker.not_examples.size();
  }
  return fmt::format("{} markers of analyses of people, {} words, {} examples\n", k.markers.size(), words, examples);
}

int test(const CommonOptions& common) {
  const auto k = load_knowledge(common);
  if (!k) return refuse(k.error());
  auto wrong = knowledge::check(*k);
  for (auto& error : sources::check_markers(*k)) wrong.push_back(std::move(error));
  const auto rows = knowledge::tally(*k);
  if (!common.json.empty()) {
    views::Json doc = {{"lenscap", "knowledge-test"}, {"schema", 1},
                       {"edition", k->edition},       {"errors", views::Json::array()},
                       {"by", views::Json::array()},  {"all", as_json(sum(rows))}};
    doc["all"].erase("id"), doc["all"].erase("name"), doc["all"].erase("of");
    for (const auto& e : wrong) doc["errors"].push_back({{"what", e.what}, {"where", e.where}, {"todo", e.todo}});
    for (const auto& row : rows) doc["by"].push_back(as_json(row));
    doc["markers"] = markers_json(*k);
    if (auto done = write_document(common.json, doc.dump(2) + "\n"); !done) return refuse(done.error());
  }
  for (const auto& error : wrong) complain(error);
  if (common.json != "-") {
    const auto all = sum(rows);
    const std::string verdict =
        wrong.empty() ? fmt::format("{} signatures and {} endpoints, {} examples: all hold, none is stolen",
                                    all.signatures, all.endpoints, all.examples)
                      : fmt::format("{} entries are wrong", wrong.size());
    if (auto done = write_document("-", table(rows) + "\n" + markers_line(*k) + verdict + "\n"); !done)
      return refuse(done.error());
  }
  return wrong.empty() ? exit_done : exit_found;
}

}  // namespace

Verb add_knowledge_test(const Verb& knowledge, int& code) {
  auto options = std::make_shared<CommonOptions>();
  const Verb verb = knowledge.verb(
      "test",
      "Run every example of every signature, endpoint and marker against all of them, those below DIR too; say how "
      "much is "
      "known of whom. Exits 1 when an example does not hold, is taken for another maker or label, or a source is one "
      "that nobody can open");
  verb.text("DIR,--knowledge", options->knowledge_dir, "DIR",
            "Folder of TOML files, layered on top of what is built in");
  add_json_option(verb, *options);
  verb.run([options, &code] { code = test(*options); });
  return verb;
}

}  // namespace lenscap::cli
