#include "wire/flow_element.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "wire/bytes.hpp"

namespace lenscap::wire {
namespace {

constexpr std::uint32_t reverse = 29305;

/// A number of up to eight octets, most significant first; 0 for any other length.
std::uint64_t number(std::span<const std::byte> value) {
  if (value.size() > 8) return 0;
  std::uint64_t out = 0;
  for (const std::byte octet : value) out = out << 8 | std::to_integer<std::uint64_t>(octet);
  return out;
}

Counter counter(std::span<const std::byte> value) {
  if (value.empty() || value.size() > 8) return {};
  return {number(value), static_cast<std::uint8_t>(value.size())};
}

/// A count of units of `each` nanoseconds since 1970; what lies behind the year 2262 stays at its end.
std::int64_t instant(std::uint64_t units, std::int64_t each) {
  constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  return units > most / static_cast<std::uint64_t>(each) ? static_cast<std::int64_t>(most)
                                                         : static_cast<std::int64_t>(units) * each;
}

/// Seconds since 1900 and a fraction of 2^32 (RFC 5905 section 6). Their first era ends in 2036: what is small is
/// later.
std::int64_t ntp(std::span<const std::byte> value) {
  if (value.size() != 8) return not_told;
  constexpr std::int64_t to_1970 = 2'208'988'800;
  std::int64_t seconds = be32(value, 0);
  if (seconds < std::int64_t{1} << 31) seconds += std::int64_t{1} << 32;
  const std::uint64_t fraction = std::uint64_t{be32(value, 4)} * 1'000'000'000 >> 32;
  return (seconds - to_1970) * 1'000'000'000 + static_cast<std::int64_t>(fraction);
}

void address(std::span<const std::byte> value, std::array<std::uint8_t, 16>& to, std::uint8_t& family) {
  if (value.size() != 4 && value.size() != 16) return;
  // An exporter that has both elements in one template leaves the one that does not hold at zero.
  const bool zero = std::all_of(value.begin(), value.end(), [](std::byte b) { return b == std::byte{0}; });
  if (zero && family != 0) return;
  to.fill(0);
  std::memcpy(to.data(), value.data(), value.size());
  family = value.size() == 4 ? 4 : 6;
}

std::uint64_t mac(std::span<const std::byte> value) { return value.size() == 6 ? be48(value, 0) : 0; }

}  // namespace

void ElementReader::read_way(Counted& way, std::uint8_t& flags, std::uint16_t element,
                             std::span<const std::byte> value) noexcept {
  switch (element) {
    case 1:
      way.bytes = counter(value);
      break;
    case 2:
      way.packets = counter(value);
      break;
    case 6:
      flags = static_cast<std::uint8_t>(number(value));
      break;
    case 23:
      way.bytes_after = counter(value);
      break;
    case 24:
      way.packets_after = counter(value);
      break;
    case 85:
      way.bytes_total = counter(value);
      break;
    case 86:
      way.packets_total = counter(value);
      break;
    default:
      break;
  }
}

void ElementReader::read_time(std::uint16_t element, std::span<const std::byte> value) noexcept {
  const std::uint64_t units = number(value);
  constexpr std::int64_t second = 1'000'000'000, millisecond = 1'000'000, microsecond = 1'000;
  switch (element) {
    case 22:
      flow_.uptime_first = static_cast<std::uint32_t>(units);
      break;
    case 21:
      flow_.uptime_last = static_cast<std::uint32_t>(units);
      break;
    case 150:
      flow_.first = instant(units, second);
      break;
    case 151:
      flow_.last = instant(units, second);
      break;
    case 152:
      flow_.first = instant(units, millisecond);
      break;
    case 153:
      flow_.last = instant(units, millisecond);
      break;
    case 154:
    case 156:
      flow_.first = ntp(value);
      break;
    case 155:
    case 157:
      flow_.last = ntp(value);
      break;
    case 158:
      flow_.before_first = static_cast<std::uint32_t>(units);
      break;
    case 159:
      flow_.before_last = static_cast<std::uint32_t>(units);
      break;
    case 160:
      flow_.began = instant(units, millisecond);
      break;
    case 161:
      flow_.duration = instant(units, millisecond);
      break;
    case 162:
      flow_.duration = instant(units, microsecond);
      break;
    case 322:
      flow_.observed = instant(units, second);
      break;
    case 323:
      flow_.observed = instant(units, millisecond);
      break;
    case 324:
    case 325:
      flow_.observed = ntp(value);
      break;
    default:
      break;
  }
}

void ElementReader::read_sampling(std::uint16_t element, std::span<const std::byte> value) noexcept {
  const std::uint64_t n = number(value);
  switch (element) {
    case 48:
    case 302:
      flow_.sampler = n;
      break;
    case 34:
    case 50:
      flow_.sampled_one_in = static_cast<double>(n);
      break;
    case 305:
      interval_ = n;
      break;
    case 306:
      space_ = n;
      break;
    case 309:
      size_ = n;
      break;
    case 310:
      population_ = n;
      break;
    case 311: {
      double share = 0;
      if (value.size() == 8) share = std::bit_cast<double>(n);
      if (value.size() == 4) share = std::bit_cast<float>(static_cast<std::uint32_t>(n));
      if (share > 0 && share <= 1) flow_.sampled_one_in = 1 / share;
      break;
    }
    default:
      break;
  }
}

void ElementReader::read(std::uint32_t enterprise, std::uint16_t element, std::span<const std::byte> value) noexcept {
  if (enterprise == reverse) return read_way(flow_.back, flow_.tcp_flags_back, element, value);
  if (enterprise != 0) return;
  switch (element) {
    case 1:
    case 2:
    case 6:
    case 23:
    case 24:
    case 85:
    case 86:
      return read_way(flow_.out, flow_.tcp_flags, element, value);
    case 4:
      flow_.protocol = static_cast<std::uint8_t>(number(value));
      break;
    case 7:
    case 180:
    case 182:  // of any protocol, of UDP, of TCP
      if (const auto port = static_cast<std::uint16_t>(number(value)); port != 0) flow_.source_port = port;
      break;
    case 11:
    case 181:
    case 183:
      if (const auto port = static_cast<std::uint16_t>(number(value)); port != 0) flow_.destination_port = port;
      break;
    case 8:
    case 27:
      address(value, flow_.source, flow_.source_family);
      break;
    case 12:
    case 28:
      address(value, flow_.destination, flow_.destination_family);
      break;
    case element::ingress_interface:
      flow_.interface_in = static_cast<std::uint32_t>(number(value));
      break;
    case 56:
      flow_.source_mac = mac(value);
      break;
    case 57:
      flow_.mac_after = mac(value);
      break;
    case 80:
      flow_.destination_mac = mac(value);
      break;
    case 58:
    case 243:
      if (const auto vlan = static_cast<std::uint16_t>(number(value) & 0xfff); vlan != 0) flow_.vlan = vlan;
      break;
    case 61:
      flow_.direction = static_cast<std::uint8_t>(number(value));
      break;
    case 89:  // one octet; as an unsigned32 it holds it in its lowest
      flow_.forwarding = static_cast<std::uint8_t>(number(value));
      break;
    case 231:
      flow_.out.bytes = counter(value), flow_.sessions = true;
      break;
    case 232:
      flow_.back.bytes = counter(value), flow_.sessions = true;
      break;
    case 298:
      flow_.out.packets = counter(value), flow_.sessions = true;
      break;
    case 299:
      flow_.back.packets = counter(value), flow_.sessions = true;
      break;
    case 233:
    case 40005:
      flow_.firewall_event = static_cast<std::uint8_t>(number(value));
      break;
    case 239:
      flow_.biflow_direction = static_cast<std::uint8_t>(number(value));
      break;
    case 352:
      frames_ = counter(value);
      break;
    case 34:
    case 48:
    case 50:
    case 302:
    case 305:
    case 306:
    case 309:
    case 310:
    case 311:
      return read_sampling(element, value);
    default:
      return read_time(element, value);
  }
}

ExportedFlow ElementReader::finish() noexcept {
  if (!flow_.out.bytes && frames_) flow_.out.bytes = frames_;
  if (interval_ != 0)
    flow_.sampled_one_in =
        (static_cast<double>(interval_) + static_cast<double>(space_)) / static_cast<double>(interval_);
  if (size_ != 0 && population_ >= size_)
    flow_.sampled_one_in = static_cast<double>(population_) / static_cast<double>(size_);
  return flow_;
}

}  // namespace lenscap::wire
