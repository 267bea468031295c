// assess/contract_parties.hpp: the organisations of all notices, each once.
//
// One organisation: the same number in the same register (org-id.guide codes: GB-COH, GB-PPON, UEI …), or the same name
// but for case, punctuation and the spelling of its legal form, where no two numbers of one register speak against it.
// A number that the publisher made up for its own files (`parties[].id`) is none.
#pragma once
#include <span>
#include <vector>

#include "assess/interned.hpp"
#include "model/contract.hpp"

namespace lenscap::assess {

struct ContractParty {
  Interned::Id name = 0;  ///< as first written
  Interned::Id country = 0, address = 0;
  std::vector<std::pair<Interned::Id, Interned::Id>> identifiers;  ///< scheme, id
  std::vector<Interned::Id> other_names;                           ///< as written elsewhere under the same number
};

/// "acme security ltd": lower case, no punctuation, legal forms in one spelling.
std::string plain_name(std::string_view name);
/// A register's number as that register prints it: Companies House in eight places ("7689604" is "07689604"). Empty
/// where the scheme is no register of organisations, or the number cannot be one.
std::string register_number(std::string_view scheme, std::string_view id);

class ContractParties {
 public:
  /// The number of `organisation`, new or known. Never the same for two numbers of one register.
  std::uint32_t put(const model::Organisation& organisation, Interned& texts);
  const ContractParty& operator[](std::uint32_t party) const { return parties_[party]; }
  std::size_t size() const { return parties_.size(); }

 private:
  bool contradicts(std::uint32_t party, const model::Organisation& organisation, const Interned& texts) const;
  std::uint32_t& party_of(std::string_view key);
  void learn(std::uint32_t party, const model::Organisation& organisation, Interned& texts);

  std::deque<ContractParty> parties_;
  Interned keys_;                      ///< "GB-COH\x1f07689604", "\x1facme security ltd"
  std::vector<std::uint32_t> by_key_;  ///< party + 1 by number of the key
};

}  // namespace lenscap::assess
