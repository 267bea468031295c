// sources/header_struct.hpp: the structures, enumerations and classes of a header, as far as their layout goes: for the
// place of a word, and to compare two editions of one header field by field.
//
// Reads C, C++, C# (StructLayout), Java (JNA) and Go alike: a name, a block in braces, and in it declarations that end
// in `;` or, in an enumeration, `,`. It is no compiler: what it does not understand it steps over, and a field whose
// size it does not know has none, so that no offset after it is claimed.
// Source: ISO/IEC 9899:2018 6.7.2.1 (structures), System V ABI (AMD64) 3.1.2 (sizes and alignment)
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lenscap::sources {

struct HeaderField {
  std::string name;
  std::string type;         ///< as written: "BYTE", "DWORD", "public byte"
  std::uint64_t count = 1;  ///< elements of an array; 0 where it is not a plain number
  std::size_t at = 0;       ///< of the name, in the file
  std::uint64_t line = 0;
  std::optional<std::uint64_t> offset, size;  ///< in the structure, bytes; empty after a field of unknown size
};

struct HeaderStruct {
  std::string name;
  bool enumeration = false;
  std::size_t from = 0, to = 0;  ///< bytes of the block with its braces
  std::uint64_t line = 0;        ///< of the opening brace
  std::vector<HeaderField> fields;
  std::optional<std::uint64_t> size;
};

inline constexpr std::size_t most_structs = 100'000;
inline constexpr std::size_t most_fields = 4096;  ///< of one structure

/// In the order of their opening braces; nested ones too.
std::vector<HeaderStruct> read_header(std::string_view text);

/// Bytes of a plain type: BYTE, char, DWORD, int, float … Empty for others.
std::optional<std::uint64_t> size_of_type(std::string_view type);

}  // namespace lenscap::sources
