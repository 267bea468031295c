// sources/text_forms.hpp: the bytes of a word in the encodings that firmware and manuals use, and whether a word found
// there stands alone. ICU knows GB 18030, of which GBK text is a part.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace lenscap::sources {

std::string to_utf16le(std::string_view utf8);
/// Empty when the word is ASCII (the same bytes) or has no form there.
std::string to_gbk(std::string_view utf8);

/// The form in which letters compare: full-width Latin narrow, capital letters of every script small, invisible
/// characters gone (Unicode NFKC_Casefold). What is no UTF-8 stays as it is.
std::string fold_widths(std::string_view utf8);

/// Whether the word at [at, at + length) is no part of a longer identifier. Letters beyond ASCII are no identifiers
/// here: Chinese has no spaces. `wide`: two bytes a character.
bool stands_alone(std::string_view bytes, std::size_t at, std::size_t length, bool wide);

/// Whether a double-byte character begins at `at`: an even number of high bytes stands before it.
bool on_character(std::string_view bytes, std::size_t at);

/// The host name that ends in the suffix at [at, at + length), lower case; empty when the suffix is part of a longer
/// label or name: `hik-connect.com` in `nohik-connect.com` or `hik-connect.company`.
std::string host_at(std::string_view bytes, std::size_t at, std::size_t length);

}  // namespace lenscap::sources
