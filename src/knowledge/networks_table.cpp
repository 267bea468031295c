#include "knowledge/networks_table.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "knowledge/flat_table.hpp"

namespace lenscap::knowledge {
namespace {

/// The last place between `from` and `to` whose key is not above `key`; `from` - 1 when there is none: the segment that
/// began before this start. The step is a conditional move, not a branch that would be mispredicted every other time.
template <class Key>
std::size_t last_not_above(const char* keys, std::size_t from, std::size_t to, Key key) noexcept {
  std::size_t count = to - from;
  while (count > 0) {
    const std::size_t half = (count + 1) / 2;
    const bool right = load<Key>(keys, from + half - 1) <= key;
    from += right ? half : 0;
    count = right ? count - half : half - 1;
  }
  return from - 1;
}

/// Whether the header can be trusted: all offsets in it were written by compile_networks() of this build.
bool sound_header(std::string_view table) noexcept {
  if (table.size() < sizeof(NetworksHeader)) return false;
  const auto header = load<NetworksHeader>(table.data(), 0);
  return header.magic == NetworksHeader::right_magic && header.size == table.size();
}

template <class Key>
std::uint32_t owner_of(const char* directory, const char* keys, const char* owners, std::size_t start,
                       Key key) noexcept {
  const std::size_t from = load<std::uint32_t>(directory, start), to = load<std::uint32_t>(directory, start + 1);
  // Segment 0 begins at address 0, so there is one before every other start.
  return load<std::uint32_t>(owners, last_not_above(keys, from, to, key));
}

bool nobodys(const model::Ip& address) noexcept {
  return address.inside() || address.multicast() || address.unspecified();
}

}  // namespace

std::optional<model::Ip> embedded_v4(const model::Ip& address) noexcept {
  const auto& b = address.bytes;
  const auto at = [&](std::size_t i, std::uint8_t mask = 0) {
    std::uint32_t value = 0;
    for (std::size_t k = 0; k < 4; ++k) value = value << 8 | static_cast<std::uint8_t>(b[i + k] ^ mask);
    return model::Ip::v4(value);
  };
  constexpr std::uint8_t mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  constexpr std::uint8_t nat64[12] = {0, 0x64, 0xff, 0x9b};
  if (address.family != 6) return std::nullopt;
  if (std::memcmp(b.data(), mapped, 12) == 0 || std::memcmp(b.data(), nat64, 12) == 0) return at(12);
  if (b[0] == 0x20 && b[1] == 0x02) return at(2);
  if (b[0] == 0x20 && b[1] == 0x01 && b[2] == 0 && b[3] == 0) return at(12, 0xff);
  return std::nullopt;
}

std::optional<Network> find_network_in(std::string_view table, const model::Ip& address) noexcept {
  if (const auto v4 = embedded_v4(address)) return find_network_in(table, *v4);
  if (address.family == 0 || nobodys(address) || !sound_header(table)) return std::nullopt;
  const char* base = table.data();
  const auto header = load<NetworksHeader>(base, 0);
  std::uint32_t owner = 0;
  if (address.family == 4) {
    const std::uint32_t value = address.v4_value();
    owner = owner_of(base + header.v4_directory, base + header.v4_keys, base + header.v4_owners, value >> 16,
                     static_cast<std::uint16_t>(value));
  } else {
    Wide value = 0;
    for (const std::uint8_t octet : address.bytes) value = value << 8 | octet;
    owner = owner_of(base + header.v6_directory, base + header.v6_keys, base + header.v6_owners,
                     static_cast<std::size_t>(value >> 112), value);
  }
  if (owner == 0) return std::nullopt;
  const char* record = base + header.owners + owner * sizeof(NetworkOwner);
  const auto found = load<NetworkOwner>(record, 0);
  return Network{found.asn,
                 {base + header.names + found.name, found.name_size},
                 {record + offsetof(NetworkOwner, country), found.country[0] ? 2u : 0u}};
}

NetworksEdition networks_edition_of(std::string_view table) noexcept {
  if (!sound_header(table)) return {};
  const auto header = load<NetworksHeader>(table.data(), 0);
  std::string_view rest = table.substr(header.edition, header.edition_size);
  const auto line = [&] {
    const std::string_view taken = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), taken.size() + 1));
    return taken;
  };
  NetworksEdition edition;
  edition.day = line();
  edition.packages = line();
  edition.attribution = line();
  return edition;
}

}  // namespace lenscap::knowledge
