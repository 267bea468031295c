#include "wire/secrets.hpp"

#include <algorithm>

namespace lenscap::wire {
namespace {

using std::string_view;
constexpr std::size_t none = string_view::npos;
constexpr std::size_t longest_name = 40;      // bytes
constexpr std::size_t longest_address = 256;  // bytes of user, password and host that are searched for '@'
constexpr std::size_t longest_tag = 512;      // bytes of a start tag with its attributes

// Whole names, lower case, without '_' and '-'.
constexpr string_view names[] = {
    "user",
    "username",
    "usr",
    "uname",
    "userid",
    "account",
    "acc",
    "login",
    "loginuse",
    "loginuser",
    "loginname",
    "loginpas",
    "loginpass",
    "password",
    "passwd",
    "pass",
    "pwd",
    "psw",
    "pw",
    "passwort",
    "passphrase",
    "psk",
    "wpapsk",
    "presharedkey",
    "secret",
    "secretkey",
    "accesskey",
    "apikey",
    "privatekey",
    "token",
    "accesstoken",
    "session",
    "sessionid",
    "auth",
    "authbasic",
    "nonce",
    "cnonce",
    "opaque",
    "response",
    "digest",
    "passworddigest",
    "hnapauth",
    "salt",
    "safecode",
    "securitycode",
    "ezvizcode",
    "random",
    "verificationcode",
    "devverificationcode",
    "privatepwd",
    "loginprivatepassword",
    "challenge",
    "publickey",
    "usernametoken",
    "binarysecuritytoken",
    "signaturevalue",
    "digestvalue",
    "cookie",
    "authinfo",
    "wpakey",
    "keypassphrase",
};
constexpr string_view endings[] = {"password", "passwd", "pwd", "passphrase", "secret"};
constexpr string_view headers[] = {"authorization:", "proxy-authorization:", "cookie:", "set-cookie:",
                                   "hnap_auth:",     "authentication-info:", "x-wsse:", "x-auth-token:"};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }
bool alnum(char c) { return letter(c) || (c >= '0' && c <= '9'); }
bool blank(char c) { return c == ' ' || c == '\t'; }

bool begins(string_view text, string_view word) {
  return text.size() >= word.size() &&
         std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) { return a == lower(b); });
}

/// Bytes of an equals sign at `at`: 1, 3 when percent-encoded, else 0.
std::size_t equals_sign(string_view text, std::size_t at) {
  if (text[at] == '=') return 1;
  return begins(text.substr(at), "%3d") ? 3 : 0;
}

/// Does "name=" stand at `at`? Such a name ends a value before it, though a password could hold '_' or ','.
bool name_follows(string_view text, std::size_t at) {
  std::size_t i = at;
  while (i < text.size() && alnum(text[i]) && i - at < longest_name) ++i;
  return i > at && letter(text[at]) && i < text.size() && equals_sign(text, i) > 0;
}

/// Where the value that begins at `at` of a query, a Digest list or Xiongmai's path ends.
std::size_t value_end(string_view text, std::size_t at) {
  for (std::size_t i = at; i < text.size(); ++i) {
    const char c = text[i];
    if (string_view("& \t\r\n\"'<>#\\").find(c) != none || c == '\0') return i;
    if (begins(text.substr(i), "%26") || begins(text.substr(i), "%23")) return i;
    if ((c == '_' || c == ';' || c == ',' || c == '/') && name_follows(text, i + 1)) return i;
    if (c == ',' && i + 1 < text.size() && blank(text[i + 1])) return i;
  }
  return text.size();
}

/// The quoted string at `at` (on its quote): up to the same quote, escapes stepped over.
std::size_t quoted_end(string_view text, std::size_t at) {
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\') ++i;
    else if (text[i] == text[at]) return i;
  }
  return text.size();
}

class Finder {
 public:
  explicit Finder(string_view text) : text_(text) {}

  std::vector<SecretRange> find() {
    for (std::size_t i = 0; i < text_.size(); ++i) {
      const char c = text_[i];
      if (c == ':') {
        address(i);
        member(i);
      } else if (c == '=' || c == '%') {
        assignment(i);
      } else if (c == '<') {
        element(i);
      }
      if (i == 0 || text_[i - 1] == '\n') header(i);
      // What lies inside a secret is hidden already; going on behind it also bounds the time on hostile text.
      if (!found_.empty()) i = std::max(i, found_.back().at + found_.back().length - 1);
    }
    return merged();
  }

 private:
  void add(std::size_t from, std::size_t to) {
    if (to > from) found_.push_back({from, to - from});
  }

  /// scheme://user:password@host
  void address(std::size_t colon) {
    if (!begins(text_.substr(colon), "://")) return;
    const std::size_t from = colon + 3;
    const string_view rest = text_.substr(from, longest_address);
    const std::size_t end = std::min(rest.find_first_of("/?# \t\r\n\"'<>"), rest.size());
    std::size_t at = rest.substr(0, end).rfind('@');
    // A password may hold '/' although it should not: "rtsp://admin:a/b@host".
    if (at == none && end < rest.size() && rest[end] == '/') {
      const string_view all = rest.substr(0, rest.find_first_of("? \t\r\n\"'<>"));
      const auto first_colon = all.find(':');
      if (first_colon < end && !is_port(all, first_colon)) at = all.rfind('@');
    }
    if (at != none) add(from, from + at);
  }

  static bool is_port(string_view all, std::size_t colon) {
    std::size_t i = colon + 1;
    while (i < all.size() && all[i] >= '0' && all[i] <= '9') ++i;
    return i > colon + 1 && (i == all.size() || all[i] == '/');
  }

