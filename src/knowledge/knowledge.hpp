// knowledge/knowledge.hpp: what Lenscap knows, as plain values: the entries of data/ after loading and validation.
//
// data/ is TOML, compiled at build time into one read-only image inside the program; `--knowledge DIR` layers more on
// top (an entry with a known id replaces it). Every entry keeps its own canonical text, so that a case can hold the
// entries it used exactly as they were.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/name_words.hpp"
#include "knowledge/organisation.hpp"
#include "model/case.hpp"
#include "model/error.hpp"
#include "model/kind.hpp"

namespace lenscap::knowledge {

/// What a claim is about, in the order views show it.
enum class ClaimKind : std::uint8_t {
  role,
  maker,
  brand,
  model,
  firmware,
  serial,
  build_date,
  component,
  mac,
  no_brand
};
std::string_view to_string(ClaimKind k);

/// The value of a claim: a constant, or a capture group of the match (group > 0).
struct ClaimValue {
  ClaimKind kind{};
  std::string constant;
  int group = 0;
  bool operator==(const ClaimValue&) const = default;
};

/// observation → claims. TOML keys: id, on, match, role|maker|brand|model|firmware|serial|build_date|component|mac
/// (string or capture group number), no_brand = true (the text says that there is no brand), except, class, limit,
/// source, date, examples, not.
struct Signature : Entry {
  model::Kind on{};
  std::string match;  ///< RE2, searched anywhere unless anchored; (?i) for any case
  std::string
      except;  ///< RE2 or empty: a value that meets it too is not meant (RE2 has no look-ahead; "IPC" in a brand slot)
  std::vector<ClaimValue> claims;
  model::EvidenceClass evidence{};  ///< class of the claims; by default the kind's own
  model::Confidence limit =
      model::Confidence::confirmed;  ///< `limit = "possible"` for uncertain sources: no claim from it goes above
  std::vector<std::string> examples;
  std::vector<std::string> not_examples;
  bool operator==(const Signature&) const = default;
};

/// Holds between two parties for a time. Open ends are nullopt.
struct Ownership {
  std::string owner;  ///< maker id
  int share = 0;      ///< per cent held, rounded down, 1..100; 0 where it is not known
  std::optional<model::Date> from, until;
  std::string certainty;  ///< "verified" or "reported"
  std::string note;
  bool operator==(const Ownership&) const = default;
};

/// Who builds devices. TOML [[maker]]: id, name, short, country, builds, surveillance, emulated, own, house,
/// organisations …
struct Maker : Entry {
  std::string name;          ///< registered name
  std::string short_name;    ///< as people say it: "Dahua"
  std::string country;       ///< ISO 3166 of the head office
  bool builds = true;        ///< false: sells what others build; never a maker finding
  bool surveillance = true;  ///< cameras and recorders are what it makes; false: many products (Amazon, TP-Link), so
                             ///< its address block or cloud alone never puts a host among the devices
  bool emulated = false;     ///< other makers' firmware speaks its protocols: "confirmed" needs address, certificate,
                             ///< firmware or serial form
  std::vector<std::string> own;            ///< brand names that are the maker's own, in every script
  std::vector<std::string> house;          ///< its second names (EZVIZ, HiLook): label "house"
  std::vector<std::string> organisations;  ///< as the address registry prints them
  std::vector<Ownership> owners;
  bool operator==(const Maker&) const = default;
};

/// A label. TOML [[brand]]: id, name, forms, company, organisations, owners.
struct Brand : Entry {
  std::string name;                ///< "Lorex"
  std::vector<std::string> forms;  ///< other spellings that a device may state
  std::string company;
  std::vector<std::string> organisations;  ///< blocks: evidence of the brand, never of a maker
  bool surveillance = true;
  std::vector<Ownership> owners;  ///< maker that owned the brand, and when
  bool operator==(const Brand&) const = default;
};

/// Chip or module makers whose blocks say nothing about the maker. TOML [[component]]: id, name, organisations.
struct Component : Entry {
  std::string name;
  std::vector<std::string> organisations;
  bool operator==(const Component&) const = default;
};

/// A cloud host. TOML [[endpoint]]: id, suffix, operator, brand, maker, purpose, examples, not.
struct Endpoint : Entry {
  std::string suffix;  ///< matched at label boundaries
  std::string operator_name;
  std::string maker;  ///< maker id, empty when the operator is no maker
  std::string brand;
  std::vector<std::string> purposes;  ///< reg, p2p, relay, media, push, fw, tele, ddns, ntp, api, web, dns
  bool camera = false;                ///< only cameras and recorders ask for it (weak evidence of the role)
  model::Confidence limit = model::Confidence::possible;
  std::vector<std::string> examples;
  std::vector<std::string> not_examples;
  bool operator==(const Endpoint&) const = default;
};

/// What an address of a network says of who uses it: nothing. cloud: rented by anybody · cdn: stands in front of
/// anybody · anycast: one address, answered from many places.
enum class SharedKind : std::uint8_t { cloud, cdn, anycast };
std::string_view to_string(SharedKind k);

/// A network that many share. TOML [[network]]: id, asn (one or a list), operator, kind, examples (addresses in it).
struct SharedNetwork : Entry {
  std::vector<std::uint32_t> asns;
  std::string operator_name;
  SharedKind kind{};
  std::vector<std::string> examples;  ///< addresses; tests look them up in the tables of networks.hpp
  bool operator==(const SharedNetwork&) const = default;
};

/// One party of a rule, as the rule prints it. TOML [[rule.party]], keys as the fields. One row an edition or period:
/// the same party may stand in several.
struct RuleParty {
  std::string as_written;
  std::vector<std::string> also;  ///< other names of the same entry, as the list prints them
  std::string maker;              ///< maker id; empty when the party is no maker known here
  std::string parties_of;         ///< instead of a maker: every party of this other rule, at the times it is on it
  bool owned_only = false;        ///< reaches what the party owns, not the party itself
  std::optional<model::Date> from, until;             ///< first and last day; default: the rule's own
  std::string scope, condition, citation, certainty;  ///< where they differ from the rule's own
  std::string note;
  bool operator==(const RuleParty&) const = default;
};

/// Whom a rule reaches beyond the named parties.
enum class Affiliates : std::uint8_t { no, yes, majority_owned, unknown };

/// A rule, list or instruction. TOML [[rule]].
struct Rule : Entry {
  std::string title;
  std::string citation;
  std::string issuer;
  std::string jurisdiction;        ///< "US", "UK", "CA", …
  std::string nature;              ///< "law", "order", "list", "instruction", "guidance"
  std::vector<std::string> binds;  ///< who, as in --for; "anyone" where it binds anyone
  std::vector<std::string> acts;   ///< buy, use, install, import, market, contract, invest, supply, …
  bool forbids = true;             ///< false: a list that by itself forbids none of the buyer's acts
  std::string scope;               ///< equipment, in words
  std::string condition;           ///< purpose, kind of site, funds …: then "restricted only if CONDITION"
  std::string exceptions;
  std::string says_not;  ///< what it does not mean, said with every finding
  std::optional<model::Date> from, until;
  std::string
      certainty;  ///< "verified", "reported" (read in an excerpt only) or "unknown" (not known here whether it applies)
  Affiliates affiliates = Affiliates::no;
  std::string origin;  ///< ISO 3166: binds by law of origin instead of by party; "any": whoever made it
  std::vector<RuleParty> parties;
  std::vector<std::string> not_bound;  ///< who asks in vain most often ("uk-council"): answered by name
  bool operator==(const Rule&) const = default;
};

/// Who can ask. TOML [[who]] in data/restrictions/who.toml: id, title, jurisdiction, within.
struct Who : Entry {
  std::string title;
  std::string jurisdiction;
  std::vector<std::string> within;  ///< rules that bind these bind it too: us-federal-contractor → anyone
  bool operator==(const Who&) const = default;
};

/// How a protected trait comes into a record. Only the first is somebody sorted by a machine.
enum class TraitKind : std::uint8_t {
  none,
  inferred,  ///< computed from the picture
  document,  ///< read from an identity card
  typed      ///< entered by an operator
};
std::string_view to_string(TraitKind k);

/// A word by which software, a document or traffic shows what it can do to people. TOML [[marker]], keys as the fields.
struct Marker : Entry {
  std::vector<std::string> words;      ///< exact spellings; an identifier stands alone or it does not count
  int grade = 0;                       ///< 1 presence … 5 people sorted by ethnicity
  std::string what;                    ///< what it enables
  std::string product_line;            ///< TOML "line": product line whose word it is: "Hikvision ISAPI"
  std::vector<std::string> topics;     ///< what it is about: count, face, identify, age, sex, emotion, ethnicity, …
  TraitKind trait = TraitKind::none;   ///< of a protected trait (ethnicity, nationality, religion)
  std::string proxy;                   ///< "religion": what it may stand in for
  std::vector<std::string> beside;     ///< counts only when one of these stands within `near` bytes
  std::string within;                  ///< XML namespace that an element must be of, or the text must name
  std::vector<std::string> languages;  ///< en, zh, …
  std::optional<model::Date> from, until;  ///< oldest and newest edition in which it was read
  std::string renamed;                     ///< what a later edition calls the same place: "byRes0"
  /// Where the field stands whatever it is called: "STRUCTURE: previous|previous < next", `*` for any next.
  std::vector<std::string> slots;
  model::Confidence limit = model::Confidence::confirmed;
  std::string note;
  std::vector<std::string> examples;      ///< texts in which it must be found
  std::vector<std::string> not_examples;  ///< and in which it must not
  bool operator==(const Marker&) const = default;
};

/// A law that speaks of a grade. TOML [[grade.law]].
struct GradeLaw {
  std::string citation;
  std::string jurisdiction;
  std::string says;
  std::vector<std::string> topics;  ///< only markers about one of these; empty: all of the grade
  std::vector<std::string> traits;  ///< only traits that came so (inferred, document, typed); empty: any
  std::optional<model::Date> from;  ///< first day of application
  std::string certainty;            ///< "verified", "reported", "unknown"
  std::string note;
  bool operator==(const GradeLaw&) const = default;
};

/// TOML [[grade]]: id, grade, title, meaning, [[grade.law]].
struct Grade : Entry {
  int grade = 0;
  std::string title;
  std::string meaning;
  std::vector<GradeLaw> laws;
  bool operator==(const Grade&) const = default;
};

/// What one unit of a currency was worth in another, over some days. TOML [[rate]]: id, unit, in, rate (text), from,
/// until.
struct Rate : Entry {
  std::string unit, in;         ///< ISO 4217: one `unit` was worth `rate` of `in`
  std::int64_t millionths = 0;  ///< the rate, 1 to 10^15
  model::Date from, until;      ///< first and last day it speaks of: one day, or the year of an average
  std::string what;             ///< "average of daily noon buying rates"
  bool operator==(const Rate&) const = default;
};

/// A sum from which a stricter way of buying is asked for. TOML [[threshold]]: id, title, currency, amount, from,
/// until, binds, vat.
struct Threshold : Entry {
  std::string title;
  std::string currency;
  std::int64_t units = 0;          ///< whole units of the currency
  int vat = 0;                     ///< per cent of tax that is counted into the sum; 0: the sum is without
  std::vector<std::string> binds;  ///< who, as in --for
  model::Date from, until;
  bool operator==(const Threshold&) const = default;
};

struct Knowledge {
  std::string edition;  ///< newest date of any entry, "2026-11-23": the default of --on
  std::vector<Signature> signatures;
  std::vector<Maker> makers;
  std::vector<Brand> brands;
  std::vector<Component> components;
  std::vector<Organisation> organisations;
  std::vector<Lookalike> lookalikes;
  std::vector<NameWords> name_words;
  std::vector<ItemForm> item_forms;
  std::vector<Endpoint> endpoints;
  std::vector<SharedNetwork> networks;
  std::vector<Rule> rules;
  std::vector<Who> whos;
  std::vector<Marker> markers;
  std::vector<Grade> grades;
  std::vector<Rate> rates;
  std::vector<Threshold> thresholds;

