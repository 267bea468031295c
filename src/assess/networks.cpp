#include "assess/networks.hpp"

#include "knowledge/networks.hpp"

namespace lenscap::assess {

std::string_view to_string(Shared shared) {
  switch (shared) {
    case Shared::nat:
      return "nat";
    case Shared::cdn:
      return "cdn";
    case Shared::cloud:
      return "cloud";
    case Shared::anycast:
      return "anycast";
    case Shared::none:
      break;
  }
  return "none";
}

namespace {

std::optional<Network> find_known(const model::Ip& ip) {
  const auto found = knowledge::find_network(ip);
  if (!found) return std::nullopt;
  return Network{found->asn, found->name, found->country};
}

Shared shared_known(const knowledge::Knowledge& k, std::uint32_t asn) {
  const knowledge::SharedNetwork* network = k.shared_network(asn);
  if (network == nullptr) return Shared::none;
  switch (network->kind) {
    case knowledge::SharedKind::cloud:
      return Shared::cloud;
    case knowledge::SharedKind::cdn:
      return Shared::cdn;
    case knowledge::SharedKind::anycast:
      break;
  }
  return Shared::anycast;
}

}  // namespace

const Networks& known_networks() {
  static const Networks known{find_known, shared_known, std::string(knowledge::networks_edition().day)};
  return known;
}

}  // namespace lenscap::assess
