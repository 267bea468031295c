// wire/zeek_log.hpp: one line of a Zeek log: values between separators under a header that names them, or JSON.
// Source: zeek/zeek@056f9b7a45c0:scripts/base/protocols/conn/main.zeek and, beside it, dns, ssl, http, quic, dhcp, ssh;
// scripts/base/frameworks/software/main.zeek (fields of each log); docs.zeek.org, base/frameworks/logging/writers/ascii
// (header, separators, unset and empty fields, JSON); policy/protocols/conn/mac-logging, vlan-logging
//
// Which fields there are, and in which order, differs from site to site: the header says it, and may say it anew in the
// middle of a file that was put together from several. A log of JSON has no header; what a line tells is known by its
// fields. Values are given as they stand, escapes included (zeek_text).
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lenscap::wire {

enum class ZeekField : std::uint8_t {
  ts,
  path,
  orig_h,
  orig_p,
  resp_h,
  resp_p,
  proto,
  duration,
  orig_bytes,
  resp_bytes,
  conn_state,
  history,
  orig_pkts,
  orig_ip_bytes,
  resp_pkts,
  resp_ip_bytes,
  ip_proto,
  vlan,
  orig_l2_addr,
  resp_l2_addr,
  query,
  qtype_name,
  rcode_name,
  answers,
  server_name,
  subject,
  issuer,
  ja4,
  established,
  client_initial_dcid,
  method,
  host,
  uri,
  user_agent,
  status_code,
  resp_mime_types,
  mac,
  client_addr,
  assigned_addr,
  host_name,
  client_fqdn,
  msg_types,
  server,
  host_key_alg,
  software_type,
  unparsed_version,
  count_
};

/// As Zeek's own header has it: "id.orig_h".
std::string_view zeek_name(ZeekField field) noexcept;

enum class ZeekLog : std::uint8_t { other, conn, dns, ssl, http, quic, dhcp, ssh, software };

/// What the lines that begin with '#' have said so far.
struct ZeekHeader {
  std::string separator = "\t", set_separator = ",", empty_field = "(empty)", unset_field = "-";
  std::string path;
  std::vector<ZeekField> columns;  ///< count_ where the field is none that is read
};

/// Views alias the line; a value that is unset, empty or missing is "".
struct ZeekRow {
  std::array<std::string_view, static_cast<std::size_t>(ZeekField::count_)> values{};
  ZeekLog log = ZeekLog::other;
  bool json = false;

  std::string_view operator[](ZeekField field) const { return values[static_cast<std::size_t>(field)]; }
};

/// Takes a line that begins with '#'. False when it is a line of the header whose value cannot be used.
bool read_zeek_header(std::string_view line, ZeekHeader& header);

/// False when the line has more or fewer values than the header has fields, or there was no header.
bool parse_zeek_line(std::string_view line, const ZeekHeader& header, ZeekRow& row);

class JsonLine;

/// Memory for reading JSON, used again for each line.
class ZeekScratch {
 public:
  ZeekScratch();
  ~ZeekScratch();
  ZeekScratch(ZeekScratch&&) noexcept;
  ZeekScratch& operator=(ZeekScratch&&) noexcept;

 private:
  friend bool parse_zeek_json(std::string_view line, ZeekScratch& scratch, ZeekRow& row);
  std::unique_ptr<JsonLine> json_;
};

/// False when the line is no JSON object.
bool parse_zeek_json(std::string_view line, ZeekScratch& scratch, ZeekRow& row);

/// The elements of a set or vector, in order, each as it stands. `item` gives false to end it.
void zeek_items(const ZeekHeader& header, const ZeekRow& row, ZeekField field,
                const std::function<bool(std::string_view)>& item);

/// What a value stands for: "\x09" and, in JSON, RFC 8259's escapes undone.
std::string zeek_text(std::string_view value, bool json);

}  // namespace lenscap::wire
