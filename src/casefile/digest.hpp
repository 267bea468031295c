// casefile/digest.hpp: one number over all observations, kept in meta, so that a row taken out, put in or edited by
// hand is noticed even where the inputs are gone.
//
// It is a checksum, not a seal: whoever can write the file can write the digest too. Only the inputs, or a digest that
// was written down elsewhere when the case was made, protect against someone who knows this page.
#pragma once
#include <string>
#include <string_view>

#include "model/case.hpp"

namespace lenscap::casefile {

inline constexpr std::string_view digest_key = "observations_digest";  ///< in Case::meta, set by save()

/// SHA-256, lower-case hex, over every observation in order of id: source, subject key, kind, value, times, count and
/// locator. Ids are left out: they are positions. `c` must pass check().
std::string observations_digest(const model::Case& c);

/// SHA-256 of `bytes`, lower-case hex.
std::string sha256(std::string_view bytes);

}  // namespace lenscap::casefile
