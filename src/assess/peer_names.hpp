// assess/peer_names.hpp: the name by which one device meant an address, and what it asked for in vain.
#pragma once
#include <map>
#include <span>
#include <vector>

#include "assess/egress.hpp"

namespace lenscap::assess {

/// The names that one device used, in order of peer and time. Borrows the case.
class PeerNames {
 public:
  using Names = std::vector<const model::PeerName*>;

  explicit PeerNames(Names names);

  /// Fills name, name_from, alias and other_names of `peer` by its address, protocol and times.
  void name(Peer& peer) const;
  /// One row a name that was asked for, where none of the addresses it led to had any traffic: `spoken_to` are the
  /// addresses that had, ascending. Names that stay inside are left out.
  std::vector<Peer> asked_only(model::Id device, std::span<const model::Ip> spoken_to) const;

 private:
  std::string_view alias_of(std::string_view name) const;

  Names names_;
  std::map<std::string_view, std::string_view> aliases_;
};

}  // namespace lenscap::assess
