#include "wire/tiandy.hpp"

#include <algorithm>

#include "wire/bytes.hpp"

namespace lenscap::wire {
namespace {

namespace control {
constexpr std::size_t whole_length = 6, zeros = 8, text_length = 16;
}
namespace stream {
constexpr std::size_t zero = 12, whole_length = 14, type = 16;
}

constexpr std::uint32_t control_magic = 0xf1f5eaf5, stream_magic = 0xf1f5eaf9;
constexpr std::string_view body_of_stream("NVS\0", 4);
constexpr std::size_t most_fields = 8;  // looked at: the words stand in front

constexpr std::string_view protocol_words[] = {
    "IP",          "CMD",     "PROXY",        "USER",         "INNER",         "SUPER",      "LOGON",
    "LOGONFAILED", "FINDPSW", "RESERVEPHONE", "SECURITYCODE", "FILETRANSPORT", "GETUSERINFO"};

bool zero_between(std::span<const std::byte> bytes, std::size_t from, std::size_t to) {
  return std::all_of(bytes.begin() + static_cast<std::ptrdiff_t>(from), bytes.begin() + static_cast<std::ptrdiff_t>(to),
                     [](std::byte b) { return b == std::byte{0}; });
}

/// The words of the first message of a text; what is no word of the protocol is passed over unseen.
void read_words(std::string_view text, Tiandy& out) {
  text = text.substr(0, text.find("\n\n\n"));
  for (std::size_t field = 0; field < most_fields && out.word_count < out.words.size(); ++field) {
    const std::size_t end = std::min(text.find('\t'), text.size());
    const std::string_view word = text.substr(0, end);
    if (std::find(std::begin(protocol_words), std::end(protocol_words), word) != std::end(protocol_words))
      out.words[out.word_count++] = word;
    if (end == text.size()) return;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

StreamLength tiandy_length(std::span<const std::byte> bytes) noexcept {
  using Is = StreamLength::Is;
  constexpr std::string_view common("\xf1\xf5\xea", 3);
  if (bytes.empty()) return {Is::partial, 0};
  if (!common.starts_with(as_text(bytes.first(std::min(bytes.size(), common.size()))))) return {};
  if (bytes.size() < tiandy_header_size) return {Is::partial, 0};
  std::size_t size = 0;
  if (be32(bytes, 0) == control_magic) {
    size = le16(&bytes[control::whole_length]);
    if (!zero_between(bytes, control::zeros, control::text_length)) return {};
    if (le32(&bytes[control::text_length]) + std::uint64_t{tiandy_header_size} != size) return {};
  } else if (be32(bytes, 0) == stream_magic) {
    size = le16(&bytes[stream::whole_length]);
    if (le16(&bytes[stream::zero]) != 0 || size < tiandy_header_size + body_of_stream.size()) return {};
  } else {
    return {};
  }
  return {bytes.size() < size ? Is::partial : Is::whole, size};
}

std::optional<Tiandy> parse_tiandy(std::span<const std::byte> bytes) noexcept {
  const StreamLength found = tiandy_length(bytes);
  if (found.is != StreamLength::Is::whole || found.length != bytes.size()) return std::nullopt;
  const std::string_view body = as_text(bytes.subspan(tiandy_header_size));
  Tiandy out;
  out.stream = be32(bytes, 0) == stream_magic;
  if (out.stream) {
    if (!body.starts_with(body_of_stream)) return std::nullopt;
    out.stream_type = le32(&bytes[stream::type]);
  } else {
    read_words(body, out);
  }
  return out;
}

}  // namespace lenscap::wire
