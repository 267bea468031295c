// The files of OFAC: no header, "-0-" for nothing, one file an aspect, joined by the number of the entry (ent_num).
// What else is known stands in the remarks, "; " between: identifiers, days, other names. Sources: OFAC, dat_spec.txt;
// moov-io/watchman@d299005f:test/testdata/cons_prim.csv, cons_alt.csv, cons_comments.csv
#include <algorithm>
#include <array>

#include "model/ascii.hpp"
#include "sources/list_rows.hpp"

namespace lenscap::sources {
namespace {

/// Columns of the file of entries, from 0.
enum : std::size_t { ent_num = 0, entry_name = 1, entry_type = 2, entry_program = 3, entry_remarks = 11 };
/// Of the file of other names: number, number of the name, aka/fka/nka, name.
enum : std::size_t { alt_type = 2, alt_name = 3 };
/// Of the file of addresses: number, number of the address, street, city, country.
enum : std::size_t { add_street = 2, add_city = 3, add_country = 4 };

constexpr std::string_view cmic_program = "CMIC-EO13959";

/// Remarks that identify: what they begin with, and how a party's note names it.
struct RemarkScheme {
  std::string_view begins, scheme;
};
constexpr std::array known_identifiers = {
    RemarkScheme{"Unified Social Credit Code (USCC) ", "USCC"},
    RemarkScheme{"Registration Number ", "Registration Number"},
    RemarkScheme{"Registration ID ", "Registration ID"},
    RemarkScheme{"Legal Entity Number ", "LEI"},
    RemarkScheme{"Tax ID No. ", "Tax ID"},
    RemarkScheme{"C.R. No. ", "C.R. No."},
    RemarkScheme{"ISIN ", "ISIN"},
    RemarkScheme{"alt. ISIN ", "ISIN"},
    RemarkScheme{"Equity Ticker ", "ticker"},
    RemarkScheme{"alt. Equity Ticker ", "ticker"},
};

std::string_view field(const CsvRow& row, std::size_t at) {
  return at < row.fields.size() ? bare(row.fields[at]) : std::string_view();
}

/// The day behind "Effective Date (CMIC)", with or without a colon.
std::string_view after(std::string_view piece, std::string_view label) {
  if (!piece.starts_with(label)) return {};
  piece.remove_prefix(label.size());
  while (!piece.empty() && (piece.front() == ':' || piece.front() == ' ')) piece.remove_prefix(1);
  return piece;
}

/// The name inside "a.k.a. 'AECC'."
std::string_view quoted(std::string_view piece) {
  const auto from = piece.find('\''), to = piece.rfind('\'');
  return from == piece.npos || to <= from + 1 ? std::string_view() : piece.substr(from + 1, to - from - 1);
}

/// Days, identifiers and names of the remarks; what is none of these stays as it is written.
void read_remarks(std::string_view remarks, const CsvRow& row, ListEntry& entry, ListBuilder& builder) {
  for (std::string_view piece : pieces(remarks)) {
    if (piece.back() == '.' && !piece.ends_with("Ltd.") && !piece.ends_with("'.")) piece.remove_suffix(1);
    if (const auto day = after(piece, "Effective Date (CMIC)"); !day.empty()) {
      entry.party.from = builder.day(day, row);
      continue;
    }
    if (piece.starts_with("a.k.a.") || piece.starts_with("f.k.a.")) {
      if (const auto name = quoted(piece); !name.empty()) {
        builder.add_name(entry, name, row);
        continue;
      }
    }
    if (piece.starts_with("Issuer Name ") || piece.starts_with("alt. Issuer Name ")) {
      builder.add_name(entry, piece.substr(piece.find("Name ") + 5), row);
      continue;
    }
    const auto known = std::find_if(known_identifiers.begin(), known_identifiers.end(),
                                    [&](const RemarkScheme& k) { return piece.starts_with(k.begins); });
    if (known != known_identifiers.end())
      entry.details.push_back(std::string(known->scheme) + " " + std::string(piece.substr(known->begins.size())));
    else entry.details.emplace_back(piece);
  }
}

/// The remarks that did not fit are in a file of their own, cut in the middle of a word: they are joined first.
std::map<std::string, std::string, std::less<>> read_long_remarks(const ListFile& file, ListBuilder& builder) {
  std::map<std::string, std::string, std::less<>> ends;
  CsvRows rows(file.bytes);
  while (const CsvRow* row = rows.next()) {
    builder.count(*row);
    if (model::all_digits(field(*row, 0)) && row->fields.size() > 1)
      ends[std::string(field(*row, 0))] += row->fields[1];
    else builder.leave_out("rows of remarks without a number");
  }
  return ends;
}

/// Only the consolidated list holds entries of the programme for companies of the Chinese military.
bool is_consolidated(const ListFile& file) {
  const std::string_view text(reinterpret_cast<const char*>(file.bytes.data()), file.bytes.size());
  return text.find(cmic_program) != text.npos;
}

}  // namespace

OfacShape ofac_shape(std::span<const std::uint8_t> bytes) {
  CsvForm form = guess_csv(bytes);
  form.separator = ',';
  CsvRows rows(bytes, form);
  std::array<std::size_t, 5> votes{};
  std::size_t seen = 0;
  for (const CsvRow* row = rows.next(); row != nullptr && seen < 20; row = rows.next(), ++seen) {
    if (!model::all_digits(field(*row, 0))) return OfacShape::none;
    const std::size_t n = row->fields.size();
    const auto type = n > alt_type ? field(*row, alt_type) : std::string_view();
    if (n == 12) ++votes[1];
    else if (n == 5 && (type == "aka" || type == "fka" || type == "nka")) ++votes[2];
    else if (n == 6 && model::all_digits(field(*row, 1))) ++votes[3];
    else if (n == 2) ++votes[4];
    else return OfacShape::none;
  }
  for (std::size_t shape = 1; shape < votes.size(); ++shape)
    if (seen > 0 && votes[shape] == seen) return static_cast<OfacShape>(shape);
  return OfacShape::none;
}

void read_ofac(std::span<const ListFile> files, std::span<const OfacShape> shapes, const ListOptions& options,
               ListBuilder& builder, ListEdition& edition) {
  std::map<std::string, std::string, std::less<>> ends;
  std::map<std::string, std::string, std::less<>> list_of;  // number → list
  std::map<std::string, std::string, std::less<>> left_out;
  CsvForm form;
  const auto open = [&](const ListFile& file) {
    builder.open(file.name);
    form = guess_csv(file.bytes);
    form.separator = ',';
    edition.forms.push_back(describe(form));
  };
  for (std::size_t i = 0; i < files.size(); ++i)
    if (shapes[i] == OfacShape::remarks) {
      open(files[i]);
      ends = read_long_remarks(files[i], builder);
    }
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (shapes[i] != OfacShape::entries) continue;
    open(files[i]);
    const bool named = !options.list.empty() && options.list != "CMIC";
    const std::string other = named ? options.list : is_consolidated(files[i]) ? "NS" : "SDN";
    CsvRows rows(files[i].bytes, form);
    while (const CsvRow* row = rows.next()) {
      builder.count(*row);
      const auto number = field(*row, ent_num), type = field(*row, entry_type);
      if (type == "individual" || type == "vessel" || type == "aircraft") {
        left_out.emplace(number, type);
        builder.leave_out(type == "individual" ? "persons" : "vessels and aircraft");
        continue;
      }
      const bool cmic = field(*row, entry_program).find(cmic_program) != std::string_view::npos;
      const std::string list = cmic ? "CMIC" : other;
      ListEntry& entry = builder.entry(list, std::string(number), *row);
      list_of.emplace(number, list);
      builder.add_name(entry, field(*row, entry_name), *row);
      if (!cmic && !field(*row, entry_program).empty())
        entry.details.push_back("program " + std::string(field(*row, entry_program)));
      std::string remarks(field(*row, entry_remarks));
      if (const auto end = ends.find(number); end != ends.end()) {
        remarks += end->second;
        ends.erase(end);
      }
      read_remarks(remarks, *row, entry, builder);
    }
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (shapes[i] != OfacShape::other_names && shapes[i] != OfacShape::addresses) continue;
    open(files[i]);
    CsvRows rows(files[i].bytes, form);
    while (const CsvRow* row = rows.next()) {
      builder.count(*row);
      const auto number = field(*row, ent_num);
      const auto list = list_of.find(number);
      ListEntry* entry = list == list_of.end() ? nullptr : builder.find(list->second, std::string(number));
      const bool names = shapes[i] == OfacShape::other_names;
      if (entry == nullptr) {
        if (left_out.contains(number)) builder.leave_out("rows of persons, vessels and aircraft");
        else builder.note(*row, names ? field(*row, alt_name) : field(*row, add_street), ListFlaw::no_entry);
        continue;
      }
      if (names) {
        builder.add_name(*entry, field(*row, alt_name), *row);
        continue;
      }
      std::string address;
      for (const auto part : {add_street, add_city, add_country})
        if (const auto text = field(*row, part); !text.empty())
          address += (address.empty() ? "" : ", ") + std::string(text);
      if (!address.empty()) entry->details.push_back(address);
    }
  }
}

}  // namespace lenscap::sources
