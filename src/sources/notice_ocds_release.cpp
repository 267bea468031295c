#include "sources/notice_ocds_release.hpp"

#include <fmt/format.h>

#include "sources/notice_check.hpp"
#include "sources/notice_parties.hpp"

namespace lenscap::sources {

using As = OcdsDraft::Mention::As;
using simdjson::ondemand::json_type;
using std::string_view;

namespace {

/// Most elements of one list of a release: parties, deals, items. A real framework has 2,000 suppliers.
constexpr std::size_t most_elements = 100'000;

}  // namespace

OcdsDraft OcdsReleaseReader::read(string_view text, const model::NoticePlace& place, bool versioned) {
  OcdsDraft draft;
  draft.release.place = place;
  json_.begin(place);
  json_.set_versioned(versioned);
  draft.whole = json_.object(text, [&](string_view key, JsonValue value) { field(key, value, draft); });
  json_.set_versioned(false);
  if (draft.content) finish(draft);
  return draft;
}

void OcdsReleaseReader::field(string_view key, JsonValue value, OcdsDraft& draft) {
  auto& release = draft.release;
  if (draft.native) return;  // its `awards` are of another kind
  if (named(key, "ocid")) return json_.text(key, value, release.ocid);
  if (named(key, "id")) return json_.id(key, value, release.id);
  if (named(key, "date")) return date(key, value, release.date);
  if (named(key, "tag")) return json_.texts(key, value, [&](auto&& tag) { release.tags.push_back(tag); });
  if (named(key, "language")) return json_.text(key, value, release.language);
  if (named(key, "url")) {
    draft.linked = true;
    return;
  }
  if (named(key, "releases") || named(key, "records")) {
    (named(key, "releases") ? draft.releases : draft.records) = json_.slice(value);
    return;
  }
  if (named(key, "compiledRelease") || named(key, "versionedRelease")) {
    (named(key, "compiledRelease") ? draft.compiled : draft.versioned) = json_.slice(value);
    return;
  }
  if (named(key, "notice")) {
    draft.native = NoticeJson::is(value, json_type::object);
    return;
  }
  if (named(key, "initiationType")) {
    draft.content = true;
    return;
  }
  if (named(key, "title")) return json_.text(key, value, release.title);
  if (named(key, "description")) return json_.text(key, value, release.description);
  if (named(key, "parties")) {
    draft.content = true;
    return json_.elements(key, value, [&](JsonValue party) {
      if (release.parties.size() < most_elements) organisation("parties", party, release.parties.emplace_back());
      else json_.note("too_many", "parties");
    });
  }
  if (named(key, "buyer")) {
    draft.content = true;
    return mention(key, value, As::buyer, 0, draft);
  }
  if (named(key, "tender")) {
    draft.content = true;
    return tender(value, draft);
  }
  if (named(key, "planning")) {
    draft.content = true;
    return planning(value, release);
  }
  if (named(key, "awards") || named(key, "contracts")) {
    draft.content = true;
    if (NoticeJson::is(value, json_type::null)) return void(release.more.emplace_back("null", fmt::format("/{}", key)));
    std::size_t number = 0;
    const auto kind = named(key, "awards") ? model::Deal::Kind::award : model::Deal::Kind::contract;
    return json_.elements(key, value, [&](JsonValue one) {
      if (number < most_elements) deal(one, kind, number++, draft);
      else json_.note("too_many", key);
    });
  }
  if (named(key, "relatedProcesses"))
    return json_.elements(key, value, [&](JsonValue one) { related(one, release.related); });
}

void OcdsReleaseReader::planning(JsonValue value, model::Release& release) {
  json_.inside("planning", value, [&](string_view key, JsonValue of_planning) {
    if (named(key, "budget"))
      json_.inside(key, of_planning, [&](string_view part, JsonValue of_budget) {
        std::string text;
        if (named(part, "project") || named(part, "projectID") || named(part, "id")) json_.text(part, of_budget, text);
        if (!text.empty()) release.more.emplace_back(fmt::format("planning.budget.{}", part), std::move(text));
      });
  });
}

void OcdsReleaseReader::tender(JsonValue value, OcdsDraft& draft) {
  auto& release = draft.release;
  const auto keep = [&](string_view key, JsonValue of_tender) {
    std::string text;
    json_.text(key, of_tender, text);
    if (!text.empty()) release.more.emplace_back(fmt::format("tender.{}", key), std::move(text));
  };
  std::string title, description;
  json_.inside("tender", value, [&](string_view key, JsonValue of_tender) {
    if (NoticeJson::is(of_tender, json_type::null))
      return void(release.more.emplace_back("null", fmt::format("/tender/{}", key)));
    if (named(key, "id")) json_.id("tender.id", of_tender, release.reference);
    else if (named(key, "title")) json_.text("tender.title", of_tender, title);
    else if (named(key, "description")) json_.text("tender.description", of_tender, description);
    else if (named(key, "value")) amount("tender.value", of_tender, release.tender_value);
    else if (named(key, "procurementMethod")) json_.text(key, of_tender, release.method);
    else if (named(key, "procurementMethodDetails")) json_.text(key, of_tender, release.method_details);
    else if (named(key, "numberOfTenderers")) json_.text(key, of_tender, release.tenderers);
    else if (named(key, "contractPeriod"))
      period("tender.contractPeriod", of_tender, release.tender_from, release.tender_until);
    else if (named(key, "procuringEntity")) mention(key, of_tender, As::procuring_entity, 0, draft);
    else if (named(key, "tenderers"))
      json_.elements(key, of_tender, [&](JsonValue one) { mention("tenderers", one, As::tenderer, 0, draft); });
    else if (named(key, "items"))
      json_.elements("tender.items", of_tender, [&](JsonValue one) { item(one, release.tender_items); });
    else if (named(key, "classification")) classification(key, of_tender, release.classifications);
    else if (named(key, "additionalClassifications"))
      json_.elements(key, of_tender, [&](JsonValue one) { classification(key, one, release.classifications); });
    else if (named(key, "amendments") || named(key, "amendment"))
      json_.elements(key, of_tender, [&](JsonValue one) { amendment(one, release.amendments); });
    else if (named(key, "status") || named(key, "mainProcurementCategory")) keep(key, of_tender);
    else if (named(key, "minValue")) {
      model::Amount least;
      amount("tender.minValue", of_tender, least);
      if (!least.as_written.empty())
        release.more.emplace_back("tender.minValue", fmt::format("{} {}", least.as_written, least.currency));
    } else if (named(key, "techniques")) {
      json_.inside(key, of_tender, [&](string_view part, JsonValue technique) {
        if (named(part, "hasFrameworkAgreement") || named(part, "hasDynamicPurchasingSystem")) keep(part, technique);
      });
    }
  });
  // A title of the release itself is a publisher's own field: the standard's goes before it.
  if (!title.empty()) release.title = std::move(title);
  if (!description.empty()) release.description = std::move(description);
}

void OcdsReleaseReader::deal(JsonValue value, model::Deal::Kind kind, std::size_t number, OcdsDraft& draft) {
  if (!NoticeJson::is(value, json_type::object)) return json_.wrong_type("awards, contracts", value);
  const bool award = kind == model::Deal::Kind::award;
  const std::size_t index = draft.release.deals.size();
  auto& deal = draft.release.deals.emplace_back();
  deal.kind = kind;
  deal.pointer = fmt::format("/{}/{}", award ? "awards" : "contracts", number);
  std::vector<std::string> nulls;
  json_.inside(deal.pointer, value, [&](string_view key, JsonValue of_deal) {
    if (NoticeJson::is(of_deal, json_type::null)) nulls.emplace_back(key);
    else if (named(key, "id")) json_.id(key, of_deal, deal.id);
    else if (named(key, "awardID")) json_.id(key, of_deal, deal.award_id);
    else if (named(key, "title")) json_.text(key, of_deal, deal.title);
    else if (named(key, "description")) json_.text(key, of_deal, deal.description);
    else if (named(key, "status")) json_.text(key, of_deal, deal.status);
    else if (named(key, "value")) amount("value", of_deal, deal.value);
    else if (award ? named(key, "date") : named(key, "dateSigned")) date(key, of_deal, deal.date);
    else if (award ? named(key, "contractPeriod") : named(key, "period")) period(key, of_deal, deal.from, deal.until);
    else if (named(key, "suppliers"))
      json_.elements(key, of_deal, [&](JsonValue one) { mention("suppliers", one, As::supplier, index, draft); });
    else if (named(key, "items")) json_.elements(key, of_deal, [&](JsonValue one) { item(one, deal.items); });
    else if (named(key, "relatedLots")) json_.texts(key, of_deal, [&](auto&& lot) { deal.lots.push_back(lot); });
    else if (named(key, "amendments") || named(key, "amendment"))
      json_.elements(key, of_deal, [&](JsonValue one) { amendment(one, deal.amendments); });
    else if (named(key, "relatedProcesses"))
      json_.elements(key, of_deal, [&](JsonValue one) { related(one, draft.release.related); });
  });
  for (const auto& key : nulls)
    if (!deal.id.empty())
      draft.release.more.emplace_back("null", fmt::format("/{}/{}/{}", award ? "awards" : "contracts", deal.id, key));
}

void OcdsReleaseReader::mention(string_view name, JsonValue value, As as, std::size_t deal, OcdsDraft& draft) {
  if (draft.mentions.size() >= most_elements) return json_.note("too_many", name);
  OcdsDraft::Mention one{as, {}, deal};
  organisation(name, value, one.organisation);
  if (!one.organisation.id.empty() || !one.organisation.name.empty()) draft.mentions.push_back(std::move(one));
}

void OcdsReleaseReader::finish(OcdsDraft& draft) {
  auto& release = draft.release;
  NoticeParties parties(release);
  for (auto& mention : draft.mentions) {
    constexpr string_view role[]{"buyer", "procuringEntity", "supplier", "tenderer"};
    const auto at = parties.find_or_add(std::move(mention.organisation), role[static_cast<std::size_t>(mention.as)]);
    if (mention.as == As::supplier) add_index(release.deals[mention.deal].suppliers, at);
    else if (mention.as != As::tenderer) add_index(release.buyers, at);
  }
  draft.mentions.clear();
  parties.buyers_by_role();
  contracts_take_suppliers(release);
}

}  // namespace lenscap::sources
