#include "sources/text_forms.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <charconv>
#include <memory>

#include "model/ascii.hpp"

namespace lenscap::sources {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string convert(std::string_view utf8, const char* to) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out(utf8.size() * 4 + 16, '\0');
  const int32_t written = ucnv_convert(to, "UTF-8", out.data(), static_cast<int32_t>(out.size()), utf8.data(),
                                       static_cast<int32_t>(utf8.size()), &status);
  if (U_FAILURE(status) || written < 0 || static_cast<std::size_t>(written) > out.size()) return {};
  out.resize(static_cast<std::size_t>(written));
  return out;
}

bool in_identifier(char c) {
  return model::is_digit(c) || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The character before or after the word; 0 at an end, or where a wide one is not ASCII.
char neighbour(std::string_view bytes, std::size_t at, std::size_t length, bool wide, bool before) {
  const std::size_t width = wide ? 2 : 1;
  if (before ? at < width : at + length + width > bytes.size()) return 0;
  const std::size_t from = before ? at - width : at + length;
  return wide && bytes[from + 1] != 0 ? '\0' : bytes[from];
}

/// "…6emRaceE": the digits in front are the length of the word.
bool is_mangled(std::string_view bytes, std::size_t at, std::size_t length) {
  std::size_t from = at;
  while (from > 0 && at - from < 3 && model::is_digit(bytes[from - 1])) --from;
  for (; from < at; ++from) {
    std::size_t number = 0;
    std::from_chars(bytes.data() + from, bytes.data() + at, number);
    if (number == length) return true;
  }
  return false;
}

}  // namespace

std::string to_utf16le(std::string_view utf8) { return convert(utf8, "UTF-16LE"); }

std::string to_gbk(std::string_view utf8) { return is_ascii(utf8) ? std::string{} : convert(utf8, "gb18030"); }

std::string fold_widths(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  if (U_SUCCESS(status))
    fold->normalizeUTF8(0, icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())), sink, nullptr, status);
  return U_SUCCESS(status) ? out : std::string(utf8);
}

bool stands_alone(std::string_view bytes, std::size_t at, std::size_t length, bool wide) {
  const char first = bytes[at], last = bytes[at + length - (wide ? 2 : 1)];
  const bool open = in_identifier(first) && in_identifier(neighbour(bytes, at, length, wide, true));
  const bool close = in_identifier(last) && in_identifier(neighbour(bytes, at, length, wide, false));
  if (!open && !close) return true;
  return open && !wide && is_mangled(bytes, at, length);
}

std::string host_at(std::string_view bytes, std::size_t at, std::size_t length) {
  constexpr std::size_t longest_host = 253;
  const auto in_label = [](char c) { return in_identifier(c) || c == '-'; };
  const std::size_t end = at + length;
  if (end < bytes.size() && in_label(bytes[end])) return {};
  if (end + 1 < bytes.size() && bytes[end] == '.' && in_label(bytes[end + 1])) return {};
  if (at > 0 && in_label(bytes[at - 1])) return {};
  std::size_t from = at;
  while (from > 0 && end - from < longest_host && (in_label(bytes[from - 1]) || bytes[from - 1] == '.')) --from;
  while (from < at && !in_label(bytes[from])) ++from;
  return model::lower_ascii(bytes.substr(from, end - from));
}

bool on_character(std::string_view bytes, std::size_t at) {
  constexpr std::size_t longest_run = 4096;
  std::size_t high = 0;
  while (high < at && high < longest_run && static_cast<unsigned char>(bytes[at - 1 - high]) >= 0x80) ++high;
  return high % 2 == 0;
}

}  // namespace lenscap::sources
