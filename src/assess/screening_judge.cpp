#include "assess/screening_judge.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <span>

namespace lenscap::assess {
namespace {

/// Words that say that a business is about cameras: a clue for a name that many bear.
constexpr std::array<std::string_view, 12> trade = {"cctv",     "surveillance", "camera", "cameras",
                                                    "security", "nvr",          "video",  "ip camera",
                                                    "dvr",      "monitoring",   "安防",   "监控"};
/// And those that say that a line is no company but an article: "32-ch NVR HiLook".
constexpr std::array<std::string_view, 10> goods = {"nvr",    "dvr",    "xvr",      "camera",   "cameras",
                                                    "turret", "bullet", "recorder", "intercom", "ptz"};

bool speaks_of(std::string_view folded, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    const auto at = folded.find(word);
    if (at == folded.npos) return false;
    const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
    const bool begins = at == 0 || !letter(folded[at - 1]);
    return begins && (at + word.size() >= folded.size() || !letter(folded[at + word.size()]));
  });
}
bool speaks_of_cameras(std::string_view folded) { return speaks_of(folded, trade); }
bool speaks_of_goods(std::string_view folded) { return speaks_of(folded, goods); }

/// More of both names, then every word the same, then the party's registered name.
bool better(const BestName& a, const BestName& b, const ScreenParties& all) {
  const auto rank = [&](const BestName& x) {
    return std::tuple(x.literal, x.exact, x.match.bond, -static_cast<int>(x.match.edits), x.match.left + x.match.right,
                      all.names[x.name].role == NameRole::registered);
  };
  return rank(a) > rank(b);
}

/// A misprinted name is the party's when enough else of it is right.
bool misprint_is_sure(const NameForm& name) {
  constexpr std::size_t enough_letters = 12;
  return name.count >= 2 && name.text.size() >= enough_letters;
}

}  // namespace

Judge::Judge(const ScreenParties& parties, const std::vector<ItemPattern>& items, const ScreenAsk& ask,
             NameIndex::Scratch& memory)
    : all_(parties),
      items_(items),
      ask_(ask),
      memory_(memory),
      on_(day_of(ask, parties.knowledge)),
      country_(parties.vocabulary.country(ask.country)),
      address_(folded_text(ask.address)) {}

std::vector<BestName> Judge::best_names(const NameForm& asked) {
  std::vector<NameHit> hits;
  all_.index.find(asked, memory_, hits);
  const std::string letters = plain_letters(ask_.name.substr(0, longest_name));
  std::map<std::uint32_t, BestName> by_party;
  for (const NameHit& hit : hits) {
    const ScreenName& name = all_.names[hit.name];
    const NameForm& form = all_.index.name(hit.name);
    // The sound of Chinese letters is not enough where the party's own letters are known.
    if (!asked.han.empty() && form.han.empty() && all_.parties[name.party].has_han && asked.count == 1) continue;
    // Sounds are short and many: one letter beside the pinyin of Chinese letters is another word.
    if (asked.han.empty() && !form.han.empty() && hit.match.edits > 0) continue;
    const BestName found{name.party, hit.name, hit.match, asked.text == form.text, letters == name.letters};
    const auto [slot, is_new] = by_party.emplace(name.party, found);
    if (!is_new && better(found, slot->second, all_)) slot->second = found;
  }
  std::vector<BestName> out;
  for (const auto& [party, best] : by_party) out.push_back(best);
  std::sort(out.begin(), out.end(), [&](const BestName& a, const BestName& b) { return better(a, b, all_); });
  // Where somebody bears just this name, those whose names only hold it are not meant.
  if (!out.empty() && out.front().literal) std::erase_if(out, [](const BestName& best) { return !best.literal; });
  else if (!out.empty() && out.front().exact) std::erase_if(out, [](const BestName& best) { return !best.exact; });
  return out;
}

bool Judge::second_clue(const ScreenParty& party, ScreenAnswer& answer) const {
  if (!country_.empty() && country_ == party.country) {
    answer.reasons.push_back({"country", std::string(ask_.country), party.entry});
    return true;
  }
  for (const std::string& word : party.address)
    if (!address_.empty() && address_.find(word) != address_.npos) {
      answer.reasons.push_back({"address", word, party.entry});
      return true;
    }
  if (speaks_of_cameras(folded_text(ask_.item)) || speaks_of_cameras(folded_text(ask_.name))) {
    answer.reasons.push_back({"trade", std::string(ask_.item.empty() ? ask_.name : ask_.item), party.entry});
    return true;
  }
  return false;
}

