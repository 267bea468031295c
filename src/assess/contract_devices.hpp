// assess/contract_devices.hpp: a case's devices and the contracts that may have bought them. A serial number in an item
// settles it; a model number is only possible, for a model is sold many times; buyer, site and date make it likelier.
#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "assess/contract_totals.hpp"
#include "model/case.hpp"

namespace lenscap::assess {

struct CaseDevice {
  model::Id subject = 0;
  std::string key;    ///< as the case names it
  std::string maker;  ///< id, "" when unknown
  std::vector<std::string> models, serials;
  std::vector<std::string> places;  ///< host names, sites, names of sources: words of whose it is
  Days first_seen;
};

/// Cameras, recorders and whatever else the case has, with a model or a serial number.
std::vector<CaseDevice> devices_of(const model::Case& c);

/// Finds models and serial numbers in texts, whole words only. Give `look` to ContractLedger.
class DeviceLook {
 public:
  explicit DeviceLook(const std::vector<CaseDevice>& devices);
  void look(std::string_view text, std::vector<TextHit>& found) const;

 private:
  struct Word {
    model::Id subject;
    bool serial;
  };
  std::unordered_map<std::string, std::vector<Word>> words_;
};

struct DeviceJoin {
  model::Id subject = 0;
  std::uint32_t hit = 0, process = 0, state = no_row;
  model::Confidence confidence = model::Confidence::unknown;
  std::vector<std::string> reasons;  ///< "serial", "model", "buyer", "date", and against it "seen_before"
};

/// Each device and deal once, surest first.
std::vector<DeviceJoin> join_devices(const ContractLedger& ledger, const std::vector<CaseDevice>& devices);

}  // namespace lenscap::assess
