// casefile/digest.hpp: one number over all observations and one over all flows and names, kept in meta, so that a row
// taken out, put in or edited by hand is noticed even where the inputs are gone.
//
// It is a checksum, not a seal: whoever can write the file can write the digest too. Only the inputs, or a digest that
// was written down elsewhere when the case was made, protect against someone who knows this page.
#pragma once
#include <string>
#include <string_view>

#include "casefile/order.hpp"
#include "model/case.hpp"

namespace lenscap::casefile {

// In Case::meta, set by save().
inline constexpr std::string_view digest_key = "observations_digest";
inline constexpr std::string_view flows_digest_key = "flows_digest";

/// SHA-256, lower-case hex, over every observation in order of id: source, subject key, kind, value, times, count and
/// locator. Ids are left out: they are positions. `c` must pass check().
std::string observations_digest(const model::Case& c);

/// SHA-256, lower-case hex, over every flow and every name, all fields, in the file's order, with their subject's key
/// and their source. `c` must pass check(), `rows` be its rows.
std::string flows_digest(const model::Case& c, const FileOrder& rows);

/// SHA-256 of `bytes`, lower-case hex.
std::string sha256(std::string_view bytes);

}  // namespace lenscap::casefile
