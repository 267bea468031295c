#include "assess/notice_merge.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>
#include <numeric>
#include <string>
#include <string_view>

namespace lenscap::assess {

using model::Amount;
using model::Deal;
using model::NoticeDate;
using model::Organisation;
using model::Release;
using std::string;
using std::string_view;

namespace {

void newer(string& into, const string& from) {
  if (!from.empty()) into = from;
}
void newer(NoticeDate& into, const NoticeDate& from) {
  if (!from.as_written.empty()) into = from;
}
void newer(Amount& into, const Amount& from) {
  const string currency = from.currency.empty() ? into.currency : from.currency;
  if (!from.as_written.empty()) into = from;
  into.currency = currency;
}
template <class T>
void newer(std::vector<T>& into, const std::vector<T>& from) {
  if (!from.empty()) into = from;
}

/// By id when all of `from` have one, else as a whole.
template <class T, class Same, class Merge>
void by_id(std::vector<T>& into, const std::vector<T>& from, Same&& same, Merge&& merge) {
  if (from.empty()) return;
  if (std::any_of(from.begin(), from.end(), [](const T& one) { return one.id.empty(); })) {
    into = from;
    return;
  }
  for (const T& one : from) {
    const auto known = std::find_if(into.begin(), into.end(), [&](const T& old) { return same(old, one); });
    if (known == into.end()) into.push_back(one);
    else merge(*known, one);
  }
}
template <class T>
bool same_id(const T& a, const T& b) {
  return a.id == b.id;
}

void merge_item(model::Item& into, const model::Item& from) {
  newer(into.description, from.description);
  newer(into.classifications, from.classifications);
  newer(into.quantity, from.quantity);
  newer(into.unit, from.unit);
  newer(into.unit_value, from.unit_value);
}
void merge_items(std::vector<model::Item>& into, const std::vector<model::Item>& from) {
  by_id(into, from, same_id<model::Item>, merge_item);
}
void merge_amendments(std::vector<model::Amendment>& into, const std::vector<model::Amendment>& from) {
  by_id(into, from, same_id<model::Amendment>, [](model::Amendment& old, const model::Amendment& one) {
    newer(old.date, one.date);
    newer(old.rationale, one.rationale);
  });
}

string plain(string_view name) {
  string out;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') out += static_cast<char>(c + 32);
    else if (c != ' ' && c != '.' && c != ',') out += c;
  }
  return out;
}

/// Same id in two releases, and nothing that contradicts: a name, or an identifier that both have.
bool one_party(const Organisation& a, const Organisation& b) {
  if (a.id.empty() || b.id.empty()) return a.id == b.id && a.name == b.name && a.identifiers == b.identifiers;
  if (a.id != b.id) return false;
  for (const auto& id : a.identifiers)
    if (std::find(b.identifiers.begin(), b.identifiers.end(), id) != b.identifiers.end()) return true;
  return a.name.empty() || b.name.empty() || plain(a.name) == plain(b.name);
}

void merge_party(Organisation& into, const Organisation& from) {
  newer(into.name, from.name);
  newer(into.address, from.address);
  newer(into.country, from.country);
  newer(into.roles, from.roles);
  auto identifiers = from.identifiers;  // the newest main one stands first
  for (auto& old : into.identifiers)
    if (std::find(identifiers.begin(), identifiers.end(), old) == identifiers.end()) identifiers.push_back(old);
  into.identifiers = std::move(identifiers);
}

class Merger {
 public:
  void add(const Release& from) {
    if (release_.ocid.empty()) release_.ocid = from.ocid;
    delete_nulls(from);
    const auto index = parties(from);
    release_.place = from.place;
    release_.id = from.id;
    newer(release_.date, from.date);
    newer(release_.language, from.language);
    newer(release_.title, from.title);
    newer(release_.description, from.description);
    newer(release_.method, from.method);
    newer(release_.method_details, from.method_details);
    newer(release_.reference, from.reference);
    newer(release_.tender_value, from.tender_value);
    newer(release_.tender_from, from.tender_from);
    newer(release_.tender_until, from.tender_until);
    newer(release_.tenderers, from.tenderers);
    newer(release_.classifications, from.classifications);
    merge_items(release_.tender_items, from.tender_items);
    merge_amendments(release_.amendments, from.amendments);
    for (const auto& one : from.related)
      if (std::find(release_.related.begin(), release_.related.end(), one) == release_.related.end())
        release_.related.push_back(one);
    if (!from.buyers.empty()) release_.buyers = moved(from.buyers, index);
    for (const auto kind : {Deal::Kind::award, Deal::Kind::contract}) deals(from, kind, index);
    for (const auto& [name, value] : from.more) {
      if (name == "null") continue;
      const auto known =
          std::find_if(release_.more.begin(), release_.more.end(), [&](const auto& one) { return one.first == name; });
      if (known == release_.more.end()) release_.more.emplace_back(name, value);
      else known->second = value;
    }
  }

