// sources/image_format.hpp: what a file without members is, by its bytes: so that bytes which nothing accounts for are
// told from those of known formats, and a reader of text from one of programs.
#pragma once
#include <cstddef>
#include <span>
#include <string_view>

namespace lenscap::sources {

/// "elf", "pe", "jpeg", "xml", "html", "json", "script", "text" …; "empty"; "data" for what it does not know.
std::string_view leaf_format(std::span<const std::byte> bytes);

/// How far a text is looked through. Behind that anything may stand.
inline constexpr std::size_t most_text = 32 * 1024 * 1024;

/// Whether it is one of the kinds of text.
bool is_text_format(std::string_view format);

}  // namespace lenscap::sources
