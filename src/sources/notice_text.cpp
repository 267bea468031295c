#include "sources/notice_text.hpp"

#include <unicode/ucnv.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "wire/utf8.hpp"

namespace lenscap::sources {

using std::string;
using std::string_view;

namespace {

bool high(char c) { return static_cast<std::uint8_t>(c) >= 0x80; }

/// Two bytes that GB 2312 uses for a Chinese character (rows 16 to 87).
bool hanzi(string_view pair) {
  const auto lead = static_cast<std::uint8_t>(pair[0]), trail = static_cast<std::uint8_t>(pair[1]);
  return lead >= 0xb0 && lead <= 0xf7 && trail >= 0xa1 && trail != 0xff;
}

/// Bytes above ASCII at the start of `text`.
std::size_t high_run(string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), high) - text.begin());
}

bool all_utf8(string_view text) {
  while (!text.empty()) {
    const std::size_t n = wire::utf8_length(text);
    if (n == 0) return false;
    text.remove_prefix(n);
  }
  return true;
}

/// Over all runs that are no UTF-8: more than two of three steps are such a character.
bool mostly_chinese(string_view bytes) {
  std::size_t pairs = 0, others = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    const string_view run = bytes.substr(i, high_run(bytes.substr(i)));
    i += std::max<std::size_t>(run.size(), 1);
    if (all_utf8(run)) continue;
    for (std::size_t k = 0; k < run.size();) {
      const bool pair = k + 1 < run.size() && hanzi(run.substr(k, 2));
      ++(pair ? pairs : others);
      k += pair ? 2 : 1;
    }
  }
  return pairs > 2 * others;
}

string converted(string_view bytes, const char* from) {
  std::vector<char> out(bytes.size() * 4 + 8);
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t n = ucnv_convert("UTF-8", from, out.data(), static_cast<std::int32_t>(out.size()), bytes.data(),
                                      static_cast<std::int32_t>(bytes.size()), &status);
  return U_FAILURE(status) ? string(bytes.size(), '?') : string(out.data(), static_cast<std::size_t>(n));
}

}  // namespace

NoticeText as_utf8(string_view bytes) {
  NoticeText text;
  const bool chinese = mostly_chinese(bytes);
  text.encoding = chinese ? "GBK" : "windows-1252";
  text.utf8.reserve(bytes.size() + bytes.size() / 8);
  for (std::size_t i = 0; i < bytes.size();) {
    string_view run = bytes.substr(i, high_run(bytes.substr(i)));
    if (run.empty()) {
      text.utf8 += bytes[i++];
      continue;
    }
    if (chinese) {  // the second byte of a pair may be a letter; a quote it never is
      const bool half =
          !all_utf8(run) && run.size() % 2 == 1 && i + run.size() < bytes.size() && bytes[i + run.size()] >= 0x40;
      run = bytes.substr(i, run.size() + (half ? 1 : 0));
      text.utf8 += all_utf8(run) ? string(run) : converted(run, "gb18030");
    } else {
      std::size_t n = wire::utf8_length(run);
      if (n == 0) {
        n = 1;
        text.utf8 += converted(run.substr(0, 1), "windows-1252");
      } else {
        text.utf8 += run.substr(0, n);
      }
      run = run.substr(0, n);
    }
    i += run.size();
  }
  return text;
}

string_view cut_text(string_view utf8, std::size_t longest) {
  if (utf8.size() <= longest) return utf8;
  std::size_t n = longest;
  while (n > 0 && (static_cast<std::uint8_t>(utf8[n]) & 0xc0) == 0x80) --n;
  return utf8.substr(0, n);
}

}  // namespace lenscap::sources
