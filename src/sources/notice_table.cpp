#include "sources/notice_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "sources/notice_check.hpp"
#include "sources/notice_parties.hpp"
#include "sources/notice_table_cell.hpp"

namespace lenscap::sources {

using model::Deal;
using model::Organisation;
using model::Result;
using std::string;
using std::string_view;

namespace {

class TableReader {
 public:
  TableReader(std::map<string_view, std::size_t> where, string currency, int power, NoticeTeller& teller)
      : where_(std::move(where)), currency_(std::move(currency)), power_(power), teller_(teller) {}

  void row(const CsvRow& row) {
    row_ = &row;
    place_ = {teller_.file(), row.offset, row.line, fmt::format("row {}", row.number)};
    note_repairs(row, place_, teller_);
    if (cell("supplier").empty() && cell("buyer").empty() && cell("amount").empty() && cell("title").empty())
      return teller_.note(place_, "row_empty", "");
    model::Release release;
    release.place = place_;
    release.ocid = cell("ocid");
    if (release.ocid.empty()) release.ocid = fmt::format("{} row {}", teller_.file(), row.number);
    release.id = fmt::format("row {}", row.number);
    release.tags.emplace_back("contract");
    release.title = cell("title");
    release.description = cell("description");
    release.reference = cell("reference");
    release.method_details = cell("method");
    NoticeParties parties(release);
    Organisation buyer;
    buyer.name = cell("buyer");
    if (const auto id = cell("buyer_id"); !id.empty()) buyer.identifiers.push_back({"", string(id)});
    if (!buyer.name.empty() || !buyer.identifiers.empty())
      add_index(release.buyers, parties.find_or_add(std::move(buyer), "buyer"));
    deal(release, parties);
    if (const auto parent = cell("parent"); !parent.empty())
      release.related.push_back({"framework", "", string(parent)});
    release.date = release.deals.front().date;
    if (const auto published = cell("published"); !published.empty()) release.date = day("published");
    if (release.date.as_written.empty()) teller_.note(place_, "date_missing", release.ocid);
    teller_.release(std::move(release), "table");
  }

 private:
  string_view cell(string_view field) const {
    const auto found = where_.find(field);
    if (found == where_.end() || found->second >= row_->fields.size()) return {};
    return trimmed_cell(row_->fields[found->second]);
  }
  void note(string_view what, string_view detail) { teller_.note(place_, what, detail); }

  model::NoticeDate day(string_view field) {
    auto read = day_of_cell(cell(field));
    if (!read.trouble.empty()) note(read.trouble, cell(field));
    return std::move(read.date);
  }

  void deal(model::Release& release, NoticeParties& parties) {
    Deal deal;
    deal.kind = Deal::Kind::contract;
    deal.id = cell("id");
    if (deal.id.empty()) deal.id = release.id;
    deal.title = release.title;
    deal.status = cell("status");
    deal.date = day("date");
    deal.from = day("start");
    deal.until = day("end");
    auto amount = amount_of_cell(cell("amount"), power_);
    if (amount.value.currency.empty()) amount.value.currency = currency_;
    if (const auto code = cell("currency"); !code.empty()) amount.value.currency = currency_of_cell(code);
    if (!amount.trouble.empty()) note(amount.trouble, cell("amount"));
    if (!amount.value.as_written.empty() && amount.value.currency.empty())
      note("amount_without_currency", amount.value.as_written);
    deal.value = std::move(amount.value);
    const auto names = names_of_cell(cell("supplier"));
    for (const auto name : names) {
      Organisation supplier;
      supplier.name = name;
      if (names.size() == 1) {  // of several, the other columns would say nothing certain
        supplier.address = cell("supplier_address");
        supplier.country = cell("supplier_country");
        if (const auto id = cell("supplier_id"); !id.empty())
          add_identifier(supplier, {string(cell("supplier_scheme")), string(id)},
                         [&](string_view odd) { note("identifier_form", odd); });
      }
      add_index(deal.suppliers, parties.find_or_add(std::move(supplier), "supplier"));
    }
    const auto text = cell("item");
    const string code(without_check_digit(cell("cpv")));
    if (!text.empty() || !code.empty()) {
      model::Item item;
      item.description = text;
      item.quantity = cell("quantity");
      if (!code.empty()) item.classifications.push_back({"CPV", code, {}});
      deal.items.push_back(std::move(item));
    }
    release.deals.push_back(std::move(deal));
  }

