// views/egress_csv.cpp: one row a peer, for spreadsheets. Names of columns are those of the JSON.
#include <array>

#include "views/csv_cell.hpp"
#include "views/egress.hpp"
#include "views/egress_words.hpp"
#include "views/sentences.hpp"

namespace lenscap::views {

std::string to_egress_csv(const AuditView& view, const EgressFilter& filter) {
  std::string out;
  csv_row(out, std::to_array<std::string>({"device",     "device_key", "device_address", "peer",      "name",
                                           "name_from",  "operator",   "purpose",        "network",   "asn",
                                           "country",    "shared",     "side",           "service",   "packets_out",
                                           "packets_in", "bytes_out",  "bytes_in",       "attempts",  "outcome",
                                           "first",      "last",       "alias",          "media_out", "input",
                                           "packet"}));
  for (const Device& d : sending_devices(view, filter))
    for (const assess::Peer& p : d.peers) {
      std::string purposes;
      if (p.endpoint != nullptr)
        for (const auto& purpose : p.endpoint->purposes) purposes += (purposes.empty() ? "" : " ") + purpose;
      else if (p.traversal) purposes = "p2p";
      const std::string input = p.source < view.c.sources.size() ? view.c.sources[p.source].name : "";
      const std::string_view side = p.side == assess::Side::outside  ? "outside"
                                    : p.side == assess::Side::inside ? "inside"
                                                                     : "group";
      csv_row(out, std::to_array<std::string>({std::to_string(d.subject->id),
                                               d.subject->key,
                                               d.addresses.empty() ? "" : d.addresses.front(),
                                               peer_text(view.c, p),
                                               std::string(p.name),
                                               p.name_from ? std::string(to_string(*p.name_from)) : "",
                                               p.endpoint != nullptr ? p.endpoint->operator_name : "",
                                               purposes,
                                               p.network ? std::string(p.network->name) : "",
                                               p.network ? std::to_string(p.network->asn) : "",
                                               p.network ? std::string(p.network->country) : "",
                                               std::string(to_string(p.shared)),
                                               std::string(side),
                                               service(p),
                                               std::to_string(p.packets_out),
                                               std::to_string(p.packets_in),
                                               std::to_string(p.bytes_out),
                                               std::to_string(p.bytes_in),
                                               std::to_string(p.attempts),
                                               std::string(to_string(p.outcome)),
                                               model::to_iso(p.first),
                                               model::to_iso(p.last),
                                               std::string(p.alias),
                                               std::to_string(p.media_out),
                                               input,
                                               p.packet != 0 ? std::to_string(p.packet) : ""}));
    }
  return out;
}

}  // namespace lenscap::views
