// wire/snmp.hpp: SNMP versions 1, 2c and 3: what an agent says its system is.
//
// A message is BER. Versions 1 and 2c: version, community, protocol data unit; version 3: version, global data,
// security parameters, then a scoped unit, which may be encrypted. A unit is a request number, two numbers of error,
// and pairs of object and value. Three objects say what a device is: sysDescr.0, sysObjectID.0 (below the enterprise
// number of its maker, or of the maker of its agent) and sysName.0.
//
// The community is a password, the user of version 3 a person's name: neither is handed out, both are only stepped
// over.
//
// Source: RFC 1157 4 (version 1), RFC 3416 3 (units of version 2), RFC 3412 6 (version 3), RFC 3418 2 (the system
// group); X.690 8 (BER).
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lenscap::wire {

enum class SnmpVersion : std::uint8_t { v1 = 0, v2c = 1, v3 = 3 };

/// The unit's tag (RFC 3416 3).
enum class SnmpUnit : std::uint8_t {
  get = 0xa0,
  get_next = 0xa1,
  response = 0xa2,
  set = 0xa3,
  trap_v1 = 0xa4,
  get_bulk = 0xa5,
  inform = 0xa6,
  trap = 0xa7,
  report = 0xa8,
  encrypted = 0,  ///< version 3 with privacy: the unit cannot be read
};

/// One message. Views alias the input; empty unless `unit` is a response that holds the object.
struct Snmp {
  SnmpVersion version = SnmpVersion::v1;
  SnmpUnit unit = SnmpUnit::encrypted;
  std::int32_t request = 0;  ///< number that ties an answer to its question
  std::string_view sys_descr;
  std::string_view sys_object_id;  ///< BER content of the object identifier
  std::string_view sys_name;

  /// A manager asks: the sender is no device by that.
  bool question() const {
    return unit == SnmpUnit::get || unit == SnmpUnit::get_next || unit == SnmpUnit::get_bulk || unit == SnmpUnit::set;
  }
};

/// Reads one datagram. Empty when it is not SNMP from its first byte to its last.
std::optional<Snmp> parse_snmp(std::span<const std::byte> bytes) noexcept;

/// An object identifier as people write it, "1.3.6.1.4.1.368". Empty when the content is malformed or too long.
struct OidText {
  std::array<char, 256> text;
  std::size_t size = 0;
  std::string_view view() const { return {text.data(), size}; }
};
OidText oid_text(std::string_view content) noexcept;

}  // namespace lenscap::wire
