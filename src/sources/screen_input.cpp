#include "sources/screen_input.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "model/ascii.hpp"
#include "sources/csv_rows.hpp"

namespace lenscap::sources {
namespace {

struct Header {
  std::string_view text;
  ScreenColumn column;
};

/// Headers in small letters without gaps and signs.
constexpr std::array headers = {
    Header{"name", ScreenColumn::name},
    Header{"names", ScreenColumn::name},
    Header{"company", ScreenColumn::name},
    Header{"companyname", ScreenColumn::name},
    Header{"supplier", ScreenColumn::name},
    Header{"suppliername", ScreenColumn::name},
    Header{"vendor", ScreenColumn::name},
    Header{"vendorname", ScreenColumn::name},
    Header{"seller", ScreenColumn::name},
    Header{"contractor", ScreenColumn::name},
    Header{"contractorname", ScreenColumn::name},
    Header{"recipientname", ScreenColumn::name},
    Header{"awardeename", ScreenColumn::name},
    Header{"organisation", ScreenColumn::name},
    Header{"organization", ScreenColumn::name},
    Header{"organisationname", ScreenColumn::name},
    Header{"organizationname", ScreenColumn::name},
    Header{"legalname", ScreenColumn::name},
    Header{"entity", ScreenColumn::name},
    Header{"entityname", ScreenColumn::name},
    Header{"party", ScreenColumn::name},
    Header{"partyname", ScreenColumn::name},
    Header{"manufacturer", ScreenColumn::name},
    Header{"maker", ScreenColumn::name},
    Header{"brand", ScreenColumn::name},
    Header{"lieferant", ScreenColumn::name},
    Header{"firma", ScreenColumn::name},
    Header{"fournisseur", ScreenColumn::name},
    Header{"proveedor", ScreenColumn::name},
    Header{"поставщик", ScreenColumn::name},
    Header{"名称", ScreenColumn::name},
    Header{"公司", ScreenColumn::name},
    Header{"公司名称", ScreenColumn::name},
    Header{"企业名称", ScreenColumn::name},
    Header{"供应商", ScreenColumn::name},
    Header{"item", ScreenColumn::item},
    Header{"itemdescription", ScreenColumn::item},
    Header{"description", ScreenColumn::item},
    Header{"title", ScreenColumn::item},
    Header{"product", ScreenColumn::item},
    Header{"productname", ScreenColumn::item},
    Header{"article", ScreenColumn::item},
    Header{"model", ScreenColumn::item},
    Header{"beschreibung", ScreenColumn::item},
    Header{"产品", ScreenColumn::item},
    Header{"型号", ScreenColumn::item},
    Header{"country", ScreenColumn::country},
    Header{"countryname", ScreenColumn::country},
    Header{"countrycode", ScreenColumn::country},
    Header{"land", ScreenColumn::country},
    Header{"国家", ScreenColumn::country},
    Header{"address", ScreenColumn::address},
    Header{"addresses", ScreenColumn::address},
    Header{"city", ScreenColumn::address},
    Header{"adresse", ScreenColumn::address},
    Header{"地址", ScreenColumn::address},
    Header{"identifier", ScreenColumn::identifier},
    Header{"identifiers", ScreenColumn::identifier},
    Header{"id", ScreenColumn::identifier},
    Header{"ids", ScreenColumn::identifier},
    Header{"companynumber", ScreenColumn::identifier},
    Header{"registrationnumber", ScreenColumn::identifier},
    Header{"lei", ScreenColumn::identifier},
    Header{"duns", ScreenColumn::identifier},
    Header{"uei", ScreenColumn::identifier},
    Header{"isin", ScreenColumn::identifier},
    Header{"uscc", ScreenColumn::identifier},
    Header{"ticker", ScreenColumn::identifier},
    Header{"统一社会信用代码", ScreenColumn::identifier},
};

/// Schemes that a column's header itself names.
std::string scheme_of(std::string_view header) {
  const std::string text = model::letters_and_digits(header);
  for (const std::string_view scheme : {"lei", "duns", "uei", "isin", "uscc"})
    if (text == scheme) {
      std::string out(scheme);
      for (char& c : out) c = static_cast<char>(c - 'a' + 'A');
      return out;
    }
  return {};
}

void add_notes(const CsvNotes& notes, ScreenRow& row) {
  const auto note = [&](bool is, const char* key) {
    if (is) row.notes.push_back(key);
  };
  note(notes.stray_quote, "stray_quote");
  note(notes.open_quote, "open_quote");
  note(notes.other_encoding, "other_encoding");
  note(notes.unreadable, "unreadable");
  note(notes.cut, "cut");
}

void put(ScreenRow& row, ScreenColumn column, std::string_view header, std::string_view cell) {
  const auto append = [&](std::string& to) {
    if (cell.empty()) return;
    if (!to.empty()) to += ", ";
    to += cell;
  };
  switch (column) {
    case ScreenColumn::name:
      if (row.name.empty()) row.name = cell;
      break;
    case ScreenColumn::item:
      append(row.item);
      break;
    case ScreenColumn::country:
      if (row.country.empty()) row.country = cell;
      break;
    case ScreenColumn::address:
      append(row.address);
      break;
    case ScreenColumn::identifier:
      if (!cell.empty()) row.identifiers.emplace_back(scheme_of(header), cell);
      break;
    case ScreenColumn::none:
      break;
  }
}

std::optional<std::size_t> find_column(const std::vector<std::string>& header, const std::string& wanted) {
  for (std::size_t i = 0; i < header.size(); ++i)
    if (model::letters_and_digits(header[i]) == model::letters_and_digits(wanted)) return i;
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), number);
  if (error == std::errc() && end == wanted.data() + wanted.size() && number >= 1 && number <= header.size())
    return number - 1;
  return std::nullopt;
}

