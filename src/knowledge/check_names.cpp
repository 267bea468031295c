// What a name may mean. A label is one maker's (own or house) and at most one [[brand]] entry; a brand entry may repeat
// a maker's label, which then tells who owned the brand and when. An organisation of the address registry is one
// maker's or one component's; a brand may share a maker's.
#include <map>

#include "knowledge/check.hpp"
#include "knowledge/label.hpp"

namespace lenscap::knowledge {
namespace {

using Holders = std::map<std::string, const Entry*>;

void claim_name(Holders& holders, const std::string& name, const Entry& entry, std::string_view what,
                Problems& problems) {
  const auto [holder, is_new] = holders.emplace(name, &entry);
  if (!is_new && holder->second != &entry)
    complain(problems, entry, fmt::format("{} '{}' also belongs to {}", what, name, holder->second->id),
             fmt::format("keep it in one of the two ({}, line {})", holder->second->file, holder->second->line));
}

}  // namespace

void check_names(const Knowledge& k, Problems& problems) {
  Holders maker_labels, brand_labels, organisations, brand_organisations, suffixes, networks;
  for (const Maker& maker : k.makers) {
    claim_name(maker_labels, folded(maker.name), maker, "label", problems);
    claim_name(maker_labels, folded(maker.short_name), maker, "label", problems);
    for (const std::string& form : maker.own) claim_name(maker_labels, folded(form), maker, "label", problems);
    for (const std::string& form : maker.house) claim_name(maker_labels, folded(form), maker, "label", problems);
    for (const std::string& name : maker.organisations)
      claim_name(organisations, name, maker, "organisation", problems);
  }
  for (const Component& component : k.components)
    for (const std::string& name : component.organisations)
      claim_name(organisations, name, component, "organisation", problems);
  for (const Brand& brand : k.brands) {
    claim_name(brand_labels, folded(brand.name), brand, "label", problems);
    for (const std::string& form : brand.forms) claim_name(brand_labels, folded(form), brand, "label", problems);
    for (const std::string& name : brand.organisations)
      claim_name(brand_organisations, name, brand, "organisation", problems);
  }
  for (const Endpoint& endpoint : k.endpoints) claim_name(suffixes, endpoint.suffix, endpoint, "suffix", problems);
  for (const SharedNetwork& network : k.networks)
    for (const std::uint32_t asn : network.asns)
      claim_name(networks, fmt::format("AS{}", asn), network, "network", problems);
}

}  // namespace lenscap::knowledge
