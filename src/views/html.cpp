// views/html.cpp: the report as one file: views/report.html with the public JSON in its place.
//
// Works from file:// and asks nobody for anything. Its policy (CSP 3) allows the page's own script and style by their
// hashes and nothing else, so a name in the data can never run, even if the page had a mistake.
#include <cstddef>

#include "views/html_policy.hpp"
#include "views/public_json.hpp"

// The template is part of the program: no file to find at run time.
__asm__(
    ".section .rodata\n"
    ".global lenscap_report_html\n"
    ".global lenscap_report_html_end\n"
    "lenscap_report_html:\n"
    ".incbin \"" LENSCAP_REPORT_HTML
    "\"\n"
    "lenscap_report_html_end:\n"
    ".byte 0\n"
    ".previous\n");
extern "C" const char lenscap_report_html[];
extern "C" const char lenscap_report_html_end[];

namespace lenscap::views {

namespace {

std::string_view page() {
  return {lenscap_report_html, static_cast<std::size_t>(lenscap_report_html_end - lenscap_report_html)};
}

// What a script element must not hold (HTML, 4.12.1.3), and the line ends of old JavaScript, as JSON escapes.
std::string in_script(std::string_view json) {
  std::string out;
  out.reserve(json.size() + json.size() / 16);
  for (char c : json) {
    if (c == '<') out += "\\u003c";
    else if (c == '>') out += "\\u003e";
    else if (c == '&') out += "\\u0026";
    else out += c;
  }
  return out;
}

// The text between `open` and `close`, first of its kind in the template.
std::string_view between(std::string_view open, std::string_view close) {
  std::size_t from = page().find(open);
  if (from == std::string_view::npos) return {};
  from += open.size();
  return page().substr(from, page().find(close, from) - from);
}

std::string policy() {
  return "default-src 'none'; script-src '" + policy_hash(between("<script>", "</script>")) + "'; style-src '" +
         policy_hash(between("<style>", "</style>")) + "'; base-uri 'none'; form-action 'none'";
}

}  // namespace

std::string to_html(const AuditView& view) {
  constexpr std::string_view policy_place = "@LENSCAP_CSP@", data_place = "@LENSCAP_DATA@";
  std::size_t policy_at = page().find(policy_place), data_at = page().find(data_place);
  std::string json = in_script(print_audit(view, devices_with_peers(view), false));
  std::string out;
  out.reserve(page().size() + json.size() + 256);
  out.append(page().substr(0, policy_at)).append(policy());
  out.append(page().substr(policy_at + policy_place.size(), data_at - policy_at - policy_place.size())).append(json);
  out.append(page().substr(data_at + data_place.size()));
  return out;
}

}  // namespace lenscap::views
