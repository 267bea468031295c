#include "sources/csv_form.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

namespace lenscap::sources {
namespace {

/// A separator shows in the first rows; more of them only cost time.
constexpr std::size_t sample_bytes = 64 * 1024;

/// Of zero bytes at odd (or even) places, the share that makes a file of letters UTF-16 little- (or big-) endian.
constexpr std::size_t wide_share = 3;

std::string_view chars(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }
bool all_ascii(std::string_view line) { return std::none_of(line.begin(), line.end(), is_high); }

/// What the lines that are not UTF-8 look like. A high byte followed by another one is a character of GBK (both bytes
/// of the usual characters are high); one followed by ASCII is an accented letter.
struct HighBytes {
  std::size_t pairs = 0, alone = 0;
  void add(std::string_view line) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (!is_high(line[i])) continue;
      if (i + 1 < line.size() && is_high(line[i + 1])) ++pairs, ++i;
      else ++alone;
    }
  }
};

void guess_narrow(std::string_view text, CsvForm& form) {
  if (simdjson::validate_utf8(text.data(), text.size())) return;
  HighBytes high;
  std::size_t valid = 0, invalid = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    const auto line = text.substr(at, end - at);
    at = end + 1;
    if (all_ascii(line)) continue;
    if (simdjson::validate_utf8(line.data(), line.size())) {
      ++valid;
    } else {
      ++invalid;
      high.add(line);
    }
  }
  form.encoding = high.pairs > high.alone ? CsvEncoding::gbk : CsvEncoding::windows_1252;
  // A short line of GBK can pass for UTF-8 by chance (a well-known one means "connection"): only a file that holds a
  // good share of such lines is mixed.
  form.mixed = form.mark || valid * 8 > invalid;
}

/// The fields that `separator` would give the lines of the sample.
struct Split {
  std::size_t usual = 1;  ///< fields of most lines
  std::size_t agree = 0;  ///< lines that have so many
  std::size_t lines = 0;
  std::size_t prose = 0, all = 0;  ///< separators followed by a blank, as commas in a sentence are; all of them
};

Split split_by(std::string_view sample, char separator, char newline) {
  Split split;
  std::array<std::size_t, 256> with{};
  std::size_t fields = 1;
  bool quoted = false, empty = true;
  const auto close_line = [&] {
    if (!empty) ++with[std::min<std::size_t>(fields, with.size() - 1)], ++split.lines;
    fields = 1;
    empty = true;
  };
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const char c = sample[i];
    const char before = i == 0 ? newline : sample[i - 1];
    if (c == '"') {
      // Opens at the start of a field only, closes at its end only: 5" is no quote.
      const char after = i + 1 < sample.size() ? sample[i + 1] : newline;
      if (!quoted && (before == separator || before == newline || before == ' ')) quoted = true;
      else if (quoted && (after == separator || after == newline || after == '\r' || after == ' ')) quoted = false;
    } else if (c == newline && !quoted) {
      close_line();
      continue;
    } else if (c == separator && !quoted) {
      ++fields, ++split.all;
      split.prose += i + 2 < sample.size() && sample[i + 1] == ' ' && sample[i + 2] != '"';
    }
    empty = empty && (c == '\r' || c == ' ');
  }
  if (!quoted) close_line();
  for (std::size_t n = 2; n < with.size(); ++n)
    if (with[n] > split.agree) split.agree = with[n], split.usual = n;
  return split;
}

/// The separator under which most lines agree; none where a comma is only punctuation ("Acme Co., Ltd.").
char guess_separator(std::string_view text, char newline) {
  std::string_view sample = text.substr(0, sample_bytes);
  if (sample.size() < text.size()) sample = sample.substr(0, std::min(sample.rfind(newline), sample.size()));
  char best = '\0';
  double best_score = 0;
  for (const char candidate : {'\t', ',', ';', '|'}) {
    const Split split = split_by(sample, candidate, newline);
    if (split.lines == 0 || split.agree * 2 < split.lines) continue;
    if (split.prose * 2 > split.all && (split.usual < 4 || split.agree * 10 < split.lines * 9)) continue;
    // More agreement first; among equals, more fields.
    const double score = static_cast<double>(split.agree) / static_cast<double>(split.lines) +
                         0.02 * static_cast<double>(std::min<std::size_t>(split.usual, 12));
    if (score > best_score) best = candidate, best_score = score;
  }
  return best;
}

bool starts_with(std::string_view text, std::string_view mark) { return text.substr(0, mark.size()) == mark; }

}  // namespace

CsvForm guess_csv(std::span<const std::uint8_t> bytes) {
  CsvForm form;
  std::string_view text = chars(bytes);
  std::string narrowed;  // of UTF-16, its low bytes are enough to see separators and line ends
  if (starts_with(text, "\xff\xfe")) form.encoding = CsvEncoding::utf16le, form.mark = true;
  else if (starts_with(text, "\xfe\xff")) form.encoding = CsvEncoding::utf16be, form.mark = true;
  else if (starts_with(text, "\xef\xbb\xbf")) form.mark = true, text.remove_prefix(3);
  else {
    std::array<std::size_t, 2> zeros{};
    const auto sample = text.substr(0, sample_bytes);
    for (std::size_t i = 0; i < sample.size(); ++i) zeros[i & 1] += sample[i] == '\0';
    const std::size_t half = sample.size() / 2;
    if (half >= 2 && zeros[1] * wide_share > half && zeros[1] > 4 * zeros[0]) form.encoding = CsvEncoding::utf16le;
    else if (half >= 2 && zeros[0] * wide_share > half && zeros[0] > 4 * zeros[1]) form.encoding = CsvEncoding::utf16be;
  }
  if (form.encoding != CsvEncoding::utf8) {
    const std::size_t low = form.encoding == CsvEncoding::utf16le ? 0 : 1;
    for (std::size_t i = form.mark ? 2 : 0; i + 1 < text.size() && narrowed.size() <= sample_bytes; i += 2)
      narrowed += text[i + 1 - low] == '\0' ? text[i + low] : '?';
    text = narrowed;
  } else {
    guess_narrow(text, form);
  }
  form.carriage_returns = text.find('\n') == text.npos && text.find('\r') != text.npos;
  form.separator = guess_separator(text, form.carriage_returns ? '\r' : '\n');
  return form;
}

std::string describe(const CsvForm& form) {
  static constexpr std::array<std::string_view, 5> encodings = {"UTF-8", "UTF-16, little-endian", "UTF-16, big-endian",
                                                                "GBK", "Windows-1252"};
  std::string text(encodings[static_cast<std::size_t>(form.encoding)]);
  if (form.mixed) text = fmt::format("UTF-8, some lines {}", text);
  if (form.mark) text += " with a byte order mark";
  const std::string_view between = form.separator == ','    ? ", fields between commas"
                                   : form.separator == ';'  ? ", fields between semicolons"
                                   : form.separator == '\t' ? ", fields between tabs"
                                   : form.separator == '|'  ? ", fields between bars"
                                   : form.separator == '\0' ? ", one field a line"
                                                            : ", fields between the given separator";
  return text + std::string(between);
}

}  // namespace lenscap::sources
