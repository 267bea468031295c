// sources/notice_text.hpp: texts of notices that are no UTF-8. Publishers join files of several decades: one release
// may be Windows-1252 where the next is UTF-8, so each is looked at by itself. Source: Encoding Standard, whatwg.org, 5
// (ISO-8859-1 is read as Windows-1252), 10.2 (GBK is read as GB 18030)
#pragma once
#include <string>
#include <string_view>

namespace lenscap::sources {

/// `bytes` in UTF-8. What is valid UTF-8 in it stays; the rest is read as GBK when most of it is pairs of bytes that
/// stand for Chinese characters of GB 2312, else as Windows-1252.
struct NoticeText {
  std::string utf8;
  std::string_view encoding;  ///< "GBK" or "windows-1252"
};
NoticeText as_utf8(std::string_view bytes);

/// At most `longest` bytes of it, whole characters.
std::string_view cut_text(std::string_view utf8, std::size_t longest);

}  // namespace lenscap::sources
