// views/contracts_dot.cpp: buyers, processes, suppliers and owners as a graph for Graphviz. Possible links are dashed.
#include <fmt/format.h>

#include <set>

#include "views/contracts.hpp"
#include "views/dot_text.hpp"
#include "views/neutral.hpp"
#include "views/sentences.hpp"

namespace lenscap::views {

namespace {

/// "owner_pishan_government_vehicle": an identifier of the DOT language.
std::string owner_node(std::string_view id) {
  std::string out = "owner_";
  for (const char c : id) out += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '_';
  return out;
}

}  // namespace

std::string to_contracts_dot(const ContractsView& view) {
  std::string out =
      "digraph contracts {\n  rankdir=LR;\n  node [fontname=\"sans-serif\", fontsize=10];\n  edge "
      "[fontname=\"sans-serif\", fontsize=8];\n";
  std::set<std::string> told;
  const auto node = [&](const std::string& id, std::string_view label, const char* shape) {
    if (told.insert(id).second) out += fmt::format("  {} [label={}, shape={}];\n", id, dot_text(label), shape);
  };
  const auto edge = [&](const std::string& from, const std::string& to, std::string_view label, const char* style) {
    const std::string text = fmt::format("  {} -> {} [label={}, style={}];\n", from, to, dot_text(label), style);
    if (told.insert(text).second) out += text;
  };
  const auto shown = shown_processes(view);
  const std::set<std::uint32_t> in_view(shown.begin(), shown.end());
  for (const auto number : shown) {
    const auto& p = view.ledger.processes[number];
    const std::string id = fmt::format("process_{}", number);
    node(id, fit(process_title(view, number), 48), "note");
    for (const auto buyer : view.ledger.buyers_of(p)) {
      node(fmt::format("party_{}", buyer), party_name(view, buyer), "box");
      edge(fmt::format("party_{}", buyer), id, "buys", "solid");
    }
    for (const auto& state : view.ledger.states_of(p))
      for (const auto supplier : view.ledger.suppliers_of(state)) {
        const std::string company = fmt::format("party_{}", supplier);
        const bool award = view.ledger.deals[state.row].kind == model::Deal::Kind::award;
        node(company, party_name(view, supplier), "ellipse");
        std::string label = award ? "award" : "contract";
        if (kind_of(state.value) == assess::SumKind::stated)
          label += " " + money(state.value.hundredths, view.ledger.texts[state.value.currency]);
        edge(id, company, label, "solid");
        const auto at = view.screened.find(supplier);
        if (at == view.screened.end() || !view.owners) continue;
        const auto day = assess::deciding_day(view.ledger, p, state).first;
        for (const auto& owner :
             view.owners(assess::own_id(at->second.front()), assess::day_for(day, view.k.edition))) {
          node(owner_node(owner.id), organisation_name(view, owner.id), "diamond");
          edge(owner_node(owner.id), company, owner_words(view, owner), owner.direct ? "solid" : "dashed");
        }
      }
  }
  for (const auto& link : view.links) {
    if (!in_view.contains(link.from)) continue;
    std::string to = fmt::format("process_{}", link.to);
    if (link.to == assess::no_row) {
      to = fmt::format("outside_{}", link.outside);
      node(to, std::string(view.ledger.texts[link.outside]) + " (not in these files)", "plaintext");
    } else if (!in_view.contains(link.to)) {
      continue;
    }
    edge(fmt::format("process_{}", link.from), to, to_string(link.kind), link.strong ? "bold" : "dashed");
  }
  return out + "}\n";
}

}  // namespace lenscap::views
