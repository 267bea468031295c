#include "wire/people_word.hpp"

#include <algorithm>
#include <iterator>

namespace lenscap::wire {
namespace {

using std::string_view;

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool letter(char c) noexcept { return lower(c) >= 'a' && lower(c) <= 'z'; }
bool digit(char c) noexcept { return c >= '0' && c <= '9'; }

// What makers write for "nothing", in lower case. 255 is 0xff, which binary structures use so.
constexpr string_view nothing[] = {
    "-1",   "0xff",      "255",          "n/a",    "nodisti", "none detected", "not supported", "notsupport",
    "null", "undefined", "undetermined", "unknow", "unknown", "unrecognized",  "unsupported"};

}  // namespace

bool says_something(string_view value) noexcept {
  constexpr string_view white(" \t\r\n\0\"'", 7);
  const auto from = value.find_first_not_of(white);
  if (from == string_view::npos) return false;
  value = value.substr(from, value.find_last_not_of(white) - from + 1);
  if (value.find_first_not_of("0.+-") == string_view::npos) return false;
  return std::none_of(std::begin(nothing), std::end(nothing), [&](string_view word) {
    return word.size() == value.size() &&
           std::equal(word.begin(), word.end(), value.begin(), [](char a, char b) { return a == lower(b); });
  });
}

bool is_name(string_view name) noexcept {
  constexpr std::size_t longest = 48;
  return !name.empty() && name.size() <= longest && letter(name[0]) &&
         std::all_of(name.begin(), name.end(), [](char c) { return letter(c) || digit(c) || c == '_' || c == '-'; });
}

bool lists(std::span<const string_view> sorted, string_view word) noexcept {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

void PeopleWords::add(string_view word, string_view raw, string_view place, PeopleWord::Says says, bool listed) {
  const auto same = [&](const PeopleWord& known) { return known.says == says && known.word == word; };
  if (words_.size() >= most || std::any_of(words_.begin(), words_.end(), same)) return;
  words_.push_back({std::string(word), raw, place, says, listed});
}

}  // namespace lenscap::wire
