// sources/notice_units.hpp: JSON of any length cut into units that are parsed one at a time: a release, a record, or a
// small document as a whole.
//
// A package may have gigabytes and one release has a few kilobytes, so the bytes go through one window: brackets and
// quotes are followed 64 bytes a step (simdjson's own first stage needs the whole document in memory), the elements of
// `releases[]`, `records[]` or of a bare array are found by their depth, and each is given as a slice of the window
// with the padding that simdjson wants behind it. Two ways to go:
//   lines   a first line that is a JSON value of its own with another behind it: each line is a unit, whatever is wrong
//           with the line before;
//   stream  otherwise. Brackets that do not match end a unit early, and reading goes on at the next `{"ocid"`.
// Memory: the window, which grows with the longest unit up to `longest`.
// Source: RFC 8259; jsonlines.org; open-contracting/standard@0871878d:schema/release-package-schema.json
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/error.hpp"
#include "sources/json_brackets.hpp"

namespace lenscap::sources {

/// Gives the next bytes of an input; 0 at its end.
using NoticeBytes = std::function<model::Result<std::size_t>(std::span<std::uint8_t>)>;

struct NoticeUnit {
  std::string_view text;  ///< one JSON value; `padding` readable bytes follow; valid until the next call of next()
  std::uint64_t at = 0;   ///< of its first byte in the unpacked file
  std::uint64_t row = 0;  ///< its line when the file has one value a line; else 0
  std::string pointer;    ///< "/releases/17", "/3", "" for a whole document
  enum class Flaw : std::uint8_t { none, broken, cut, too_long } flaw = Flaw::none;  ///< else there is no text
};

class NoticeUnits {
 public:
  static constexpr std::size_t longest = 64 * 1024 * 1024;  // bytes; a framework with 5,000 items has 10 MB
  static constexpr std::size_t padding = 64;                // bytes; simdjson asks for 32
  static constexpr int most_resyncs = 1000;  // searches behind a broken unit: each may look through a whole window

  /// `head` are bytes already taken from `read`.
  NoticeUnits(NoticeBytes read, std::vector<std::uint8_t> head);

  /// False at the end.
  bool next(NoticeUnit& unit);

  std::uint64_t bytes() const { return base_ + end_; }   ///< read so far
  const std::string& damage() const { return damage_; }  ///< why reading ended early; else empty

 private:
  enum class Mode : std::uint8_t { undecided, lines, outside, members, elements, over };

  bool fill();
  bool need(std::size_t offset);
  std::size_t skip_space(std::size_t offset);
  void take(std::size_t n) { begin_ += n; }
  std::uint64_t offset() const { return base_ + begin_; }
  void follow(JsonBrackets& scan) const { scan.follow({buffer_.data() + begin_, end_ - begin_}); }
  bool whole(JsonBrackets& scan);
  std::size_t scalar_end(std::size_t offset);
  void decide();
  bool holds_units();
  bool next_line(NoticeUnit& unit);
  bool next_outside(NoticeUnit& unit);
  bool next_member();
  bool next_element(NoticeUnit& unit);
  bool give_value(NoticeUnit& unit);
  bool resync(NoticeUnit& unit, NoticeUnit::Flaw flaw);
  void step_over();

  NoticeBytes read_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0;  ///< unread bytes of buffer_
  std::uint64_t base_ = 0;           ///< offset of buffer_[0] in the file
  bool ended_ = false;
  Mode mode_ = Mode::undecided;
  bool in_object_ = false;  ///< the array whose elements are given is a member of a package
  std::string array_;       ///< its pointer
  std::uint64_t index_ = 0, row_ = 0;
  int resyncs_ = 0;
  std::string damage_;
};

}  // namespace lenscap::sources
