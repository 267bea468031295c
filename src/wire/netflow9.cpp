#include "wire/netflow9.hpp"

#include "wire/bytes.hpp"

namespace lenscap::wire {
namespace {
constexpr std::size_t count_at = 2, uptime_at = 4, seconds_at = 8, sequence_at = 12, source_at = 16, head = 20;
}

std::optional<Netflow9> parse_netflow9(std::span<const std::byte> bytes) noexcept {
  if (bytes.size() <= head || be16(bytes, 0) != 9) return {};
  Netflow9 out{be16(bytes, count_at),    be32(bytes, uptime_at), be32(bytes, seconds_at),
               be32(bytes, sequence_at), be32(bytes, source_at), bytes.subspan(head)};
  if (out.count == 0 || !flow_sets_agree(out.sets, netflow9_form)) return {};
  return out;
}

}  // namespace lenscap::wire
