// Which rule a list of the Consolidated Screening List is: by the codes of that list. Source: trade.gov, Consolidated
// Screening List, "source" of consolidated.csv; METI, Foreign End User List.
#include <array>

#include "sources/list_edition.hpp"

namespace lenscap::sources {
namespace {

struct KnownList {
  std::string_view code, id, title, citation, issuer, jurisdiction, act, says_not, source;
};

constexpr std::string_view supply_says_not =
    "It controls what is supplied to the party. It forbids nobody to buy, own or use its goods.";
constexpr std::string_view csl = "https://www.trade.gov/consolidated-screening-list";
constexpr std::string_view bis = "US Department of Commerce, Bureau of Industry and Security";
constexpr std::string_view ofac = "US Treasury, Office of Foreign Assets Control";

constexpr std::array known_lists = {
    KnownList{"EL", "us-bis-el", "BIS Entity List", "15 CFR 744.11 and Supplement No. 4 to part 744", bis, "US",
              "supply", supply_says_not, csl},
    KnownList{"MEU", "us-bis-meu", "BIS Military End User List", "15 CFR 744.21 and Supplement No. 7 to part 744", bis,
              "US", "supply", supply_says_not, csl},
    KnownList{"UVL", "us-bis-uvl", "BIS Unverified List", "15 CFR 744.15 and Supplement No. 6 to part 744", bis, "US",
              "supply",
              "It asks for a statement before supply. It forbids nobody to buy, own or use the party's goods.", csl},
    KnownList{"DPL", "us-bis-dpl", "BIS Denied Persons List", "15 CFR part 764 and 766; orders as published", bis, "US",
              "supply", "Orders end: look at the date. Names alone are no proof of who is meant.",
              "https://www.bis.doc.gov/dpl/dpl.txt"},
    KnownList{"ISN", "us-state-isn", "Nonproliferation sanctions",
              "as published by the State Department, each its own act", "US Department of State", "US", "supply",
              supply_says_not, csl},
    KnownList{"DTC", "us-state-dtc", "ITAR debarred parties", "22 CFR part 127", "US Department of State", "US",
              "supply", supply_says_not, csl},
    KnownList{"CMIC", "us-ns-cmic", "NS-CMIC list: no trade in the securities of listed companies",
              "Executive Order 13959 as amended by Executive Order 14032", ofac, "US", "invest",
              "It is no blocking sanction: buying, selling and using goods are untouched.",
              "https://www.treasury.gov/ofac/downloads/consolidated/cons_prim.csv"},
    KnownList{"SDN", "us-ofac-sdn", "OFAC: Specially Designated Nationals", "31 CFR chapter V", ofac, "US", "trade",
              "It blocks property and dealings of US persons with the party; each programme has its own terms.",
              "https://www.treasury.gov/ofac/downloads/sdn.csv"},
    KnownList{"NS", "us-ofac-consolidated", "OFAC consolidated list, parties that are no SDN", "31 CFR chapter V", ofac,
              "US", "trade", "It blocks nothing by itself; each programme names what it forbids.",
              "https://www.treasury.gov/ofac/downloads/consolidated/cons_prim.csv"},
    KnownList{"SSI", "us-ofac-ssi", "OFAC: Sectoral Sanctions Identifications", "31 CFR part 589", ofac, "US", "trade",
              "It forbids certain dealings only, named in its directives.", csl},
    KnownList{"EUL", "jp-meti-eul", "Japan: Foreign End User List",
              "METI, Foreign End User List, Export Trade Control Order",
              "Japan, Ministry of Economy, Trade and Industry", "JP", "supply", supply_says_not,
              "https://www.meti.go.jp/policy/anpo/"},
};

/// Letters and digits, hyphens between: what an id may be made of.
std::string id_of(std::string_view code) {
  std::string id = "list-";
  for (const char c : code) {
    const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool kept = (low >= 'a' && low <= 'z') || (low >= '0' && low <= '9');
    if (kept) id += low;
    else if (id.back() != '-') id += '-';
  }
  while (id.back() == '-') id.pop_back();
  return id;
}

}  // namespace

knowledge::Rule rule_of_list(std::string_view code) {
  knowledge::Rule rule;
  rule.nature = "list";
  rule.forbids = false;
  rule.certainty = "verified";
  rule.affiliates = knowledge::Affiliates::no;
  for (const KnownList& known : known_lists) {
    if (known.code != code) continue;
    rule.id = known.id;
    rule.title = known.title;
    rule.citation = known.citation;
    rule.issuer = known.issuer;
    rule.jurisdiction = known.jurisdiction;
    rule.acts = {std::string(known.act)};
    if (known.act == "supply") rule.binds = {"exporter", "anyone"};
    else rule.binds = {known.act == "invest" ? "us-investor" : "us-person"};
    rule.scope = "as the list and its rule say";
    rule.says_not = known.says_not;
    rule.source = known.source;
    return rule;
  }
  rule.id = id_of(code);
  rule.title = std::string(code);
  rule.citation = std::string(code);
  rule.issuer = "not stated";
  rule.jurisdiction = "not stated";
  rule.scope = "as the list says";
  rule.says_not = "What the list forbids is not known here: it was imported as names alone.";
  return rule;
}

}  // namespace lenscap::sources
