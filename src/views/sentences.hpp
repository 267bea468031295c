// views/sentences.hpp: findings into words. The only place that writes sentences about devices, rules and what is
// unknown: another language is another sentences.cpp. Every name in the results is neutral (views/neutral).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "views/device.hpp"

namespace lenscap::views {

std::string maker_name(std::string_view maker_id, const knowledge::Knowledge& k);  ///< "Dahua"; the id when not known
std::string who_title(std::string_view who_id, const knowledge::Knowledge& k);
std::string confidence_word(const model::Finding* finding);   ///< "probable"; "unknown" of none
std::string_view role_word(std::string_view role);            ///< "door station"
std::string_view status_word(assess::Status status);          ///< "restricted only if …"
std::string act_words(const std::vector<std::string>& acts);  ///< "buying, using"

/// What a device is, one sentence without a final dot, from the fullest to the shortest: 'Sold as "X", built by Dahua:
/// label and maker differ'. At least one.
std::vector<std::string> device_sentences(const Device& device, const knowledge::Knowledge& k);

/// One finding as a sentence, with its final dot. Restrictions: use restriction_sentence.
std::string finding_sentence(const model::Finding& finding, const knowledge::Knowledge& k);

/// "Restricted for UK government departments (buying): TITLE (CITATION)." with condition, basis and certainty.
std::string restriction_sentence(const Restriction& restriction, const knowledge::Knowledge& k, model::Date on);

/// What would tell an unknown: "ask the device by ONVIF …". Empty for an unknown key.
std::string_view help_sentence(std::string_view help);

/// "12 devices: 9 cameras, 2 recorders, 1 of unknown role."
std::string count_sentence(const Summary& summary);
/// "3 are sold under a label that is not their maker's. The maker of 2 is not known."
std::string label_sentence(const Summary& summary);
/// "41 other hosts bear no mark of a camera or its maker: only counted, nothing of them is kept."
std::string others_sentence(const model::Case& c);

/// "1 device", "2 devices".
std::string counted(std::uint64_t n, std::string_view one, std::string_view many);
std::string grouped(std::uint64_t n);  ///< "16,711,424"

/// An attribute of a finding, "" when absent.
std::string attribute(const model::Finding& finding, const std::string& name);

}  // namespace lenscap::views
