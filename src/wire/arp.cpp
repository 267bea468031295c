#include "wire/arp.hpp"

#include "wire/bytes.hpp"

namespace lenscap::wire {
namespace {
// Offsets for 6-byte hardware and 4-byte protocol addresses (RFC 826, "Packet format").
constexpr std::size_t hardware_at = 0, protocol_at = 2, hardware_size_at = 4, protocol_size_at = 5, operation_at = 6,
                      sender_hardware_at = 8, sender_address_at = 14, target_hardware_at = 18, target_address_at = 24,
                      size = 28;
constexpr std::uint16_t ethernet = 1, ieee802 = 6, ipv4 = 0x0800, request = 1, reply = 2;
}  // namespace

std::optional<Arp> parse_arp(std::span<const std::byte> bytes) noexcept {
  if (bytes.size() < size) return {};
  const std::uint16_t hardware = be16(bytes, hardware_at), operation = be16(bytes, operation_at);
  if ((hardware != ethernet && hardware != ieee802) || be16(bytes, protocol_at) != ipv4) return {};
  if (u8(bytes, hardware_size_at) != 6 || u8(bytes, protocol_size_at) != 4) return {};
  if (operation != request && operation != reply) return {};
  return Arp{.reply = operation == reply,
             .sender_hardware = be48(bytes, sender_hardware_at),
             .sender_address = be32(bytes, sender_address_at),
             .target_hardware = be48(bytes, target_hardware_at),
             .target_address = be32(bytes, target_address_at)};
}

}  // namespace lenscap::wire
