// views/egress_words.hpp: peers and egress findings into words. Another language is another egress_words.cpp.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "assess/egress.hpp"
#include "model/case.hpp"

namespace lenscap::views {

/// A finding of key "egress" as a sentence with its final dot.
std::string egress_sentence(const model::Finding& finding);
/// "contacts its maker's cloud": the value of a finding in a few words; the value itself when not known.
std::string egress_title(std::string_view value);
/// What else could be true, one sentence; "" for an unknown key.
std::string_view refutation(std::string_view key);
/// "registration, peer-to-peer"
std::string purpose_words(const std::vector<std::string>& purposes);
/// "Hikvision", "unknown operator, network EXAMPLE-CLOUD (AS64500), registered in SG", "inside"
std::string whose(const assess::Peer& peer);
/// The address; for a name without traffic the name. A placeholder where the case is redacted.
std::string peer_text(const model::Case& c, const assess::Peer& peer);
/// "answered", "refused", "no answer", "name only"
std::string_view outcome_word(assess::Outcome outcome);
std::string bytes_word(std::uint64_t bytes);  ///< "1.2 MB", powers of 1000

/// What a device sends, one sentence without a final dot: "Gets through to 3 outside peers …".
std::string sending_sentence(const std::vector<assess::Peer>& peers,
                             const std::vector<const model::Finding*>& findings);

}  // namespace lenscap::views
