// sources/place_elf.hpp: which section of an ELF file a byte lies in, and which symbol it belongs to.
// Source: System V ABI, gABI 4.1 (chapter 4: ELF header, sections, symbol table); both classes, both byte orders
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lenscap::sources {

class ElfSections {
 public:
  /// Empty when it is no ELF file or its tables lie outside it.
  static std::optional<ElfSections> read(std::string_view bytes);

  struct Spot {
    std::string section;  ///< ".rodata"; empty outside every section
    std::string symbol;   ///< the object that holds the byte; in a string table, the string itself
  };
  Spot at(std::uint64_t offset) const;

 private:
  struct Section {
    std::string name;
    std::uint32_t type;
    std::uint64_t address, offset, size;
    std::uint32_t link;
  };
  struct Symbol {
    std::uint64_t address, size;
    std::string_view name;
  };
  std::string_view bytes_;
  std::vector<Section> sections_;
  std::vector<Symbol> symbols_;  ///< by address
};

}  // namespace lenscap::sources
