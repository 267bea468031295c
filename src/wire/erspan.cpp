#include "wire/erspan.hpp"

#include "wire/bytes.hpp"
#include "wire/inner_frame.hpp"
#include "wire/link.hpp"

namespace lenscap::wire {

namespace {

constexpr std::size_t version_and_vlan = 0, session_and_flags = 2, size_2 = 8;
constexpr std::uint16_t truncated_bit = 0x0400, session_mask = 0x03ff, vlan_mask = 0x0fff;
namespace type_3 {
constexpr std::size_t flags = 10, size = 12, subheader = 8;
constexpr std::uint16_t frame_type_mask = 0x1f, ethernet = 0, ip = 2, has_subheader = 0x0001;
constexpr int frame_type_shift = 10;
}  // namespace type_3
enum : std::uint8_t { version_of_2 = 1, version_of_3 = 2 };

std::uint16_t ip_by_version(std::span<const std::uint8_t> packet) noexcept {
  const int version = packet.empty() ? 0 : packet[0] >> 4;
  return version == 4 ? ether_ipv4 : version == 6 ? ether_ipv6 : 0;
}

}  // namespace

std::optional<Erspan> parse_erspan(const Gre& gre, std::span<const std::uint8_t> bytes) noexcept {
  Erspan out;
  out.type = ether_bridged;
  if (gre.type == gre_erspan && !gre.sequenced) {
    if (!seems_ethernet(bytes)) return {};
    out.kind = 1;
    return out;
  }
  if (bytes.size() < size_2) return {};
  const std::uint16_t first = be16(&bytes[version_and_vlan]), second = be16(&bytes[session_and_flags]);
  const int version = first >> 12;
  out.vlan = first & vlan_mask;
  out.session = second & session_mask;
  out.truncated = second & truncated_bit;
  if (gre.type == gre_erspan && version == version_of_2) {
    out.kind = 2;
    out.payload = size_2;
    return out;
  }
  if (version != version_of_3 || bytes.size() < type_3::size) return {};
  const std::uint16_t flags = be16(&bytes[type_3::flags]);
  const std::size_t header = type_3::size + (flags & type_3::has_subheader ? type_3::subheader : 0);
  if (bytes.size() < header) return {};
  out.kind = 3;
  out.payload = static_cast<std::uint32_t>(header);
  const std::uint16_t frame_type = flags >> type_3::frame_type_shift & type_3::frame_type_mask;
  if (frame_type == type_3::ip) out.type = ip_by_version(bytes.subspan(header));
  else if (frame_type != type_3::ethernet) out.type = 0;
  if (out.type == 0) return {};
  return out;
}

}  // namespace lenscap::wire
