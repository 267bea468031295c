// wire/sadp.hpp: Hikvision SADP version 2, XML over UDP 37020.
// Source: julienblitte/UniversalScanner@08cb1b7:UniversalScanner/Hikvision.cs and Hikvision.selftest,
// cameronnewman/hikvision-tooling internal/sadp/scanner.go
//
// One XML document a datagram: `Probe` asks, `ProbeMatch` answers, `Hello` announces. The elements are flat, their case
// varies between firmwares (OEMInfo, OEMinfo), lines end in CRLF, and bytes may stand before the prolog. Recognised by
// the root element without a namespace together with `Uuid` or `Types`, and for an answer `MAC`, `DeviceSN` or
// `DeviceDescription`: WS-Discovery's ProbeMatch is inside an Envelope and does not pass. Salt, SafeCode, security
// codes, passwords and EZVIZCode are never exposed.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace lenscap::wire {

enum class SadpRoot : std::uint8_t { probe, probe_match, hello };

/// Views alias the datagram: the text of an element, outer white space removed, entities as sent (sadp_text reads
/// them); empty = not there.
struct Sadp {
  SadpRoot root = SadpRoot::probe;
  std::string_view uuid;
  std::string_view types;               ///< inquiry, inquiry_v32, hello, update …
  std::string_view device_type;         ///< class code, decimal
  std::string_view device_description;  ///< model; on a relabelled unit the OEM's model
  std::string_view device_sn;
  std::string_view command_port, http_port, https_port, rtsp_port, sdk_over_tls_port;
  std::string_view mac;  ///< 58-50-ed-00-12-34, in either case
  std::string_view ipv4_address, ipv4_subnet_mask, ipv4_gateway;
  std::string_view ipv6_address, ipv6_gateway, ipv6_mask_len;
  std::string_view dhcp;                                                  ///< true or false
  std::string_view analog_channel_num, digital_channel_num, disk_number;  ///< more than 0: a recorder
  std::string_view software_version;                                      ///< V5.5.82build 190910
  std::string_view dsp_version;
  std::string_view boot_time;                                ///< YYYY-MM-DD HH:MM:SS, device-local
  std::string_view activated;                                ///< false: still without an administrator password
  std::string_view support_hc_platform, hc_platform_enable;  ///< Hik-Connect: supported, switched on
  std::string_view ezviz_code;                               ///< flag: an EZVIZ device; anything else could be a code
  std::string_view oem_code, detail_oem_code, oem_info;

  bool from_device() const { return root != SadpRoot::probe; }
};

/// Reads one datagram. Empty when it is not SADP. Reads what is there of a datagram that a capture has cut.
std::optional<Sadp> parse_sadp(std::span<const std::byte> bytes) noexcept;

/// The text that the entities of `raw` stand for.
std::string sadp_text(std::string_view raw);

}  // namespace lenscap::wire
