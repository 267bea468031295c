// views/placeholders.hpp: which originals a redaction replaces, and the search for them in any text.
//
// Originals come from where a case names them (identifiers, values of kinds that hold an address, serial, name) and
// from what looks like an address or UUID anywhere. One original has one placeholder in the whole case, numbered in the
// order of first sight, so that two redacted reports of one case agree.
#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace lenscap::views {

enum class Secret : unsigned char { ip, mac, serial, name, site };

class Placeholders {
 public:
  /// Makes `original` (any case) a secret and gives its placeholder. A term shorter than 3 bytes is no secret: it would
  /// be found in ordinary words. Hardware addresses are also known without separators and with dashes.
  void add(Secret what, std::string_view original);
  /// Like add, for text that is a whole value: placeholder even where the original is short.
  std::string of(Secret what, std::string_view original);

  /// `text` with every known original replaced, in any letter case and percent-encoded or not, and, where asked for,
  /// everything that parses as a network or hardware address or looks like a UUID.
  std::string apply(std::string_view text, bool ip_patterns, bool mac_patterns, bool uuid_patterns);

 private:
  struct Term {
    std::string placeholder;
    bool whole_word = false;  ///< a short name must stand alone, a long one may stand inside other text
  };
  struct Found {
    const Term* term = nullptr;
    std::size_t length = 0;
  };
  void put(std::string_view original, const std::string& placeholder, bool whole_word);
  Found longest_at(std::string_view lower, std::size_t at) const;

  std::map<std::pair<Secret, std::string>, std::string> given_;  ///< canonical original → placeholder
  std::unordered_map<std::string, Term> terms_;                  ///< by spelling, in lower case
  /// First 3 bytes of a spelling → lengths of the spellings that begin so, longest first. Thousands of serial numbers
  /// begin alike, but have few lengths.
  std::unordered_map<std::string, std::vector<std::size_t>> lengths_;
  std::map<Secret, std::size_t> numbers_;
};

}  // namespace lenscap::views