  std::map<string_view, std::size_t> where_;
  string currency_;  ///< of the amounts' column
  int power_;        ///< of ten, of the amounts' column
  NoticeTeller& teller_;
  const CsvRow* row_ = nullptr;
  model::NoticePlace place_;
};

/// Which column stands for which field: first those that the caller named, then by their words, first come first
/// served.
Result<std::map<string_view, std::size_t>> match_columns(std::span<const string_view> header, NoticeTeller& teller) {
  std::map<string_view, std::size_t> where;
  std::vector<string_view> field_of(header.size());
  const auto fields = notice_fields();
  for (const auto& [column, field] : teller.options().columns) {
    const auto at =
        std::find_if(header.begin(), header.end(), [&](string_view one) { return trimmed_cell(one) == column; });
    const auto known = std::find(fields.begin(), fields.end(), field);
    if (known == fields.end())
      return model::fail(fmt::format("\"{}\" is no field of a contract", field), teller.file(),
                         fmt::format("one of {}", fmt::join(fields, ", ")));
    if (at == header.end())
      return model::fail(fmt::format("has no column \"{}\"", column), teller.file(),
                         fmt::format("it has {}", fmt::join(header, ", ")));
    const auto index = static_cast<std::size_t>(at - header.begin());
    where[*known] = index;
    field_of[index] = *known;
  }
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (!field_of[i].empty()) continue;
    const auto guess = guess_notice_field(header[i]);
    if (guess.empty() || !where.try_emplace(guess, i).second) continue;
    field_of[i] = guess;
  }
  auto& shown = teller.counts().columns;
  shown.clear();  // of an archive, those of its last table
  for (std::size_t i = 0; i < header.size(); ++i)
    shown.emplace_back(string(trimmed_cell(header[i])), string(field_of[i]));
  const bool enough =
      where.contains("supplier") || (where.contains("amount") && (where.contains("buyer") || where.contains("title")));
  if (!enough)
    return model::fail("is no table of contracts: no column tells a supplier, or a sum with what it was for",
                       teller.file(),
                       fmt::format("name the columns with --map COLUMN=FIELD; it has {}", fmt::join(header, ", ")));
  return where;
}

}  // namespace

void note_repairs(const CsvRow& row, const model::NoticePlace& place, NoticeTeller& teller) {
  if (row.notes.open_quote) teller.note(place, "row_broken", "a quote that is never closed");
  if (row.notes.stray_quote) teller.note(place, "row_broken", "a quote inside a quoted field");
  if (row.notes.other_encoding) teller.note(place, "encoding", "not UTF-8, as the rest is");
  if (row.notes.unreadable) teller.note(place, "encoding", "bytes that are no character");
  if (row.notes.cut) teller.note(place, "text_cut", "a field of more than a megabyte, or too many fields");
}

Result<void> read_notice_table(NoticeBytes read, std::vector<std::uint8_t> head, NoticeTeller& teller) {
  NoticeRows rows(std::move(read), std::move(head));
  const CsvRow* first = rows.next();
  if (first == nullptr) return model::fail("is empty", teller.file());
  std::vector<string> kept(first->fields.begin(), first->fields.end());  // the row is only there until the next one
  const std::vector<string_view> header(kept.begin(), kept.end());
  if (is_usaspending(header) && teller.options().columns.empty()) {
    read_usaspending(rows, header, teller);
  } else {
    auto where = match_columns(header, teller);
    if (!where) return tl::unexpected(where.error());
    string_view amounts;
    if (const auto found = where->find("amount"); found != where->end()) amounts = header[found->second];
    TableReader reader(std::move(*where), currency_in_header(amounts), power_in_text(amounts), teller);
    const std::size_t width = header.size();
    while (const auto* row = rows.next()) {
      if (teller.stopped()) break;
      if (row->fields.size() > width + 1)
        teller.note({teller.file(), row->offset, row->line, fmt::format("row {}", row->number)}, "row_broken",
                    fmt::format("{} fields under {} names", row->fields.size(), width));
      reader.row(*row);
    }
  }
  teller.counts().bytes += rows.bytes();
  if (!rows.damage().empty()) teller.counts().damage.push_back(rows.damage());
  return {};
}

}  // namespace lenscap::sources
