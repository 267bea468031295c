// assess/notice_merge.hpp: the releases of one contracting process made into one: its newest state, so that a sum that
// was corrected counts once.
//
// The rules are OCDS's: releases in order of their dates; the newest value of a field wins; lists of objects with ids
// are merged by id, others are replaced as a whole. Three things differ, since a Release holds no null and no JSON:
//   - a field that a newer release sets to null is kept unless the reader tells of the null (`more`: "null", pointer);
//   - a party is the same when its id is and its names do not contradict: some publishers number the organisations of
//     each notice anew ("org-1");
//   - codes of a tender or an item, and lots, are replaced as a whole.
// Source: open-contracting/standard@0871878d:docs/schema/merging.md; open-contracting/ocds-merge
#pragma once
#include <span>
#include <vector>

#include "model/contract.hpp"

namespace lenscap::assess {

struct MergedNotice {
  model::Release release;  ///< tag "compiled"; place, id and date of the newest
  /// duplicate_release: the same id, or none, and the same content, counted once. release_order: newer releases came
  /// first. date_missing: it was taken for the oldest. At the place of each.
  std::vector<model::NoticeNote> notes;
};

/// `releases` are of one process, in any order; none gives an empty release. Of two with one date the later in the
/// span is newer.
MergedNotice merge_releases(std::span<const model::Release> releases);

/// The moment of an RFC 3339 date in seconds; a day alone is its beginning in UTC. Lowest when it is none.
std::int64_t moment_of(const model::NoticeDate& date);

}  // namespace lenscap::assess
