// knowledge/check_theft.hpp: whether two entries disagree on a text. What is allowed: check_theft.cpp.
#pragma once
#include <string>
#include <vector>

#include "knowledge/check.hpp"
#include "knowledge/matcher.hpp"

namespace lenscap::knowledge {

/// What one entry says of one text. Points into the knowledge.
struct Said {
  const Entry* entry;
  model::Confidence limit;
  const std::vector<std::string>* examples;
  std::string maker;
  std::string label;   ///< as claimed; a captured one only when somebody known bears it
  std::string bearer;  ///< who bears the label; empty when nobody known does
};

Said said_by(const Knowledge& k, const Match& match);
Said said_by(const Knowledge& k, const Endpoint& endpoint);

/// Complains about `own` when `other` says something else of `text`, an example of `own`.
void check_theft(const Knowledge& k, const Said& own, const Said& other, const std::string& text, Problems& problems);

}  // namespace lenscap::knowledge
