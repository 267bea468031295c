#include "assess/contract_ledger.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace lenscap::assess {

namespace {

constexpr std::size_t hit_bytes = 160;       // of a text, kept with a hit
constexpr std::size_t shown_bytes = 600;     // of a description
constexpr std::size_t most_hits = 200'000;   // beyond, hits are counted
constexpr std::size_t most_notes = 20;       // of one kind, kept with their places
constexpr std::size_t text_slots = 1 << 19;  // 4 MiB of hashes of texts that met nothing
constexpr std::size_t most_words = 12;       // reference words of one release
constexpr std::size_t described = 20'000;    // releases whose description is kept, as far as it is shown

bool has(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

DealStatus status_of(std::string_view word) {
  constexpr auto words =
      std::to_array<std::pair<std::string_view, DealStatus>>({{"", DealStatus::unstated},
                                                              {"pending", DealStatus::pending},
                                                              {"active", DealStatus::active},
                                                              {"cancelled", DealStatus::cancelled},
                                                              {"unsuccessful", DealStatus::unsuccessful},
                                                              {"terminated", DealStatus::terminated},
                                                              {"complete", DealStatus::complete}});
  for (const auto& [text, status] : words)
    if (word == text) return status;
  return DealStatus::other;
}

/// At most `bytes` of it, no character cut.
std::string_view beginning(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xc0) == 0x80) --bytes;
  return text.substr(0, bytes);
}

std::int32_t whole_number(std::string_view text) {
  std::int32_t number = -1;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), number);
  return status == std::errc() && end == text.data() + text.size() && number >= 0 ? number : -1;
}

bool contains_any_case(std::string_view text, std::string_view lower) {
  return std::search(text.begin(), text.end(), lower.begin(), lower.end(), [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
         }) != text.end();
}

/// "RM6098", "509_23", "NHS/SOHW/23.1106": capitals and digits, or digits tied by "_". Not a standard ("ISO9001"), not
/// a directive ("2014/24/EU"), not a year range, not a number that ran into the next word ("2343rn").
bool reference_word(std::string_view word) {
  if (word.size() < 5 || word.size() > 40) return false;
  std::size_t digits = 0, capitals = 0, ties = 0;
  for (const char c : word) {
    if (c >= 'a' && c <= 'z') return false;
    digits += c >= '0' && c <= '9';
    capitals += c >= 'A' && c <= 'Z';
    ties += c == '_';
  }
  for (const std::string_view standard : {"ISO", "BS", "EN", "PAS", "IEC", "COVID"})
    if (word.starts_with(standard)) return false;
  const bool directive = word.ends_with("EU") || word.ends_with("EC") || word.ends_with("EEC");
  return digits >= 2 && (capitals >= 2 || ties > 0) && !directive;
}

/// "2022/S 030-078165": a notice of the EU's Official Journal. It is published as TED's XML and as eForms.
bool number_in_the_journal(std::string_view id) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return id.size() > 7 && std::all_of(id.begin(), id.begin() + 4, digit) && id.substr(4, 3) == "/S ";
}

}  // namespace

std::string_view to_string(DealStatus status) {
  constexpr std::string_view words[] = {"",           "pending",  "active", "cancelled", "unsuccessful",
                                        "terminated", "complete", "other"};
  return words[static_cast<std::size_t>(status)];
}

std::string_view first_code(const std::vector<model::Classification>& classifications) {
  for (const auto& c : classifications)
    if (c.scheme == "CPV" && !c.id.empty()) return c.id;
  return classifications.empty() ? std::string_view{} : std::string_view(classifications.front().id);
}

ContractLedger::ContractLedger(Screen screen, Look look)
    : screen_(std::move(screen)), look_(std::move(look)), seen_texts_(text_slots) {}

std::span<const std::uint32_t> ContractLedger::suppliers_of(const DealState& s) const {
  if (s.supplier_row == no_row) return {};
  return span(deals[s.supplier_row].suppliers, deals[s.supplier_row].supplier_count);
}

std::span<const DealState> ContractLedger::states_of(const Process& p) const {
  return std::span<const DealState>(states).subspan(p.states, p.state_count);
}

Interned::Id ContractLedger::text_of(const Process& p, Interned::Id NoticeRow::*member) const {
  for (std::uint32_t i = p.notice_count; i-- > 0;)
    if (const auto id = notices[order[p.notices + i]].*member; id != 0) return id;
  return 0;
}