  /// "Password" : "…" as JSON writes it.
  void member(std::size_t colon) {
    std::size_t end = colon;
    while (end > 0 && (blank(text_[end - 1]) || text_[end - 1] == '\n' || text_[end - 1] == '\r') && colon - end < 8)
      --end;
    if (end == 0 || text_[end - 1] != '"') return;
    const std::size_t name_end = end - 1;
    std::size_t name = name_end;
    while (name > 0 && text_[name - 1] != '"' && name_end - name <= longest_name) --name;
    if (name == 0 || text_[name - 1] != '"' || !names_a_secret(text_.substr(name, name_end - name))) return;
    std::size_t value = colon + 1;
    while (value < text_.size() && (blank(text_[value]) || text_[value] == '\n' || text_[value] == '\r')) ++value;
    if (value >= text_.size() || text_[value] == '{' || text_[value] == '[') return;
    if (text_[value] == '"') return add(value + 1, quoted_end(text_, value));
    add(value, std::min(text_.find_first_of(",}] \r\n", value), text_.size()));
  }

  /// name=value of a query, a line of settings, a Digest list.
  void assignment(std::size_t at) {
    const std::size_t sign = equals_sign(text_, at);
    if (sign == 0) return;
    std::size_t name = at;
    while (name > 0 && alnum(text_[name - 1]) && at - name < longest_name) --name;
    if (name >= 1 && at - name >= 2 && text_[name - 1] == '%') name += 2;  // "%26password": the digits are the escape's
    const string_view word = text_.substr(name, at - name);
    const char before = name > 0 ? text_[name - 1] : ' ';
    const bool short_name = (word == "u" || word == "p") && (before == '?' || before == '&' || before == ';');
    if (!short_name && !names_a_secret(word)) return;
    std::size_t value = at + sign;
    if (value < text_.size() && (text_[value] == '"' || text_[value] == '\''))
      return add(value + 1, quoted_end(text_, value));
    // "table.VSP[0].Password=…": a line of settings, whose value goes on to the end of the line.
    std::size_t line = name;
    while (line > 0 && (alnum(text_[line - 1]) || string_view("._[]-").find(text_[line - 1]) != none) &&
           name - line < 200)
      --line;
    const bool setting = (line == 0 || text_[line - 1] == '\n') && text_.substr(line, name - line).find('.') != none;
    add(value, setting ? std::min(text_.find_first_of("\r\n", value), text_.size()) : value_end(text_, value));
  }

  /// <wsse:Password Type="…">…<
  void element(std::size_t open) {
    std::size_t end = open + 1;
    while (end < text_.size() && (alnum(text_[end]) || string_view(":_-.").find(text_[end]) != none) &&
           end - open <= 2 * longest_name)
      ++end;
    string_view name = text_.substr(open + 1, end - open - 1);
    if (const auto colon = name.rfind(':'); colon != none) name.remove_prefix(colon + 1);
    if (name.empty() || !names_a_secret(name)) return;
    const auto tag = text_.substr(end, longest_tag).find('>');
    if (tag == none) return;
    const std::size_t close = end + tag;
    if (text_[close - 1] == '/') return;
    std::size_t to = std::min(text_.find('<', close), text_.size());
    if (begins(text_.substr(to), "<![cdata[")) to = std::min(text_.find("]]>", to), text_.size());
    if (text_.substr(close + 1, to - close - 1).find_first_not_of(" \t\r\n") != none) add(close + 1, to);
  }

  /// Authorization: …, to the end of the line.
  void header(std::size_t line) {
    const string_view rest = text_.substr(line);
    for (const string_view name : headers)
      if (begins(rest, name)) add(line + name.size(), line + std::min(rest.find_first_of("\r\n"), rest.size()));
  }

  std::vector<SecretRange> merged() {
    std::sort(found_.begin(), found_.end(), [](auto a, auto b) { return a.at < b.at; });
    std::vector<SecretRange> out;
    for (const SecretRange r : found_) {
      if (!out.empty() && r.at < out.back().at + out.back().length) {
        const std::size_t end = std::max(out.back().at + out.back().length, r.at + r.length);
        out.back().length = end - out.back().at;
      } else {
        out.push_back(r);
      }
    }
    return out;
  }

  string_view text_;
  std::vector<SecretRange> found_;
};

}  // namespace

bool names_a_secret(string_view name) noexcept {
  char plain[longest_name];
  std::size_t n = 0;
  for (const char c : name) {
    if (c == '_' || c == '-') continue;
    if (n == longest_name) return false;
    plain[n++] = lower(c);
  }
  const string_view word(plain, n);
  return std::find(std::begin(names), std::end(names), word) != std::end(names) ||
         std::any_of(std::begin(endings), std::end(endings), [&](string_view e) { return word.ends_with(e); });
}

std::vector<SecretRange> find_secrets(string_view text) { return Finder(text).find(); }

Masked mask_credentials(string_view text) {
  Masked out;
  std::size_t at = 0;
  for (const SecretRange r : find_secrets(text)) {
    out.text.append(text.substr(at, r.at - at)).append("***");
    out.masked = true;
    at = r.at + r.length;
  }
  out.text.append(text.substr(at));
  return out;
}

std::string blank_credentials(string_view text) {
  std::string out(text);
  for (const SecretRange r : find_secrets(text))
    std::fill_n(out.begin() + static_cast<std::ptrdiff_t>(r.at), r.length, '*');
  return out;
}

}  // namespace lenscap::wire
