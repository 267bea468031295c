#include "wire/ipfix.hpp"

#include "wire/bytes.hpp"

namespace lenscap::wire {
namespace {
constexpr std::size_t length_at = 2, seconds_at = 4, sequence_at = 8, domain_at = 12, head = 16;
}

std::optional<Ipfix> parse_ipfix(std::span<const std::byte> bytes) noexcept {
  if (bytes.size() <= head || be16(bytes, 0) != 10 || be16(bytes, length_at) != bytes.size()) return {};
  Ipfix out{be32(bytes, seconds_at), be32(bytes, sequence_at), be32(bytes, domain_at), bytes.subspan(head)};
  if (!flow_sets_agree(out.sets, ipfix_form)) return {};
  return out;
}

}  // namespace lenscap::wire
