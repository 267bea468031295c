// sources/notice_ocds.hpp: Open Contracting Data Standard 1.1: from a unit of JSON to releases.
//
// A unit is a release, a record, or a whole small package inside a line; also the older JSON of Contracts Finder, which
// comes in the same kind of files (notice_native.hpp). What is read of a release stands in notice_ocds_release.hpp.
// Source: open-contracting/standard@0871878d:schema/release-schema.json, schema/record-package-schema.json
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "sources/notice_json.hpp"
#include "sources/notice_ocds_release.hpp"

namespace lenscap::sources {

class OcdsReader {
 public:
  explicit OcdsReader(NoticeTeller& teller) : json_(teller), reader_(json_), teller_(teller) {}

  /// Tells the releases of one unit. A unit with a flaw becomes a note.
  void unit(const NoticeUnit& unit);

 private:
  static constexpr int deepest = 4;  // packages inside lists inside packages

  struct Part {
    std::string_view text;
    model::NoticePlace place;
  };
  void value(std::string_view text, const model::NoticePlace& place, int depth);
  void record(OcdsDraft&& record, std::string_view text, bool offsets);
  void give(OcdsDraft&& draft);
  /// The elements of a list inside `around`, which stands at `place`; without `offsets` all stand where it does.
  std::vector<Part> parts(std::string_view list, std::string_view key, std::string_view around,
                          const model::NoticePlace& place, bool offsets);

  NoticeJson json_;
  OcdsReleaseReader reader_;
  NoticeTeller& teller_;
};

/// Reads all units that `read` gives.
void read_notice_json(NoticeBytes read, std::vector<std::uint8_t> head, NoticeTeller& teller);

}  // namespace lenscap::sources
