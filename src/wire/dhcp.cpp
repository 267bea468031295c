#include "wire/dhcp.hpp"

#include <algorithm>

#include "wire/bytes.hpp"

namespace lenscap::wire {
namespace {

using Bytes = std::span<const std::byte>;

// Offsets in the header (RFC 2131 2).
constexpr std::size_t op_at = 0, htype_at = 1, hlen_at = 2, xid_at = 4, ciaddr_at = 12, yiaddr_at = 16, giaddr_at = 24,
                      chaddr_at = 28, sname_at = 44, sname_size = 64, file_at = 108, file_size = 128, cookie_at = 236,
                      options_at = 240;
constexpr std::uint32_t cookie = 0x63825363;
constexpr std::uint8_t bootrequest = 1, bootreply = 2, ethernet = 1, ieee802 = 6, last_message_type = 18;

enum Option : std::uint8_t {
  pad = 0,
  router = 3,
  host_name = 12,
  requested_address = 50,
  overload = 52,
  message_type = 53,
  server_id = 54,
  parameter_list = 55,
  vendor_class = 60,
  client_fqdn = 81,
  end_of_options = 255
};

struct OptionReader {
  Bytes area;
  std::size_t at = 0;
  bool fault = false;

  bool next(std::uint8_t& code, Bytes& value) {
    while (at < area.size() && u8(area, at) == pad) ++at;
    if (at >= area.size() || u8(area, at) == end_of_options) return false;
    code = u8(area, at);
    const std::size_t length = at + 1 < area.size() ? u8(area, at + 1) : area.size();
    if (area.size() - at < 2 + length) {
      fault = true;
      return false;
    }
    value = area.subspan(at + 2, length);
    at += 2 + length;
    return true;
  }
};

/// A value that may come in parts.
struct Parts {
  Bytes first;
  unsigned count = 0;
  void add(Bytes value) {
    if (count++ == 0) first = value;
  }
};

/// The scratch, as far as it is free.
struct Room {
  std::span<char> free;
  bool overflow = false;

  void put(char c) {
    if (free.empty()) {
      overflow = true;
      return;
    }
    free.front() = c;
    free = free.subspan(1);
  }
};

using Areas = std::array<Bytes, 3>;

/// The whole value of an option (RFC 3396 7): where it was sent, or joined in the scratch.
Bytes join(const Parts& parts, std::uint8_t wanted, const Areas& areas, Room& room) {
  if (parts.count < 2) return parts.first;
  const char* begin = room.free.data();
  std::uint8_t code = 0;
  Bytes value;
  for (const Bytes area : areas)
    for (OptionReader reader{area}; reader.next(code, value);)
      if (code == wanted)
        for (const std::byte b : value) room.put(static_cast<char>(b));
  return std::as_bytes(std::span(begin, static_cast<std::size_t>(room.free.data() - begin)));
}

std::string_view text(Bytes value) {
  std::string_view t = as_text(value);
  while (!t.empty() && t.back() == '\0') t.remove_suffix(1);
  return t;
}

/// Option 81 (RFC 4702 2): flags, two old result codes, the name as text or, with flag E, as DNS labels.
std::string_view read_fqdn(Bytes value, Room& room, bool& malformed) {
  constexpr std::uint8_t flag_e = 0x04;
  if (value.empty()) return {};
  if (value.size() < 3) {
    malformed = true;
    return {};
  }
  const Bytes name = value.subspan(3);
  if (!(u8(value, 0) & flag_e)) return text(name);
  const char* begin = room.free.data();
  for (std::size_t at = 0; at < name.size() && u8(name, at) != 0;) {
    const std::size_t length = u8(name, at);
    if (length > 63 || name.size() - at <= length) {
      malformed = true;
      break;
    }
    if (at != 0) room.put('.');
    for (const std::byte b : name.subspan(at + 1, length)) room.put(static_cast<char>(b));
    at += 1 + length;
  }
  return {begin, static_cast<std::size_t>(room.free.data() - begin)};
}

}  // namespace

std::optional<Dhcp> parse_dhcp(Bytes bytes, DhcpScratch& scratch) noexcept {
  if (bytes.size() < options_at || be32(bytes, cookie_at) != cookie) return {};
  const std::uint8_t op = u8(bytes, op_at), htype = u8(bytes, htype_at), hlen = u8(bytes, hlen_at);
  if (op != bootrequest && op != bootreply) return {};

  Dhcp out;
  out.reply = op == bootreply;
  out.transaction = be32(bytes, xid_at);
  out.client_address = be32(bytes, ciaddr_at);
  out.your_address = be32(bytes, yiaddr_at);
  out.relay_address = be32(bytes, giaddr_at);
  const bool has_eui48 = (htype == ethernet || htype == ieee802) && hlen == 6;
  if (has_eui48) out.hardware_address = be48(bytes, chaddr_at);
  out.malformed = hlen > 16 || (htype == ethernet && hlen != 6);

  Parts names, classes, fqdns, parameters, routers;
  Areas areas{bytes.subspan(options_at), {}, {}};
  const auto one_address = [&](Bytes value, std::uint32_t& into) {
    if (value.size() == 4) into = be32(value, 0);
    else out.malformed = true;
  };
  for (std::size_t i = 0; i < areas.size(); ++i) {
    OptionReader reader{areas[i]};
    std::uint8_t code = 0;
    Bytes value;
    while (reader.next(code, value)) {
      switch (code) {
        case router:
          routers.add(value);
          break;
        case host_name:
          names.add(value);
          break;
        case vendor_class:
          classes.add(value);
          break;
        case client_fqdn:
          fqdns.add(value);
          break;
        case parameter_list:
          parameters.add(value);
          break;
        case requested_address:
          one_address(value, out.requested_address);
          break;
        case server_id:
          one_address(value, out.server_id);
          break;
        case message_type:
          out.message_type = value.size() == 1 ? u8(value, 0) : 0;
          if (out.message_type == 0 || out.message_type > last_message_type) out.malformed = true;
          break;
        case overload: {
          const std::uint8_t which = value.size() == 1 ? u8(value, 0) : 0;
          if (i != 0 || which < 1 || which > 3) {
            out.malformed = true;
            break;
          }
          if (which & 1) areas[1] = bytes.subspan(file_at, file_size);
          if (which & 2) areas[2] = bytes.subspan(sname_at, sname_size);
          break;
        }
        default:
          break;
      }
    }
    out.malformed |= reader.fault;
  }

  out.host_name_sent = names.first;
  out.vendor_class_sent = classes.first;
  out.fqdn_sent = fqdns.first;
  out.parameters_sent = parameters.first;
  Room room{scratch.bytes};
  out.host_name = text(join(names, host_name, areas, room));
  out.vendor_class = text(join(classes, vendor_class, areas, room));
  out.fqdn = read_fqdn(join(fqdns, client_fqdn, areas, room), room, out.malformed);
  out.parameters = join(parameters, parameter_list, areas, room);
  out.routers = join(routers, router, areas, room);
  if (out.routers.size() % 4 != 0) {
    out.routers = out.routers.first(out.routers.size() / 4 * 4);
    out.malformed = true;
  }
  out.malformed |= room.overflow;
  return out;
}

}  // namespace lenscap::wire
