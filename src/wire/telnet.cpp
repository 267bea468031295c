#include "wire/telnet.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "wire/http.hpp"

namespace lenscap::wire {
namespace {

using std::string_view;

constexpr std::uint8_t iac = 255, will = 251, dont = 254, sb = 250, se = 240, nop = 241;
constexpr std::uint8_t last_option = 49;  // IANA, Telnet options; 255 is the extended list, which no device uses
constexpr std::size_t longest_subnegotiation = 128;

// The word before the colon of a prompt, in any case.
constexpr auto prompts = std::to_array<string_view>({"login", "username", "user name", "user", "account", "password"});

std::uint8_t octet(string_view bytes, std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); }

/// Bytes of the command at the front: 0 when it is none or cut.
std::size_t command_length(string_view bytes) {
  if (bytes.size() < 2 || octet(bytes, 0) != iac) return 0;
  const std::uint8_t command = octet(bytes, 1);
  if (command >= will && command <= dont) return bytes.size() >= 3 && octet(bytes, 2) <= last_option ? 3 : 0;
  if (command >= nop && command < sb) return 2;
  if (command != sb) return 0;
  for (std::size_t at = 2; at + 1 < std::min(bytes.size(), longest_subnegotiation); ++at)
    if (octet(bytes, at) == iac && octet(bytes, at + 1) == se) return at + 2;
  return 0;
}

bool white(char c) { return c == ' ' || c == '\r' || c == '\n' || c == '\t' || c == '\0'; }
/// Printable, with white space and commands between; IAC IAC is the octet 255 (RFC 854).
bool is_text(string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const bool printable = octet(bytes, at) >= 0x20 && octet(bytes, at) < 0x7f;
    std::size_t n = printable || white(bytes[at]) ? 1 : command_length(bytes.substr(at));
    if (n == 0 && octet(bytes, at) == iac && at + 1 < bytes.size() && octet(bytes, at + 1) == iac) n = 2;
    if (n == 0) return false;
    at += n;
  }
  return true;
}
bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Does `before`, what stands in front of a colon, end with the word of a prompt?
bool ends_in_prompt(string_view before) {
  while (before.ends_with(' ')) before.remove_suffix(1);
  return std::any_of(prompts.begin(), prompts.end(), [&](string_view word) {
    if (before.size() < word.size() || !same_name(before.substr(before.size() - word.size()), word)) return false;
    return before.size() == word.size() || !letter(before[before.size() - word.size() - 1]);
  });
}

}  // namespace

std::size_t telnet_negotiation(string_view bytes) noexcept {
  std::size_t at = 0;
  while (const std::size_t n = command_length(bytes.substr(at))) at += n;
  return at;
}

bool telnet_starts(string_view bytes, bool& partial) noexcept {
  if (bytes.empty() || octet(bytes, 0) != iac) return false;
  if (bytes.size() < 3) {
    const bool may = bytes.size() == 1 || (octet(bytes, 1) >= will && octet(bytes, 1) <= dont);
    partial = partial || may;
    return false;
  }
  return octet(bytes, 1) >= will && octet(bytes, 1) <= dont && octet(bytes, 2) <= last_option;
}

string_view telnet_banner(string_view bytes) noexcept {
  string_view rest = bytes.substr(0, longest_telnet_banner);
  rest.remove_prefix(telnet_negotiation(rest));
  for (std::size_t colon = rest.find(':'); colon != string_view::npos; colon = rest.find(':', colon + 1)) {
    if (!ends_in_prompt(rest.substr(0, colon))) continue;
    string_view banner = rest.substr(0, colon + 1);
    if (!is_text(banner)) return {};
    while (white(banner.front())) banner.remove_prefix(1);
    banner = banner.substr(0, banner.find_first_of("\r\n\xff"));
    while (!banner.empty() && white(banner.back())) banner.remove_suffix(1);
    return banner;
  }
  return {};
}

}  // namespace lenscap::wire
