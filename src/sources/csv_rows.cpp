#include "sources/csv_rows.hpp"

#include <simdjson.h>
#include <unicode/ucnv.h>

#include <algorithm>

namespace lenscap::sources {
namespace {

/// A quoted field that is still open after so many bytes was never meant to be one.
constexpr std::size_t quoted_bytes = csv_field_bytes;

constexpr auto npos = std::string_view::npos;

const char* icu_name(CsvEncoding encoding) {
  switch (encoding) {
    case CsvEncoding::utf8:
      return "UTF-8";
    case CsvEncoding::utf16le:
      return "UTF-16LE";
    case CsvEncoding::utf16be:
      return "UTF-16BE";
    case CsvEncoding::gbk:
      return "gb18030";
    case CsvEncoding::windows_1252:
      return "windows-1252";
  }
  return "UTF-8";
}

/// What is no character becomes U+FFFD.
std::string to_utf8(std::string_view bytes, CsvEncoding from) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out(bytes.size() * 3 + 16, '\0');
  const int32_t written = ucnv_convert("UTF-8", icu_name(from), out.data(), static_cast<int32_t>(out.size()),
                                       bytes.data(), static_cast<int32_t>(bytes.size()), &status);
  if (U_FAILURE(status) || written < 0 || static_cast<std::size_t>(written) > out.size()) return "\xef\xbf\xbd";
  out.resize(static_cast<std::size_t>(written));
  return out;
}

/// In parts, since ICU counts in 32 bits; a part ends before a code unit that could belong to the one before it.
std::string widen(std::string_view bytes, CsvEncoding from) {
  constexpr std::size_t part = 1 << 24;
  const std::size_t high = from == CsvEncoding::utf16le ? 1 : 0;
  std::string out;
  bytes = bytes.substr(0, bytes.size() / 2 * 2);
  while (!bytes.empty()) {
    std::size_t take = std::min(part, bytes.size());
    if (take < bytes.size() && (static_cast<unsigned char>(bytes[take + high]) & 0xfc) == 0xdc) take -= 2;
    out += to_utf8(bytes.substr(0, take), from);
    bytes.remove_prefix(take);
  }
  return out;
}

bool is_utf8(std::string_view text) { return simdjson::validate_utf8(text.data(), text.size()); }
bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_wide(CsvEncoding e) { return e == CsvEncoding::utf16le || e == CsvEncoding::utf16be; }

}  // namespace

CsvRows::CsvRows(std::span<const std::uint8_t> bytes, const CsvForm& form)
    : form_(form), newline_(form.carriage_returns ? '\r' : '\n') {
  std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  const std::size_t mark = !form.mark ? 0 : is_wide(form.encoding) ? 2 : 3;
  text.remove_prefix(std::min(mark, text.size()));
  offset_ = mark;
  if (is_wide(form.encoding)) {
    wide_ = widen(text, form.encoding);
    text_ = wide_;
  } else {
    text_ = text;
  }
  if (!text_.empty() && text_.back() == '\x1a') text_.remove_suffix(1);
}

std::size_t CsvRows::line_end(std::size_t from) const { return std::min(text_.find(newline_, from), text_.size()); }

/// Where a field without quotes ends: at the separator or the line end.
std::size_t CsvRows::plain_end(std::size_t from, std::size_t limit) const {
  const std::size_t end = std::min(line_end(from), limit);
  // The second byte of a character of GBK can be a bar.
  const bool pairs = form_.separator == '|' && form_.encoding == CsvEncoding::gbk;
  if (form_.separator == '\0') return end;
  if (!pairs) return std::min(text_.find(form_.separator, from), end);
  for (std::size_t i = from; i < end; ++i) {
    if (text_[i] == form_.separator) return i;
    if (static_cast<unsigned char>(text_[i]) > 0x80) ++i;
  }
  return end;
}

void CsvRows::pass(std::size_t to) {
  for (; passed_ < to; ++passed_) {
    const auto c = static_cast<unsigned char>(text_[passed_]);
    line_ += c == static_cast<unsigned char>(newline_);
    if (!is_wide(form_.encoding)) ++offset_;
    else if ((c & 0xc0) != 0x80) offset_ += c >= 0xf0 ? 4 : 2;
  }
}

void CsvRows::add_piece(std::size_t from, std::size_t to) {
  if (to - from > csv_field_bytes) {
    to = from + csv_field_bytes;
    while (to > from && (static_cast<unsigned char>(text_[to]) & 0xc0) == 0x80) --to;
    row_.notes.cut = true;
  }
  if (pieces_.size() < csv_fields) pieces_.push_back({false, from, to - from});
  else row_.notes.cut = true;
}

