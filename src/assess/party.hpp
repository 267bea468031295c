// assess/party.hpp: who is meant by a name, a number or an id, exactly. What is only alike is another question
// (screening.hpp); here a name is a party's or it is not, and what several bear is answered with all of them.
//
// Two spellings are one when letters and digits agree, ASCII in one case, and the legal form at the end is the same one
// written long or short (Limited, Ltd). Other scripts agree sign by sign: data names every script's form.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/knowledge.hpp"

namespace lenscap::assess {

enum class PartyKind : std::uint8_t {
  organisation,
  maker,  ///< without an organisation of its own in data
  brand,
  listed,    ///< known from a rule alone, by the name that it prints
  lookalike  ///< somebody else, kept so that nobody is taken for them
};
std::string_view to_string(PartyKind kind);

/// What is known of one party, found. Pointers go into the knowledge, which outlives them.
struct KnownParty {
  PartyKind kind{};
  std::string id;    ///< party id (ownership.hpp); of a listed one: the name as printed
  std::string name;  ///< registered, as data has it
  const knowledge::Organisation* organisation = nullptr;
  const knowledge::Maker* maker = nullptr;
  const knowledge::Brand* brand = nullptr;
  const knowledge::Lookalike* lookalike = nullptr;
  std::string by;       ///< "id", "identifier" or "name"
  std::string matched;  ///< what it was found by, as data writes it
  bool weak = false;    ///< found by a common word, which counts only beside a second clue
};

/// Everybody who bears `text` as id, number or name; ids before numbers before names. A label is not told beside the
/// organisation of that name that bears it.
std::vector<KnownParty> find_parties(const knowledge::Knowledge& k, std::string_view text);

/// The party of an id as ownership.hpp and screening.hpp give it; kind listed when nothing is known of it.
KnownParty party_of(const knowledge::Knowledge& k, std::string_view id);

/// At most `most` names that differ from `text` by a letter or two, or share a rare word with it, nearest first. Being
/// near in spelling says nothing of the two.
std::vector<std::string> near_names(const knowledge::Knowledge& k, std::string_view text, std::size_t most);

/// A name as it is compared here.
std::string folded_party(std::string_view name);

/// All names of a party, as data writes them: registered, other forms, labels, registry forms.
std::vector<std::string> names_of(const KnownParty& party);

}  // namespace lenscap::assess
