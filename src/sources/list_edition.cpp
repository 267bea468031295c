#include "sources/list_edition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "knowledge/label.hpp"
#include "sources/csv_rows.hpp"
#include "sources/list_rows.hpp"

namespace lenscap::sources {
namespace {

using enum ListField;

constexpr std::array<std::pair<std::string_view, ListField>, 13> field_names = {{{"list", list},
                                                                                 {"group", group},
                                                                                 {"name", name},
                                                                                 {"alias", alias},
                                                                                 {"from", from},
                                                                                 {"until", until},
                                                                                 {"country", country},
                                                                                 {"address", address},
                                                                                 {"citation", citation},
                                                                                 {"note", note},
                                                                                 {"identifier", identifier},
                                                                                 {"program", program},
                                                                                 {"type", type}}};

/// A table that is known by its header.
struct Format {
  std::string_view name, list;
  std::vector<ListColumn> columns;
};

const std::vector<Format>& formats() {
  static const std::vector<Format> all = {
      {"names of the US Consolidated Screening List", "", {{"list", list}, {"group", group}, {"name", name}}},
      {"US Consolidated Screening List",
       "",
       {{"source", list},
        {"entity_number", group},
        {"type", type},
        {"programs", program},
        {"name", name},
        {"addresses", address},
        {"federal_register_notice", citation},
        {"start_date", from},
        {"end_date", until},
        {"remarks", note},
        {"alt_names", alias},
        {"ids", identifier}}},
      {"BIS Denied Persons List",
       "DPL",
       {{"Name", name},
        {"Street_Address", address},
        {"City", address},
        {"State", address},
        {"Country", address},
        {"Postal_Code", address},
        {"Effective_Date", from},
        {"Expiration_Date", until},
        {"Action", note},
        {"FR_Citation", citation}}},
  };
  return all;
}

/// Column number → field; empty when a column of the mapping is not in the header.
std::optional<std::vector<std::optional<ListField>>> places_in(const std::vector<ListColumn>& columns,
                                                               std::span<const std::string_view> header) {
  std::vector<std::optional<ListField>> places(header.size());
  for (const ListColumn& column : columns) {
    bool found = false;
    for (std::size_t i = 0; i < header.size(); ++i) {
      if (places[i] || knowledge::folded(header[i]) != knowledge::folded(column.column)) continue;
      places[i] = column.field;
      found = true;
      break;
    }
    if (!found) return std::nullopt;
  }
  return places;
}

/// "Entity List (EL) - Bureau of Industry and Security" → EL.
std::string code_of(std::string_view text) {
  text = bare(text);
  const auto from = text.find('('), to = text.find(')', from);
  if (from != text.npos && to != text.npos && to > from + 1 && to - from <= 6)
    return std::string(text.substr(from + 1, to - from - 1));
  return std::string(text);
}

void read_row(const CsvRow& row, const std::vector<std::optional<ListField>>& places, const std::string& list_given,
              ListBuilder& builder) {
  std::string code = list_given, key, where;
  for (std::size_t i = 0; i < row.fields.size() && i < places.size(); ++i) {
    const std::string_view text = bare(row.fields[i]);
    if (places[i] == type && !text.empty() && knowledge::folded(text) != "entity") {
      builder.leave_out(knowledge::folded(text) == "individual" ? "persons" : "vessels and aircraft");
      return;
    }
    if (places[i] == list && list_given.empty()) code = code_of(text);
    if (places[i] == group) key = text;
  }
  ListEntry& entry = builder.entry(code, key, row);
  knowledge::RuleParty& party = entry.party;
  for (std::size_t i = 0; i < row.fields.size() && i < places.size(); ++i) {
    const std::string_view text = bare(row.fields[i]);
    if (!places[i] || text.empty()) continue;
    switch (*places[i]) {
      case name:
        builder.add_name(entry, text, row);
        break;
      case alias:
        for (const auto piece : pieces(text)) builder.add_name(entry, piece, row);
        break;
      case from:
        party.from = builder.day(text, row);
        break;
      case until:
        party.until = builder.day(text, row);
        break;
      case citation:
        party.citation = text;
        break;
      case country:
      case address:
        where += (where.empty() ? "" : ", ") + std::string(text);
        break;
      case program:
        entry.details.push_back("program " + std::string(text));
        break;
      case note:
      case identifier:
        entry.details.emplace_back(text);
        break;
      case list:
      case group:
      case type:
        break;
    }
  }
  if (!where.empty()) entry.details.insert(entry.details.begin(), where);
}

std::string columns_of(std::span<const std::string_view> header) {
  std::string all;
  for (std::size_t i = 0; i < header.size() && i < 40; ++i)
    all += (i ? ", " : "") + std::string(header[i].substr(0, 60));
  return all;
}

model::Result<void> read_table(const ListFile& file, const ListOptions& options, ListBuilder& builder,
                               ListEdition& edition) {
  CsvRows rows(file.bytes);
  const CsvRow* row = rows.next();
  if (row == nullptr) return model::fail("holds no row", file.name);
  const std::vector<std::string> header(row->fields.begin(), row->fields.end());
  const std::vector<std::string_view> heads(header.begin(), header.end());
  std::optional<std::vector<std::optional<ListField>>> places;
  std::string code = options.list;
  if (!options.columns.empty()) {
    places = places_in(options.columns, heads);
    if (!places)
      return model::fail("has not all columns that --map names", file.name, "its columns are: " + columns_of(heads));
    edition.format = "table with a mapping";
  }
  for (const Format& format : formats()) {
    if (places) break;
    places = places_in(format.columns, heads);
    if (!places) continue;
    edition.format = format.name;
    if (code.empty()) code = format.list;
  }
  if (!places)
    return model::fail("is no list of a form that is known here", file.name,
                       "say what its columns hold: --map \"COLUMN=name\"; they are: " + columns_of(heads));
  const bool says_list = std::find(places->begin(), places->end(), list) != places->end();
  if (says_list) code.clear();
  if (code.empty() && !says_list)
    return model::fail("does not say which list it is", file.name,
                       "name it: --list EL, DPL, CMIC, SDN, or a name of yours");
  edition.forms.push_back(describe(rows.form()));
  builder.open(file.name);
  while ((row = rows.next()) != nullptr) {
    builder.count(*row);
    read_row(*row, *places, code, builder);
  }
  return {};
}

/// The screening list holds lists beyond those named in list_rule.cpp.
void name_source(ListEdition& edition) {
  if (edition.format.find("Consolidated Screening List") == edition.format.npos) return;
  for (ListPart& part : edition.parts) {
    if (!part.rule.source.empty()) continue;
    part.rule.source = "https://www.trade.gov/consolidated-screening-list";
    part.rule.jurisdiction = "US";
  }
}

void find_newest(ListEdition& edition) {
  for (const ListPart& part : edition.parts)
    for (const knowledge::RuleParty& party : part.rule.parties)
      if (party.from) edition.newest = std::max(edition.newest, *party.from);
}

}  // namespace

model::Result<ListColumn> read_list_column(std::string_view text) {
  const auto at = text.rfind('=');
  if (at != text.npos && at > 0)
    for (const auto& [word, field] : field_names)
      if (text.substr(at + 1) == word) return ListColumn{std::string(text.substr(0, at)), field};
  std::string all;
  for (const auto& [word, field] : field_names) all += (all.empty() ? "" : ", ") + std::string(word);
  return model::fail(fmt::format("\"{}\" maps no column to a field", text), "--map",
                     "write COLUMN=FIELD, FIELD one of: " + all);
}

std::string_view to_string(ListFlaw f) {
  static constexpr std::array<std::string_view, static_cast<std::size_t>(ListFlaw::count_)> names = {
      "lost_character", "curly_apostrophe", "stray_comma",  "two_names", "one_word",
      "twice",          "unread_date",      "repaired_row", "no_entry"};
  return names[static_cast<std::size_t>(f)];
}

std::string_view words_of(ListFlaw f) {
  static constexpr std::array<std::string_view, static_cast<std::size_t>(ListFlaw::count_)> words = {
      "a character was lost (?)",
      "a curly apostrophe, where others are straight or none",
      "ends in a stray comma",
      "two names in one",
      "another name of a single word, which others may bear too",
      "stands on the list before",
      "a day that cannot be read",
      "a row whose quotes, encoding or length had to be repaired",
      "belongs to an entry that is not in the files"};
  return words[static_cast<std::size_t>(f)];
}

model::Result<ListEdition> read_list(std::span<const ListFile> files, const ListOptions& options) {
  if (files.empty()) return model::fail("no list is named");
  ListEdition edition;
  ListBuilder builder(edition);
  std::vector<OfacShape> shapes;
  for (const ListFile& file : files)
    shapes.push_back(options.columns.empty() ? ofac_shape(file.bytes) : OfacShape::none);
  const auto entries = std::count(shapes.begin(), shapes.end(), OfacShape::entries);
  const auto others = std::count(shapes.begin(), shapes.end(), OfacShape::none);
  if (others == 0) {
    if (entries != 1)
      return model::fail(
          entries == 0 ? "holds other names, addresses or remarks, but no entries" : "two files of entries",
          files[0].name, "name one file of entries (prim) and those that belong to it");
    edition.format = "OFAC";
    read_ofac(files, shapes, options, builder, edition);
  } else {
    if (static_cast<std::size_t>(others) != files.size())
      return model::fail("files of different forms make no edition", files[0].name, "import them one by one");
    for (const ListFile& file : files)
      if (auto read = read_table(file, options, builder, edition); !read) return tl::unexpected(read.error());
  }
  builder.finish();
  if (edition.parts.empty()) return model::fail("holds no entry", files[0].name);
  name_source(edition);
  find_newest(edition);
  return edition;
}

}  // namespace lenscap::sources