  Release take() {
    release_.tags = {"compiled"};
    return std::move(release_);
  }

 private:
  using Index = std::vector<std::uint32_t>;

  static Index moved(const Index& old, const Index& index) {
    Index out;
    for (const auto at : old)
      if (at < index.size() && std::find(out.begin(), out.end(), index[at]) == out.end()) out.push_back(index[at]);
    return out;
  }

  /// Where each party of `from` stands now.
  Index parties(const Release& from) {
    Index index;
    for (const auto& one : from.parties) {
      const auto known = std::find_if(release_.parties.begin(), release_.parties.end(),
                                      [&](const auto& old) { return one_party(old, one); });
      index.push_back(static_cast<std::uint32_t>(known - release_.parties.begin()));
      if (known == release_.parties.end()) release_.parties.push_back(one);
      else merge_party(*known, one);
    }
    return index;
  }

  void deals(const Release& from, Deal::Kind kind, const Index& index) {
    const auto of_kind = [&](const Deal& deal) { return deal.kind == kind; };
    const bool without_ids = std::any_of(from.deals.begin(), from.deals.end(),
                                         [&](const Deal& deal) { return of_kind(deal) && deal.id.empty(); });
    if (without_ids)
      release_.deals.erase(std::remove_if(release_.deals.begin(), release_.deals.end(), of_kind), release_.deals.end());
    for (const auto& one : from.deals) {
      if (!of_kind(one)) continue;
      const auto known = without_ids ? release_.deals.end()
                                     : std::find_if(release_.deals.begin(), release_.deals.end(),
                                                    [&](const Deal& old) { return of_kind(old) && old.id == one.id; });
      if (known == release_.deals.end()) {
        release_.deals.push_back(one);
        release_.deals.back().suppliers = moved(one.suppliers, index);
      } else {
        deal(*known, one, index);
      }
    }
  }

  static void deal(Deal& into, const Deal& from, const Index& index) {
    newer(into.award_id, from.award_id);
    newer(into.title, from.title);
    newer(into.description, from.description);
    newer(into.status, from.status);
    newer(into.value, from.value);
    newer(into.date, from.date);
    newer(into.from, from.from);
    newer(into.until, from.until);
    newer(into.lots, from.lots);
    into.pointer = from.pointer;
    merge_items(into.items, from.items);
    merge_amendments(into.amendments, from.amendments);
    for (const auto at : moved(from.suppliers, index))
      if (std::find(into.suppliers.begin(), into.suppliers.end(), at) == into.suppliers.end())
        into.suppliers.push_back(at);
  }

