#include "assess/contract_links.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "model/ascii.hpp"

namespace lenscap::assess {

namespace {

constexpr std::int32_t most_gap = 92, most_overlap = 31;  // days between a contract and the one that follows it
constexpr std::size_t most_sharing = 500;                 // processes that share a word: beyond, the word says nothing

struct RelationWord {
  std::string_view text;
  LinkKind kind;
};

/// Lower case, as sources/ gives them.
constexpr auto relationships = std::to_array<RelationWord>({{"framework", LinkKind::framework},
                                                            {"planning", LinkKind::planning},
                                                            {"prior", LinkKind::prior},
                                                            {"renewalprocess", LinkKind::renewal},
                                                            {"renewal", LinkKind::renewal},
                                                            {"replacementprocess", LinkKind::replacement},
                                                            {"replacement", LinkKind::replacement},
                                                            {"unsuccessfulprocess", LinkKind::unsuccessful},
                                                            {"parent", LinkKind::parent},
                                                            {"subcontract", LinkKind::subcontract}});

LinkKind kind_of_word(std::string_view word) {
  const std::string lower = model::lower_ascii(word);
  for (const RelationWord& w : relationships)
    if (w.text == lower) return w.kind;
  return LinkKind::related;
}

class Linker {
 public:
  Linker(ContractLedger& ledger, std::vector<ContractLink>& links) : ledger_(ledger), links_(links) {}

  void add(std::uint32_t from, std::uint32_t to, Interned::Id outside, LinkKind kind, bool strong,
           std::initializer_list<LinkReason> reasons) {
    if (from == to) return;  // a process that names itself
    ContractLink link;
    link.from = from;
    link.to = to;
    link.outside = outside;
    link.kind = kind;
    link.strong = strong;
    for (const LinkReason& reason : reasons) link.reasons[link.reason_count++] = reason;
    links_.push_back(link);
  }

  /// What publishers say themselves.
  void related() {
    std::map<std::pair<LinkKind, Interned::Id>, std::vector<std::uint32_t>> by_outside;
    for (std::uint32_t p = 0; p < ledger_.processes.size(); ++p) {
      const Process& process = ledger_.processes[p];
      for (std::uint32_t i = 0; i < process.notice_count; ++i) {
        const NoticeRow& notice = ledger_.notices[ledger_.order[process.notices + i]];
        for (std::uint32_t r = notice.related; r < notice.related + notice.related_count; ++r) {
          const RelatedRow& row = ledger_.related[r];
          const LinkKind kind = kind_of_word(ledger_.texts[row.relationship]);
          const std::uint32_t to = find(row, p);
          add(p, to, to == no_row ? row.id : 0, kind, true,
              {{"relationship", row.relationship}, {"scheme", row.scheme}});
          if (to == no_row && row.id != 0) by_outside[{kind, row.id}].push_back(p);
        }
      }
    }
    for (auto& [key, members] : by_outside) {
      members.erase(std::unique(members.begin(), members.end()), members.end());
      for (std::size_t i = 1; i < members.size(); ++i)
        add(members[i], members.front(), 0, key.first, true, {{"both_name", key.second}});
    }
  }

