// sources/list_rows.hpp: entries of a list while its rows are read: names joined by entry, flaws noted, days read.
#pragma once
#include <map>
#include <optional>
#include <set>

#include "sources/csv_rows.hpp"
#include "sources/list_edition.hpp"

namespace lenscap::sources {

/// An entry as its rows tell it, before it becomes a party of a rule.
struct ListEntry {
  std::string list;
  knowledge::RuleParty party;
  std::vector<std::string> details;  ///< identifiers, address, country: what becomes the party's note
  std::uint64_t row = 0, line = 0;
};

/// Builds an edition from one file after another.
class ListBuilder {
 public:
  explicit ListBuilder(ListEdition& edition) : edition_(edition) {}

  /// The next rows come from this file.
  void open(const std::string& file) { file_ = file; }
  /// The entry that `key` joins, new or begun before. An empty key is always a new one.
  ListEntry& entry(const std::string& list, const std::string& key, const CsvRow& row);
  ListEntry* find(const std::string& list, const std::string& key);
  /// Takes a name as it is written; the first of an entry is its main one. Notes what is wrong with it.
  void add_name(ListEntry& entry, std::string_view name, const CsvRow& row);
  void note(const CsvRow& row, std::string_view name, ListFlaw flaw);
  void leave_out(std::string_view reason) { ++edition_.left_out[std::string(reason)]; }
  /// "2021-12-16", "12/16/2021", "16 Dec 2021"; notes what is none of them.
  std::optional<model::Date> day(std::string_view text, const CsvRow& row);
  /// Counts the row, and notes what had to be repaired in it.
  void count(const CsvRow& row);
  /// Moves the entries into the edition, a part a list, in the order of the file.
  void finish();

 private:
  ListEdition& edition_;
  std::string file_;
  std::vector<ListEntry> entries_;
  std::map<std::pair<std::string, std::string>, std::size_t> by_key_;
};

/// White space and OFAC's "-0-" taken away.
std::string_view bare(std::string_view field);

/// Pieces between "; ", bare, none empty.
std::vector<std::string_view> pieces(std::string_view field);

/// The files of OFAC, joined by the number of the entry. `shapes` says which file is which.
enum class OfacShape : std::uint8_t { none, entries, other_names, addresses, remarks };
OfacShape ofac_shape(std::span<const std::uint8_t> bytes);
void read_ofac(std::span<const ListFile> files, std::span<const OfacShape> shapes, const ListOptions& options,
               ListBuilder& builder, ListEdition& edition);

}  // namespace lenscap::sources
