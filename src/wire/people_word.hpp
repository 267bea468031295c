// wire/people_word.hpp: a word by which a message speaks of people: the name of an element, a key, an event or a flag.
//
// What stands under such a name is somebody's: it is looked at here, to tell filled from empty, and never leaves. So
// that nothing does by accident, a word and its place are texts of the reader's own table, or a name of the protocol's
// making (letters, digits, '_', '-'); only `raw` points into the message, at the bytes of the name.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lenscap::wire {

struct PeopleWord {
  enum class Says : std::uint8_t {
    sends,    ///< it was sent with something in it
    carries,  ///< it was sent empty, as 0 or as unknown
    offers,   ///< the device says that it can, or that it could but does not
    enables,  ///< its configuration has it switched on
  };
  std::string word;        ///< "fc:Complexion", "EthicCode", "isSupportFaceContrast"
  std::string_view raw;    ///< the name as the message has it; aliases the input
  std::string_view place;  ///< where such names stand: "FaceObject"; static storage
  Says says = Says::sends;
  bool listed = true;  ///< the reader's own table has it; else it is only a name at a place where such words stand
};

/// The words of one message, each once for what it says of it.
class PeopleWords {
 public:
  static constexpr std::size_t most = 256;

  void add(std::string_view word, std::string_view raw, std::string_view place, PeopleWord::Says says,
           bool listed = true);
  const std::vector<PeopleWord>& all() const { return words_; }
  bool empty() const { return words_.empty(); }

 private:
  std::vector<PeopleWord> words_;
};

/// Whether a value says anything: not empty, not zeros, not "unknown", "null", 255 or -1.
bool says_something(std::string_view value) noexcept;

/// Whether `name` has the form of a protocol's name: a letter, then letters, digits, '_' or '-', at most 48 characters.
bool is_name(std::string_view name) noexcept;

/// Whether a sorted table holds the word.
bool lists(std::span<const std::string_view> sorted, std::string_view word) noexcept;

}  // namespace lenscap::wire