void ContractLedger::note(const model::NoticeNote& note) {
  const std::uint64_t n = ++notes[note.what];
  if (n <= most_notes) first_notes.push_back(note);
}

void ContractLedger::keep_text(std::string_view text, std::uint32_t deal, std::string_view where,
                               std::string_view country) {
  if (text.empty()) return;
  const std::uint64_t hash = std::hash<std::string_view>{}(text) | 1;
  std::uint64_t& seen = seen_texts_[(hash >> 1) % text_slots];
  if (seen == hash) return;
  std::vector<TextHit> found;
  ScreenAsk ask;
  ask.item = text;
  ask.country = country;
  for (auto& answer : screen_(ask))
    if (answer.verdict != ScreenVerdict::not_them) {
      found.emplace_back();
      found.back().answer = std::move(answer);
    }
  if (look_) look_(text, found);
  if (found.empty()) seen = hash;
  for (TextHit& hit : found) {
    if (hits.size() >= most_hits) {
      ++notes["too_many_hits"];
      return;
    }
    hit.notice = static_cast<std::uint32_t>(notices.size());  // the row is appended after its texts
    hit.deal = deal;
    hit.where = where;
    hit.text = beginning(text, hit_bytes);
    hits.push_back(std::move(hit));
  }
}

void ContractLedger::keep_items(const std::vector<model::Item>& items, std::uint32_t deal, std::string_view where) {
  for (std::size_t i = 0; i < items.size(); ++i)
    keep_text(items[i].description, deal, std::string(where) + "/" + std::to_string(i) + "/description", {});
}

void ContractLedger::keep_words(NoticeRow& row, const model::Release& release) {
  if (!row.call_off && !row.framework) return;
  row.words = static_cast<std::uint32_t>(numbers.size());
  std::vector<std::uint32_t> words;
  for (const std::string* text : {&release.reference, &release.title, &release.description, &release.method_details}) {
    const auto is_part = [](char c) {
      return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '/' ||
             c == '-';
    };
    for (std::size_t at = 0; at < text->size() && words.size() < most_words;) {
      std::size_t end = at;
      while (end < text->size() && is_part((*text)[end])) ++end;
      if (const auto word = std::string_view(*text).substr(at, end - at); reference_word(word)) {
        const auto id = texts.put(word);
        if (std::find(words.begin(), words.end(), id) == words.end()) words.push_back(id);
      }
      at = std::max(end, at + 1);
    }
  }
  numbers.insert(numbers.end(), words.begin(), words.end());
  row.word_count = static_cast<std::uint32_t>(words.size());
}

void ContractLedger::keep_deal(const model::Deal& deal, std::span<const std::uint32_t> suppliers) {
  DealRow row;
  row.notice = static_cast<std::uint32_t>(notices.size());
  row.kind = deal.kind;
  row.status = status_of(deal.status);
  row.id = texts.put(deal.id);
  row.award_id = texts.put(deal.award_id);
  row.title = texts.put(deal.title);
  if (notices.size() < described) row.description = texts.put(beginning(deal.description, shown_bytes));
  row.value = sum_of(deal.value, texts);
  row.date = days_of(deal.date);
  row.from = days_of(deal.from);
  row.until = days_of(deal.until);
  row.items = static_cast<std::uint16_t>(std::min<std::size_t>(deal.items.size(), UINT16_MAX));
  row.amendments = static_cast<std::uint16_t>(std::min<std::size_t>(deal.amendments.size(), UINT16_MAX));
  for (const auto& amendment : deal.amendments)
    if (const Days day = days_of(amendment.date);
        day.stated() && (!row.amended.stated() || row.amended.last < day.last))
      row.amended = day;
  for (const auto& item : deal.items)
    if (row.cpv == 0) row.cpv = texts.put(first_code(item.classifications));
  std::string lots;
  for (const auto& lot : deal.lots) lots += (lots.empty() ? "" : " ") + lot;
  row.lots = texts.put(beginning(lots, hit_bytes));
  row.pointer = texts.put(deal.pointer);
  row.suppliers = static_cast<std::uint32_t>(numbers.size());
  numbers.insert(numbers.end(), suppliers.begin(), suppliers.end());
  row.supplier_count = static_cast<std::uint32_t>(numbers.size()) - row.suppliers;
  const auto number = static_cast<std::uint32_t>(deals.size());
  keep_text(deal.title, number, deal.pointer + "/title", {});
  keep_text(deal.description, number, deal.pointer + "/description", {});
  keep_items(deal.items, number, deal.pointer + "/items");
  deals.push_back(row);
}

