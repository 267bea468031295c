#include "wire/sip.hpp"

#include <algorithm>
#include <array>

#include "wire/http.hpp"
#include "wire/text_lines.hpp"

namespace lenscap::wire {
namespace {

using Is = StreamLength::Is;
using std::string_view;

constexpr string_view version = "SIP/2.0";
constexpr std::size_t longest_line = 1024;  // of a first line
// RFC 3261 6 and 20.5; RFC 3262, 3311, 3428, 3515, 3903, 6086, 6665.
constexpr auto methods =
    std::to_array<string_view>({"REGISTER", "INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "MESSAGE", "INFO", "NOTIFY",
                                "SUBSCRIBE", "UPDATE", "PRACK", "REFER", "PUBLISH"});

bool digit(char c) { return c >= '0' && c <= '9'; }

/// The address inside `text`: "Name" <sip:user@host:port;lr>;tag=1, or without the brackets (RFC 3261, 20.10).
SipAddress address_in(string_view text) {
  std::size_t at = text.find("sip:");
  std::size_t scheme = 4;
  if (at == string_view::npos) {
    at = text.find("sips:");
    scheme = 5;
  }
  if (at == string_view::npos) return {};
  text = text.substr(at + scheme);
  text = text.substr(0, text.find_first_of("> \t\""));
  SipAddress out;
  if (const auto sign = text.rfind('@'); sign != string_view::npos) {
    out.user = text.substr(0, std::min(text.find_first_of(":;"), sign));
    text.remove_prefix(sign + 1);
  }
  if (text.starts_with('[')) {
    const auto close = text.find(']');
    out.host = close == string_view::npos ? text.substr(0, 0) : text.substr(1, close - 1);
  } else {
    out.host = text.substr(0, text.find_first_of(":;?,"));
  }
  return out;
}

bool read_first_line(string_view line, SipMessage& out) {
  if (line.starts_with(version)) {
    const string_view rest = line.substr(version.size());
    if (rest.size() < 4 || rest[0] != ' ' || !std::all_of(rest.begin() + 1, rest.begin() + 4, digit)) return false;
    if (rest.size() > 4 && rest[4] != ' ') return false;
    out.response = true;
    out.status = static_cast<std::uint16_t>((rest[1] - '0') * 100 + (rest[2] - '0') * 10 + (rest[3] - '0'));
    return out.status >= 100 && out.status < 700;
  }
  const auto space = line.find(' ');
  const auto last = line.rfind(' ');
  if (space == string_view::npos || last == space || line.substr(last + 1) != version) return false;
  out.method = line.substr(0, space);
  if (std::find(methods.begin(), methods.end(), out.method) == methods.end()) return false;
  const string_view target = line.substr(space + 1, last - space - 1);
  if (!target.starts_with("sip:") && !target.starts_with("sips:") && !target.starts_with("tel:")) return false;
  out.target = address_in(target);
  return true;
}

/// What a message must have, a bit each.
enum Needed : unsigned { via = 1, from = 2, to = 4, call_id = 8, cseq = 16, all = 31 };

/// Content-Length as it stands in the head; empty when it is missing or no number.
struct Heads {
  unsigned seen = 0;
  std::optional<std::size_t> length;
};

std::optional<std::size_t> number(string_view text) {
  if (text.empty() || text.size() > 9 || !std::all_of(text.begin(), text.end(), digit)) return std::nullopt;
  std::size_t value = 0;
  for (const char c : text) value = value * 10 + static_cast<std::size_t>(c - '0');
  return value;
}

void read_header(string_view line, SipMessage& out, Heads& heads) {
  const auto colon = line.find(':');
  if (colon == string_view::npos) return;
  const string_view name = trimmed(line.substr(0, colon)), value = trimmed(line.substr(colon + 1));
  const auto is = [&](string_view full, string_view brief) {
    return same_name(name, full) || (!brief.empty() && same_name(name, brief));
  };
  if (is("Via", "v")) {
    if (!value.starts_with(version)) return;
    heads.seen |= via;
    out.vias += 1 + static_cast<std::size_t>(std::count(value.begin(), value.end(), ','));
  } else if (is("From", "f")) {
    heads.seen |= from;
    out.from = address_in(value);
  } else if (is("To", "t")) {
    heads.seen |= to;
    out.to = address_in(value);
  } else if (is("Call-ID", "i")) {
    heads.seen |= call_id;
  } else if (is("CSeq", "")) {
    const auto space = value.find_first_of(" \t");
    if (space == string_view::npos || !number(value.substr(0, space))) return;
    if (out.response || trimmed(value.substr(space)) == out.method) heads.seen |= cseq;
  } else if (is("Contact", "m")) {
    out.contact = address_in(value);
  } else if (is("User-Agent", "")) {
    out.user_agent = value;
  } else if (is("Server", "")) {
    out.server = value;
  } else if (is("Content-Type", "c")) {
    out.content_type = value;
  } else if (is("Content-Length", "l")) {
    heads.length = number(value);
  }
}

/// First line and headers. False when the head is not whole or lacks what every message has.
bool read_head(string_view bytes, SipMessage& out, Heads& heads) {
  const string_view head = bytes.substr(0, longest_sip_head);
  std::size_t at = 0;
  const auto start = next_line(head.substr(0, longest_line), at);
  if (!start || !read_first_line(*start, out)) return false;
  while (const auto line = next_line(head, at)) {
    if (line->empty()) {
      out.head_length = at;
      return heads.seen == all;
    }
    read_header(*line, out, heads);
  }
  return false;
}

}  // namespace

StreamLength::Is sip_starts(string_view bytes) noexcept {
  const auto begins = [&](string_view word) {
    return bytes.size() > word.size() ? bytes.starts_with(word) && bytes[word.size()] == ' ' : word.starts_with(bytes);
  };
  if (!begins(version) && std::none_of(methods.begin(), methods.end(), begins)) return Is::other;
  std::size_t at = 0;
  const auto line = next_line(bytes.substr(0, longest_line), at);
  if (!line) return bytes.size() < longest_line ? Is::partial : Is::other;
  SipMessage message;
  return read_first_line(*line, message) ? Is::whole : Is::other;
}

StreamLength sip_length(string_view stream) noexcept {
  const Is starts = sip_starts(stream);
  if (starts != Is::whole) return {starts, 0};
  SipMessage message;
  Heads heads;
  const bool whole = read_head(stream, message, heads);
  if (message.head_length == 0) return {stream.size() < longest_sip_head ? Is::partial : Is::other, 0};
  const std::size_t body = heads.length.value_or(0);
  if (!whole || body > longest_sip_body) return {};
  const std::size_t length = message.head_length + body;
  return {stream.size() < length ? Is::partial : Is::whole, length};
}

std::optional<SipMessage> parse_sip(string_view bytes) noexcept {
  SipMessage message;
  Heads heads;
  if (!read_head(bytes, message, heads)) return std::nullopt;
  // A datagram without a Content-Length goes to its end (RFC 3261, 18.3).
  message.body = bytes.substr(message.head_length, heads.length.value_or(longest_sip_body));
  return message;
}

}  // namespace lenscap::wire
