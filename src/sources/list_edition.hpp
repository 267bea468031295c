// sources/list_edition.hpp: an edition of an official list of parties, as it was downloaded, into rules with their
// parties as written.
//
// Tables with a header are read by the names of their columns: the US Consolidated Screening List (28 columns; or its
// names alone: list, group, name), the Denied Persons List of BIS, or any other with a mapping of columns to fields.
// The files of OFAC have none and are known by their shape: entries (12 columns), other names (5), addresses (6) and
// the ends of long remarks (2), joined by the number of the entry. Sources: trade.gov, Consolidated Screening List,
// columns of consolidated.csv; OFAC, "SDN data formats" (dat_spec.txt); moov-io/watchman@d299005f:test/testdata.
//
// A list is kept as it is written. What looks wrong in it is a note of its row, and what is left out is counted.
#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/knowledge.hpp"
#include "model/error.hpp"

namespace lenscap::sources {

/// What a column can be said to hold.
enum class ListField : std::uint8_t {
  list,   ///< which list an entry is on, where a file holds several
  group,  ///< joins the rows of one entry
  name,
  alias,  ///< other names, "; " between them
  from,
  until,
  country,
  address,
  citation,
  note,
  identifier,  ///< "SCHEME, number; …"
  program,
  type  ///< Entity, Individual, Vessel, Aircraft: only entities are kept
};

struct ListColumn {
  std::string column;
  ListField field{};
};

/// "Company name=name". Error: no "=", or a field that is not known.
model::Result<ListColumn> read_list_column(std::string_view text);

/// What is wrong with a name or row, though it was kept.
enum class ListFlaw : std::uint8_t {
  lost_character,    ///< '?' within a name, where a character was lost
  curly_apostrophe,  ///< ’ where the same list also writes ' or nothing
  stray_comma,       ///< the name ends in one
  two_names,         ///< one field holds two names; they were added beside it where the cut is plain
  one_word,          ///< another name of one word alone: others bear it too
  twice,             ///< stands on the list before, under the same name
  unread_date,       ///< a day that could not be read
  repaired_row,      ///< quotes, encoding or length of its row had to be repaired
  no_entry,          ///< another name or an address of an entry that the files do not hold
  count_
};
std::string_view to_string(ListFlaw f);  ///< "lost_character", …
std::string_view words_of(ListFlaw f);   ///< "a character was lost (?)", …

struct ListNote {
  std::string file;
  std::uint64_t row = 0, line = 0;
  std::string name;
  ListFlaw flaw{};
};

/// One list of an edition. Its rule has every key but `source`, where the list is not known here.
struct ListPart {
  std::string code;  ///< "EL", "DPL", "CMIC", "SDN", …; as the file names it where it is none of those
  knowledge::Rule rule;
  std::vector<std::uint64_t> lines;  ///< where each party of `rule` stands in its file; parallel to rule.parties
};

struct ListEdition {
  std::string format;              ///< "names of the US Consolidated Screening List"
  std::vector<std::string> forms;  ///< of each file: "UTF-8, fields between tabs"
  std::vector<ListPart> parts;
  std::vector<ListNote> notes;
  std::map<std::string, std::uint64_t> left_out;  ///< reason → rows
  std::uint64_t rows = 0;                         ///< read, headers not counted
  model::Date newest{};                           ///< of any day that a row states; year 0 where none does
};

struct ListFile {
  std::string name;
  std::span<const std::uint8_t> bytes;
};

struct ListOptions {
  std::vector<ListColumn> columns;  ///< mapping; empty: the formats known here
  std::string list;                 ///< code of the list; goes for nothing where the rows say it themselves
};

/// Several files are one edition (OFAC). Error: no format fits, with the columns that the file has.
model::Result<ListEdition> read_list(std::span<const ListFile> files, const ListOptions& options);

/// The rule that a list is here: {"EL", …} → us-bis-el with title and citation; a new one for an unknown code.
knowledge::Rule rule_of_list(std::string_view code);

}  // namespace lenscap::sources
