// sources/teller.hpp: what a reader says of one message, with the way back to the bytes.
//
// A message is contiguous bytes; pieces say which packet and which offset each part came from, so that a value which
// spans two TCP segments has two spans. A value that had to be decoded (gzip, chunks, escapes) points at the bytes it
// came from.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sources/ledger.hpp"

namespace lenscap::sources {

/// bytes [offset, offset + length) of the message lie at `at` of `packet` (of the file, for documents: packet 0).
struct Piece {
  std::uint32_t offset;
  std::uint32_t length;
  std::uint64_t packet;
  std::uint32_t at;
};

struct Message {
  std::string_view bytes;
  std::span<const Piece> pieces;  ///< in order, without gaps
  model::SourceIndex source = 0;
  model::Nanos time = model::no_time;
  std::string_view via;  ///< "udp 37810", "tcp 80", "" in documents
};

class Teller {
 public:
  Teller(Ledger& ledger, model::HostIndex subject, const Message& message)
      : ledger_(&ledger), subject_(subject), message_(message) {}

  model::HostIndex subject() const { return subject_; }
  const Message& message() const { return message_; }
  Ledger& ledger() const { return *ledger_; }

  /// The same message, about another host.
  Teller about(model::HostIndex other) const;
  /// A message that was decoded from `raw` of this one: every value in it points at all of `raw`.
  Teller decoded(std::string_view bytes, std::string_view raw, std::string_view decoder) const;

  /// A message that was deciphered byte for byte: every value points at its own bytes, which read otherwise there.
  Teller deciphered(std::string_view decoder) const;

  /// `value` as sent. `context` holds the value and is the excerpt (both alias the message); it must hold no secret.
  void tell(model::Kind kind, std::string_view value, std::string_view place = {}, std::string_view context = {}) const;
  /// `value` was made from `raw` (which aliases the message) by `decoder`.
  void tell_decoded(model::Kind kind, std::string_view value, std::string_view raw, std::string_view decoder,
                    std::string_view place = {}) const;
  /// `value` was asked for at `asked` of an earlier message, and this one answers it: both are the way back.
  void tell_answered(model::Kind kind, std::string_view value, model::Span asked, std::string_view raw,
                     std::string_view place = {}) const;
  /// A fact that the message states as a whole: the excerpt is the value, the span its first bytes.
  void tell_whole(model::Kind kind, std::string_view value, std::string_view place = {}) const;

 private:
  void note(model::Kind kind, std::string_view value, std::string_view raw, std::string_view decoder,
            std::string_view place, std::string_view excerpt) const;

  Ledger* ledger_;
  model::HostIndex subject_;
  Message message_;
  // Set when the message is decoded text: how it was decoded, and where the encoded bytes are; deciphered ones have
  // their places in the message.
  std::string decoder_;
  std::vector<model::Span> encoded_;
};

/// The spans of bytes [offset, offset + length) of a message of these pieces.
std::vector<model::Span> spans_of(std::span<const Piece> pieces, std::size_t offset, std::size_t length);

/// The first `length` bytes of a message, by themselves.
Message head_of(const Message& message, std::size_t length);
/// An address that stands in binary; nothing when it is 0, as where a device has none.
void tell_mac(const Teller& teller, model::Kind kind, std::uint64_t mac, std::string_view raw,
              std::string_view place = "MAC");

/// A number that stands in binary; nothing when it is 0, as where a device has none.
void tell_number(const Teller& teller, model::Kind kind, std::uint32_t number, std::string_view raw,
                 std::string_view place);

}  // namespace lenscap::sources
