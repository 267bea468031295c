// sources/notices.hpp: notices of public contracts, whatever format they came in, as one model::Release after the
// other.
//
// Formats are told by content, never by name: OCDS 1.1 (release package, record package, bare release or record, bare
// array, JSON Lines), Contracts Finder's older JSON, TED_EXPORT and eForms XML, USAspending's CSV, a plain table; each
// also inside zip, tar, gzip, zstd, xz, bzip2 or lz4. Nothing is kept: a package of gigabytes costs a window of
// notice_units.hpp, a row costs a row.
//
// A record gives its releases when all of them are there in full, else its compiled release, else the newest values of
// its versioned release: one and the same thing is never given twice. Releases come in the order of the file; which one
// is newest is for assess/contract_ledger.hpp.
// Source: open-contracting/standard@0871878d:schema/release-schema.json, schema/record-package-schema.json
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "model/contract.hpp"
#include "model/error.hpp"

namespace lenscap::sources {

struct NoticeOptions {
  /// A plain table's columns by name: {"Vendor", "supplier"}. Fields are notice_fields(); a column that is named here
  /// is not guessed. A name that the table lacks is an error that lists what it has.
  std::vector<std::pair<std::string, std::string>> columns;
  /// Asked once a release: true ends the reading, and the counts say so.
  std::function<bool()> stop;
};

struct NoticeSink {
  std::function<void(model::Release&&)> release;  ///< owns what it gets
  std::function<void(model::NoticeNote&&)> note;  ///< may be empty: notes are counted all the same
};

/// What one input held.
struct NoticeCounts {
  std::uint64_t releases = 0, awards = 0, contracts = 0;
  std::uint64_t records = 0;                     ///< OCDS records, of which releases were taken
  std::uint64_t files = 0;                       ///< members of an archive that were read; 1 for a plain file
  std::uint64_t bytes = 0;                       ///< unpacked
  bool stopped = false;                          ///< by NoticeOptions::stop
  std::string sha256;                            ///< of the file as it is on disk
  std::map<std::string, std::uint64_t> formats;  ///< releases by format: "ocds", "contracts-finder", "ted", "eforms",
                                                 ///< "usaspending", "table"
  std::map<std::string, std::uint64_t> notes;    ///< by NoticeNote::what
  std::vector<std::pair<std::string, std::string>> columns;  ///< how a table was read: column, field (or "" unused)
  std::vector<std::string> damage;                           ///< why reading ended early somewhere; one sentence each

  bool operator==(const NoticeCounts&) const = default;
};

/// Reads one file, or standard input for "-". Errors: cannot be opened; holds no notice of a known format.
model::Result<NoticeCounts> read_notices(const std::string& path, const NoticeOptions& options, const NoticeSink& sink);

/// The same for bytes that are there already; `name` is used for places and errors.
model::Result<NoticeCounts> read_notice_bytes(std::string_view bytes, const std::string& name,
                                              const NoticeOptions& options, const NoticeSink& sink);

/// Values of NoticeNote::what that readers give, for whoever writes sentences:
///   amount_negative, amount_absurd (1e15 and more; or beyond 64 bits: hundredths 0 and `unread`), amount_unreadable
///   amount_without_currency, two_currencies, date_missing, date_unreadable, date_ambiguous
///   ocid_missing, identifier_form, field_type (a value of another type than the format has), text_cut, too_many
///   encoding (bytes that are no UTF-8, and as what they were read), json_broken, json_cut, release_too_long
///   linked_release (a record that only names its releases), not_a_notice, xml_broken, row_broken, row_empty
///   member_skipped (of an archive)

}  // namespace lenscap::sources
