// assess/restriction_tie.hpp: what ties a device to makers: who built it, whose label it bears, and who owned those,
// when.
#pragma once
#include <string>
#include <vector>

#include "assess/restriction.hpp"
#include "assess/restriction_period.hpp"

namespace lenscap::assess {

/// One tie of the device to `maker`. `via` is empty where the tie is direct.
struct Tie {
  std::string maker;
  Period period;          ///< open for a direct tie, the days of ownership otherwise
  bool by_brand = false;  ///< through the label alone
  std::string via;        ///< maker or brand that `maker` owned
  std::string via_entry;  ///< its knowledge key: "brand:lorex"
  int share = 100;        ///< smallest share on the way in per cent; 0 where one is not known
  bool reported = false;  ///< some ownership on the way is only reported
  std::string note;       ///< of the nearest ownership: what of its days is not known
  model::Confidence confidence = model::Confidence::unknown;
};

/// The direct ties first, then owners, owners of owners, …, each chain once however the data circles.
std::vector<Tie> find_ties(const Party& party, const knowledge::Knowledge& knowledge);

}  // namespace lenscap::assess
