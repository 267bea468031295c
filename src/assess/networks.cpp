#include "assess/networks.hpp"

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

const Networks& known_networks() {
  static const Networks none;
  return none;
}

}  // namespace lenscap::assess