  /// Call-offs name their framework in their own words, if at all.
  void reference_words() {
    std::map<Interned::Id, std::vector<std::uint32_t>> by_word;
    for (std::uint32_t p = 0; p < ledger_.processes.size(); ++p) {
      const Process& process = ledger_.processes[p];
      if (!process.call_off && !process.framework) continue;
      std::set<Interned::Id> words;
      for (std::uint32_t i = 0; i < process.notice_count; ++i) {
        const NoticeRow& notice = ledger_.notices[ledger_.order[process.notices + i]];
        for (const auto word : ledger_.span(notice.words, notice.word_count)) words.insert(word);
      }
      for (const auto word : words) by_word[word].push_back(p);
    }
    if (by_word.empty()) return;
    std::map<Interned::Id, std::uint32_t> by_reference;
    for (std::uint32_t p = 0; p < ledger_.processes.size(); ++p)
      if (const auto id = ledger_.text_of(ledger_.processes[p], &NoticeRow::reference); id != 0 && by_word.contains(id))
        by_reference.emplace(id, p);
    for (const auto& [word, members] : by_word) {
      if (members.size() > most_sharing) continue;
      const auto at = by_reference.find(word);
      auto centre =
          std::find_if(members.begin(), members.end(), [&](std::uint32_t p) { return ledger_.processes[p].framework; });
      const auto is_call_off = [&](std::uint32_t p) { return ledger_.processes[p].call_off; };
      std::uint32_t framework = no_row;
      if (at != by_reference.end() && !is_call_off(at->second)) framework = at->second;
      else if (centre != members.end() && !is_call_off(*centre)) framework = *centre;
      const auto first = std::find_if(members.begin(), members.end(), is_call_off);
      if (first == members.end()) continue;  // frameworks that share a word are not each other's
      for (const auto p : members)
        if (is_call_off(p)) {
          if (framework != no_row) add(p, framework, 0, LinkKind::framework, false, {{"same_reference", word}});
          else add(p, *first, 0, LinkKind::related, false, {{"same_reference", word}});
        }
    }
  }

  /// Same buyer, same supplier, same kind of thing, and one begins where the other ends.
  void adjacent() {
    struct Span {
      std::uint32_t buyer, supplier;
      Interned::Id code;
      std::int32_t from, until;
      std::uint32_t process;
    };
    std::vector<Span> spans;
    for (std::uint32_t p = 0; p < ledger_.processes.size(); ++p) {
      const Process& process = ledger_.processes[p];
      if (process.buyer_count != 1) continue;
      for (const DealState& s : ledger_.states_of(process)) {
        const auto suppliers = ledger_.suppliers_of(s);
        if (suppliers.size() != 1 || !s.from.exact() || !s.until.exact()) continue;
        if (const Interned::Id code = class_of(process, s); code != 0)
          spans.push_back({ledger_.buyers_of(process).front(), suppliers.front(), code, s.from.first, s.until.last, p});
      }
    }
    std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) {
      return std::tie(a.buyer, a.supplier, a.code, a.from, a.until, a.process) <
             std::tie(b.buyer, b.supplier, b.code, b.from, b.until, b.process);
    });
    for (std::size_t i = 1; i < spans.size(); ++i) {
      const Span &before = spans[i - 1], &after = spans[i];
      const std::int32_t gap = after.from - before.until;
      if (std::tie(before.buyer, before.supplier, before.code) != std::tie(after.buyer, after.supplier, after.code) ||
          gap < -most_overlap || gap > most_gap)
        continue;
      add(after.process, before.process, 0, LinkKind::renewal, false,
          {{"same_buyer_and_supplier", ledger_.parties[after.supplier].name},
           {"same_class", after.code},
           {"adjacent", ledger_.texts.put(std::to_string(gap))}});
    }
  }

  /// Suppliers that one maker stands behind.
  void groups(const ScreenedParties& screened, const knowledge::Knowledge& knowledge, const ContractAsks& asks) {
    struct Member {
      std::uint32_t process;
      std::set<std::string> parties;
      std::vector<std::uint32_t> suppliers;
    };
    std::map<std::string, Member> first;  // by maker
    for (std::uint32_t p = 0; p < ledger_.processes.size(); ++p) {
      std::map<std::string, Member> mine;
      for (const DealState& s : ledger_.states_of(ledger_.processes[p]))
        for (const auto supplier : ledger_.suppliers_of(s)) {
          const auto at = screened.find(supplier);
          if (at == screened.end()) continue;
          const ScreenAnswer& answer = at->second.front();
          if (answer.verdict != ScreenVerdict::is && answer.verdict != ScreenVerdict::owned_by) continue;
          const Days& when = s.date.stated() ? s.date : s.from;
          const std::string maker = maker_behind(answer.party, day_for(when, knowledge.edition), knowledge, asks);
          if (maker.empty()) continue;
          Member& member = mine.try_emplace(maker, Member{p, {}, {}}).first->second;
          member.parties.insert(answer.party);
          member.suppliers.push_back(supplier);
        }
      for (const auto& [maker, member] : mine) {
        const auto [known, fresh] = first.emplace(maker, member);
        if (fresh) continue;
        const Member& other = known->second;
        const bool one = member.parties == other.parties && member.parties.size() == 1;
        const LinkReason why{one ? "one_party" : "one_maker", ledger_.texts.put(maker)};
        const Interned::Id word = shared(member.suppliers, other.suppliers);
        if (word == 0) add(p, other.process, 0, LinkKind::same_group, true, {why});
        else add(p, other.process, 0, LinkKind::same_group, true, {why, {"shared_element", word}});
      }
    }
  }

