// STUN Binding: that a device looks for its address on the internet, with what software, and what it was told.
#include "sources/dialogue.hpp"
#include "wire/stun.hpp"

namespace lenscap::sources {

using model::kind;

namespace {

std::string_view stun_name(wire::StunClass message) {
  switch (message) {
    case wire::StunClass::request:
      return "binding request";
    case wire::StunClass::indication:
      return "binding indication";
    case wire::StunClass::success:
      return "binding success";
    case wire::StunClass::error:
      return "binding error";
  }
  return "";
}

}  // namespace

bool read_stun(const Datagram& d) {
  const auto stun = wire::parse_stun(octets(d.message.bytes));
  if (!stun) return false;
  const Teller t(d.ledger, d.sender, d.message);
  t.tell_whole(kind("stun.message"), stun_name(stun->message));
  t.tell(kind("stun.software"), stun->software, "SOFTWARE");
  if (stun->mapped_family == 0) return true;
  // The answer speaks of who asked.
  const auto ip = stun->mapped_family == 4
                      ? model::Ip::v4(std::uint32_t{stun->mapped[0]} << 24 | std::uint32_t{stun->mapped[1]} << 16 |
                                      std::uint32_t{stun->mapped[2]} << 8 | stun->mapped[3])
                      : model::Ip::v6(stun->mapped);
  t.about(d.receiver)
      .tell_decoded(kind("stun.mappedaddress"), to_string(ip), stun->mapped_raw, "xor with the cookie",
                    "XOR-MAPPED-ADDRESS");
  return true;
}

}  // namespace lenscap::sources