  const Maker* maker(std::string_view id) const;
  const Organisation* organisation(std::string_view id) const;
  /// The organisation that is the maker's own legal person; null when data has none.
  const Organisation* organisation_of(std::string_view maker) const;
  const Rule* rule(std::string_view id) const;
  const Marker* marker(std::string_view id) const;
  const Grade* grade(int number) const;
  /// The laws that speak of `marker`, of its grade.
  std::vector<const GradeLaw*> laws_of(const Marker& marker) const;
  /// What is known of a network that many share; null for every other (networks.hpp gives the number of an address).
  const SharedNetwork* shared_network(std::uint32_t asn) const;
  /// The maker whose own or house name this is, or the brand; both null when unknown. Case-folded, trimmed.
  const Maker* maker_of_label(std::string_view label, bool& house) const;
  const Brand* brand(std::string_view label) const;
  bool operator==(const Knowledge&) const = default;
};

/// The knowledge inside the program.
model::Result<Knowledge> load_builtin();

/// Reads every *.toml below `dir` (signatures, makers, restrictions, endpoints in any file) on top of `base`.
/// Errors name file and line. Signatures and endpoints without examples do not load.
model::Result<Knowledge> load_directory(const std::string& dir, Knowledge base = {});

/// Rebuilds knowledge from the texts that a case kept.
model::Result<Knowledge> load_texts(const std::vector<model::KnowledgeUsed>& used);

/// Everything wrong with `k` as data: examples that do not match, `not` examples that do, theft (an example that a
/// signature of another maker on the same kind matches too; what is allowed: check_theft.cpp), sources that nobody can
/// open, unknown makers, rules and whos, dates, duplicate ids, labels of two makers. Empty when sound. Errors name file
/// and line.
std::vector<model::Error> check(const Knowledge& k);

/// All that keeps the files below `dir` from loading on top of `base`; when they load, what check() says of the result.
std::vector<model::Error> check_directory(const std::string& dir, const Knowledge& base = {});

/// The entry with `key` ("signature:rtsp-realm-loginto", "maker:dahua", "rule:…") as a case keeps it; empty when there
/// is none.
std::optional<model::KnowledgeUsed> used_entry(const Knowledge& k, std::string_view key);

}  // namespace lenscap::knowledge