ScreenVerdict Judge::verdict_of(const BestName& best, ScreenAnswer& answer) const {
  const ScreenName& name = all_.names[best.name];
  const ScreenParty& party = all_.parties[best.party];
  const NameForm& form = all_.index.name(best.name);
  const bool elsewhere = !country_.empty() && !party.country.empty() && country_ != party.country;
  if (elsewhere) answer.reasons.push_back({"country_differs", std::string(ask_.country), party.entry});
  if (best.match.bond == NameBond::part) {
    answer.reasons.push_back({"distinctive_token", name.text, party.entry});
    // A common word inside a longer name says nothing, with a clue it says to look.
    if (name.weak_word && (elsewhere || !second_clue(party, answer) || best.match.edits > 0))
      return ScreenVerdict::not_them;
    // A misprint inside a longer name is another word: "Hivision Optoelectronics".
    if (best.match.edits > 0) return ScreenVerdict::not_them;
    answer.decide = "owner";
    return ScreenVerdict::may_be;
  }
  answer.reasons.push_back({best.match.edits > 0 ? "misprint"
                            : best.match.joined  ? "joined_words"
                            : best.exact         ? "alias"
                                                 : "same_name",
                            name.text, party.entry});
  constexpr std::size_t word_by_itself = 6;  // of fewer letters, one letter makes another word
  if (best.match.edits > 0 && form.text.size() < word_by_itself) return ScreenVerdict::not_them;
  if (best.match.edits > 0 && !misprint_is_sure(form)) {
    answer.decide = "spelling";
    return ScreenVerdict::may_be;
  }
  // "ZTE Corporation" is the whole registered name, "ZTE" is not.
  const bool whole = best.exact && name.role == NameRole::registered && asked_.has_legal && form.has_legal;
  if (name.weak && !whole) {
    answer.reasons.push_back({"weak_name", name.text, party.entry});
    if (elsewhere) return ScreenVerdict::not_them;
    if (second_clue(party, answer)) return ScreenVerdict::is;
    answer.decide = "country";
    return ScreenVerdict::may_be;
  }
  // The party's name with another place beside it is a company there, registered or not: whose, a register says. Its
  // subsidiaries bear such names, and a list that names the party does not name them.
  const auto other_place = [&](std::size_t i) {
    const NameToken& token = asked_.tokens[i];
    if (!token.beside || token.kind != TokenKind::place) return false;
    for (std::size_t j = 0; j < form.count; ++j)
      if (form.of(j) == asked_.of(i)) return false;
    return std::find(party.address.begin(), party.address.end(), asked_.of(i)) == party.address.end();
  };
  bool there = false;
  for (std::size_t i = 0; i < asked_.count; ++i) there |= other_place(i);
  if (elsewhere || (there && asked_.has_legal && !best.exact)) {
    answer.decide = elsewhere ? "identifier" : "owner";
    return ScreenVerdict::may_be;
  }
  if (country_ == party.country && !country_.empty())
    answer.reasons.push_back({"country", std::string(ask_.country), party.entry});
  return name.role == NameRole::house ? ScreenVerdict::owned_by : ScreenVerdict::is;
}

void Judge::add_notes(ScreenAnswer& answer) const {
  const FoldNotes& n = asked_.notes;
  const auto note = [&](bool is, const char* key) {
    if (is) answer.reasons.push_back({key, std::string(ask_.name.substr(0, 256)), ""});
  };
  note(n.width, "full_width");
  note(n.invisible, "invisible_letters");
  note(n.look_alike, "look_alike_letters");
  note(n.transliterated || !asked_.han.empty(), "transliteration");
  note(n.lost, "lost_letters");
  note(n.cut, "long_name");
}

