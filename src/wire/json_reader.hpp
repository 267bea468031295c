// wire/json_reader.hpp: reads a JSON document forward, once, and hands out views into it.  Source: RFC 8259
//
// Discovery replies need three things that a general JSON library does not give together: the place of every value in
// the packet (so that a finding leads back to its bytes), no copy and no allocation, and names in GB 18030 as Chinese
// firmware writes them, which a strict UTF-8 reader refuses together with everything else in the reply.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace lenscap::wire {

/// One string, number, true, false or null. All views alias the document; `path` is valid until the next call of
/// next().
struct JsonLeaf {
  std::span<const std::string_view> path;  ///< keys from the root, escapes as sent; "" for an array element
  std::string_view raw;                    ///< without the quotes, escapes as sent
  bool quoted = false;                     ///< it was a string

  bool at(std::initializer_list<std::string_view> keys) const noexcept;
};

/// Containers nested deeper than `kept_depth` are stepped over; deeper than `max_depth` ends the reading.
class JsonReader {
 public:
  static constexpr std::size_t kept_depth = 8;
  static constexpr std::size_t max_depth = 64;

  explicit JsonReader(std::string_view document) noexcept : text_(document) {}

  /// The next leaf within `kept_depth`; empty at the end of the document or at the first byte that is not JSON.
  std::optional<JsonLeaf> next() noexcept;

  bool complete() const noexcept { return state_ == State::done; }      ///< the whole value was read
  std::string_view rest() const noexcept { return text_.substr(at_); }  ///< what follows, once complete

 private:
  enum class State : std::uint8_t { value, value_or_end, key, key_or_end, after, done, broken };

  std::optional<std::string_view> read_string() noexcept;
  void open(char kind) noexcept;
  void close(char kind) noexcept;

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  State state_ = State::value;
  std::array<char, max_depth> open_{};
  std::array<std::string_view, kept_depth> path_{};
};

/// The text that the escapes of `raw` stand for, in UTF-8; bytes that are no escape are passed on as they are.
std::string json_unescape(std::string_view raw);

}  // namespace lenscap::wire
