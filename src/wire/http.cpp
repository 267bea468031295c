#include "wire/http.hpp"

#include <algorithm>

#include "wire/text_lines.hpp"

namespace lenscap::wire {
namespace {

using Is = StreamLength::Is;
using std::string_view;

constexpr std::size_t longest_line = 8 * 1024;  // bytes of a start line
constexpr string_view methods[] = {
    "GET",      "POST",  "PUT",    "HEAD",     "OPTIONS", "DELETE",        "PATCH",         "CONNECT",   "TRACE",
    "DESCRIBE", "SETUP", "PLAY",   "PAUSE",    "RECORD",  "TEARDOWN",      "ANNOUNCE",      "REDIRECT",  "NOTIFY",
    "M-SEARCH", "DHGET", "DHPOST", "PROPFIND", "UPDATE",  "GET_PARAMETER", "SET_PARAMETER", "SUBSCRIBE", "UNSUBSCRIBE",
};
constexpr string_view protocols[] = {"HTTP/1.", "RTSP/1.", "RTSP/2."};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool digit(char c) { return c >= '0' && c <= '9'; }

/// RFC 9110, 5.6.2: the characters of a header name.
constexpr auto token_table = [] {
  std::array<bool, 256> is{};
  for (const char c : string_view("!#$%&'*+-.^_`|~0123456789")) is[static_cast<unsigned char>(c)] = true;
  for (std::size_t c = 'a'; c <= 'z'; ++c) is[c] = is[c - 32] = true;
  return is;
}();
bool token(char c) { return token_table[static_cast<unsigned char>(c)]; }

/// Letters that begin one of `words`, in both cases: most names are told apart by their first.
template <std::size_t N>
constexpr std::array<bool, 256> first_letters(const string_view (&words)[N]) {
  std::array<bool, 256> is{};
  for (const string_view word : words) {
    const auto c = static_cast<unsigned char>(word[0]);
    is[c] = true;
    if (c >= 'A' && c <= 'Z') is[c + 32u] = true;
  }
  return is;
}
constexpr auto method_letters = first_letters(methods);

bool is_protocol(string_view text) {
  return std::any_of(std::begin(protocols), std::end(protocols), [&](string_view p) {
    return text.size() == p.size() + 1 && text.starts_with(p) && digit(text.back());
  });
}

bool read_start_line(string_view line, HttpMessage& out) {
  const auto first = line.find(' ');
  if (first == string_view::npos) return false;
  const string_view word = line.substr(0, first);
  string_view rest = line.substr(first + 1);
  if (is_protocol(word)) {
    if (rest.size() < 3 || !std::all_of(rest.begin(), rest.begin() + 3, digit) || rest[0] == '0') return false;
    if (rest.size() > 3 && rest[3] != ' ') return false;
    out.response = true;
    out.protocol = word;
    out.status = static_cast<std::uint16_t>((rest[0] - '0') * 100 + (rest[1] - '0') * 10 + (rest[2] - '0'));
    out.reason = rest.size() > 4 ? trimmed(rest.substr(4)) : string_view{};
    return true;
  }
  if (std::find(std::begin(methods), std::end(methods), word) == std::end(methods)) return false;
  const auto last = rest.rfind(' ');
  if (last == string_view::npos || !is_protocol(rest.substr(last + 1))) return false;
  out.method = word;
  out.target = trimmed(rest.substr(0, last));
  out.protocol = rest.substr(last + 1);
  return true;
}

/// Steps over one `name=value` of a challenge; `value` without quotes. False at what is no parameter.
bool next_parameter(string_view& text, string_view& name, string_view& value) {
  std::size_t at = 0;
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t' || text[at] == ',')) ++at;
  const std::size_t first = at;
  while (at < text.size() && token(text[at])) ++at;
  name = text.substr(first, at - first);
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  if (name.empty() || at >= text.size() || text[at] != '=') return false;
  ++at;
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  const std::size_t begin = at + (at < text.size() && text[at] == '"' ? 1 : 0);
  if (begin > at) {
    for (at = begin; at < text.size() && text[at] != '"'; ++at)
      if (text[at] == '\\') ++at;
    at = std::min(at, text.size());
    value = text.substr(begin, at - begin);
    if (at < text.size()) ++at;
  } else {
    while (at < text.size() && text[at] != ',' && text[at] != ' ') ++at;
    value = text.substr(begin, at - begin);
  }
  text.remove_prefix(at);
  return true;
}

/// One header may carry several challenges: a word without '=' begins the next.
void read_challenges(string_view text, HttpMessage& out) {
  while (out.challenge_count < out.challenge_space.size()) {
    while (!text.empty() && (text[0] == ' ' || text[0] == '\t' || text[0] == ',')) text.remove_prefix(1);
    std::size_t end = 0;
    while (end < text.size() && token(text[end])) ++end;
    if (end == 0) return;
    HttpChallenge& challenge = out.challenge_space[out.challenge_count++];
    challenge.scheme = text.substr(0, end);
    text.remove_prefix(end);
    string_view name, value;
    while (next_parameter(text, name, value))
      if (same_name(name, "realm") && challenge.realm.empty()) challenge.realm = value;
  }
}

void read_header(string_view line, HttpMessage& out) {
  std::size_t colon = 0;
  while (colon < line.size() && token(line[colon])) ++colon;
  if (colon == 0 || colon == line.size() || line[colon] != ':') {
    ++out.headers_left_out;
    return;
  }
  const string_view name = line.substr(0, colon);
  string_view value = trimmed(line.substr(colon + 1));
  if (same_name(name, "WWW-Authenticate")) read_challenges(value, out);
  if (carries_credentials(name)) value = value.substr(0, 0);
  if (out.header_count == out.header_space.size()) {
    ++out.headers_left_out;
    return;
  }
  out.header_space[out.header_count++] = {name, value};
}

/// The decimal number that `text` is. Empty when it is none or above 2^53.
std::optional<std::uint64_t> decimal(string_view text) {
  if (text.empty() || text.size() > 15 || !std::all_of(text.begin(), text.end(), digit)) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : text) value = value * 10 + static_cast<std::uint64_t>(c - '0');
  return value;
}

int hex(char c) {
  if (digit(c)) return c - '0';
  return lower(c) >= 'a' && lower(c) <= 'f' ? lower(c) - 'a' + 10 : -1;
}

struct Chunk {
  enum class Is : std::uint8_t { data, last, cut, broken } is;
  std::size_t data_at = 0, data_length = 0, next = 0;
};

/// The chunk at `at`. For the last one `next` lies behind its trailers (RFC 9112, 7.1).
Chunk next_chunk(string_view body, std::size_t at) {
  std::size_t i = at, size = 0;
  for (; i < body.size() && hex(body[i]) >= 0; ++i) {
    if (i - at >= 8) return {Chunk::Is::broken};  // 4 GiB and more: no camera's page
    size = size * 16 + static_cast<std::size_t>(hex(body[i]));
  }
  if (i == at) return {i < body.size() ? Chunk::Is::broken : Chunk::Is::cut};
  if (i < body.size() && string_view(" \t;\r\n").find(body[i]) == string_view::npos) return {Chunk::Is::broken};
  std::size_t data = i;
  if (!next_line(body, data)) return {Chunk::Is::cut};
  if (size == 0) {
    while (true) {
      const auto line = next_line(body, data);
      if (!line) return {Chunk::Is::cut};
      if (line->empty()) return {Chunk::Is::last, data, 0, data};
    }
  }
  if (size > body.size() - data) return {Chunk::Is::cut, data, body.size() - data, 0};
  std::size_t next = data + size;
  const auto end = next_line(body, next);
  if (!end) return {Chunk::Is::cut, data, size, 0};
  if (!end->empty()) return {Chunk::Is::broken};
  return {Chunk::Is::data, data, size, next};
}

}  // namespace