/// The quoted field whose quote stands at `from`; gives where its separator or line end stands, npos when it does not
/// close. Line ends may stand inside, unless the record was already found to be a broken one.
std::size_t CsvRows::read_quoted(std::size_t from, std::size_t limit, bool to_line_end) {
  const std::size_t bound = std::min(limit, from + 1 + quoted_bytes);
  const std::size_t kept_from = kept_.size();
  std::size_t run = from + 1;
  const std::size_t first_line = line_end(from);
  bool copied = false, stray = false;
  for (std::size_t i = run; i < bound; ++i) {
    i = text_.find('"', i);
    if (i == npos || i >= bound) break;
    // A quote that did not end the field and then no end on that line: the field was never a quoted one.
    if (stray && !to_line_end && i > first_line) break;
    if (i + 1 < limit && text_[i + 1] == '"') {
      kept_.append(text_, run, i + 1 - run);
      copied = true;
      run = ++i + 1;
      continue;
    }
    std::size_t after = i + 1;
    while (after < limit && is_blank(text_[after]) && text_[after] != form_.separator) ++after;
    if (after < limit && text_[after] == '\r' && (after + 1 == limit || text_[after + 1] == newline_)) ++after;
    const bool closes =
        after >= limit || text_[after] == newline_ || (form_.separator != '\0' && text_[after] == form_.separator);
    if (closes) {
      if (copied) {
        kept_.append(text_, run, i - run);
        if (pieces_.size() < csv_fields) pieces_.push_back({true, kept_from, kept_.size() - kept_from});
        else row_.notes.cut = true;
      } else {
        add_piece(run, i);
      }
      row_.notes.stray_quote |= stray;
      return std::min(after, limit);
    }
    // A quote that opens a later field, on a later line: the one at `from` was never closed.
    const char before = text_[i - 1];
    const bool opens = before == newline_ || (form_.separator != '\0' && before == form_.separator);
    if (!to_line_end && opens && i > first_line) break;
    stray = true;
  }
  kept_.resize(kept_from);
  return npos;
}

/// The record at `at_`. False when a quote in it never closes: it has to be read again, to the end of its line.
bool CsvRows::read_record(std::size_t limit, bool to_line_end) {
  std::size_t at = at_;
  for (;;) {
    std::size_t quote = at;
    while (quote < limit && is_blank(text_[quote]) && text_[quote] != form_.separator) ++quote;
    std::size_t end = npos;
    if (form_.separator != '\0' && quote < limit && text_[quote] == '"') {
      end = read_quoted(quote, limit, to_line_end);
      if (end == npos && !to_line_end) return false;
      if (end == npos) row_.notes.open_quote = true;
    }
    if (end == npos) {
      end = plain_end(at, limit);
      const bool returns = end > at && text_[end - 1] == '\r' && (end == limit || text_[end] == newline_);
      add_piece(at, returns ? end - 1 : end);
    }
    if (end >= limit || text_[end] == newline_) {
      end_ = end;
      return true;
    }
    at = end + 1;
  }
}

void CsvRows::finish_fields(std::string_view record) {
  if (!is_wide(form_.encoding) && (form_.encoding != CsvEncoding::utf8 || form_.mixed)) {
    const bool foreign = form_.mixed ? !is_utf8(record) : true;
    if (foreign) {
      for (Piece& p : pieces_) {
        const auto bytes = std::string_view(p.kept ? std::string_view(kept_) : text_).substr(p.at, p.length);
        if (std::none_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
          continue;
        const std::string field = to_utf8(bytes, form_.encoding);
        row_.notes.unreadable |= field.find("\xef\xbf\xbd") != npos;
        p = {true, kept_.size(), field.size()};
        kept_ += field;
      }
      row_.notes.other_encoding = form_.mixed;
    }
  } else if (form_.encoding == CsvEncoding::utf8 && !is_utf8(record)) {
    // The form was given, not guessed, and does not hold here.
    for (Piece& p : pieces_) {
      const std::string field =
          to_utf8((p.kept ? std::string_view(kept_) : text_).substr(p.at, p.length), form_.encoding);
      p = {true, kept_.size(), field.size()};
      kept_ += field;
    }
    row_.notes.unreadable = true;
  } else if (is_wide(form_.encoding)) {
    row_.notes.unreadable = record.find("\xef\xbf\xbd") != npos;
  }
  views_.clear();
  for (const Piece& p : pieces_) views_.push_back((p.kept ? std::string_view(kept_) : text_).substr(p.at, p.length));
  row_.fields = views_;
}

const CsvRow* CsvRows::next() {
  while (at_ < text_.size()) {
    const std::size_t line_stop = line_end(at_);
    const auto line = text_.substr(at_, line_stop - at_);
    if (std::all_of(line.begin(), line.end(), [](char c) { return c == ' ' || c == '\r'; })) {
      at_ = line_stop + 1;
      continue;
    }
    pass(at_);
    row_.notes = {};
    pieces_.clear();
    kept_.clear();
    if (!read_record(text_.size(), false)) {
      row_.notes = {};
      pieces_.clear();
      kept_.clear();
      read_record(line_stop, true);
    }
    ++row_.number;
    row_.line = line_;
    row_.offset = offset_;
    std::size_t end = end_;
    if (end > at_ && text_[end - 1] == '\r') --end;
    const auto record = text_.substr(at_, end - at_);
    pass(end);
    row_.length = offset_ - row_.offset;
    finish_fields(record);
    at_ = end_ + 1;
    return &row_;
  }
  return nullptr;
}

}  // namespace lenscap::sources
