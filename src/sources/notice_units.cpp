#include "sources/notice_units.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace lenscap::sources {

using std::string_view;

namespace {

constexpr std::size_t unit_block = 128 * 1024;             // bytes read at a time: small enough to stay in the cache
constexpr std::size_t looked_for_form = 16 * 1024 * 1024;  // bytes in which a document must show what it is

/// Members of a package whose elements are units; the last is that of an older search of Contracts Finder's.
bool names_units(string_view key) { return key == "releases" || key == "records" || key == "results"; }

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

}  // namespace

NoticeUnits::NoticeUnits(NoticeBytes read, std::vector<std::uint8_t> head)
    : read_(std::move(read)), buffer_(std::max(2 * unit_block, head.size()) + padding), end_(head.size()) {
  std::copy(head.begin(), head.end(), buffer_.begin());
}

/// Reads on behind what is left, which moves to the front. False at the end.
bool NoticeUnits::fill() {
  if (ended_) return false;
  if (begin_ != 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    base_ += begin_;
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() - padding - end_ < unit_block)
    buffer_.resize(std::max(buffer_.size() * 3 / 2, end_ + unit_block + padding));
  const std::size_t room = buffer_.size() - padding - end_;
  const auto n = read_({reinterpret_cast<std::uint8_t*>(buffer_.data()) + end_, room});
  if (!n) damage_ = model::to_line(n.error());
  ended_ = !n || *n == 0;
  if (!ended_) end_ += *n;
  return !ended_;
}

/// Whether there is a byte at `offset` from begin_.
bool NoticeUnits::need(std::size_t offset) {
  while (begin_ + offset >= end_)
    if (!fill()) return false;
  return true;
}

std::size_t NoticeUnits::skip_space(std::size_t offset) {
  while (need(offset) && is_space(buffer_[begin_ + offset])) ++offset;
  return offset;
}

/// Fills until the value that begins at begin_ has ended. False: it is broken, too long, or the file ends in it.
bool NoticeUnits::whole(JsonBrackets& scan) {
  for (;;) {
    follow(scan);
    if (scan.done) return true;
    if (scan.broken || scan.at > longest || !fill()) return false;
  }
}

std::size_t NoticeUnits::scalar_end(std::size_t at) {
  while (need(at) && string_view(",]}\n").find(buffer_[begin_ + at]) == string_view::npos) ++at;
  return at;
}

/// Lines or stream: see the header.
void NoticeUnits::decide() {
  if (need(2) && string_view(buffer_.data() + begin_, 3) == "\xef\xbb\xbf") take(3);
  take(skip_space(0));
  mode_ = Mode::outside;
  if (!need(0) || buffer_[begin_] != '{') return;
  JsonBrackets scan;
  std::size_t newline = 0;
  while (need(newline) && newline < looked_for_form) {
    const auto* found = std::memchr(buffer_.data() + begin_ + newline, '\n', end_ - begin_ - newline);
    if (found == nullptr) {
      newline = end_ - begin_;
      continue;
    }
    newline = static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.data()) - begin_;
    follow(scan);
    const bool ends_in_line = scan.done && scan.at <= newline;
    const std::size_t behind = skip_space(newline);
    const bool another = need(behind) && buffer_[begin_ + behind] == '{';
    // A first line that is cut short in front of whole ones; not one that goes on: {"releases":[
    std::size_t last = newline;
    while (last > 0 && is_space(buffer_[begin_ + last - 1])) --last;
    const bool goes_on = last > 0 && string_view("{[,:").find(buffer_[begin_ + last - 1]) != string_view::npos;
    const bool starts_line = another && buffer_[begin_ + behind - 1] == '\n' && !goes_on;
    if (another && (ends_in_line || starts_line)) mode_ = Mode::lines;
    return;
  }
}

bool NoticeUnits::next(NoticeUnit& unit) {
  unit = {};
  if (mode_ == Mode::undecided) decide();
  for (;;) {
    switch (mode_) {
      case Mode::undecided:
      case Mode::over:
        return false;
      case Mode::lines:
        return next_line(unit);
      case Mode::outside:
        if (next_outside(unit)) return true;
        break;
      case Mode::members:
        if (!next_member()) mode_ = Mode::over;
        break;
      case Mode::elements:
        if (next_element(unit)) return true;
        break;
    }
  }
}