 private:
  /// A word that a name of each side has; 0 for none.
  Interned::Id shared(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    for (const auto x : a)
      for (const auto y : b)
        if (const auto words =
                shared_elements(ledger_.texts[ledger_.parties[x].name], ledger_.texts[ledger_.parties[y].name]);
            x != y && !words.empty())
          return ledger_.texts.put(words.front());
    return 0;
  }

  /// The process that a publisher names: by its ocid; the part of it that shares a buyer, where an ocid has several.
  std::uint32_t find(const RelatedRow& row, std::uint32_t from) {
    auto at = ledger_.process_of_ocid.find(row.id);
    if (at == ledger_.process_of_ocid.end())  // "2014/S 134-239815" is the key of a TED notice with its prefix
      if (const auto id = ledger_.texts.find("TED " + std::string(ledger_.texts[row.id])); id != 0)
        at = ledger_.process_of_ocid.find(id);
    if (at == ledger_.process_of_ocid.end()) return no_row;
    const auto mine = ledger_.buyers_of(ledger_.processes[from]);
    for (std::uint32_t part = 0; part < ledger_.processes[at->second].parts; ++part)
      for (const auto buyer : ledger_.buyers_of(ledger_.processes[at->second + part]))
        if (std::find(mine.begin(), mine.end(), buyer) != mine.end()) return at->second + part;
    return at->second;
  }

  /// The first four digits: a class of the CPV.
  Interned::Id class_of(const Process& process, const DealState& s) {
    Interned::Id code = ledger_.deals[s.row].cpv;
    if (code == 0) code = ledger_.text_of(process, &NoticeRow::cpv);
    return code == 0 ? 0 : ledger_.texts.put(ledger_.texts[code].substr(0, 4));
  }

  ContractLedger& ledger_;
  std::vector<ContractLink>& links_;
};

}  // namespace

std::string_view to_string(LinkKind kind) {
  constexpr std::string_view words[] = {"framework",    "planning",  "prior",       "renewal",      "replacement",
                                        "unsuccessful", "parent",    "subcontract", "same_group",   "project_vehicle",
                                        "same_process", "amendment", "lots",        "joint_supply", "related"};
  return words[static_cast<std::size_t>(kind)];
}

std::vector<ContractLink> link_processes(ContractLedger& ledger, const ScreenedParties& screened,
                                         const knowledge::Knowledge& knowledge, const ContractAsks& asks) {
  std::vector<ContractLink> links;
  Linker linker(ledger, links);
  linker.related();
  linker.reference_words();
  linker.adjacent();
  linker.groups(screened, knowledge, asks);
  const auto key = [](const ContractLink& l) { return std::tuple(l.from, l.to, l.outside, l.kind, !l.strong); };
  std::stable_sort(links.begin(), links.end(),
                   [&](const ContractLink& a, const ContractLink& b) { return key(a) < key(b); });
  const auto same = [](const ContractLink& a, const ContractLink& b) {
    return a.from == b.from && a.to == b.to && a.outside == b.outside && a.kind == b.kind;
  };
  links.erase(std::unique(links.begin(), links.end(), same), links.end());
  return links;
}

}  // namespace lenscap::assess
