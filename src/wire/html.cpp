#include "wire/html.hpp"

#include <algorithm>

#include "wire/http.hpp"
#include "wire/text_lines.hpp"

namespace lenscap::wire {
namespace {

using std::string_view;
constexpr std::size_t none = string_view::npos;
constexpr string_view white = " \t\r\n\f";
constexpr std::size_t tag_within = 1024;   // bytes at the start in which the first tag must stand
constexpr std::size_t longest_tag = 4096;  // bytes between '<' and '>'
constexpr std::size_t shortest_text = 3;   // bytes

bool blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f'; }

struct Attribute {
  string_view name, value;  ///< value without quotes; empty where there is none
};

/// The next attribute of what follows a tag's name ("href='x' …"), which is taken off; nullopt at its end.
std::optional<Attribute> next_attribute(string_view& rest) {
  std::size_t at = 0;
  const std::size_t end = rest.size();
  while (at < end && (blank(rest[at]) || rest[at] == '/')) ++at;
  const std::size_t name_at = at;
  while (at < end && rest[at] != '=' && rest[at] != '/' && !blank(rest[at])) ++at;
  Attribute out{rest.substr(name_at, at - name_at), {}};
  if (at == end && out.name.empty()) return std::nullopt;
  std::size_t sign = at;
  while (sign < end && blank(rest[sign])) ++sign;
  if (sign < end && rest[sign] == '=') {
    at = sign + 1;
    while (at < end && blank(rest[at])) ++at;
    if (at < end && (rest[at] == '"' || rest[at] == '\'')) {
      const std::size_t close = std::min(rest.find(rest[at], at + 1), end);
      out.value = rest.substr(at + 1, close - at - 1);
      at = std::min(close + 1, end);
    } else {
      const std::size_t value_at = at;
      while (at < end && !blank(rest[at])) ++at;
      out.value = rest.substr(value_at, at - value_at);
    }
  }
  rest.remove_prefix(at);
  return out;
}

/// Value of an attribute; empty when it is not there. `attributes`: what follows the tag's name.
string_view attribute(string_view attributes, string_view name) {
  while (const auto next = next_attribute(attributes))
    if (same_name(next->name, name)) return next->value;
  return {};
}

/// Position of "</name" at or after `at`, in any case; the end of the page when there is none.
std::size_t closing(string_view page, std::size_t at, string_view name) {
  for (std::size_t i = page.find("</", at); i != none; i = page.find("</", i + 2))
    if (same_name(page.substr(i + 2, name.size()), name)) return i;
  return page.size();
}

/// "0;url=/doc/page/login.asp" → the address
string_view refresh_target(string_view content) {
  const auto semicolon = content.find(';');
  if (semicolon == none) return {};
  string_view rest = trimmed(content.substr(semicolon + 1), white);
  if (rest.size() < 4 || !same_name(rest.substr(0, 4), "url=")) return {};
  rest = trimmed(rest.substr(4), white);
  if (!rest.empty() && (rest[0] == '\'' || rest[0] == '"')) rest = rest.substr(1, rest.find(rest[0], 1) - 1);
  return rest;
}

/// location.href = "…", location = '…', location.replace("…"): the quoted part.
string_view script_target(string_view script) {
  const auto at = script.find("location");
  if (at == none) return {};
  const string_view rest = script.substr(at, longest_page_text);
  const auto open = rest.find_first_of("\"'");
  if (open == none || rest.substr(0, open).find_first_of("=(") == none || rest.substr(0, open).find(';') != none)
    return {};
  const auto close = rest.find(rest[open], open + 1);
  return close == none ? string_view{} : rest.substr(open + 1, close - open - 1);
}

class Reader {
 public:
  explicit Reader(string_view page) : page_(page) {}

  HtmlPage read() {
    std::size_t at = 0;
    while (at < page_.size()) {
      const std::size_t open = std::min(page_.find('<', at), page_.size());
      text(page_.substr(at, open - at));
      if (open == page_.size()) break;
      at = tag(open);
    }
    return out_;
  }

 private:
  void text(string_view run) {
    run = trimmed(run, white);
    if (run.size() >= shortest_text && run.size() <= longest_page_text && out_.text_count < out_.text_space.size())
      out_.text_space[out_.text_count++] = run;
  }

  void reference(string_view value) {
    value = trimmed(value, white);
    if (value.empty() || value.size() > longest_page_text || value.starts_with("data:") ||
        value.starts_with("javascript:"))
      return;
    if (out_.reference_count < out_.reference_space.size()) out_.reference_space[out_.reference_count++] = value;
  }

  /// Reads the tag at `open` and, for those whose content is no text, the content. Returns where to go on.
  std::size_t tag(std::size_t open) {
    if (page_.substr(open).starts_with("<!--")) {
      const auto end = page_.find("-->", open);
      return end == none ? page_.size() : end + 3;
    }
    const auto length = page_.substr(open, longest_tag).find('>');
    if (length == none) return open + 1;
    const string_view inside = page_.substr(open + 1, length - 1);
    const std::size_t after = open + length + 1;
    if (inside.starts_with('/')) return after;  // the end of an element says nothing
    std::size_t name_end = 0;
    while (name_end < inside.size() && inside[name_end] != '/' && !blank(inside[name_end])) ++name_end;
    const string_view name = inside.substr(0, name_end);
    string_view attributes = inside.substr(name_end);
    if (same_name(name, "title")) {
      const std::size_t end = closing(page_, after, "title");
      if (out_.title.empty() && end < page_.size())
        out_.title = trimmed(page_.substr(after, end - after), white).substr(0, longest_page_text);
      return end;
    }
    if (same_name(name, "meta")) {
      if (out_.redirect.empty() && same_name(attribute(attributes, "http-equiv"), "refresh"))
        out_.redirect = refresh_target(attribute(attributes, "content"));
      return after;
    }
    while (const auto next = next_attribute(attributes))
      if (same_name(next->name, "src") || same_name(next->name, "href") || same_name(next->name, "action"))
        reference(next->value);
    if (same_name(name, "script") || same_name(name, "style")) {
      const std::size_t end = closing(page_, after, name);
      if (out_.redirect.empty() && same_name(name, "script"))
        out_.redirect = script_target(page_.substr(after, end - after));
      return end;
    }
    return after;
  }

  string_view page_;
  HtmlPage out_;
};

}  // namespace

std::optional<HtmlPage> parse_html(string_view bytes) noexcept {
  bytes = bytes.substr(0, longest_page);
  const string_view start = bytes.substr(0, tag_within);
  static constexpr string_view tags[] = {"!doctype html", "html",   "head", "title",
                                         "meta",          "script", "body", "frameset"};
  for (std::size_t at = start.find('<'); at != none; at = start.find('<', at + 1))
    for (const string_view tag : tags)
      if (same_name(start.substr(at + 1, tag.size()), tag)) return Reader(bytes).read();
  return std::nullopt;
}

}  // namespace lenscap::wire
