// views/contracts_csv.cpp: one row an award or contract, in its newest state. Names of columns are those of the JSON.
#include <array>

#include "views/contracts.hpp"
#include "views/csv_cell.hpp"

namespace lenscap::views {

std::string to_contracts_csv(const ContractsView& view) {
  std::string out;
  csv_row(out, std::to_array<std::string>({"process", "ocid",  "part",      "title",      "buyers",   "kind",
                                           "id",      "award", "suppliers", "status",     "date",     "date_kind",
                                           "from",    "until", "sum_kind",  "amount",     "currency", "as_written",
                                           "usd",     "rate",  "states",    "amendments", "file",     "pointer"}));
  for (const auto number : shown_processes(view)) {
    const auto& p = view.ledger.processes[number];
    for (const auto& s : view.ledger.states_of(p)) {
      const auto& row = view.ledger.deals[s.row];
      const auto& notice = view.ledger.notices[row.notice];
      const auto [day, kind] = assess::deciding_day(view.ledger, p, s);
      const std::string_view currency = view.ledger.texts[s.value.currency];
      const auto usd = s.value.written != 0 && currency != "USD"
                           ? assess::convert(s.value.hundredths, currency, "USD", day, view.k)
                           : std::nullopt;
      const auto text = [&](assess::Interned::Id id) { return std::string(view.ledger.texts[id]); };
      csv_row(out, std::to_array<std::string>({std::to_string(number),
                                               text(p.ocid),
                                               std::to_string(p.part + 1),
                                               process_title(view, number),
                                               buyers_text(view, p),
                                               row.kind == model::Deal::Kind::award ? "award" : "contract",
                                               text(row.id),
                                               text(row.award_id),
                                               suppliers_text(view, s),
                                               std::string(to_string(row.status)),
                                               to_string(day),
                                               kind,
                                               to_string(s.from),
                                               to_string(s.until),
                                               std::string(to_string(kind_of(s.value))),
                                               s.value.written == 0 ? "" : assess::to_decimal(s.value.hundredths),
                                               std::string(currency),
                                               text(s.value.written),
                                               usd ? assess::to_decimal(usd->hundredths) : "",
                                               usd ? "rate:" + usd->rate->id : "",
                                               std::to_string(s.states),
                                               std::to_string(s.amendments),
                                               text(notice.file),
                                               text(notice.pointer) + text(row.pointer)}));
    }
  }
  return out;
}

}  // namespace lenscap::views
