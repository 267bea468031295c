// assess/name_index.hpp: many names, and which of them a name could be, without looking at each.
//
// compare_names() binds two names only when words worth part_share of the party's name are met. So the party's rarest
// words that weigh more than the rest of 1 - part_share cannot all be missing: a name stands in the index under these
// (most often one word), under the words that they join with their neighbours, and under all its letters. A misprinted
// word is found by its letters with one or two left out, on both sides (the deletion neighbourhood). Hence nothing that
// compare_names() binds is missed: tests/assess/name_index_test.cpp holds find() to find_slowly().
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assess/name_compare.hpp"
#include "assess/word_names.hpp"
#include "model/wide_pages.hpp"

namespace lenscap::assess {

struct NameHit {
  std::uint32_t name = 0;  ///< number given by add()
  NameMatch match;
};

class NameIndex {
 public:
  /// Memory of one search, used again by the next. One a thread and index: it keeps what was found there.
  struct Scratch {
    std::vector<std::uint32_t> seen;  ///< number of the search that looked at a name last
    std::uint32_t search = 0;
    std::vector<std::uint32_t> candidates;
    std::vector<std::uint32_t> near, found;  ///< of one word: those it may be a misprint of, and all names under it
    WordNames words;                         ///< found, by word
  };

  /// The number of the name, from 0. An empty name is never found.
  std::uint32_t add(const NameForm& name);
  /// Once, after the last add() and before the first find().
  void build();

  /// Every name bound to `asked`, in order of their numbers.
  void find(const NameForm& asked, Scratch& scratch, std::vector<NameHit>& hits) const;
  /// The same by comparing with each: what find() is measured and tested against.
  void find_slowly(const NameForm& asked, std::vector<NameHit>& hits) const;

  std::size_t size() const { return names_.size(); }
  const NameForm& name(std::uint32_t number) const { return names_[number]; }

 private:
  /// Keys to numbers: all values of one bucket stand together, behind a filter of two bits a key.
  class Table {
   public:
    void add(std::uint64_t key, std::uint32_t value) { entries_.push_back({key, value}); }
    void build();
    template <class Each>
    void each(std::uint64_t key, Each call) const {
      const std::uint64_t bits = filter_bits(key);
      if ((filter_[(key >> 6) & filter_mask_] & bits) != bits) return;
      const std::uint64_t bucket = key >> shift_;
      for (std::uint32_t i = begins_[bucket]; i < begins_[bucket + 1]; ++i)
        if (entries_[i].key == key) call(entries_[i].value);
    }

   private:
    /// Two of 64.
    static std::uint64_t filter_bits(std::uint64_t key) {
      return std::uint64_t{1} << (key & 63) | std::uint64_t{1} << (key >> 32 & 63);
    }
    struct Entry {
      std::uint64_t key;
      std::uint32_t value;
    };
    model::WideVector<Entry> entries_;
    model::WideVector<std::uint32_t> begins_;
    model::WideVector<std::uint64_t> filter_;
    std::uint64_t filter_mask_ = 0;
    int shift_ = 63;
  };

  /// What rules most names out without a look at them: the four words that weigh most.
  struct Gist {
    std::array<std::uint32_t, 4> letters{};  ///< letters_in() each
    std::array<float, 4> share{};            ///< of the name's weight
    std::array<std::uint8_t, 4> bits{};      ///< of `letters` that a misprint may change
    bool one_word = false;
  };
  static Gist gist_of(const NameForm& name);
  /// False only where compare_names() finds no bond.
  static bool could_be(const NameForm& asked, const Gist& gist);
  /// The names under `word`, which is `token` of a name, and under those that it may be a misprint of. Holds until the
  /// next call.
  std::span<const std::uint32_t> names_under(std::uint64_t key, std::string_view word, const NameToken& token,
                                             Scratch& scratch) const;
  /// Of words_, those that `word` may be a misprint of.
  void find_near(std::string_view word, std::vector<std::uint32_t>& found) const;

  model::WideVector<NameForm> names_;
  model::WideVector<Gist> gists_;  ///< of names_
  Table exact_;                    ///< letters of words, of neighbours and of whole names → name
  Table misprints_;                ///< letters of a word with some left out → words_
  std::vector<std::string> words_;
  std::vector<std::uint32_t> word_letters_;  ///< letters_in() each of words_
  std::vector<std::uint8_t> word_common_;    ///< whether each of words_ is one of the language in every name
  std::vector<std::uint32_t> word_begins_, word_names_;  ///< names under each of words_
};

}  // namespace lenscap::assess
