// assess/ownership.hpp: who owns whom on a day. Shares multiply along a path and add over paths; cross-holdings make
// the sum a linear system. What is not known stays unknown: a result is an interval.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/knowledge.hpp"

namespace lenscap::assess {

/// An owner of an organisation, directly or through others.
struct Owner {
  std::string id;              ///< organisation, maker or brand id
  double least = 0, most = 0;  ///< effective per cent; 0..100 where a share on the way is not known
  bool direct = false;
  bool majority = false;  ///< through holdings that are each above half, or said to be control: "majority owned"
  std::vector<std::string> path;  ///< ids from the organisation to this owner, by the largest path
  std::string certainty;          ///< the weakest of the way: "verified" or "reported"
  std::vector<std::string> notes;
};

/// Every owner of `id` on `day`, nearest first. Empty when none is known.
std::vector<Owner> owners_on(const knowledge::Knowledge& knowledge, std::string_view id, model::Date day);

/// Everything that `id` owns on `day`, directly or through others; `Owner::id` is then what is owned.
std::vector<Owner> owned_on(const knowledge::Knowledge& knowledge, std::string_view id, model::Date day);

}  // namespace lenscap::assess
