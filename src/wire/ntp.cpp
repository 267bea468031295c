#include "wire/ntp.hpp"

#include "wire/bytes.hpp"

namespace lenscap::wire {
namespace {

constexpr std::size_t flags_at = 0, stratum_at = 1, poll_at = 2, precision_at = 3, reference_at = 12,
                      transmitted_at = 40, size = 48;
constexpr std::size_t key_id = 4, md5 = 16, sha1 = 20;  // behind the header or the last extension
constexpr std::size_t field_length_at = 2, least_extension = 16;
constexpr std::uint8_t unsynchronised = 16;

/// What stands behind the header: nothing, a crypto-NAK, a digest, or extension fields and then one of them.
bool ends_well(std::span<const std::byte> rest) {
  for (;;) {
    const std::size_t left = rest.size();
    if (left == 0 || left == key_id || left == key_id + md5 || left == key_id + sha1) return true;
    if (left < least_extension) return false;
    const std::size_t length = be16(rest, field_length_at);
    if (length < least_extension || length % 4 != 0 || length > left) return false;
    rest = rest.subspan(length);
  }
}

}  // namespace

std::optional<Ntp> parse_ntp(std::span<const std::byte> bytes) noexcept {
  if (bytes.size() < size || !ends_well(bytes.subspan(size))) return {};
  const std::uint8_t flags = u8(bytes, flags_at), mode = flags & 7;
  Ntp out;
  out.leap = flags >> 6;
  out.version = flags >> 3 & 7;
  if (out.version < 1 || out.version > 4 || mode < 1 || mode > 5) return {};
  out.mode = static_cast<NtpMode>(mode);
  out.stratum = u8(bytes, stratum_at);
  out.poll = static_cast<std::int8_t>(u8(bytes, poll_at));
  out.precision = static_cast<std::int8_t>(u8(bytes, precision_at));
  out.reference = be32(bytes, reference_at);
  out.transmitted = be64(&bytes[transmitted_at]);
  if (out.stratum > unsynchronised) return {};
  if (out.mode == NtpMode::server && out.transmitted == 0) return {};
  return out;
}

}  // namespace lenscap::wire
