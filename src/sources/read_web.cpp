// HTTP and RTSP: what a server says of itself, and what it serves. Requests are remembered until their answer comes,
// because a path is evidence only when the device served it, or refused it under its own mark: anybody can ask.
#include <fmt/format.h>

#include <array>

#include "sources/dialogue.hpp"
#include "sources/inflate.hpp"
#include "sources/read_analytics.hpp"
#include "sources/web_documents.hpp"
#include "wire/http.hpp"
#include "wire/multipart.hpp"
#include "wire/people_path.hpp"
#include "wire/rtsp_tunnel.hpp"
#include "wire/sdp.hpp"
#include "wire/secrets.hpp"
#include "wire/url.hpp"
#include "wire/viid.hpp"

namespace lenscap::sources {

using model::kind;

namespace {

/// The line of a header, as excerpt: name to end of value, both alias the message.
std::string_view line_of(const wire::HttpHeader& header) {
  return {header.name.data(), static_cast<std::size_t>(header.value.data() + header.value.size() - header.name.data())};
}

/// Path without query, and an absolute address without scheme and host: what a signature is written for. Credentials
/// masked; of a service that holds people only its own path, for what follows is somebody.
std::string request_path(std::string_view target) {
  if (const auto url = wire::parse_url(target)) target = url->path_and_query.empty() ? "/" : url->path_and_query;
  if (const auto people = wire::people_service(target); !people.path.empty()) return std::string(people.path);
  return wire::mask_credentials(target).text;
}

void remember(Turn& turn, const wire::HttpMessage& head) {
  turn.wants_exchange = true;
  const auto target = head.target.substr(0, 512);
  turn.request = {std::string(head.method), request_path(target), {}};
  const std::string_view bytes = turn.message.bytes;
  const auto at = static_cast<std::size_t>(target.data() - bytes.data());
  if (target.data() >= bytes.data() && at + target.size() <= bytes.size())  // not in a tunnel: that is other text
    if (const auto spans = spans_of(turn.message.pieces, at, target.size()); !spans.empty())
      turn.request.at = spans.front();
}

PendingRequest answered(Turn& turn, const wire::HttpMessage& head) {
  if (turn.exchange == nullptr || head.status < 200) return {};  // 1xx: the answer is still to come
  return turn.exchange->answered();
}

/// An answer that gave what was asked for.
bool head_served(const wire::HttpMessage& head) { return head.response && head.status >= 200 && head.status < 300; }

bool html_answer(const wire::HttpMessage& head) {
  return head.header("Content-Type").find("html") != std::string_view::npos;
}

/// A page that answers any path with 200 must not prove that path: a web page counts only under a page's name.
bool proves_request(const wire::HttpMessage& head, std::string_view path) {
  if (!html_answer(head)) return true;
  const auto end = path.substr(0, path.find('?'));
  return end.ends_with(".asp") || end.ends_with(".htm") || end.ends_with(".html") || end.ends_with(".cgi") ||
         end.ends_with(".php");
}

struct ServerKinds {
  model::Kind server, realm, path;
};

/// Server header, realms, and the path when the answer proves it.
void tell_server(const Teller& t, const wire::HttpMessage& head, const PendingRequest& request,
                 const ServerKinds& kinds) {
  bool own_mark = false;
  for (const auto& header : head.headers())
    if (wire::same_name(header.name, "Server")) {
      t.tell(kinds.server, header.value, "Server", line_of(header));
      own_mark |= t.ledger().knows(kinds.server, header.value);
    }
  for (const auto& challenge : head.challenges()) {
    t.tell(kinds.realm, challenge.realm, "WWW-Authenticate realm");
    own_mark |= t.ledger().knows(kinds.realm, challenge.realm);
  }
  if (request.target.empty()) return;
  const bool served = head.status >= 200 && head.status < 300 && proves_request(head, request.target);
  const bool refused = head.status == 401 && own_mark;
  if (served || refused)
    t.tell_answered(kinds.path, request.target, request.at,
                    t.message().bytes.substr(0, std::min<std::size_t>(head.head_length, 32)),
                    served ? "path served" : "path refused under its own mark");
  if (served && wire::people_service(request.target).recognises)
    t.tell_answered(kind("analytics.offers"), request.target, request.at,
                    t.message().bytes.substr(0, std::min<std::size_t>(head.head_length, 32)), "path served");
}

/// `body` of the message, its transfer coding undone. `teller` then speaks of the text.
void read_body(const Teller& t, const wire::HttpMessage& head, std::string_view body, const PendingRequest& request,
               bool onvif_only) {
  std::string chunks, inflated;
  Teller inner = t;
  std::string_view text = body;
  std::vector<Piece> pieces;
  if (wire::http_body(head).form == wire::HttpBodyForm::chunked) {
    auto whole = wire::dechunk(body);
    chunks = std::move(whole.text);
    const auto body_at = static_cast<std::size_t>(body.data() - t.message().bytes.data());
    for (const auto& part : whole.pieces)
      for (const auto& span : spans_of(t.message().pieces, body_at + part.in_body, part.length)) {
        const std::uint32_t at = pieces.empty() ? 0 : pieces.back().offset + pieces.back().length;
        pieces.push_back({at, span.length, span.packet, span.at});
      }
    Message joined = t.message();
    joined.bytes = chunks;
    joined.pieces = pieces;
    inner = Teller(t.ledger(), t.subject(), joined);
    text = chunks;
  }
  const auto coding = head.header("Content-Encoding");
  if (wire::same_name(coding, "gzip") || wire::same_name(coding, "deflate")) {
    auto out = inflate_body(text);
    if (!out) {
      ++t.ledger().skips()[Skip::malformed_message];
      return;
    }
    inflated = std::move(*out);
    inner = inner.decoded(inflated, text, "http " + std::string(coding));
    text = inflated;
  } else if (text.data() == body.data()) {
    Message rest = t.message();
    const auto at = static_cast<std::size_t>(body.data() - t.message().bytes.data());
    for (const auto& span : spans_of(t.message().pieces, at, body.size())) {
      const std::uint32_t to = pieces.empty() ? 0 : pieces.back().offset + pieces.back().length;
      pieces.push_back({to, span.length, span.packet, span.at});
    }
    rest.bytes = body;
    rest.pieces = pieces;
    inner = Teller(t.ledger(), t.subject(), rest);
  }
  tell_analytics(inner, text, request.target, !onvif_only && head_served(head));
  // An answer about somebody has a name and a type as well: it describes no device.
  if (wire::people_service(request.target).path.empty()) tell_web_document(inner, text, request.target, onvif_only);
}

/// A capture device posts what it saw to a platform (GA/T 1400). The content type, or the header that names the device,
/// must say so too: anybody may ask for a path. Neither the device's number nor the body is looked at.
void tell_viid(const Teller& t, const wire::HttpMessage& head) {
  if (head.method != "POST" && head.method != "PUT") return;
  const auto path = wire::viid_path(head.target);
  if (path.empty()) return;
  if (wire::viid_content(head.header("Content-Type")) || !head.header("User-Identify").empty())
    t.tell(kind("viid.path"), path, "request line");
}

/// How many bytes to wait for before a text body is looked at again: all of it when its length is known. Chunks show
/// their end only when they are read, so the wait grows with what is there: a body in a thousand crumbs is read a few
/// dozen times.
std::size_t wait_for(const wire::HttpMessage& head, std::string_view bytes) {
  const auto body = wire::http_body(head);
  if (body.form == wire::HttpBodyForm::length)
    return head.head_length + static_cast<std::size_t>(std::min<std::uint64_t>(body.length, wire::longest_http_body));
  return bytes.size() + bytes.size() / 16;
}

}  // namespace

Progress read_http_turn(Turn& turn) {
  if (const auto part = read_part(turn)) return *part;
  const auto& bytes = turn.message.bytes;
  const bool to_head =
      turn.exchange != nullptr && !turn.exchange->pending.empty() && turn.exchange->pending.front().method == "HEAD";
  const auto head = wire::parse_http(bytes);
  const auto length = wire::http_length(bytes, head, turn.ended, to_head);
  if (length.is == wire::StreamLength::Is::other) return {Progress::Is::other};
  if (length.is == wire::StreamLength::Is::partial) {
    // Pictures and films are passed over by their length; only texts are worth waiting for.
    if (!head || head->head_length == 0) return {turn.ended ? Progress::Is::other : Progress::Is::more};
    if (!turn.ended && text_body(*head)) return {Progress::Is::more, wait_for(*head, bytes)};
  }
  if (!head || head->rtsp()) return {Progress::Is::other};
  const Teller t(turn.ledger, turn.sender, turn.message);
  PendingRequest request;
  if (head->response) {
    if (head->status >= 100 && head->status < 200) return {Progress::Is::taken, head->head_length};
    request = answered(turn, *head);
    tell_server(t, *head, request, {kind("http.server"), kind("http.realm"), kind("http.path")});
    for (const auto& header : head->headers()) {
      if (wire::same_name(header.name, "Location"))
        t.tell_decoded(kind("http.location"), request_path(header.value), header.value, "credentials masked",
                       "Location");
      else if (t.ledger().knows(kind("http.header"), line_of(header)))
        t.tell(kind("http.header"), line_of(header), "header");
    }
  } else {
    t.tell(kind("http.useragent"), head->header("User-Agent"), "User-Agent");
    const auto host = head->header("Host");
    const auto name = host.substr(0, host.find(':'));
    if (!name.starts_with('[') && !model::parse_ip(name)) {  // RFC 3986 3.2.2: brackets hold an IPv6 address
      t.tell(kind("http.host"), name, "Host");
      use_name(turn.names, turn.message, model::NameFrom::http_host, turn.sender, turn.receiver, turn.other_end, name,
               name);
    }
    tell_viid(t, *head);
    tell_clear(t, *head, bytes.substr(std::min(head->head_length, bytes.size())),
               turn.receiver == model::no_host ? turn.other_end : t.ledger().row(turn.receiver).ip);
    remember(turn, *head);
  }
  const auto tunnel = wire::rtsp_tunnel(*head);
  if (tunnel == wire::RtspTunnel::get || tunnel == wire::RtspTunnel::post)
    turn.tunnel = hash_bytes(wire::rtsp_tunnel_cookie(*head), 0) | 1;
  if (tunnel == wire::RtspTunnel::answer) return {Progress::Is::taken, head->head_length, 0, false, Talk::rtsp};
  if (tunnel == wire::RtspTunnel::post) return {Progress::Is::taken, head->head_length, 0, false, Talk::rtsp_tunnel};
  if (!to_head && wire::is_multipart(head->header("Content-Type"))) return {Progress::Is::taken, head->head_length};
  const std::string_view body = bytes.substr(std::min(head->head_length, bytes.size()));
  if (!body.empty() && text_body(*head))
    read_body(t, *head, body.substr(0, wire::longest_http_body), request, !head->response);
  if (length.length != 0) {
    const auto here = std::min<std::uint64_t>(length.length, bytes.size());
    return {Progress::Is::taken, static_cast<std::size_t>(here), length.length - here};
  }
  const auto form = wire::http_body(*head, to_head);
  if (form.form == wire::HttpBodyForm::length) {
    const std::uint64_t whole = head->head_length + form.length;
    const auto here = std::min<std::uint64_t>(whole, bytes.size());
    return {Progress::Is::taken, static_cast<std::size_t>(here), whole - here};
  }
  return {Progress::Is::taken, bytes.size(), 0, true};
}

Progress read_rtsp_turn(Turn& turn) {
  const auto& bytes = turn.message.bytes;
  if (bytes[0] == '$') return read_interleaved(turn);
  const auto head = wire::parse_http(bytes);
  const auto length = wire::http_length(bytes, head, turn.ended, false);
  if (length.is == wire::StreamLength::Is::other) return {Progress::Is::other};
  if (length.is == wire::StreamLength::Is::partial && !turn.ended) return {Progress::Is::more};
  if (!head || !head->rtsp()) return {Progress::Is::other};
  const Teller t(turn.ledger, turn.sender, turn.message);
  if (head->response) {
    const PendingRequest request = answered(turn, *head);
    // Only a description proves that the path exists: OPTIONS is answered for any.
    const bool described = request.method == "DESCRIBE" || request.method == "SETUP" || request.method == "PLAY";
    tell_server(t, *head, described ? request : PendingRequest{},
                {kind("rtsp.server"), kind("rtsp.realm"), kind("rtsp.path")});
    const std::string_view body = bytes.substr(std::min(head->head_length, bytes.size()),
                                               length.look_at - std::min(head->head_length, length.look_at));
    if (const auto sdp = wire::parse_sdp(body)) {
      tell_sdp(t, *sdp);
      if (turn.exchange != nullptr && sdp->metadata()) turn.exchange->metadata = true;
    }
    const bool watched = turn.exchange != nullptr && turn.exchange->metadata;
    if (request.method == "PLAY" && head->status == 200 && !watched) return {Progress::Is::media};
  } else {
    t.tell(kind("rtsp.client"), head->header("User-Agent"), "User-Agent");
    remember(turn, *head);
  }
  const std::uint64_t whole = std::max<std::uint64_t>(length.length, head->head_length);
  const auto here = std::min<std::uint64_t>(whole == 0 ? bytes.size() : whole, bytes.size());
  return {Progress::Is::taken, static_cast<std::size_t>(here), whole > here ? whole - here : 0};
}

Progress read_rtsp_tunnel_turn(Turn& turn) {
  constexpr std::size_t longest_request = 8 * 1024;  // bytes, decoded
  const auto& bytes = turn.message.bytes;
  if (!turn.from_client) return {Progress::Is::media};  // nothing is answered here
  std::array<char, longest_request> space;
  const auto all = wire::decode_base64(bytes, space);
  const std::string_view text(space.data(), all.written);
  const auto length = wire::http_length(text);
  if (length.is != wire::StreamLength::Is::whole) {
    const bool may_come =
        length.is == wire::StreamLength::Is::partial && !all.wrong && !turn.ended && text.size() + 3 < longest_request;
    return {may_come ? Progress::Is::more : Progress::Is::opaque};
  }
  // Each request is encoded by itself, so it ends where a group ends.
  std::array<char, longest_request> again;
  const auto first = wire::decode_base64(bytes, std::span(again).first(std::min(length.look_at, again.size())));
  const auto head = wire::parse_http(text.substr(0, length.look_at));
  if (!head || !head->rtsp() || head->response || first.written != length.look_at) return {Progress::Is::opaque};
  Teller(turn.ledger, turn.sender, turn.message)
      .decoded(text, bytes.substr(0, first.read), "base64")
      .tell(kind("rtsp.client"), head->header("User-Agent"), "User-Agent");
  remember(turn, *head);
  return {Progress::Is::taken, first.read};
}

}  // namespace lenscap::sources