bool same_name(string_view a, string_view b) noexcept {
  if (a.size() != b.size()) return false;
  return std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return x == y || lower(x) == lower(y); });
}

bool carries_credentials(string_view name) noexcept {
  static constexpr string_view names[] = {"Authorization",
                                          "Proxy-Authorization",
                                          "WWW-Authenticate",
                                          "Proxy-Authenticate",
                                          "Authentication-Info",
                                          "Cookie",
                                          "Set-Cookie",
                                          "X-Auth-Token",
                                          "X-WSSE",
                                          "HNAP_AUTH",
                                          "SessionTag",
                                          "X-CSRF-Token",
                                          "Session"};
  static constexpr auto letters = first_letters(names);
  return !name.empty() && letters[static_cast<unsigned char>(name[0])] &&
         std::any_of(std::begin(names), std::end(names), [&](string_view n) { return same_name(n, name); });
}

string_view HttpMessage::header(string_view name) const noexcept {
  for (const HttpHeader& h : headers())
    if (same_name(h.name, name)) return h.value;
  return {};
}

StreamLength::Is http_starts(string_view bytes) noexcept {
  const auto begins = [&](string_view word, bool space) {
    if (bytes.size() > word.size()) return bytes.starts_with(word) && (!space || bytes[word.size()] == ' ');
    return word.starts_with(bytes);
  };
  const auto first = bytes.empty() ? '\0' : bytes[0];
  const bool any = bytes.empty() ||
                   ((first == 'H' || first == 'R') && std::any_of(std::begin(protocols), std::end(protocols),
                                                                  [&](string_view p) { return begins(p, false); })) ||
                   (method_letters[static_cast<unsigned char>(first)] &&
                    std::any_of(std::begin(methods), std::end(methods),
                                [&](string_view m) { return m[0] == first && begins(m, true); }));
  if (!any) return Is::other;
  constexpr std::size_t longest_word = 14;  // "SET_PARAMETER "
  const string_view start = bytes.substr(0, longest_word);
  return start.find(' ') != string_view::npos || start.find("/1.") != string_view::npos ? Is::whole : Is::partial;
}

