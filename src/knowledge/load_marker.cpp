// [[marker]] and [[grade]]: which words show what software can do to people, how grave that is, and which law speaks of
// it.
#include <fmt/format.h>

#include <algorithm>

#include "knowledge/fields.hpp"

namespace lenscap::knowledge {
namespace {

constexpr std::array<std::string_view, 4> trait_words = {"none", "inferred", "document", "typed"};
constexpr std::array<std::string_view, 19> topic_words = {
    "motion",   "sound", "count", "person",  "face",   "body",      "clothes", "behaviour", "health", "liveness",
    "identify", "age",   "sex",   "emotion", "beauty", "ethnicity", "skin",    "religion",  "model"};

/// Shorter words stand in anything; longer than this is no word.
constexpr std::size_t least_word = 4, most_word = 128;  // bytes

TraitKind trait_of(std::string_view word) {
  return static_cast<TraitKind>(std::find(trait_words.begin(), trait_words.end(), word) - trait_words.begin());
}

void check_topics(Fields& fields, std::string_view key, const std::vector<std::string>& topics) {
  for (const std::string& topic : topics)
    if (std::find(topic_words.begin(), topic_words.end(), topic) == topic_words.end())
      fields.complain(fields.any(key), fmt::format("topic '{}' does not exist", topic),
                      "write motion, sound, count, person, face, body, clothes, behaviour, health, liveness, identify, "
                      "age, sex, emotion, beauty, ethnicity, skin, religion or model");
}

int read_number(Fields& fields) {
  const int grade = fields.number("grade", 1, 5);
  if (grade == 0) fields.complain(fields.any("grade"), "has no grade", "write grade = 1 … 5");
  return grade;
}

GradeLaw read_law(Fields fields) {
  GradeLaw law;
  law.citation = fields.text("citation", Need::required);
  law.jurisdiction = fields.text("jurisdiction", Need::required);
  law.says = fields.text("says", Need::required);
  law.topics = fields.texts("topics");
  check_topics(fields, "topics", law.topics);
  law.traits = fields.texts("traits");
  law.from = fields.date("from");
  law.certainty = fields.word("certainty", certainty_words, "verified");
  law.note = fields.text("note");
  fields.finish();
  return law;
}

bool meet(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  return std::any_of(one.begin(), one.end(),
                     [&](const std::string& w) { return std::find(other.begin(), other.end(), w) != other.end(); });
}

}  // namespace

std::string_view to_string(TraitKind k) { return trait_words[static_cast<std::size_t>(k)]; }

Marker read_marker(Fields& fields, const Value& table) {
  Marker marker;
  read_entry(marker, fields, table, "marker");
  marker.words = fields.texts("words", Need::required);
  for (const std::string& word : marker.words)
    if (word.size() < least_word || word.size() > most_word)
      fields.complain(fields.any("words"), fmt::format("word '{}' is shorter than 4 bytes or longer than 128", word),
                      "a word must be one that stands for nothing else");
  marker.grade = read_number(fields);
  marker.what = fields.text("what", Need::required);
  marker.product_line = fields.text("line", Need::required);
  marker.topics = fields.texts("topics", Need::required);
  check_topics(fields, "topics", marker.topics);
  marker.trait = trait_of(fields.word("trait", trait_words, "none"));
  marker.proxy = fields.text("proxy");
  marker.beside = fields.texts("beside");
  marker.within = fields.text("within");
  marker.languages = fields.texts("languages", Need::required);
  marker.from = fields.date("from");
  marker.until = fields.date("until");
  marker.renamed = fields.text("renamed");
  marker.slots = fields.texts("slots");
  for (const std::string& slot : marker.slots)
    if (slot.find(": ") == slot.npos || slot.find(" < ") == slot.npos)
      fields.complain(fields.any("slots"), fmt::format("'{}' names no place in a structure", slot),
                      "write \"STRUCTURE: previous|previous < next\"");
  marker.limit =
      model::parse_confidence(fields.word("limit", limit_words, "confirmed")).value_or(model::Confidence::possible);
  marker.note = fields.text("note");
  marker.examples = fields.values("examples", Need::required);
  marker.not_examples = fields.values("not");
  fields.finish();
  return marker;
}

Grade read_grade(Fields& fields, const Value& table) {
  Grade grade;
  read_entry(grade, fields, table, "grade");
  grade.grade = read_number(fields);
  grade.title = fields.text("title", Need::required);
  grade.meaning = fields.text("meaning", Need::required);
  for (const Value* law : fields.tables("law")) grade.laws.push_back(read_law(fields.inside(*law, "grade.law")));
  fields.finish();
  return grade;
}

const Marker* Knowledge::marker(std::string_view id) const {
  const auto found = std::find_if(markers.begin(), markers.end(), [&](const Marker& m) { return m.id == id; });
  return found == markers.end() ? nullptr : &*found;
}

const Grade* Knowledge::grade(int number) const {
  const auto found = std::find_if(grades.begin(), grades.end(), [&](const Grade& g) { return g.grade == number; });
  return found == grades.end() ? nullptr : &*found;
}

std::vector<const GradeLaw*> Knowledge::laws_of(const Marker& of) const {
  std::vector<const GradeLaw*> laws;
  const Grade* its = grade(of.grade);
  if (!its) return laws;
  const std::string trait(to_string(of.trait));
  for (const GradeLaw& law : its->laws) {
    const bool topic = law.topics.empty() || meet(law.topics, of.topics);
    const bool came = law.traits.empty() || std::find(law.traits.begin(), law.traits.end(), trait) != law.traits.end();
    if (topic && came) laws.push_back(&law);
  }
  return laws;
}

}  // namespace lenscap::knowledge
