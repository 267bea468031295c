// views/egress.hpp: where the devices send, as people and programs read it: one peer a row, and what follows from them.
//
// "Registered in" is all that a table of addresses can say of a place (assess/networks.hpp), and an operator that no
// name tells is "unknown operator, network X". Names and addresses of strangers pass views/neutral like all else.
#pragma once
#include <string>
#include <vector>

#include "views/device.hpp"
#include "views/public_json.hpp"

namespace lenscap::views {

/// Which peers and findings are shown; what is empty lets all through. A device of which nothing is left is not shown.
struct EgressFilter {
  model::Id device = 0;
  std::string operator_text;  ///< part of operator, name, alias or network, any case
  std::string country;        ///< ISO 3166 of the registration
  std::string finding;        ///< value: "beacon"; keeps the devices that have it, and of findings that one only
  bool any() const { return device != 0 || !operator_text.empty() || !country.empty() || !finding.empty(); }
};

std::string to_egress_json(const AuditView& view, const EgressFilter& filter);
std::string to_egress_csv(const AuditView& view, const EgressFilter& filter);  ///< one row a peer
std::string to_egress_terminal(const AuditView& view, const EgressFilter& filter, TerminalStyle style);
/// STIX 2.1 bundle (OASIS, 10 June 2021) of what was spoken to outside: no opinion on it, no indicator.
std::string to_stix(const AuditView& view, const EgressFilter& filter);

/// `devices[].egress` of the audit: {peers[], unplaced}.
Json egress_json(const AuditView& view, const Device& device);
/// One row of peers[].
Json peer_json(const AuditView& view, const assess::Peer& peer);
/// A finding of key "egress" in findings[]: finding_json with its device and what would refute it.
Json egress_finding_json(const model::Finding& finding, const knowledge::Knowledge& k);

/// The devices that pass, with the peers and findings that pass.
std::vector<Device> sending_devices(const AuditView& view, const EgressFilter& filter);

}  // namespace lenscap::views
