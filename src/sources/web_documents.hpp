// sources/web_documents.hpp: documents in answers of web servers, and descriptions in those of stream servers.
#pragma once
#include <string_view>

#include "sources/teller.hpp"
#include "wire/http.hpp"
#include "wire/sdp.hpp"

namespace lenscap::sources {

/// Is the body of a kind that may describe a device: text, XML, JSON, a page; not pictures, films or archives.
bool text_body(const wire::HttpMessage& head);
/// The same of a Content-Type, in any case; none may be text.
bool text_type(std::string_view content_type);

/// Recognises `text` by its content and tells what it says of the subject. `target`: what was asked, "" when unknown.
/// `question`: the body of a request; nothing is told of its sender.
void tell_web_document(const Teller& teller, std::string_view text, std::string_view target, bool question);

void tell_sdp(const Teller& teller, const wire::Sdp& sdp);

}  // namespace lenscap::sources
