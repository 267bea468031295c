// Which protocol a TCP conversation speaks, by the first bytes of a message.
#include "sources/dialogue.hpp"
#include "wire/baichuan.hpp"
#include "wire/bytes.hpp"
#include "wire/dhip.hpp"
#include "wire/dns.hpp"
#include "wire/dvrip.hpp"
#include "wire/ftp.hpp"
#include "wire/hiksdk.hpp"
#include "wire/http.hpp"
#include "wire/mqtt.hpp"
#include "wire/multipart.hpp"
#include "wire/rtp.hpp"
#include "wire/sip.hpp"
#include "wire/ssh.hpp"
#include "wire/telnet.hpp"
#include "wire/tiandy.hpp"
#include "wire/tls.hpp"
#include "wire/tvt.hpp"
#include "wire/xm.hpp"

namespace lenscap::sources {

namespace {

using Is = wire::StreamLength::Is;

/// RTSP or HTTP: the start line says so at its end (a request) or its beginning (an answer).
Talk http_or_rtsp(std::string_view bytes) {
  const auto line = bytes.substr(0, bytes.find('\n'));
  return line.find("RTSP/1.") != std::string_view::npos ? Talk::rtsp : Talk::http;
}

/// A frame of a stream inside RTSP that holds RTP (RFC 2326 section 10.12), in a conversation whose start went unseen.
/// Two bits and a length prove little: the channel is one of the few that a session has, and where the frame ends in
/// these bytes another begins.
bool stream_inside_rtsp(std::span<const std::byte> bytes) {
  constexpr std::size_t head = 4, most_channels = 16;
  if (bytes.size() <= head || std::to_integer<std::size_t>(bytes[1]) >= most_channels) return false;
  const std::size_t length = wire::be16(bytes, 2), inner = std::min(length, bytes.size() - head);
  if (!wire::parse_rtp(bytes.subspan(head, inner), length)) return false;
  return head + length >= bytes.size() || bytes[head + length] == std::byte{'$'};
}

}  // namespace

Talk recognise_tcp(std::string_view bytes, bool& partial) {
  const auto raw = octets(bytes);
  auto take = [&](Is is, Talk talk) {
    if (is == Is::partial) partial = true;
    return is == Is::whole ? talk : Talk::unknown;
  };
  switch (static_cast<std::uint8_t>(bytes[0])) {
    case 0x16:
    case 0x80:
      return wire::tls_record_length(raw).is == Is::other ? Talk::unknown : Talk::tls;
    case 0x20:
      if (bytes.size() < 8) {
        partial = std::string_view("\x20\0\0\0DHIP", 8).starts_with(bytes);
        return Talk::unknown;
      }
      return wire::dhip_length(raw).is != Is::other ? Talk::dhip : Talk::unknown;
    case 0xa0:
    case 0xa3:
    case 0xb0:
    case 0xb3:
    case 0xf6:
      if (wire::dvrip_length(raw).is != Is::other) return Talk::dvrip;
      if (wire::baichuan_length(raw).is != Is::other) return Talk::baichuan;
      return Talk::unknown;
    case 0xff:
      if (wire::telnet_starts(bytes, partial)) return Talk::telnet;
      if (partial) return Talk::unknown;
      return wire::xm_length(raw).is != Is::other ? Talk::xm : Talk::unknown;
    case 0xf0:
      return wire::baichuan_length(raw).is != Is::other ? Talk::baichuan : Talk::unknown;
    case 0xf1:
      return wire::tiandy_length(raw).is != Is::other ? Talk::tiandy : Talk::unknown;
    case 'h':
    case '1': {
      const auto length = wire::tvt_length(raw);
      if (length.length != 0) return Talk::tvt;
      if (length.is == Is::partial) partial = true;
      break;
    }
    case 0x00: {
      const auto begins = wire::hiksdk_starts(raw);
      if (begins.length != 0) return Talk::hiksdk;
      if (begins.is == Is::partial) partial = true;
      break;
    }
    case '$':
      return stream_inside_rtsp(raw) ? Talk::rtsp : Talk::unknown;
    case '-':
      return take(wire::multipart_starts(bytes), Talk::http);
    case '2':
      return take(wire::ftp_greeting_length(bytes).is, Talk::ftp);
    case 0x10:
      if (const Talk talk = take(wire::mqtt_connect_length(raw).is, Talk::mqtt); talk != Talk::unknown || partial)
        return talk;
      break;
    default:
      break;
  }
  if (bytes[0] >= 'A' && bytes[0] <= 'Z') {
    if (const Talk talk = take(wire::sip_starts(bytes), Talk::sip); talk != Talk::unknown) return talk;
    const auto is = wire::http_starts(bytes);
    if (is == Is::whole && bytes.find('\n') == std::string_view::npos) {
      partial = bytes.size() < 2048;  // which of the two it is stands at the end of the line
      if (bytes.starts_with("RTSP/")) return Talk::rtsp;
      if (bytes.starts_with("HTTP/")) return Talk::http;
      return Talk::unknown;
    }
    if (take(is, Talk::http) == Talk::http) return http_or_rtsp(bytes);
    return take(wire::ssh_line_length(bytes).is, Talk::ssh);
  }
  if (bytes.size() >= 14 && wire::dns_tcp_length(raw).is == Is::whole &&
      wire::be16(bytes.data()) + 2u == bytes.size() && wire::parse_dns(raw.subspan(2)))
    return Talk::dns;
  return Talk::unknown;
}

}  // namespace lenscap::sources
