// Announcements that many makers share: WS-Discovery and SSDP. The strings inside name the device, the protocol nobody.
#include "sources/dialogue.hpp"
#include "sources/maker_fields.hpp"
#include "wire/secrets.hpp"
#include "wire/ssdp.hpp"
#include "wire/url.hpp"
#include "wire/wsd.hpp"

namespace lenscap::sources {

using model::kind;

bool read_wsd(const Datagram& d) {
  const auto wsd = wire::parse_wsd(d.message.bytes);
  if (!wsd) return false;
  if (wsd->question()) {
    if (d.sender != model::no_host) d.ledger.row(d.sender).marks |= model::asked_questions;
    return true;
  }
  d.ledger.skips()[Skip::message_bound] += wsd->left_out;
  // A discovery proxy answers for several devices: then none of them is the sender.
  if (wsd->devices.size() != 1) return true;
  const auto& device = wsd->devices.front();
  if (device.onvif) tell_fields(Teller(d.ledger, d.sender, d.message), device.fields);
  return true;
}

bool read_ssdp(const Datagram& d) {
  const auto ssdp = wire::parse_ssdp(d.message.bytes);
  if (!ssdp) return false;
  if (ssdp->kind == wire::SsdpKind::search || ssdp->kind == wire::SsdpKind::byebye) return true;
  const Teller t(d.ledger, d.sender, d.message);
  t.tell(kind("ssdp.server"), ssdp->server, "SERVER");
  t.tell(kind("ssdp.usn"), ssdp->usn, "USN");
  if (const auto url = wire::parse_url(ssdp->location)) {
    const auto masked = wire::mask_credentials(url->path_and_query);
    t.tell_decoded(kind("ssdp.location"), masked.text, url->path_and_query, "credentials masked", "LOCATION");
  }
  for (const auto& header : ssdp->head.headers()) {
    const std::string_view line{
        header.name.data(), static_cast<std::size_t>(header.value.data() + header.value.size() - header.name.data())};
    if (!header.value.empty() && d.ledger.knows(kind("ssdp.header"), line)) t.tell(kind("ssdp.header"), line, "header");
  }
  return true;
}

}  // namespace lenscap::sources
