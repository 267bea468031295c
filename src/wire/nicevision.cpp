#include "wire/nicevision.hpp"

#include "wire/bytes.hpp"
#include "wire/fixed_field.hpp"

namespace lenscap::wire {
namespace {

constexpr std::uint32_t mark = 0x4e494345;  // "NICE"

namespace question {
constexpr std::size_t payload = 0x06, shortest = 0x0c, longest = 0x0e;
constexpr std::uint32_t asks = 0x01080000;
}  // namespace question

namespace answer {
constexpr std::size_t mac = 0x0a, ipv4 = 0x10, mask = 0x14, gateway = 0x18, name = 0x4a, size = 0x5a;
constexpr std::size_t name_size = 16, longest = 1024;
}  // namespace answer

}  // namespace

bool is_nicevision_search(std::span<const std::byte> bytes) noexcept {
  return bytes.size() >= question::shortest && bytes.size() <= question::longest && be32(bytes, 0) == mark &&
         be32(bytes, question::payload) == question::asks;
}

std::optional<NiceVisionDevice> parse_nicevision(std::span<const std::byte> bytes) noexcept {
  using namespace answer;
  if (bytes.size() < size || bytes.size() > longest || be32(bytes, 0) != mark) return std::nullopt;
  NiceVisionDevice out;
  out.mac = be48(bytes, mac);
  out.mac_raw = as_text(bytes.subspan(mac, 6));
  out.ipv4 = be32(bytes, ipv4);
  out.ipv4_raw = as_text(bytes.subspan(ipv4, 4));
  out.ipv4_mask = be32(bytes, mask);
  out.ipv4_gateway = be32(bytes, gateway);
  out.name = field_text(bytes, name, name_size);
  if (!is_mac_of_one(out.mac) || out.ipv4 == 0 || !is_ipv4_mask(out.ipv4_mask)) return std::nullopt;
  if (out.name.empty() || !is_plain_text(out.name)) return std::nullopt;
  return out;
}

}  // namespace lenscap::wire
