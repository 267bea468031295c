#include "sources/image_format.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "wire/bytes.hpp"

namespace lenscap::sources {

namespace {

using namespace std::string_view_literals;

struct Known {
  std::string_view magic;
  std::size_t at;
  std::string_view format;
};

// Each from its own specification; the registry of magic numbers behind file(1) lists them all (file/file
// magic/Magdir).
constexpr std::array known = {
    Known{"\x7f"
          "ELF"sv,
          0, "elf"},
    Known{"\x89PNG\r\n\x1a\n"sv, 0, "png"},
    Known{"\xff\xd8\xff"sv, 0, "jpeg"},
    Known{"GIF8"sv, 0, "gif"},
    Known{"\0\0\x01\0"sv, 0, "ico"},
    Known{"WEBP"sv, 8, "webp"},
    Known{"WAVE"sv, 8, "wav"},
    Known{"AVI "sv, 8, "avi"},
    Known{"ftyp"sv, 4, "mp4"},
    Known{"ID3"sv, 0, "mp3"},
    Known{"OggS"sv, 0, "ogg"},
    Known{"fLaC"sv, 0, "flac"},
    Known{"\0\x01\0\0\0"sv, 0, "font"},
    Known{"OTTO\0"sv, 0, "font"},
    Known{"ttcf\0"sv, 0, "font"},
    Known{"wOFF"sv, 0, "font"},
    Known{"wOF2"sv, 0, "font"},
    Known{"%PDF-"sv, 0, "pdf"},
    Known{"SQLite format 3\0"sv, 0, "sqlite"},
    Known{"!<arch>\n"sv, 0, "ar"},
    Known{"\xca\xfe\xba\xbe\0"sv, 0, "java class"},
    Known{"dex\n0"sv, 0, "dex"},
    Known{"\x1bLua"sv, 0, "lua"},
    Known{"\0asm\x01"sv, 0, "wasm"},
    Known{"TZif"sv, 0, "time zone"},
    Known{"\xde\x12\x04\x95\0"sv, 0, "gettext"},
};

/// Text has no NUL and no control characters; its letters may be of any encoding that ASCII is part of.
bool looks_like_text(std::span<const std::byte> bytes) {
  constexpr std::size_t looked_at = 4096;
  if (std::memchr(bytes.data(), 0, std::min(bytes.size(), most_text)) != nullptr) return false;
  const auto head = bytes.first(std::min(bytes.size(), looked_at));
  return std::all_of(head.begin(), head.end(), [](std::byte b) {
    const auto c = std::to_integer<std::uint8_t>(b);
    return (c >= 0x20 && c != 0x7f) || (c >= 0x08 && c <= 0x0d) || c == 0x1b;
  });
}

std::string_view text_format(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  if (text.starts_with("#!")) return "script";
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  if (text.starts_with("<?xml")) return "xml";
  const auto is = [&](std::string_view word) {
    return text.size() >= word.size() && std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) {
             return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b + 0x20) : b);
           });
  };
  if (is("<!doctype html") || is("<html")) return "html";
  if (text.starts_with('<')) return "xml";
  if (text.starts_with('{') || text.starts_with("[{") || text.starts_with("[\"")) return "json";
  return "text";
}

}  // namespace

std::string_view leaf_format(std::span<const std::byte> bytes) {
  if (bytes.empty()) return "empty";
  const std::string_view head = wire::as_text(bytes.first(std::min<std::size_t>(bytes.size(), 64)));
  for (const Known& k : known)
    if (head.size() >= k.at + k.magic.size() && head.substr(k.at, k.magic.size()) == k.magic) return k.format;
  if (head.starts_with("MZ") && bytes.size() > 64) {
    const std::size_t header = wire::le32(&bytes[60]);
    if (header <= bytes.size() - 4 && wire::as_text(bytes.subspan(header, 4)) == "PE\0\0"sv) return "pe";
  }
  if (head.starts_with("\xff\xfe"sv) || head.starts_with("\xfe\xff"sv)) return "text (UTF-16)";
  if (!looks_like_text(bytes)) return "data";
  return text_format(wire::as_text(bytes.first(std::min<std::size_t>(bytes.size(), 1024))));
}

bool is_text_format(std::string_view format) {
  return format == "text" || format == "script" || format == "xml" || format == "html" || format == "json" ||
         format == "text (UTF-16)";
}

}  // namespace lenscap::sources
