// views/who_words.hpp: the words in which parties and shares are told, the same in every view.
#pragma once
#include <optional>
#include <string>

#include "assess/who.hpp"

namespace lenscap::views {

/// "36.48 %", "0 to 70 %", "share not known".
std::string share_text(double least, double most);
std::string stake_text(const assess::Stake& stake);

/// "2018-02-06 to 2022-11-23", "from 2018-02-06", "until 2022-11-23", "".
std::string period_text(const std::optional<model::Date>& from, const std::optional<model::Date>& until);

/// Whether it is half: "half or more", "said to be a subsidiary", "less than half at some step", …
std::string half_text(const assess::Owner& owner);

/// "company, CN", "project vehicle, CN", "not them: look-alike", "label".
std::string kind_text(const assess::KnownParty& party);

/// Knowledge key of the entry that tells of it: "organisation:cethik".
std::string entry_of(const assess::KnownParty& party);

}  // namespace lenscap::views
