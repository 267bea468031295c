// views/who_dot.cpp: ownership as a graph in the DOT language (https://graphviz.org/doc/info/lang.html).
#include <fmt/format.h>

#include <set>

#include "views/dot_text.hpp"
#include "views/who.hpp"
#include "views/who_words.hpp"

namespace lenscap::views {
namespace {

void node(std::string& out, const assess::KnownParty& party, bool asked, bool named) {
  out += fmt::format("  {} [label={}{}{}];\n", dot_text(party.id), dot_text(party.name), asked ? ", penwidth=2" : "",
                     named ? ", color=red" : "");
}

}  // namespace

std::string to_who_dot(const assess::Who& who, const knowledge::Knowledge& k) {
  std::string out = fmt::format("// holdings on {}; red: named by a rule on that day\ndigraph who {{\n  rankdir=TB;\n",
                                model::to_string(who.on));
  out += "  node [shape=box, fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\"];\n";
  bool named = false;
  for (const assess::Naming& naming : who.rules) named = named || naming.holds_on(who.on);
  node(out, who.party, true, named);
  std::set<std::string> shown = {who.party.id};
  for (const auto* side : {&who.owners, &who.owned})
    for (const assess::Connected& one : *side)
      if (shown.insert(one.owner.id).second) node(out, one.party, false, !one.rules.empty());
  const assess::Ownership ownership(k, who.on);
  for (const std::string& id : shown)
    for (const assess::Stake& stake : ownership.direct(id)) {
      if (!shown.contains(stake.owner)) continue;
      out += fmt::format("  {} -> {} [label={}{}];\n", dot_text(stake.owner), dot_text(stake.owned),
                         dot_text(stake.share      ? stake_text(stake)
                                  : stake.majority ? "subsidiary"
                                                   : "?"),
                         stake.share ? "" : ", style=dashed");
    }
  return out + "}\n";
}

}  // namespace lenscap::views
