// wire/flow_element.hpp: the elements of NetFlow 9 and IPFIX records that say who spoke with whom, how much, when, and
// what was counted of it. All others are stepped over.
//
// Source: IANA, IP Flow Information Export (IPFIX) Entities; RFC 3954 section 8; RFC 7011 section 6.1 (how numbers and
// times are written); RFC 5103 (enterprise 29305); RFC 5477 (sampling); Cisco ASA NetFlow Implementation Guide (40005).
#pragma once
#include <cstdint>
#include <span>

#include "wire/exported_flow.hpp"

namespace lenscap::wire {

namespace element {
inline constexpr std::uint16_t ingress_interface = 10;
}

/// Takes the elements of one record, in order.
class ElementReader {
 public:
  void read(std::uint32_t enterprise, std::uint16_t element, std::span<const std::byte> value) noexcept;
  ExportedFlow finish() noexcept;

 private:
  void read_way(Counted& way, std::uint8_t& flags, std::uint16_t element, std::span<const std::byte> value) noexcept;
  void read_time(std::uint16_t element, std::span<const std::byte> value) noexcept;
  void read_sampling(std::uint16_t element, std::span<const std::byte> value) noexcept;
  ExportedFlow flow_;
  Counter frames_;  ///< bytes with their link header (352)
  std::uint64_t interval_ = 0, space_ = 0, size_ = 0, population_ = 0;
};

}  // namespace lenscap::wire
