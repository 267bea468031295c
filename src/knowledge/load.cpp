// Files and layers: which TOML is read, in which order, and what replaces what.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "knowledge/fields.hpp"
#include "knowledge/loader.hpp"

namespace lenscap::knowledge {
namespace {

/// Adds one entry unless its id is taken in this layer.
template <class T>
void add(std::vector<T>& entries, T entry, Fields& fields) {
  const auto same = [&](const T& other) { return other.id == entry.id && !entry.id.empty(); };
  if (const auto first = std::find_if(entries.begin(), entries.end(), same); first != entries.end()) {
    fields.complain(fields.any("id"), fmt::format("id '{}' stands twice", entry.id),
                    fmt::format("it was first used in {}, line {}: give one another id", first->file, first->line));
    return;
  }
  entries.push_back(std::move(entry));
}

void add_entry(Knowledge& knowledge, std::string_view name, Fields fields, const Value& table) {
  if (name == "signature") return add(knowledge.signatures, read_signature(fields, table), fields);
  if (name == "maker") return add(knowledge.makers, read_maker(fields, table), fields);
  if (name == "brand") return add(knowledge.brands, read_brand(fields, table), fields);
  if (name == "component") return add(knowledge.components, read_component(fields, table), fields);
  if (name == "organisation") return add(knowledge.organisations, read_organisation(fields, table), fields);
  if (name == "lookalike") return add(knowledge.lookalikes, read_lookalike(fields, table), fields);
  if (name == "name_words") return add(knowledge.name_words, read_name_words(fields, table), fields);
  if (name == "item_form") return add(knowledge.item_forms, read_item_form(fields, table), fields);
  if (name == "endpoint") return add(knowledge.endpoints, read_endpoint(fields, table), fields);
  if (name == "network") return add(knowledge.networks, read_network(fields, table), fields);
  if (name == "rule") return add(knowledge.rules, read_rule(fields, table), fields);
  if (name == "who") return add(knowledge.whos, read_who(fields, table), fields);
  if (name == "marker") return add(knowledge.markers, read_marker(fields, table), fields);
  if (name == "grade") return add(knowledge.grades, read_grade(fields, table), fields);
  if (name == "rate") return add(knowledge.rates, read_rate(fields, table), fields);
  if (name == "threshold") return add(knowledge.thresholds, read_threshold(fields, table), fields);
  fields.complain(
      nullptr, "is no kind of entry",
      "write [[signature]], [[maker]], [[brand]], [[component]], [[organisation]], [[lookalike]], [[name_words]], "
      "[[item_form]], [[endpoint]], "
      "[[network]], [[rule]], [[who]], [[marker]], [[grade]], [[rate]] or [[threshold]]");
}

template <class T>
void replace(std::vector<T>& base, std::vector<T>& layer) {
  for (T& entry : layer) {
    const auto old = std::find_if(base.begin(), base.end(), [&](const T& other) { return other.id == entry.id; });
    if (old != base.end()) *old = std::move(entry);
    else base.push_back(std::move(entry));
  }
}

template <class T>
void raise(model::Date& newest, const std::vector<T>& entries) {
  for (const T& entry : entries) newest = std::max(newest, entry.date);
}

std::string newest_date(const Knowledge& k) {
  model::Date newest;
  raise(newest, k.signatures);
  raise(newest, k.makers);
  raise(newest, k.brands);
  raise(newest, k.components);
  raise(newest, k.organisations);
  raise(newest, k.lookalikes);
  raise(newest, k.name_words);
  raise(newest, k.item_forms);
  raise(newest, k.endpoints);
  raise(newest, k.networks);
  raise(newest, k.rules);
  raise(newest, k.whos);
  raise(newest, k.markers);
  raise(newest, k.grades);
  raise(newest, k.rates);
  raise(newest, k.thresholds);
  return newest == model::Date{} ? std::string{} : model::to_string(newest);
}

/// Relative paths, so that the order does not depend on where the folder lies.
std::vector<std::string> toml_files(const std::string& dir, std::vector<model::Error>& errors) {
  namespace fs = std::filesystem;
  std::vector<std::string> files;
  std::error_code problem;
  auto walk = fs::recursive_directory_iterator(dir, problem);
  for (; !problem && walk != fs::recursive_directory_iterator(); walk.increment(problem)) {
    std::error_code unreadable;
    if (walk->path().extension() == ".toml" && walk->is_regular_file(unreadable))
      files.push_back(walk->path().lexically_relative(dir).generic_string());
  }
  if (problem)
    errors.push_back({"folder cannot be read: " + problem.message(), dir, "give a folder that holds *.toml files"});
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

void add_document(Knowledge& knowledge, const Value& document, std::string_view file,
                  std::vector<model::Error>& errors) {
  for (std::size_t i = 0; i < document.keys.size(); ++i) {
    const Value& entries = document.items[i];
    const auto is_table = [](const Value& item) { return item.type == Value::Type::table; };
    if (entries.type != Value::Type::list || !std::all_of(entries.items.begin(), entries.items.end(), is_table)) {
      errors.push_back({fmt::format("'{}' is not a list of entries", document.keys[i]),
                        fmt::format("{}, line {}", file, entries.line),
                        fmt::format("write [[{}]] with two brackets, and its keys below", document.keys[i])});
      continue;
    }
    for (const Value& table : entries.items)
      add_entry(knowledge, document.keys[i], Fields(table, document.keys[i], file, errors), table);
  }
}

Knowledge load_layer(const std::string& dir, std::vector<model::Error>& errors) {
  Knowledge layer;
  for (const std::string& relative : toml_files(dir, errors)) {
    const std::string path = (std::filesystem::path(dir) / relative).generic_string();
    const auto content = read_file(path, path, max_document_bytes);
    const auto document = content ? parse_document(*content, path) : tl::unexpected(content.error());
    if (document) add_document(layer, *document, path, errors);
    else errors.push_back(document.error());
  }
  return layer;
}

Knowledge put_on_top(Knowledge base, Knowledge layer) {
  replace(base.signatures, layer.signatures);
  replace(base.makers, layer.makers);
  replace(base.brands, layer.brands);
  replace(base.components, layer.components);
  replace(base.organisations, layer.organisations);
  replace(base.lookalikes, layer.lookalikes);
  replace(base.name_words, layer.name_words);
  replace(base.item_forms, layer.item_forms);
  replace(base.endpoints, layer.endpoints);
  replace(base.networks, layer.networks);
  replace(base.rules, layer.rules);
  replace(base.whos, layer.whos);
  replace(base.markers, layer.markers);
  replace(base.grades, layer.grades);
  replace(base.rates, layer.rates);
  replace(base.thresholds, layer.thresholds);
  base.edition = newest_date(base);
  return base;
}

model::Result<Knowledge> load_directory(const std::string& dir, Knowledge base) {
  std::vector<model::Error> errors;
  Knowledge layer = load_layer(dir, errors);
  if (!errors.empty()) return tl::unexpected(std::move(errors.front()));
  return put_on_top(std::move(base), std::move(layer));
}

model::Result<Knowledge> load_texts(const std::vector<model::KnowledgeUsed>& used) {
  Knowledge knowledge;
  std::vector<model::Error> errors;
  for (const model::KnowledgeUsed& entry : used) {
    const std::string name = "knowledge entry " + entry.key;
    const auto document = parse_document(entry.text, name);
    if (!document) return tl::unexpected(document.error());
    add_document(knowledge, *document, name, errors);
    if (!errors.empty()) return tl::unexpected(std::move(errors.front()));
  }
  return put_on_top({}, std::move(knowledge));
}

}  // namespace lenscap::knowledge
