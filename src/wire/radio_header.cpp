#include "wire/radio_header.hpp"

#include "wire/bytes.hpp"

namespace lenscap::wire {

namespace {

namespace radiotap {
constexpr std::size_t version = 0, length = 2, present = 4, size = 8, word = 4, alignment_of_time = 8, time = 8;
enum Present : std::uint32_t { has_time = 1, has_flags = 2, goes_on = 0x8000'0000 };
enum Flag : std::uint8_t { checksum = 0x10, padded = 0x20, damaged = 0x40 };
}  // namespace radiotap
namespace avs {  // numbers in network byte order
constexpr std::size_t magic = 0, length = 4, size = 8;
constexpr std::uint32_t magic_of_any_version = 0x80211000, version_mask = 0xfff;
}  // namespace avs
namespace prism {  // numbers in the byte order of who captured
constexpr std::size_t code = 0, length = 4, size = 8;
constexpr std::uint32_t of_prism = 0x44, of_hostap = 0x41;
}  // namespace prism

std::optional<RadioHeader> behind(std::uint32_t length, std::size_t least, std::span<const std::uint8_t> bytes) {
  if (length < least || length > bytes.size()) return {};
  return RadioHeader{length, false, false, false};
}

std::optional<RadioHeader> read_radiotap(std::span<const std::uint8_t> b) noexcept {
  if (b.size() < radiotap::size || b[radiotap::version] != 0) return {};
  auto out = behind(le16(&b[radiotap::length]), radiotap::size, b);
  if (!out) return {};
  const std::uint32_t present = le32(&b[radiotap::present]);
  std::size_t at = radiotap::size;
  for (std::uint32_t word = present; word & radiotap::goes_on; at += radiotap::word) {
    if (at + radiotap::word > out->frame) return {};
    word = le32(&b[at]);
  }
  if (!(present & radiotap::has_flags)) return out;
  if (present & radiotap::has_time) {
    at = (at + radiotap::alignment_of_time - 1) / radiotap::alignment_of_time * radiotap::alignment_of_time;
    at += radiotap::time;
  }
  if (at >= out->frame) return {};
  out->checksum = b[at] & radiotap::checksum;
  out->padded = b[at] & radiotap::padded;
  out->damaged = b[at] & radiotap::damaged;
  return out;
}

std::optional<RadioHeader> read_avs(std::span<const std::uint8_t> b) noexcept {
  if (b.size() < avs::size || (be32(&b[avs::magic]) & ~avs::version_mask) != avs::magic_of_any_version) return {};
  return behind(be32(&b[avs::length]), avs::size, b);
}

/// Link type 119 came to mean both: AVS tells itself by its magic.
std::optional<RadioHeader> read_prism(std::span<const std::uint8_t> b) noexcept {
  if (b.size() < prism::size) return {};
  if (auto other = read_avs(b)) return other;
  for (const bool big : {false, true}) {
    const std::uint32_t code = big ? be32(&b[prism::code]) : le32(&b[prism::code]);
    if (code == prism::of_prism || code == prism::of_hostap)
      return behind(big ? be32(&b[prism::length]) : le32(&b[prism::length]), prism::size, b);
  }
  return {};
}

}  // namespace

std::optional<RadioHeader> parse_radio_header(std::span<const std::uint8_t> bytes, std::uint16_t link_type) noexcept {
  switch (link_type) {
    case link_wifi:
      return RadioHeader{};
    case link_wifi_radiotap:
      return read_radiotap(bytes);
    case link_wifi_avs:
      return read_avs(bytes);
    case link_wifi_prism:
      return read_prism(bytes);
    default:
      return {};
  }
}

}  // namespace lenscap::wire
