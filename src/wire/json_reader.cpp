#include "wire/json_reader.hpp"

#include <algorithm>

namespace lenscap::wire {
namespace {

bool blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

bool of_literal(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '+' || c == '.';
}

std::optional<std::uint32_t> four_hex(std::string_view text) {
  if (text.size() < 4) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : text.substr(0, 4)) {
    value <<= 4;
    if (c >= '0' && c <= '9') value |= static_cast<std::uint32_t>(c - '0');
    else if (c >= 'a' && c <= 'f') value |= static_cast<std::uint32_t>(c - 'a' + 10);
    else if (c >= 'A' && c <= 'F') value |= static_cast<std::uint32_t>(c - 'A' + 10);
    else return std::nullopt;
  }
  return value;
}

void append_utf8(std::string& out, std::uint32_t code) {
  const auto byte = [&out](std::uint32_t value) { out.push_back(static_cast<char>(value)); };
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xc0 | (code >> 6));
    byte(0x80 | (code & 0x3f));
  } else if (code < 0x10000) {
    byte(0xe0 | (code >> 12));
    byte(0x80 | ((code >> 6) & 0x3f));
    byte(0x80 | (code & 0x3f));
  } else {
    byte(0xf0 | (code >> 18));
    byte(0x80 | ((code >> 12) & 0x3f));
    byte(0x80 | ((code >> 6) & 0x3f));
    byte(0x80 | (code & 0x3f));
  }
}

}  // namespace

bool JsonLeaf::at(std::initializer_list<std::string_view> keys) const noexcept {
  return std::equal(path.begin(), path.end(), keys.begin(), keys.end());
}

/// Called on the opening quote. The view excludes the quotes; a string that never ends is no string.
std::optional<std::string_view> JsonReader::read_string() noexcept {
  const std::size_t first = ++at_;
  for (; at_ < text_.size(); ++at_) {
    if (text_[at_] == '\\') ++at_;
    else if (text_[at_] == '"') return text_.substr(first, at_++ - first);
  }
  at_ = text_.size();
  return std::nullopt;
}

void JsonReader::open(char kind) noexcept {
  if (depth_ == max_depth) {
    state_ = State::broken;
    return;
  }
  if (depth_ < kept_depth) path_[depth_] = {};
  open_[depth_++] = kind;
  ++at_;
  state_ = kind == '{' ? State::key_or_end : State::value_or_end;
}

void JsonReader::close(char kind) noexcept {
  if (depth_ == 0 || open_[depth_ - 1] != kind) {
    state_ = State::broken;
    return;
  }
  --depth_;
  ++at_;
  state_ = depth_ == 0 ? State::done : State::after;
}

std::optional<JsonLeaf> JsonReader::next() noexcept {
  while (state_ != State::done && state_ != State::broken) {
    while (at_ < text_.size() && blank(text_[at_])) ++at_;
    if (at_ >= text_.size()) break;
    const char c = text_[at_];

    if (state_ == State::after) {
      if (c == ',') {
        ++at_;
        state_ = open_[depth_ - 1] == '{' ? State::key : State::value;
      } else if (c == '}' || c == ']') {
        close(c == '}' ? '{' : '[');
      } else {
        state_ = State::broken;
      }
      continue;
    }

    if (state_ == State::key || state_ == State::key_or_end) {
      if (c == '}' && state_ == State::key_or_end) {
        close('{');
        continue;
      }
      const auto key = c == '"' ? read_string() : std::nullopt;
      while (at_ < text_.size() && blank(text_[at_])) ++at_;
      if (!key || at_ >= text_.size() || text_[at_] != ':') {
        state_ = State::broken;
        continue;
      }
      ++at_;
      if (depth_ <= kept_depth) path_[depth_ - 1] = *key;
      state_ = State::value;
      continue;
    }

    if (c == '{' || c == '[') {
      open(c);
      continue;
    }
    if (c == ']' && state_ == State::value_or_end) {
      close('[');
      continue;
    }
    JsonLeaf leaf;
    leaf.quoted = c == '"';
    if (leaf.quoted) {
      const auto text = read_string();
      if (!text) break;
      leaf.raw = *text;
    } else {
      const std::size_t first = at_;
      while (at_ < text_.size() && of_literal(text_[at_])) ++at_;
      if (at_ == first) break;
      leaf.raw = text_.substr(first, at_ - first);
    }
    state_ = depth_ == 0 ? State::done : State::after;
    if (depth_ > kept_depth) continue;
    leaf.path = std::span<const std::string_view>(path_).first(depth_);
    return leaf;
  }
  if (state_ != State::done) state_ = State::broken;
  return std::nullopt;
}

std::string json_unescape(std::string_view raw) {
  std::string out;
  out.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '\\' || i + 1 == raw.size()) {
      out.push_back(raw[i]);
      continue;
    }
    const char c = raw[++i];
    switch (c) {
      case 'b':
        out.push_back('\b');
        break;
      case 'f':
        out.push_back('\f');
        break;
      case 'n':
        out.push_back('\n');
        break;
      case 'r':
        out.push_back('\r');
        break;
      case 't':
        out.push_back('\t');
        break;
      case 'u': {
        auto code = four_hex(raw.substr(i + 1));
        if (!code) {
          out.append("\\u");
          break;
        }
        i += 4;
        // RFC 8259, 7: characters beyond the first plane come as two escapes, a high and a low surrogate.
        if (*code >= 0xd800 && *code < 0xdc00 && raw.substr(i + 1, 2) == "\\u") {
          const auto low = four_hex(raw.substr(i + 3));
          if (low && *low >= 0xdc00 && *low < 0xe000) {
            code = 0x10000 + ((*code - 0xd800) << 10) + (*low - 0xdc00);
            i += 6;
          }
        }
        append_utf8(out, *code >= 0xd800 && *code < 0xe000 ? 0xfffd : *code);
        break;
      }
      default:
        out.push_back(c);
    }
  }
  return out;
}

}  // namespace lenscap::wire
