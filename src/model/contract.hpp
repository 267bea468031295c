// model/contract.hpp: what a notice says of one contracting process, in whatever format it came: OCDS 1.1 (releases,
// records), TED, USAspending, a table. Plain values; a reader hands over one Release after the other and keeps none.
//
// The words are those of the Open Contracting Data Standard 1.1 (open-contracting/standard,
// schema/release-schema.json).
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace lenscap::model {

/// A sum as it was written. `hundredths` counts hundredths of the unit; digits behind the second are rounded half away
/// from zero, and `as_written` keeps them. Not stated: `as_written` empty (publishers give a currency alone, too).
struct Amount {
  std::int64_t hundredths = 0;
  std::string currency;    ///< ISO 4217; empty when the notice names none
  std::string as_written;  ///< "1900000000"; empty where nothing is stated
  bool unread = false;     ///< no number, or beyond 64 bits: `hundredths` is 0 and belongs into no sum
  bool operator==(const Amount&) const = default;
};

/// A day as written and what was made of it: "2019-03-28" of "2019-03-28T23:59:59+00:00", never moved to another zone.
struct NoticeDate {
  std::string day;         ///< "2019-03-28"; empty when there is none, or none that can be read
  std::string as_written;  ///< empty when the notice has none
  bool operator==(const NoticeDate&) const = default;
};

/// Where in the source a release or a row stands.
struct NoticePlace {
  std::string file;          ///< as given, with the member behind "!" for an archive: "2025.zip!releases.json"
  std::uint64_t offset = 0;  ///< bytes from the start of the (unpacked) file
  std::uint64_t row = 0;     ///< line or row from 1; 0 where the format has none
  std::string pointer;       ///< JSON pointer or XML path of the release: "/releases/17"
  bool operator==(const NoticePlace&) const = default;
};

struct OrganisationId {
  std::string scheme;  ///< "GB-COH", "UEI", "DUNS", …; as written
  std::string id;      ///< as written; of GB-COH in the register's form: eight characters, upper case
  bool operator==(const OrganisationId&) const = default;
};

/// An organisation of the process. `id` is only good inside its release.
struct Organisation {
  std::string id;
  std::string name;
  std::vector<OrganisationId> identifiers;  ///< the main one first
  std::string address;                      ///< parts joined by ", "
  std::string country;                      ///< as written
  std::vector<std::string> roles;           ///< buyer, procuringEntity, supplier, tenderer, …
  bool operator==(const Organisation&) const = default;
};

struct Classification {
  std::string scheme;  ///< CPV, UNSPSC, PSC, NAICS
  std::string id;      ///< without a check digit: "35125300"
  std::string text;
  bool operator==(const Classification&) const = default;
};

struct Item {
  std::string id, description;
  std::vector<Classification> classifications;
  std::string quantity, unit;  ///< as written
  Amount unit_value;
  bool operator==(const Item&) const = default;
};

struct Amendment {
  std::string id, date, rationale;
  bool operator==(const Amendment&) const = default;
};

/// An award or a contract. `suppliers` and `buyers` point into Release::parties by index; a contract's suppliers are
/// those of its award.
struct Deal {
  enum class Kind : std::uint8_t { award, contract };
  Kind kind = Kind::award;
  std::string id, award_id, title, description, status;
  Amount value;
  NoticeDate date;  ///< award: date; contract: dateSigned
  NoticeDate from, until;
  std::vector<std::uint32_t> suppliers;
  std::vector<Item> items;
  std::vector<std::string> lots;
  std::vector<Amendment> amendments;
  std::string pointer;  ///< below the release: "/awards/0"
  bool operator==(const Deal&) const = default;
};

struct RelatedProcess {
  std::string relationship;  ///< framework, parent, prior, planning, renewalProcess, …; lower case as the standard's
  std::string scheme;        ///< "ocid", "EU-OJ", "url"
  std::string id;
  bool operator==(const RelatedProcess&) const = default;
};

/// One release: what was published about one process at one time. Compiled releases have tag "compiled".
struct Release {
  NoticePlace place;
  std::string ocid;  ///< or the format's own key of the process ("TED 2014/S 134-239815", award key); never empty
  std::string id;    ///< empty where the publisher gives none
  NoticeDate date;
  std::vector<std::string> tags;
  std::string language;
  std::string title, description;
  std::string method, method_details;  ///< tender.procurementMethod(Details)
  std::string reference;               ///< the buyer's own reference of the tender or framework
  Amount tender_value;                 ///< an estimate or a ceiling, never spending
  Amount awarded_total;                ///< of all awards of the release together, as the publisher adds them up
  NoticeDate tender_from, tender_until;
  std::string tenderers;  ///< tender.numberOfTenderers as written
  std::vector<Item> tender_items;
  std::vector<Classification> classifications;  ///< of the tender itself
  std::vector<Organisation> parties;
  std::vector<std::uint32_t> buyers;  ///< indices into parties: buyer and procuring entity
  std::vector<Deal> deals;
  std::vector<RelatedProcess> related;
  std::vector<Amendment> amendments;  ///< of the tender
  /// Fields that a reader understands and has no member for: ("usaspending.modification", "3"); and what the release
  /// takes away from older ones: ("null", "/tender/value"), ("null", "/awards/ID/value").
  std::vector<std::pair<std::string, std::string>> more;
  bool operator==(const Release&) const = default;
};

/// What a reader could not use, said with the result.
struct NoticeNote {
  NoticePlace place;
  std::string what;    ///< a key of the views' sentences: "amount_absurd", "date_missing", …
  std::string detail;  ///< the value in question, at most 120 bytes
  bool operator==(const NoticeNote&) const = default;
};

}  // namespace lenscap::model