void Judge::judge_identifiers() {
  for (const auto& [scheme, id] : ask_.identifiers) {
    const std::string plain = plain_identifier(id);
    const std::string told = plain_identifier(scheme);
    for (std::size_t cut = 0; cut < 2; ++cut) {
      // "GB-COH-08293412" holds its scheme; told apart, it must be the same one.
      const std::string bare = cut == 0 ? plain : plain_identifier(id.substr(std::min(id.rfind('-') + 1, id.size())));
      if (cut == 1 && bare == plain) break;
      const auto found = all_.by_identifier.find(bare);
      if (found == all_.by_identifier.end()) continue;
      for (const std::uint32_t number : found->second) {
        const ScreenParty& party = all_.parties[number];
        for (const auto* identifier : party.identifiers) {
          if (plain_identifier(identifier->id) != bare) continue;
          const std::string known = plain_identifier(identifier->scheme);
          constexpr std::size_t telling = 8;  // shorter numbers are met by chance
          if (told.empty() ? bare.size() < telling && plain.find(known) == plain.npos : told != known) continue;
          ScreenAnswer answer;
          answer.reasons.push_back({"identifier", identifier->scheme + " " + identifier->id, party.entry});
          put(number, party.lookalike ? ScreenVerdict::not_them : ScreenVerdict::is, std::move(answer));
        }
      }
    }
  }
}

void Judge::judge_name(const BestName& best, const BestName* other) {
  const ScreenParty& party = all_.parties[best.party];
  ScreenAnswer answer;
  if (other && !party.lookalike) {
    const auto& like = *all_.parties[other->party].lookalike;
    const auto names = [&](const std::string& id) {
      return !id.empty() && std::find(like.like.begin(), like.like.end(), id) != like.like.end();
    };
    const bool meant = names(party.id) || (party.maker && names(party.maker->id)) ||
                       (party.organisation && names(party.organisation->id));
    if (meant && !(best.exact && !other->exact)) return;  // the look-alike's own answer says why
  }
  const ScreenVerdict verdict = verdict_of(best, answer);
  add_notes(answer);
  put(best.party, verdict, std::move(answer));
}

void Judge::judge_names() {
  NameReader reader(all_.vocabulary);
  reader.read(ask_.name, asked_);
  const auto best = best_names(asked_);
  const BestName* other = nullptr;
  // "Shenzhen Dahua Electronics" is not cleared by a look-alike in New York.
  bool placed = false;
  for (std::size_t i = 0; i < asked_.count; ++i) placed |= asked_.tokens[i].beside;
  for (const BestName& found : best) {
    const ScreenParty& party = all_.parties[found.party];
    const bool elsewhere = !country_.empty() && !party.country.empty() && country_ != party.country;
    if (!party.lookalike && found.exact && all_.names[found.name].role == NameRole::registered) break;  // itself
    if (!other && party.lookalike && found.match.edits == 0 && !elsewhere &&
        (found.exact || (found.match.bond == NameBond::same && !placed)))
      other = &found;
  }
  if (other) {
    const ScreenParty& party = all_.parties[other->party];
    ScreenAnswer answer;
    answer.reasons.push_back({"look_alike", party.lookalike->why, party.entry});
    add_notes(answer);
    put(other->party, ScreenVerdict::not_them, std::move(answer));
  }
  for (const BestName& found : best)
    if (!all_.parties[found.party].lookalike) judge_name(found, other);
}

std::vector<ScreenAnswer> Judge::answers() {
  judge_identifiers();
  if (!ask_.name.empty()) {
    judge_names();
    judge_item(ask_.name);
    if (!asked_.has_legal && speaks_of_goods(folded_text(ask_.name))) judge_labels(ask_.name);
  }
  if (!ask_.item.empty()) {
    judge_item(ask_.item);
    judge_labels(ask_.item);
  }
  if (answers_.empty()) {
    ScreenAnswer nothing;
    nothing.reasons.push_back({"no_name_like_it", "", ""});
    if (!ask_.name.empty()) add_notes(nothing);
    answers_.push_back(std::move(nothing));
  }
  std::stable_sort(answers_.begin(), answers_.end(),
                   [](const ScreenAnswer& a, const ScreenAnswer& b) { return a.verdict < b.verdict; });
  for (std::size_t i = 0; i < answers_.size(); ++i)  // one answer a party, the best
    answers_.erase(std::remove_if(answers_.begin() + static_cast<std::ptrdiff_t>(i) + 1, answers_.end(),
                                  [&](const ScreenAnswer& a) { return a.party == answers_[i].party; }),
                   answers_.end());
  constexpr std::size_t most_answers = 8;
  if (answers_.size() > most_answers) answers_.resize(most_answers);
  return std::move(answers_);
}

}  // namespace lenscap::assess