bool NoticeUnits::next_line(NoticeUnit& unit) {
  for (;;) {
    std::size_t length = 0;
    const void* found = nullptr;
    bool dropped = false;
    do {
      found = std::memchr(buffer_.data() + begin_ + length, '\n', end_ - begin_ - length);
      if (found == nullptr) length = end_ - begin_;
      if (length > longest) {
        begin_ = end_;
        length = 0;
        dropped = true;
      }
    } while (found == nullptr && fill());
    if (found == nullptr && begin_ == end_ && !dropped) return false;
    if (found != nullptr) length = static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.data()) - begin_;
    ++row_;
    unit.at = offset();
    unit.row = row_;
    unit.text = {buffer_.data() + begin_, length};
    take(length + (found == nullptr ? 0 : 1));
    while (!unit.text.empty() && (is_space(unit.text.back()) || unit.text.back() == ',')) unit.text.remove_suffix(1);
    if (dropped) unit.flaw = NoticeUnit::Flaw::too_long;
    else if (unit.text.empty()) continue;
    if (dropped) unit.text = {};
    return true;
  }
}

/// Between documents: concatenated files, or a separator of RFC 7464.
bool NoticeUnits::next_outside(NoticeUnit& unit) {
  take(skip_space(0));
  if (!need(0)) {
    mode_ = Mode::over;
    return false;
  }
  const char c = buffer_[begin_];
  if (c == ',' || c == '\x1e' || c == ';') {
    take(1);
    return false;
  }
  if (c == '[' || (c == '{' && holds_units())) {
    in_object_ = c == '{';
    array_.clear();
    index_ = 0;
    mode_ = in_object_ ? Mode::members : Mode::elements;
    take(1);
    return false;
  }
  if (c == '{') return give_value(unit);
  mode_ = Mode::over;
  unit.at = offset();
  unit.flaw = NoticeUnit::Flaw::broken;
  return true;
}

/// Whether the object at begin_ is a package, of which releases or records are given one by one: its own keys are
/// looked at as far as the window goes. A record has `releases`, too, but beside an ocid.
bool NoticeUnits::holds_units() {
  constexpr std::array<string_view, 5> of_a_unit{"ocid", "compiledRelease", "versionedRelease", "notice", "tender"};
  constexpr std::array<string_view, 5> of_a_package{"publisher", "publishedDate", "packages", "extensions", "license"};
  bool arrays = false, package = false;
  std::size_t at = 1;
  for (;;) {
    at = skip_space(at);
    while (need(at) && (buffer_[begin_ + at] == ',')) at = skip_space(at + 1);
    if (at > looked_for_form || !need(at) || buffer_[begin_ + at] != '"') return arrays;
    const std::size_t key_at = ++at;
    while (need(at) && buffer_[begin_ + at] != '"') at += buffer_[begin_ + at] == '\\' ? 2 : 1;
    if (!need(at)) return arrays;
    const string_view key(buffer_.data() + begin_ + key_at, at - key_at);
    if (std::find(of_a_unit.begin(), of_a_unit.end(), key) != of_a_unit.end()) return false;
    package = package || std::find(of_a_package.begin(), of_a_package.end(), key) != of_a_package.end();
    arrays = arrays || names_units(key);
    if (arrays && package) return true;
    at = skip_space(at + 1);
    if (!need(at) || buffer_[begin_ + at] != ':') return arrays;
    at = skip_space(at + 1);
    if (!need(at)) return arrays;
    const char c = buffer_[begin_ + at];
    if (c == '{' || c == '[' || c == '"') {
      JsonBrackets scan{.at = at};
      if (c == '"') {  // a string ends where its quote does
        std::size_t end = at + 1;
        while (need(end) && buffer_[begin_ + end] != '"') end += buffer_[begin_ + end] == '\\' ? 2 : 1;
        if (!need(end)) return arrays;
        at = end + 1;
        continue;
      }
      do follow(scan);
      while (!scan.done && !scan.broken && scan.at <= looked_for_form && fill());
      if (!scan.done) return arrays;
      at = scan.at;
    } else {
      at = scalar_end(at);
    }
  }
}

