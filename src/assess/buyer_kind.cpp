#include "assess/buyer_kind.hpp"

#include <array>
#include <string>

#include "model/ascii.hpp"

namespace lenscap::assess {

namespace {

struct Mark {
  std::string_view word, who;
};

/// The first that stands in the name decides: "Police" before "Council".
constexpr auto british = std::to_array<Mark>({{"police", "uk-police"},
                                              {"nhs ", "uk-nhs"},
                                              {" nhs", "uk-nhs"},
                                              {"health board", "uk-nhs"},
                                              {"university", "uk-university"},
                                              {"council", "uk-council"},
                                              {"london borough", "uk-council"},
                                              {"department for", "uk-government"},
                                              {"department of", "uk-government"},
                                              {"ministry of", "uk-government"},
                                              {"home office", "uk-government"},
                                              {"cabinet office", "uk-government"},
                                              {"hm revenue", "uk-government"},
                                              {"scottish government", "uk-government"},
                                              {"welsh government", "uk-government"}});

bool holds(std::string_view text, std::string_view word) { return text.find(word) != text.npos; }

bool is_british(std::string_view country, std::string_view ocid, std::string_view currency) {
  // Registered prefixes of Contracts Finder, Find a Tender, Public Contracts Scotland, Sell2Wales.
  for (const std::string_view prefix : {"ocds-b5fd17", "ocds-h6vhtk", "ocds-r6ebe6", "ocds-kuma6s"})
    if (ocid.starts_with(prefix)) return true;
  for (const std::string_view word : {"GB", "UK", "United Kingdom", "England", "Scotland", "Wales", "Northern Ireland"})
    if (country == word) return true;
  return country.empty() && currency == "GBP";
}

}  // namespace

std::string_view guess_buyer_kind(std::string_view name, std::string_view country, std::string_view ocid,
                                  std::string_view currency) {
  const std::string lower = model::lower_ascii(name) + ' ';
  if (is_british(country, ocid, currency)) {
    for (const Mark& mark : british)
      if (holds(lower, mark.word)) return mark.who;
    return {};
  }
  if (ocid.starts_with("CONT_") || ocid.starts_with("usaspending")) return "us-federal";
  return {};
}

}  // namespace lenscap::assess
