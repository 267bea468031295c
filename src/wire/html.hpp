// wire/html.hpp: what a device's web page says of itself: title, redirect, and the texts and file names that set one
// web interface apart from another. Source: HTML Living Standard 13.2 (tokenisation), of which only tags, attributes
// and text are followed
//
// Nothing is rendered and no script is run. Which texts are distinctive is knowledge and is decided elsewhere
// (data/signatures); this only cuts the page into pieces that are short enough to keep.
#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace lenscap::wire {

inline constexpr std::size_t longest_page = 256 * 1024;  // bytes looked at
inline constexpr std::size_t longest_page_text = 200;    // bytes of one piece

/// All views alias the page, entities as sent (xml_unescape in wire/xml_text.hpp reads them).
struct HtmlPage {
  std::string_view title;     ///< without white space around it
  std::string_view redirect;  ///< address of <meta http-equiv=refresh>, or assigned to location.href in a script
  std::array<std::string_view, 32> reference_space;  ///< src, href and action of elements
  std::size_t reference_count = 0;
  std::array<std::string_view, 32> text_space;  ///< runs of visible text of 3 to `longest_page_text` bytes
  std::size_t text_count = 0;

  std::span<const std::string_view> references() const { return {reference_space.data(), reference_count}; }
  std::span<const std::string_view> texts() const { return {text_space.data(), text_count}; }
};

/// Reads a page. Empty when its beginning (after a byte order mark and white space) holds no HTML tag.
std::optional<HtmlPage> parse_html(std::string_view bytes) noexcept;

}  // namespace lenscap::wire
