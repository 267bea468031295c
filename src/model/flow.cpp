#include "model/flow.hpp"

namespace lenscap::model {

std::string_view to_string(Opened opened) {
  switch (opened) {
    case Opened::by_host:
      return "host";
    case Opened::by_peer:
      return "peer";
    case Opened::unknown:
      break;
  }
  return "unknown";
}

std::string_view to_string(NameFrom from) {
  switch (from) {
    case NameFrom::dns:
      return "dns";
    case NameFrom::sni:
      return "sni";
    case NameFrom::quic_sni:
      return "quic_sni";
    case NameFrom::http_host:
      return "http_host";
    case NameFrom::certificate:
      break;
  }
  return "certificate";
}

}  // namespace lenscap::model
