#include "wire/rtsp_tunnel.hpp"

#include <cstdint>

namespace lenscap::wire {
namespace {

using std::string_view;

constexpr string_view content = "application/x-rtsp-tunnelled", cookie = "x-sessioncookie";

int sextet(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

bool says(string_view value) { return same_name(value.substr(0, value.find(';')), content); }

}  // namespace

RtspTunnel rtsp_tunnel(const HttpMessage& head) noexcept {
  if (head.rtsp()) return RtspTunnel::none;
  if (head.response)
    return head.status == 200 && says(head.header("Content-Type")) ? RtspTunnel::answer : RtspTunnel::none;
  if (rtsp_tunnel_cookie(head).empty()) return RtspTunnel::none;
  if (head.method == "GET" && says(head.header("Accept"))) return RtspTunnel::get;
  if (head.method == "POST" && says(head.header("Content-Type"))) return RtspTunnel::post;
  return RtspTunnel::none;
}

string_view rtsp_tunnel_cookie(const HttpMessage& head) noexcept { return head.header(cookie); }

Base64 decode_base64(string_view text, std::span<char> out) noexcept {
  Base64 done;
  std::uint32_t bits = 0;
  unsigned digits = 0, padding = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\r' || c == '\n' || c == ' ') continue;
    const int value = sextet(c);
    if (c == '=' && digits >= 2) {
      ++padding;
    } else if (value < 0 || padding != 0) {
      done.wrong = true;
      return done;
    }
    bits = bits << 6 | static_cast<std::uint32_t>(value < 0 ? 0 : value);
    if (++digits < 4) continue;
    const std::size_t bytes = 3 - padding;
    if (out.size() - done.written < bytes) return done;
    for (std::size_t i = 0; i < bytes; ++i) out[done.written++] = static_cast<char>(bits >> (16 - 8 * i) & 0xff);
    done.read = at + 1;
    bits = 0;
    digits = padding = 0;
  }
  return done;
}

}  // namespace lenscap::wire
