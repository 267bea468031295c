// model/kind.hpp: what an observation can be about. `<protocol>.<field>` in the field's own words.
//
// One table (kind.cpp) lists every kind with its class of evidence. A class is a cause: however many strings one web
// page gives, they are one class. Independent classes are what raises confidence (assess/confidence).
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lenscap::model {

/// Where a fact gets its weight from. The first four are strong, the rest weak; `none` proves nothing by itself.
enum class EvidenceClass : std::uint8_t {
  protocol,     ///< a maker's own protocol, spoken by the device
  firmware,     ///< form of the firmware version, content of an image
  certificate,  ///< the device's TLS certificate
  description,  ///< its own description: ONVIF GetDeviceInformation, ISAPI deviceInfo, UPnP, HNAP
  address,      ///< block of its hardware address
  path,         ///< a service path it serves
  banner,       ///< Server, realm and the like
  name,         ///< a name it gives itself: DHCP, mDNS, ONVIF scope
  serial,       ///< form of its serial number
  endpoint,     ///< cloud host it asks for
  setting,      ///< factory setting: search domain, time server
  none
};

bool is_strong(EvidenceClass c);
std::string_view to_string(EvidenceClass c);
std::optional<EvidenceClass> parse_evidence_class(std::string_view text);

/// What a kind means to privacy and memory.
enum class Keep : std::uint8_t {
  always,   ///< only cameras and recorders send it: kept whenever seen
  bounded,  ///< anyone sends it: the first `bound` values a host, and any value that knowledge knows
};

enum class Kind : std::uint16_t;  // values are positions in the table

struct KindInfo {
  std::string_view name;   ///< "dhip.vendor"
  EvidenceClass evidence;  ///< default class of claims made from it
  Keep keep;
  std::uint8_t bound;        ///< values kept a host when bounded
  bool one_at_a_time;        ///< holds one value at a time: a change starts a new row
  std::string_view meaning;  ///< for docs and `explain`
};

std::span<const KindInfo> all_kinds();
const KindInfo& info(Kind kind);
std::optional<Kind> find_kind(std::string_view name);

/// For code: kind("dhip.vendor") at compile time; does not compile for a name that the table lacks.
consteval Kind kind(std::string_view name);

}  // namespace lenscap::model

#include "model/kind_table.hpp"  // IWYU pragma: export