/// One member of a package; its arrays of units are gone into. False when the package cannot be followed any more.
bool NoticeUnits::next_member() {
  take(skip_space(0));
  if (!need(0)) {
    if (damage_.empty()) damage_ = fmt::format("the package ends in the middle, at offset {}", offset());
    return false;
  }
  const char c = buffer_[begin_];
  if (c == ',') {
    take(1);
    return true;
  }
  if (c == '}') {
    take(1);
    mode_ = Mode::outside;
    return true;
  }
  std::size_t at = 1;
  while (c == '"' && need(at) && buffer_[begin_ + at] != '"' && at < unit_block)
    at += buffer_[begin_ + at] == '\\' ? 2 : 1;
  if (c != '"' || !need(at) || at >= unit_block) {
    damage_ = fmt::format("the package is broken at offset {}", offset());
    return false;
  }
  const std::string key(buffer_.data() + begin_ + 1, at - 1);
  take(at + 1);
  take(skip_space(0));
  if (need(0) && buffer_[begin_] == ':') take(1);
  take(skip_space(0));
  if (need(0) && buffer_[begin_] == '[' && names_units(key)) {
    take(1);
    array_ = "/" + key;
    index_ = 0;
    mode_ = Mode::elements;
    return true;
  }
  step_over();
  return true;
}

/// A value that nobody asks for, of any length.
void NoticeUnits::step_over() {
  if (!need(0)) return;
  if (buffer_[begin_] == '"') {
    std::size_t at = 1;
    for (;;) {
      while (begin_ + at < end_ && buffer_[begin_ + at] != '"') at += buffer_[begin_ + at] == '\\' ? 2 : 1;
      if (begin_ + at < end_) return take(at + 1);
      at -= end_ - begin_;  // 1 when an escape stands at the end of the window
      begin_ = end_;
      if (!need(at)) return;
    }
  }
  if (buffer_[begin_] != '{' && buffer_[begin_] != '[') return take(scalar_end(0));
  JsonBrackets scan;
  for (;;) {
    follow(scan);
    take(scan.at);
    scan.at = 0;
    if (scan.done || scan.broken || !fill()) return;
  }
}

bool NoticeUnits::next_element(NoticeUnit& unit) {
  take(skip_space(0));
  if (!need(0)) {
    if (damage_.empty())
      damage_ = fmt::format("{} ends in the middle, at offset {}", array_.empty() ? "the array" : array_, offset());
    mode_ = Mode::over;
    return false;
  }
  const char c = buffer_[begin_];
  if (c == ',') {
    take(1);
    return false;
  }
  if (c == ']') {
    take(1);
    mode_ = in_object_ ? Mode::members : Mode::outside;
    return false;
  }
  unit.pointer = fmt::format("{}/{}", array_, index_++);
  if (c == '{') return give_value(unit);
  unit.at = offset();
  unit.flaw = NoticeUnit::Flaw::broken;
  const std::uint64_t before = offset();
  step_over();
  if (offset() == before) take(1);
  return true;
}

bool NoticeUnits::give_value(NoticeUnit& unit) {
  unit.at = offset();
  JsonBrackets scan;
  if (whole(scan)) {
    unit.text = {buffer_.data() + begin_, scan.at};
    take(scan.at);
    return true;
  }
  using Flaw = NoticeUnit::Flaw;
  return resync(unit, scan.broken ? Flaw::broken : scan.at > longest ? Flaw::too_long : Flaw::cut);
}

/// Goes on at the next `{"ocid"` behind a unit without an end.
bool NoticeUnits::resync(NoticeUnit& unit, NoticeUnit::Flaw flaw) {
  unit.flaw = flaw;
  const string_view window(buffer_.data() + begin_, end_ - begin_);
  for (std::size_t at = 1; ++resyncs_ <= most_resyncs;) {
    at = window.find("\"ocid\"", at);
    if (at == string_view::npos) break;
    std::size_t open = at;
    while (open > 0 && is_space(window[open - 1])) --open;
    if (open > 1 && window[open - 1] == '{') {
      take(open - 1);
      return true;
    }
    ++at;
  }
  if (resyncs_ > most_resyncs) damage_ = fmt::format("too much is broken before offset {}", offset());
  else if (flaw == NoticeUnit::Flaw::too_long) return step_over(), true;
  mode_ = Mode::over;
  return true;
}

}  // namespace lenscap::sources
