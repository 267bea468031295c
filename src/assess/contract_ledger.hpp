// assess/contract_ledger.hpp: what was published about contracts, kept small: a release is read, screened, reduced to
// rows of numbers and forgotten: about 0.9 KiB each with title and keys, so that a million stay below 1 GiB.
//
// After close(): one *process* is one ocid AND buyers that overlap. An ocid alone is no process: a qualification system
// on Find a Tender carries releases of 29 unrelated buyers under one ocid. Within a process the newest state of each
// award and contract counts (OCDS 1.1, merging: https://standard.open-contracting.org/1.1/en/schema/merging/), whatever
// order the releases came in; transactions of one US award (several with one key) are added instead.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "assess/contract_money.hpp"
#include "assess/contract_parties.hpp"
#include "assess/screening.hpp"

namespace lenscap::assess {

inline constexpr std::uint32_t no_row = UINT32_MAX;

enum class DealStatus : std::uint8_t {
  unstated,
  pending,
  active,
  cancelled,
  unsuccessful,
  terminated,
  complete,
  other
};
std::string_view to_string(DealStatus status);

/// An award or a contract as one release has it. Where a party has the role privateParty (OCDS for public-private
/// partnerships), it is the contract that is with it, and the award with who won.
struct DealRow {
  std::uint32_t notice = 0;
  model::Deal::Kind kind{};
  DealStatus status{};
  std::uint16_t items = 0, amendments = 0;
  Interned::Id id = 0, award_id = 0, title = 0, description = 0, cpv = 0, lots = 0, pointer = 0;
  Sum value;
  Days date, from, until, amended;                  ///< `amended`: of the newest amendment
  std::uint32_t suppliers = 0, supplier_count = 0;  ///< into ContractLedger::numbers
};

/// A release.
struct NoticeRow {
  Interned::Id ocid = 0, id = 0, title = 0, description = 0, method = 0, reference = 0, cpv = 0, file = 0, pointer = 0;
  std::uint64_t offset = 0;
  std::uint32_t row = 0, arrival = 0;
  Days date, tender_from, tender_until;
  Sum tender_value, awarded_total;
  std::int32_t tenderers = -1;  ///< -1: not stated
  std::uint16_t amendments = 0;
  bool compiled = false, transaction = false, framework = false, call_off = false, changes = false;
  std::uint32_t buyers = 0, buyer_count = 0;     ///< into numbers
  std::uint32_t deals = 0, deal_count = 0;       ///< into deals
  std::uint32_t related = 0, related_count = 0;  ///< into related
  std::uint32_t words = 0, word_count = 0;       ///< reference words of its texts, into numbers
};

struct RelatedRow {
  Interned::Id relationship = 0, scheme = 0, id = 0;
};

/// A text that meets a party's name or a model form, or a device of a case.
struct TextHit {
  std::uint32_t notice = 0, deal = no_row;  ///< `deal`: into ContractLedger::deals; none: of the tender
  std::string where;                        ///< "title", "items/2/description", …
  std::string text;                         ///< at most 160 bytes of it, whole characters
  ScreenAnswer answer;                      ///< party empty where only `device` is meant
  std::string device;                       ///< what of a device stands in it: "model DS-2CD2143G2"
  std::int64_t subject = 0;                 ///< the device
};

/// The newest state of an award or contract.
struct DealState {
  std::uint32_t row = 0, first_row = 0;   ///< newest and oldest release that has it
  std::uint32_t supplier_row = no_row;    ///< newest that names suppliers
  Sum value, first_value;                 ///< newest and oldest that is stated; of transactions the sum and the base
  Days date, from, until;                 ///< newest stated of each
  std::uint16_t states = 0;               ///< releases, or transactions
  std::uint16_t amendments = 0;           ///< stated ones, or states that are changes
  Days changed;                           ///< newest amendment, or release that is a change
  std::uint32_t other_currency = no_row;  ///< a row that states it in another currency
};

struct Process {
  Interned::Id ocid = 0;
  std::uint32_t notices = 0, notice_count = 0;  ///< into order, oldest first
  std::uint32_t buyers = 0, buyer_count = 0;    ///< into numbers
  std::uint32_t states = 0, state_count = 0;    ///< into states
  std::uint32_t part = 0, parts = 1;            ///< of the processes under one ocid, from 0
  bool transactions = false, framework = false, call_off = false;
};

class ContractLedger {
 public:
  using Screen = std::function<std::vector<ScreenAnswer>(const ScreenAsk&)>;
  /// Called with every text of a release; adds what it finds.
  using Look = std::function<void(std::string_view text, std::vector<TextHit>& found)>;

  /// `screen` is asked about texts now and names later; `look` may be empty.
  explicit ContractLedger(Screen screen, Look look = {});

  void add(const model::Release& release);
  void note(const model::NoticeNote& note);
  /// Makes processes of what was added. Call once, after the last add().
  void close();

  std::span<const std::uint32_t> buyers_of(const Process& p) const { return span(p.buyers, p.buyer_count); }
  std::span<const std::uint32_t> suppliers_of(const DealState& s) const;
  std::span<const DealState> states_of(const Process& p) const;
  const NoticeRow& newest(const Process& p) const { return notices[order[p.notices + p.notice_count - 1]]; }
  /// The newest that is stated, 0 when none is.
  Interned::Id text_of(const Process& p, Interned::Id NoticeRow::*member) const;
  std::span<const std::uint32_t> span(std::uint32_t at, std::uint32_t n) const {
    return std::span<const std::uint32_t>(numbers).subspan(at, n);
  }

  Interned texts;
  ContractParties parties;
  std::deque<NoticeRow> notices;
  std::deque<DealRow> deals;
  std::vector<RelatedRow> related;
  std::vector<std::uint32_t> numbers;
  std::vector<TextHit> hits;
  std::deque<Process> processes;
  std::vector<std::uint32_t> order;  ///< notices, by process and date
  std::vector<DealState> states;
  std::unordered_map<Interned::Id, std::uint32_t> process_of_ocid;  ///< the first of its parts
  std::vector<std::uint32_t> process_of_notice;
  std::map<std::string, std::uint64_t> notes;  ///< what readers and close() could not use, counted
  std::vector<model::NoticeNote> first_notes;  ///< the first of each, 20 a word
  std::uint64_t repeated =
      0;  ///< releases that stood twice: same process, id and day, or number in the EU's Official Journal

 private:
  void keep_text(std::string_view text, std::uint32_t deal, std::string_view where, std::string_view country);
  void keep_items(const std::vector<model::Item>& items, std::uint32_t deal, std::string_view where);
  void keep_words(NoticeRow& row, const model::Release& release);
  void keep_deal(const model::Deal& deal, std::span<const std::uint32_t> suppliers);
  void add_processes(std::span<std::uint32_t> of_one_ocid);
  void add_process(std::span<const std::uint32_t> members, std::uint32_t part, std::uint32_t parts);

  Screen screen_;
  Look look_;
  std::unordered_set<Interned::Id> journal_;
  std::vector<std::uint64_t> seen_texts_;  ///< hashes of texts that meet nothing: most repeat
};

/// "35125300" of the first CPV (or PSC, UNSPSC, NAICS) code of a list; "" when it has none.
std::string_view first_code(const std::vector<model::Classification>& classifications);

}  // namespace lenscap::assess