std::vector<std::string> copied(const CsvRow& row) { return {row.fields.begin(), row.fields.end()}; }

std::vector<ScreenColumn> guess_columns(const std::vector<std::string>& header) {
  std::vector<ScreenColumn> columns;
  bool named = false;
  for (const std::string& text : header) {
    ScreenColumn column = column_of(text);
    if (column == ScreenColumn::name && named) column = ScreenColumn::none;  // the first is meant
    named |= column == ScreenColumn::name;
    columns.push_back(column);
  }
  return columns;
}

bool any_filled(const std::vector<ScreenColumn>& columns, ScreenColumn wanted) {
  return std::find(columns.begin(), columns.end(), wanted) != columns.end();
}

model::Result<ScreenInput> read_pairs(CsvRows& rows, const std::string& name) {
  ScreenInput input{"CSV", describe(rows.form()), {}, {}, {}};
  const CsvRow* row = rows.next();
  const auto header = row ? copied(*row) : std::vector<std::string>{};
  const auto first = find_column(header, "name1"), second = find_column(header, "name2");
  if (!first || !second)
    return model::fail("has no columns name1 and name2", name, "write name1,name2 in its first line");
  for (std::size_t i = 0; i < header.size(); ++i)
    input.columns.emplace_back(header[i], i == *first || i == *second ? ScreenColumn::name : ScreenColumn::none);
  while ((row = rows.next())) {
    ScreenRow& out = input.rows.emplace_back();
    out.row = row->number;
    out.line = row->line;
    if (*first < row->fields.size()) out.name = row->fields[*first];
    if (*second < row->fields.size()) out.second = row->fields[*second];
    add_notes(row->notes, out);
    if (row->fields.size() != header.size()) out.notes.push_back("other_width");
  }
  return input;
}

/// A list without a header: every line is a name, commas and all.
ScreenInput read_lines(std::span<const std::uint8_t> bytes, CsvForm form) {
  form.separator = '\0';
  CsvRows rows(bytes, form);
  ScreenInput input{"lines", describe(form), {}, {}, {}};
  while (const CsvRow* row = rows.next()) {
    ScreenRow& out = input.rows.emplace_back();
    out.row = row->number;
    out.line = row->line;
    if (!row->fields.empty()) out.name = row->fields.front();
    add_notes(row->notes, out);
  }
  return input;
}

}  // namespace

std::string_view to_string(ScreenColumn column) {
  constexpr std::string_view words[] = {"", "name", "item", "country", "address", "identifier"};
  return words[static_cast<std::size_t>(column)];
}

ScreenColumn column_of(std::string_view header) {
  const std::string text = model::letters_and_digits(header);
  const auto found = std::find_if(headers.begin(), headers.end(), [&](const Header& h) { return h.text == text; });
  return found == headers.end() ? ScreenColumn::none : found->column;
}

model::Result<ScreenInput> read_screen_input(std::span<const std::uint8_t> bytes, const std::string& name,
                                             const ScreenReading& reading) {
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  const auto first = text.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  if (first != text.npos && (text[first] == '{' || text[first] == '[') && reading.column.empty() && !reading.pairs)
    return read_screen_json(text.substr(first), name);
  const CsvForm form = guess_csv(bytes);
  const bool wide = form.encoding == CsvEncoding::utf16le || form.encoding == CsvEncoding::utf16be;
  if (!wide && text.find('\0') != text.npos)
    return model::fail("is no text", name, "give a table, JSON, or one name a line");
  CsvRows rows(bytes, form);
  if (reading.pairs) return read_pairs(rows, name);
  const CsvRow* row = rows.next();
  if (!row) return model::fail("holds no name", name, "give a table, JSON, or one name a line");
  const auto header = copied(*row);
  auto columns = guess_columns(header);
  if (!reading.column.empty()) {
    const auto wanted = find_column(header, reading.column);
    if (!wanted)
      return model::fail(fmt::format("has no column \"{}\"", reading.column), name,
                         "name a header of its first line, or its number from 1");
    std::replace(columns.begin(), columns.end(), ScreenColumn::name, ScreenColumn::none);
    columns[*wanted] = ScreenColumn::name;
  } else if (!any_filled(columns, ScreenColumn::name) && !any_filled(columns, ScreenColumn::item)) {
    return read_lines(bytes, form);
  }
  ScreenInput input{"CSV", describe(form), {}, {}, {}};
  for (std::size_t i = 0; i < header.size(); ++i) input.columns.emplace_back(header[i], columns[i]);
  while ((row = rows.next())) {
    ScreenRow& out = input.rows.emplace_back();
    out.row = row->number;
    out.line = row->line;
    for (std::size_t i = 0; i < std::min(row->fields.size(), columns.size()); ++i)
      put(out, columns[i], header[i], row->fields[i]);
    add_notes(row->notes, out);
    if (row->fields.size() != header.size()) out.notes.push_back("other_width");
  }
  return input;
}

}  // namespace lenscap::sources
