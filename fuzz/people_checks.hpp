// fuzz/people_checks.hpp: what holds of the words of any message: they point into it, and are names.
#pragma once
#include <cstdlib>
#include <string_view>

#include "wire/people_word.hpp"

namespace lenscap::fuzz {

inline void check_words(const wire::PeopleWords& words, std::string_view input) {
  if (words.all().size() > wire::PeopleWords::most) std::abort();
  for (const auto& word : words.all()) {
    if (word.word.empty() || word.word.size() > 512) std::abort();
    if (word.word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-:./") !=
        std::string::npos)
      std::abort();
    if (!word.raw.empty() &&
        (word.raw.data() < input.data() || word.raw.data() + word.raw.size() > input.data() + input.size()))
      std::abort();
  }
}

}  // namespace lenscap::fuzz
