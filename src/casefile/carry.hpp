// casefile/carry.hpp: subjects keep their ids when evidence is added to a case, because decisions and enquiries refer
// to them.
#pragma once
#include <string_view>

#include "model/case.hpp"

namespace lenscap::casefile {

/// Highest subject id that was ever given out, in Case::meta, so that the id of a subject that is gone never comes
/// again.
inline constexpr std::string_view last_subject_key = "last_subject_id";
/// In Case::meta "merged.3" = "1": subject 3 was found to be subject 1.
inline constexpr std::string_view merged_prefix = "merged.";

/// Gives the subjects of `newer` (an audit of the old evidence and more) the ids that they had in `older`. A subject is
/// the same when its key is, or when it alone in `newer` bears a serial or universal hardware address that the older
/// one bore; where both speak, the key decides. One that takes in several older ones keeps the smallest id, and meta
/// tells of the others. New subjects get ids never given out before. Decisions move along; a subject that was decided
/// on and is not in `newer` is kept, with its identifiers. Every reference of `newer` is rewritten.
void carry_ids(const model::Case& older, model::Case& newer);

}  // namespace lenscap::casefile