std::optional<HttpMessage> parse_http(string_view bytes) noexcept {
  if (http_starts(bytes) != Is::whole) return std::nullopt;
  const string_view head = bytes.substr(0, longest_http_head);
  std::size_t at = 0;
  const auto start = next_line(head.substr(0, longest_line), at);
  std::optional<HttpMessage> read(std::in_place);  // filled where it stands: it has room for 48 headers
  if (!start || !read_start_line(*start, *read)) {
    read.reset();
    return read;
  }
  while (const auto line = next_line(head, at)) {
    if (line->empty()) {
      read->head_length = at;
      break;
    }
    read_header(*line, *read);
  }
  return read;
}

HttpBody http_body(const HttpMessage& head, bool to_head) noexcept {
  if (to_head || (head.response && (head.status < 200 || head.status == 204 || head.status == 304))) return {};
  const string_view coding = head.header("Transfer-Encoding");
  if (coding.size() >= 7 && same_name(coding.substr(coding.size() - 7), "chunked")) return {HttpBodyForm::chunked, 0};
  const string_view length = head.header("Content-Length");
  if (const auto n = decimal(length)) return {HttpBodyForm::length, *n};
  // RFC 2326, 12.14: an RTSP message without a length has no body. Nor has an HTTP request.
  if (!head.response || head.rtsp()) return {};
  return {HttpBodyForm::until_close, 0};
}

HttpLength http_length(string_view stream, bool ended, bool to_head) noexcept {
  return http_length(stream, parse_http(stream), ended, to_head);
}

HttpLength http_length(string_view stream, const std::optional<HttpMessage>& head, bool ended, bool to_head) noexcept {
  if (!head) {
    const auto starts = http_starts(stream);
    if (starts != Is::whole) return {starts, 0, 0};
    return {stream.substr(0, longest_line).find('\n') == string_view::npos && stream.size() < longest_line ? Is::partial
                                                                                                           : Is::other,
            0, 0};
  }
  if (head->head_length == 0) return {stream.size() < longest_http_head && !ended ? Is::partial : Is::other, 0, 0};

  const HttpBody form = http_body(*head, to_head);
  const string_view body = stream.substr(head->head_length);
  const std::size_t looked_at = std::min(body.size(), longest_http_body);
  if (form.form == HttpBodyForm::none) return {Is::whole, head->head_length, head->head_length};
  if (form.form == HttpBodyForm::length) {
    const std::uint64_t total = head->head_length + form.length;
    const std::size_t wanted = static_cast<std::size_t>(std::min<std::uint64_t>(form.length, longest_http_body));
    if (looked_at < wanted && !ended) return {Is::partial, 0, 0};
    return {Is::whole, head->head_length + std::min(looked_at, wanted), total};
  }
  if (form.form == HttpBodyForm::chunked) {
    std::size_t at = 0;
    while (true) {
      const Chunk chunk = next_chunk(body.substr(0, looked_at), at);
      if (chunk.is == Chunk::Is::last)
        return {Is::whole, head->head_length + chunk.next, head->head_length + chunk.next};
      if (chunk.is == Chunk::Is::broken) return {Is::whole, head->head_length + looked_at, 0};
      if (chunk.is == Chunk::Is::cut) break;
      at = chunk.next;
    }
  }
  if (looked_at < longest_http_body && !ended) return {Is::partial, 0, 0};
  return {Is::whole, head->head_length + looked_at, 0};
}

Dechunked dechunk(string_view whole_body) {
  const string_view body = whole_body.substr(0, longest_http_body);
  Dechunked out;
  std::size_t at = 0;
  while (true) {
    const Chunk chunk = next_chunk(body, at);
    if (chunk.is == Chunk::Is::last) {
      out.complete = true;
      out.body_length = chunk.next;
      return out;
    }
    if (chunk.data_length > 0) {
      out.pieces.push_back({out.text.size(), chunk.data_at, chunk.data_length});
      out.text.append(body.substr(chunk.data_at, chunk.data_length));
    }
    if (chunk.is != Chunk::Is::data) return out;
    at = chunk.next;
  }
}

}  // namespace lenscap::wire
