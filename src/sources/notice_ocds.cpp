#include "sources/notice_ocds.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sources/notice_native.hpp"
#include "sources/notice_parties.hpp"

namespace lenscap::sources {

using model::NoticePlace;
using std::string;
using std::string_view;

void OcdsReader::unit(const NoticeUnit& unit) {
  const NoticePlace place{teller_.file(), unit.at, unit.row, unit.pointer};
  switch (unit.flaw) {
    case NoticeUnit::Flaw::none:
      return value(unit.text, place, 0);
    case NoticeUnit::Flaw::broken:
      return teller_.note(place, "json_broken", "brackets that do not match");
    case NoticeUnit::Flaw::cut:
      return teller_.note(place, "json_cut", "the file ends in the middle");
    case NoticeUnit::Flaw::too_long:
      return teller_.note(place, "release_too_long", fmt::format("more than {} bytes", NoticeUnits::longest));
  }
}

std::vector<OcdsReader::Part> OcdsReader::parts(string_view list, string_view key, string_view around,
                                                const NoticePlace& place, bool offsets) {
  std::vector<Part> out;
  json_.begin(place);
  json_.slices(list, [&](string_view one, std::size_t n) {
    const auto behind = offsets ? static_cast<std::uint64_t>(one.data() - around.data()) : 0;
    out.push_back({one, {place.file, place.offset + behind, place.row, fmt::format("{}{}/{}", place.pointer, key, n)}});
  });
  return out;
}

void OcdsReader::value(string_view text, const NoticePlace& place, int depth) {
  if (depth > deepest) return teller_.note(place, "not_a_notice", "lists inside lists");
  if (text.starts_with('[')) {  // a line that is a bare array
    for (const auto& part : parts(text, "", text, place, true)) value(part.text, part.place, depth + 1);
    return;
  }
  auto draft = reader_.read(text, place, false);
  const string converted = json_.take_mended();  // slices may point into it
  const bool offsets = converted.empty();
  if (draft.native) return read_contracts_finder(converted.empty() ? text : string_view(converted), json_);
  const bool of_record = !draft.compiled.empty() || !draft.versioned.empty();
  if (of_record || (!draft.releases.empty() && !draft.release.ocid.empty()))
    return record(std::move(draft), text, offsets);
  if (draft.releases.empty() && draft.records.empty()) return give(std::move(draft));
  for (const auto& part : parts(draft.releases, "/releases", text, place, offsets))
    value(part.text, part.place, depth + 1);
  for (const auto& part : parts(draft.records, "/records", text, place, offsets))
    value(part.text, part.place, depth + 1);
}

/// Its releases when all of them are here, else what was made of them.
void OcdsReader::record(OcdsDraft&& record, string_view text, bool offsets) {
  ++teller_.counts().records;
  const NoticePlace place = record.release.place;
  const auto read_inside = [&](const Part& part, bool versioned) {
    auto draft = reader_.read(part.text, part.place, versioned);
    json_.take_mended();
    if (draft.release.ocid.empty()) draft.release.ocid = record.release.ocid;
    return draft;
  };
  std::vector<OcdsDraft> releases;
  if (!record.releases.empty())
    for (const auto& part : parts(record.releases, "/releases", text, place, offsets))
      releases.push_back(read_inside(part, false));
  const auto is_here = [](const OcdsDraft& draft) { return draft.content && draft.whole; };
  if (!releases.empty() && std::all_of(releases.begin(), releases.end(), is_here)) {
    for (auto& draft : releases) give(std::move(draft));
    return;
  }
  const bool versioned = record.compiled.empty();
  const string_view made = versioned ? record.versioned : record.compiled;
  if (!made.empty()) {
    NoticePlace at = place;
    if (offsets) at.offset += static_cast<std::uint64_t>(made.data() - text.data());
    at.pointer += versioned ? "/versionedRelease" : "/compiledRelease";
    auto draft = read_inside({made, at}, versioned);
    auto& release = draft.release;
    if (std::find(release.tags.begin(), release.tags.end(), "compiled") == release.tags.end())
      release.tags.emplace_back("compiled");
    for (const auto& one : releases)  // a versioned release has no date of its own
      if (release.date.day.empty() || (versioned && one.release.date.as_written > release.date.as_written))
        release.date = one.release.date;
    return give(std::move(draft));
  }
  for (auto& draft : releases) {
    if (draft.content) give(std::move(draft));
    else teller_.note(draft.release.place, "linked_release", draft.release.id);
  }
  if (releases.empty()) teller_.note(place, "not_a_notice", "a record without releases");
}

void OcdsReader::give(OcdsDraft&& draft) {
  auto& release = draft.release;
  if (!draft.whole) return;  // told; half a release would make a wrong sum
  if (!draft.content && (draft.linked || release.ocid.empty())) {
    if (draft.linked) teller_.note(release.place, "linked_release", release.id);
    else teller_.note(release.place, "not_a_notice", "nothing of a release in it");
    return;
  }
  if (release.ocid.empty()) {
    teller_.note(release.place, "ocid_missing", release.id);
    release.ocid = release.id.empty() ? fmt::format("{}@{}", release.place.file, release.place.offset) : release.id;
  }
  if (release.date.as_written.empty()) teller_.note(release.place, "date_missing", release.ocid);
  if (const auto both = two_currencies(release); !both.empty()) teller_.note(release.place, "two_currencies", both);
  teller_.release(std::move(release), "ocds");
}

void read_notice_json(NoticeBytes read, std::vector<std::uint8_t> head, NoticeTeller& teller) {
  NoticeUnits units(std::move(read), std::move(head));
  OcdsReader reader(teller);
  NoticeUnit unit;
  while (!teller.stopped() && units.next(unit)) reader.unit(unit);
  teller.counts().bytes += units.bytes();
  if (!units.damage().empty()) teller.counts().damage.push_back(units.damage());
}

}  // namespace lenscap::sources