  /// Fields that this release takes away: ("null", "/tender/value"), ("null", "/awards/2/value") with the award's id.
  void delete_nulls(const Release& from) {
    for (const auto& [name, pointer] : from.more) {
      if (name != "null") continue;
      if (pointer == "/tender/title") release_.title.clear();
      else if (pointer == "/tender/description") release_.description.clear();
      else if (pointer == "/tender/value") release_.tender_value = {};
      else if (pointer == "/tender/id") release_.reference.clear();
      else if (pointer == "/tender/items") release_.tender_items.clear();
      else if (pointer == "/awards" || pointer == "/contracts") delete_deals(pointer == "/awards");
      else delete_of_deal(pointer);
    }
  }
  void delete_deals(bool awards) {
    const auto kind = awards ? Deal::Kind::award : Deal::Kind::contract;
    std::erase_if(release_.deals, [&](const Deal& deal) { return deal.kind == kind; });
  }
  void delete_of_deal(string_view pointer) {
    const bool award = pointer.starts_with("/awards/");
    if (!award && !pointer.starts_with("/contracts/")) return;
    pointer.remove_prefix(award ? 8 : 11);
    const auto slash = pointer.rfind('/');
    if (slash == string_view::npos) return;
    const auto id = pointer.substr(0, slash), field = pointer.substr(slash + 1);
    for (auto& deal : release_.deals) {
      if (deal.id != id || (deal.kind == Deal::Kind::award) != award) continue;
      if (field == "value") deal.value = {};
      else if (field == "date" || field == "dateSigned") deal.date = {};
      else if (field == "contractPeriod" || field == "period") deal.from = deal.until = {};
      else if (field == "suppliers") deal.suppliers.clear();
      else if (field == "items") deal.items.clear();
    }
  }

  Release release_;
};

/// The same but for where it stands.
bool same_content(const Release& a, const Release& b) {
  Release moved = a;
  moved.place = b.place;
  return moved == b;
}

}  // namespace

std::int64_t moment_of(const NoticeDate& date) {
  constexpr auto none = std::numeric_limits<std::int64_t>::min();
  if (date.day.size() != 10) return none;
  const auto number = [](string_view digits) {
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
  };
  // Days since 0000-03-01: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
  const string_view day = date.day;
  const int month = number(day.substr(5, 2));
  const std::int64_t year = number(day.substr(0, 4)) - (month <= 2 ? 1 : 0);
  const std::int64_t days = 365 * year + year / 4 - year / 100 + year / 400 +
                            (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + number(day.substr(8, 2)) - 1;
  std::int64_t seconds = days * 86'400;
  const string_view written = date.as_written;
  const auto at = written.find('T');
  if (at == string_view::npos || written.size() < at + 9) return seconds;
  const string_view time = written.substr(at + 1);
  seconds += number(time.substr(0, 2)) * 3600 + number(time.substr(3, 2)) * 60 + number(time.substr(6, 2));
  const auto sign = time.find_first_of("+-");
  if (sign != string_view::npos && time.size() >= sign + 6) {
    const std::int64_t ahead = number(time.substr(sign + 1, 2)) * 3600 + number(time.substr(sign + 4, 2)) * 60;
    seconds -= time[sign] == '+' ? ahead : -ahead;
  }
  return seconds;
}

MergedNotice merge_releases(std::span<const Release> releases) {
  MergedNotice merged;
  const auto note = [&](const Release& release, const char* what) {
    merged.notes.push_back({release.place, what, release.id.empty() ? release.date.as_written : release.id});
  };
  std::vector<std::pair<std::int64_t, std::size_t>> order;
  for (std::size_t i = 0; i < releases.size(); ++i) {
    order.emplace_back(moment_of(releases[i].date), i);
    if (releases[i].date.day.empty()) note(releases[i], "date_missing");
    else if (i != 0 && order[i].first < order[i - 1].first) note(releases[i], "release_order");
  }
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  Merger merger;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Release& release = releases[order[i].second];
    const bool twice =
        std::any_of(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(i), [&](const auto& older) {
          return older.first == order[i].first && same_content(releases[older.second], release);
        });
    if (twice) note(release, "duplicate_release");
    else merger.add(release);
  }
  merged.release = merger.take();
  return merged;
}

}  // namespace lenscap::assess