void ContractLedger::add(const model::Release& release) {
  if (number_in_the_journal(release.id) && !journal_.insert(texts.put(release.id)).second) {
    ++repeated;
    return;
  }
  std::vector<std::uint32_t> party_numbers;
  party_numbers.reserve(release.parties.size());
  for (const auto& organisation : release.parties) party_numbers.push_back(parties.put(organisation, texts));

  NoticeRow row;
  row.arrival = static_cast<std::uint32_t>(notices.size());
  row.ocid = texts.put(release.ocid);
  row.id = texts.put(release.id);
  row.title = texts.append(release.title);  // seldom twice
  if (notices.size() < described) row.description = texts.put(beginning(release.description, shown_bytes));
  row.method = texts.put(release.method_details.empty() ? release.method : release.method_details);
  row.reference = texts.put(release.reference);
  row.file = texts.put(release.place.file);
  row.pointer = texts.append(release.place.pointer);
  row.offset = release.place.offset;
  row.row = static_cast<std::uint32_t>(release.place.row);
  row.date = days_of(release.date);
  row.tender_from = days_of(release.tender_from);
  row.tender_until = days_of(release.tender_until);
  row.tender_value = sum_of(release.tender_value, texts);
  row.awarded_total = sum_of(release.awarded_total, texts);
  row.tenderers = whole_number(release.tenderers);
  row.amendments = static_cast<std::uint16_t>(std::min<std::size_t>(release.amendments.size(), UINT16_MAX));
  row.compiled = has(release.tags, "compiled");
  row.changes = std::any_of(release.tags.begin(), release.tags.end(), [](const std::string& tag) {
    return tag.ends_with("Amendment") || (tag.ends_with("Update") && tag != "planningUpdate");
  });
  row.call_off =
      contains_any_case(release.method_details, "call-off") || contains_any_case(release.method_details, "call off");
  for (const auto& [key, value] : release.more) {
    if (key == "usaspending.modification") row.transaction = true;  // a row an award has none
    if (key == "eforms.ContractingSystem") row.framework |= value.starts_with("fa-");
    if ((key.ends_with("FrameworkAgreement") || key.ends_with("DynamicPurchasingSystem")) && value == "true")
      row.framework = true;
  }
  row.cpv = texts.put(first_code(release.classifications));
  for (const auto& item : release.tender_items)
    if (row.cpv == 0) row.cpv = texts.put(first_code(item.classifications));

  row.buyers = static_cast<std::uint32_t>(numbers.size());
  for (const auto buyer : release.buyers)
    if (buyer < party_numbers.size()) numbers.push_back(party_numbers[buyer]);
  row.buyer_count = static_cast<std::uint32_t>(numbers.size()) - row.buyers;
  row.related = static_cast<std::uint32_t>(related.size());
  for (const auto& r : release.related)
    related.push_back({texts.put(r.relationship), texts.put(r.scheme), texts.put(r.id)});
  row.related_count = static_cast<std::uint32_t>(release.related.size());
  row.deals = static_cast<std::uint32_t>(deals.size());
  std::vector<std::uint32_t> vehicles, suppliers;
  for (std::size_t i = 0; i < release.parties.size(); ++i)
    if (has(release.parties[i].roles, "privateParty")) vehicles.push_back(party_numbers[i]);
  for (const auto& deal : release.deals) {
    suppliers.clear();
    for (const auto supplier : deal.suppliers)
      if (supplier < party_numbers.size()) suppliers.push_back(party_numbers[supplier]);
    keep_deal(deal, deal.kind == model::Deal::Kind::contract && !vehicles.empty() ? vehicles : suppliers);
  }
  row.deal_count = static_cast<std::uint32_t>(deals.size()) - row.deals;

  keep_text(release.title, no_row, "title", {});
  keep_text(release.description, no_row, "description", {});
  keep_items(release.tender_items, no_row, "tender/items");
  keep_words(row, release);
  notices.push_back(row);
}

}  // namespace lenscap::assess
