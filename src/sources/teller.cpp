#include "sources/teller.hpp"

#include <algorithm>

namespace lenscap::sources {

namespace {

constexpr std::size_t whole_excerpt = 64;  // bytes that stand for a message as a whole

bool inside(std::string_view all, std::string_view part) {
  return part.data() >= all.data() && part.data() + part.size() <= all.data() + all.size();
}

}  // namespace

std::vector<model::Span> spans_of(std::span<const Piece> pieces, std::size_t offset, std::size_t length) {
  std::vector<model::Span> spans;
  const std::size_t end = offset + std::max<std::size_t>(length, 1);
  for (const Piece& piece : pieces) {
    const std::size_t from = std::max<std::size_t>(offset, piece.offset);
    const std::size_t to = std::min<std::size_t>(end, std::size_t(piece.offset) + piece.length);
    if (from >= to) continue;
    spans.push_back({piece.packet, static_cast<std::uint32_t>(piece.at + (from - piece.offset)),
                     static_cast<std::uint32_t>(to - from)});
  }
  if (spans.empty() && !pieces.empty()) spans.push_back({pieces[0].packet, pieces[0].at, 0});
  return spans;
}

Teller Teller::about(model::HostIndex other) const {
  Teller teller = *this;
  teller.subject_ = other;
  return teller;
}

Teller Teller::decoded(std::string_view bytes, std::string_view raw, std::string_view decoder) const {
  Teller teller = *this;
  teller.message_.bytes = bytes;
  teller.decoder_ = decoder_.empty() ? std::string(decoder) : decoder_ + ", " + std::string(decoder);
  if (encoded_.empty() && inside(message_.bytes, raw))
    teller.encoded_ =
        spans_of(message_.pieces, static_cast<std::size_t>(raw.data() - message_.bytes.data()), raw.size());
  return teller;
}

Teller Teller::deciphered(std::string_view decoder) const {
  Teller teller = *this;
  teller.decoder_ = decoder;
  return teller;
}

void Teller::tell(model::Kind kind, std::string_view value, std::string_view place, std::string_view context) const {
  if (value.empty()) return;
  note(kind, value, value, {}, place, context.empty() ? std::string_view() : context);
}

void Teller::tell_decoded(model::Kind kind, std::string_view value, std::string_view raw, std::string_view decoder,
                          std::string_view place) const {
  if (value.empty()) return;
  note(kind, value, raw, value == raw ? std::string_view() : decoder, place, {});
}

void Teller::tell_answered(model::Kind kind, std::string_view value, model::Span asked, std::string_view raw,
                           std::string_view place) const {
  Teller both = *this;
  if (asked.length != 0 && encoded_.empty() && inside(message_.bytes, raw)) {
    both.encoded_ = spans_of(message_.pieces, static_cast<std::size_t>(raw.data() - message_.bytes.data()), raw.size());
    both.encoded_.insert(both.encoded_.begin(), asked);
  }
  both.tell_decoded(kind, value, raw, "of the request it answers", place);
}

void Teller::tell_whole(model::Kind kind, std::string_view value, std::string_view place) const {
  note(kind, value, message_.bytes.substr(0, whole_excerpt), {}, place, {});
}

void Teller::note(model::Kind kind, std::string_view value, std::string_view raw, std::string_view decoder,
                  std::string_view place, std::string_view excerpt) const {
  Sighting seen;
  seen.source = message_.source;
  seen.time = message_.time;
  seen.via = message_.via;
  seen.place = place;
  if (!excerpt.empty() && inside(excerpt, value)) {
    const auto from = static_cast<std::size_t>(value.data() - excerpt.data());
    seen.excerpt = excerpt;
    seen.mark_at = static_cast<std::uint16_t>(std::min<std::size_t>(from, UINT16_MAX));
    seen.mark_length = static_cast<std::uint16_t>(std::min<std::size_t>(value.size(), UINT16_MAX));
  }
  std::string both;
  if (!decoder_.empty() && !decoder.empty()) both = decoder_ + ", " + std::string(decoder);
  seen.decoder = !both.empty() ? std::string_view(both) : decoder.empty() ? std::string_view(decoder_) : decoder;
  if (!encoded_.empty()) {
    seen.spans = encoded_;
    ledger_->note(subject_, kind, value, seen);
    return;
  }
  const std::size_t offset =
      inside(message_.bytes, raw) ? static_cast<std::size_t>(raw.data() - message_.bytes.data()) : 0;
  if (message_.pieces.size() == 1) {
    const Piece& only = message_.pieces[0];
    const model::Span span{only.packet, static_cast<std::uint32_t>(only.at + offset),
                           static_cast<std::uint32_t>(raw.size())};
    seen.spans = {&span, 1};
    ledger_->note(subject_, kind, value, seen);
    return;
  }
  const auto spans = spans_of(message_.pieces, offset, raw.size());
  seen.spans = spans;
  ledger_->note(subject_, kind, value, seen);
}

Message head_of(const Message& message, std::size_t length) {
  Message head = message;
  head.bytes = message.bytes.substr(0, length);
  return head;
}

void tell_mac(const Teller& teller, model::Kind kind, std::uint64_t mac, std::string_view raw, std::string_view place) {
  if (mac != 0) teller.tell_decoded(kind, to_string(model::Mac{mac}), raw, "binary", place);
}

void tell_number(const Teller& teller, model::Kind kind, std::uint32_t number, std::string_view raw,
                 std::string_view place) {
  if (number != 0) teller.tell_decoded(kind, std::to_string(number), raw, "binary", place);
}

}  // namespace lenscap::sources
