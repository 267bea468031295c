#include "sources/web_documents.hpp"

#include "model/ascii.hpp"
#include "sources/documents.hpp"
#include "sources/maker_fields.hpp"
#include "wire/html.hpp"
#include "wire/keyvalue.hpp"
#include "wire/onvif.hpp"
#include "wire/xml_text.hpp"

namespace lenscap::sources {

using model::kind;

namespace {

void tell_page(const Teller& t, const wire::HtmlPage& page) {
  if (!page.title.empty())
    t.tell_decoded(kind("http.title"), wire::xml_unescape(page.title), page.title, "html entities", "title");
  if (!page.redirect.empty()) t.tell(kind("http.location"), page.redirect, "redirect in the page");
  // Texts and file names are many: only those that knowledge knows are worth keeping.
  for (auto text : page.texts())
    if (t.ledger().knows(kind("http.body"), text)) t.tell(kind("http.body"), text, "text");
  for (auto reference : page.references())
    if (t.ledger().knows(kind("http.body"), reference)) t.tell(kind("http.body"), reference, "file name");
}

}  // namespace

bool text_body(const wire::HttpMessage& head) { return text_type(head.header("Content-Type")); }

bool text_type(std::string_view type) {
  if (type.empty()) return true;
  const std::string name = model::lower_ascii(type.substr(0, 128));
  for (std::string_view wanted : {"text/", "xml", "json", "html"})
    if (name.find(wanted) != std::string::npos) return true;
  return false;
}

void tell_web_document(const Teller& t, std::string_view text, std::string_view target, bool question) {
  const auto start = text.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  if (start == std::string_view::npos || question) return;
  if (target.find("/cgi-bin/") != std::string_view::npos) {
    if (const auto dahua = wire::parse_dahua_cgi(text, true)) {
      tell_document(t, *dahua);
      return;
    }
  }
  if (auto content = read_document(text)) {
    tell_document(t, content->document);
    return;
  }
  if (const auto page = wire::parse_html(text)) tell_page(t, *page);
}

void tell_sdp(const Teller& t, const wire::Sdp& sdp) {
  t.tell(kind("sdp.session"), sdp.session, "sdp s=");
  if (sdp.video()) t.tell_whole(kind("rtsp.served"), "video", "sdp m=video");
  for (const auto& attribute : sdp.attributes())
    if (t.ledger().knows(kind("sdp.attribute"), attribute.line))
      t.tell(kind("sdp.attribute"), attribute.line, "sdp a=");
}

}  // namespace lenscap::sources
