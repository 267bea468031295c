#include "sources/read_analytics.hpp"

#include "sources/inflate.hpp"
#include "sources/web_documents.hpp"
#include "wire/dahua_event.hpp"
#include "wire/isapi_event.hpp"
#include "wire/lapi_event.hpp"
#include "wire/multipart.hpp"
#include "wire/onvif_metadata.hpp"
#include "wire/rtp.hpp"
#include "wire/viid.hpp"

namespace lenscap::sources {

using model::kind;

namespace {

model::Kind kind_said(wire::PeopleWord::Says says) {
  switch (says) {
    case wire::PeopleWord::Says::carries:
      return kind("analytics.carries");
    case wire::PeopleWord::Says::offers:
      return kind("analytics.offers");
    case wire::PeopleWord::Says::enables:
      return kind("analytics.enables");
    case wire::PeopleWord::Says::sends:
      break;
  }
  return kind("analytics.sends");
}

/// A word that the reader's table lacks may be anything that somebody put there: it is kept when knowledge has it.
void tell_words(const Teller& t, const wire::PeopleWords& words) {
  for (const wire::PeopleWord& word : words.all()) {
    const auto k = kind_said(word.says);
    if (word.listed || t.ledger().knows(k, word.word)) t.tell_decoded(k, word.word, word.raw, "name", word.place);
  }
}

/// `form` is the value: the place of the first word stands for the message, whose text is never an excerpt.
void tell_form(const Teller& t, std::string_view form, const wire::PeopleWords& words) {
  const auto raw = words.empty() ? t.message().bytes.substr(0, 1) : words.all().front().raw;
  t.tell_decoded(kind("analytics.message"), form, raw, "form of the message");
}

/// An event or an upload: nobody sends one who does not see people, or passes on what others see.
bool tell_event(const Teller& t, std::string_view text) {
  const auto told = [&](std::string_view form, const wire::PeopleWords& words) {
    tell_form(t, form, words);
    tell_words(t, words);
    return true;
  };
  if (const auto onvif = wire::parse_onvif_metadata(text))
    return told(onvif->form == wire::OnvifMetadata::Form::stream ? "onvif metadata" : "onvif event", onvif->words);
  if (const auto isapi = wire::parse_isapi_event(text)) return told("isapi event", *isapi);
  if (text[0] == '<') return false;
  if (const auto viid = wire::parse_viid(text)) return told("viid upload", *viid);
  if (const auto dahua = wire::parse_dahua_event(text)) return told("dahua event", *dahua);
  if (const auto lapi = wire::parse_lapi_event(text)) return told("lapi event", *lapi);
  return false;
}

/// Documents of configuration look alike among makers: their own mark, or their path, must be there.
bool of_isapi(std::string_view text, std::string_view target) {
  if (target.find("/ISAPI/") != std::string_view::npos) return true;
  for (std::string_view mark : {"hikvision.com/ver", "isapi.org/ver", "std-cgi.com/ver", "std-cgi.org/ver"})
    if (text.find(mark) != std::string_view::npos) return true;
  return false;
}

/// The bytes from where a frame's payload begins, once its RTP header is sure.
constexpr std::size_t frame_head = 4, looked_at = 64;

}  // namespace

void tell_analytics(const Teller& t, std::string_view text, std::string_view target, bool answer) {
  const auto start = text.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  if (start == std::string_view::npos) return;
  text = text.substr(start);
  if (tell_event(t, text) || !answer) return;
  if (text[0] == '<') tell_words(t, wire::parse_onvif_analytics(text));
  if (of_isapi(text, target)) tell_words(t, wire::parse_isapi_ability(text));
  if (text[0] == '<') return;
  tell_words(t, wire::parse_dahua_ability(text));
  if (text[0] == '{') tell_words(t, wire::parse_lapi_switches(text));
}

bool tell_metadata(const Teller& t) {
  const std::string_view bytes = t.message().bytes;
  std::optional<std::string> inflated;
  if (bytes.starts_with("\x1f\x8b")) inflated = inflate_body(bytes);  // vnd.onvif.metadata.gzip
  const auto document = wire::parse_onvif_metadata(inflated ? std::string_view(*inflated) : bytes);
  if (!document || document->form != wire::OnvifMetadata::Form::stream) return false;
  const Teller of = inflated ? t.decoded(*inflated, bytes, "gzip") : t;
  tell_form(of, "onvif metadata", document->words);
  tell_words(of, document->words);
  return true;
}

Progress read_interleaved(Turn& turn) {
  if (turn.exchange == nullptr || !turn.exchange->metadata || turn.metadata == nullptr) return {Progress::Is::media};
  const std::string_view bytes = turn.message.bytes;
  const auto raw = octets(bytes);
  if (bytes.size() < frame_head) return {turn.ended ? Progress::Is::other : Progress::Is::more, frame_head};
  const std::size_t length = std::to_integer<std::size_t>(raw[2]) << 8 | std::to_integer<std::size_t>(raw[3]);
  const std::size_t whole = frame_head + length, head = std::min(whole, looked_at);
  if (bytes.size() < head && !turn.ended) return {Progress::Is::more, head};
  const std::size_t here = std::min(whole, bytes.size());
  const Progress passed{Progress::Is::taken, here, whole - here};
  const auto rtp = wire::parse_rtp(raw.subspan(frame_head, here - frame_head), length);
  if (!rtp || frame_head + rtp->payload >= here) return passed;
  const std::size_t payload_at = frame_head + rtp->payload;
  if (!may_be_metadata(bytes.substr(payload_at, here - payload_at)) &&
      !turn.metadata->under_way(turn.flow, rtp->source))
    return passed;
  if (bytes.size() < whole) return turn.ended ? passed : Progress{Progress::Is::more, whole};
  std::vector<Piece> pieces;
  std::uint32_t at = 0;
  for (const auto& span : spans_of(turn.message.pieces, payload_at, whole - payload_at)) {
    pieces.push_back({at, span.length, span.packet, span.at});
    at += span.length;
  }
  const auto* document = turn.metadata->take(
      {turn.flow, rtp->source, rtp->sequence, rtp->marker, bytes.substr(payload_at, whole - payload_at), pieces});
  if (document != nullptr)
    tell_metadata(
        Teller(turn.ledger, turn.sender,
               {document->bytes, document->pieces, turn.message.source, turn.message.time, turn.message.via}));
  return passed;
}

std::optional<Progress> read_part(Turn& turn) {
  using Is = wire::StreamLength::Is;
  constexpr std::size_t longest_unmeasured = 64 * 1024;  // bytes of a part that does not say how long it is
  const std::string_view bytes = turn.message.bytes;
  if (const std::size_t before = wire::before_part(bytes); before != 0) {
    const std::string_view rest = bytes.substr(before);
    if (rest.empty() || rest.starts_with('-')) return Progress{Progress::Is::taken, before};
    return std::nullopt;
  }
  const auto starts = wire::multipart_starts(bytes);
  if (starts == Is::other) return std::nullopt;
  const auto head = wire::parse_multipart_head(bytes);
  if (!head) {
    const bool may_come = !turn.ended && bytes.size() < wire::longest_part_head;
    return Progress{may_come ? Progress::Is::more : Progress::Is::other};
  }
  if (head->closing) return Progress{Progress::Is::taken, head->head_length};
  const Teller t(turn.ledger, turn.sender, turn.message);
  const std::string_view content = bytes.substr(head->head_length);
  const bool text = text_type(head->type);
  if (head->length) {
    const std::uint64_t length = *head->length;
    const auto here = static_cast<std::size_t>(std::min<std::uint64_t>(length, content.size()));
    if (text && length <= wire::longest_http_body) {
      if (here < length && !turn.ended)
        return Progress{Progress::Is::more, head->head_length + static_cast<std::size_t>(length)};
      tell_analytics(t, content.substr(0, here), {}, false);
    }
    return Progress{Progress::Is::taken, head->head_length + here, length - here};
  }
  if (!text) return Progress{Progress::Is::taken, bytes.size(), 0, true};
  const auto next = content.find(head->boundary);
  if (next == std::string_view::npos && !turn.ended)
    return content.size() < longest_unmeasured ? Progress{Progress::Is::more}
                                               : Progress{Progress::Is::taken, bytes.size(), 0, true};
  const std::size_t end = std::min(next, content.size());
  tell_analytics(t, content.substr(0, end), {}, false);
  return Progress{Progress::Is::taken, head->head_length + end};
}

}  // namespace lenscap::sources
