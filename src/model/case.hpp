// model/case.hpp: a case as plain values: what casefile/ stores, assess/ fills and views/ show.
//
// Ids are positive, opaque and lasting within a case: decisions and enquiries refer to them.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "model/attributes.hpp"
#include "model/evidence.hpp"
#include "model/flow.hpp"

namespace lenscap::model {

using Id = std::int64_t;

enum class Confidence : std::uint8_t { unknown, possible, probable, confirmed };
std::string_view to_string(Confidence c);
std::optional<Confidence> parse_confidence(std::string_view text);

/// What observations are about. For now every subject is a device.
struct Subject {
  Id id = 0;
  std::string kind = "device";
  std::string key;  ///< stable across runs on the same evidence: "serial:dahua:3A01…", "mac:3c:ef:…", "ip:10.0.0.1",
                    ///< "document:…"
};

/// A name by which evidence refers to a subject, for a time.
struct Identifier {
  Id subject = 0;
  std::string kind;  ///< mac, ip, ipv6, serial, vlan, hostname, document
  std::string value;
  Nanos from = no_time;
  Nanos until = no_time;
};

struct Relation {
  Id subject = 0;
  std::string kind;  ///< "records" (recorder → camera), "same_as"
  Id object = 0;
  std::map<std::string, std::string> attributes;
};

/// An observation as a case keeps it. `id` is its position + 1 in the case.
struct CaseObservation {
  Id id = 0;
  Id subject = 0;
  std::string kind;  ///< by name: a case outlives the numbering of a build
  std::string value;
  Nanos first = no_time;
  Nanos last = no_time;
  std::uint64_t count = 1;
  Locator locator;  ///< locator.source indexes Case::sources
};

/// A statement about a subject, with its reasons. Keys and values, never sentences: views write those.
struct Finding {
  Id id = 0;
  Id subject = 0;
  std::string key;    ///< role, maker, brand, label, model, firmware, serial, build_date, component, contradiction,
                      ///< merge, restriction, …
  std::string value;  ///< "dahua", "camera", "other", a rule id, …
  Confidence confidence = Confidence::unknown;
  Attributes attributes;
  std::vector<Id> observations;        ///< because of these
  std::vector<std::string> knowledge;  ///< and of these entries: keys of Case::knowledge
};

/// A knowledge entry that some finding used, exactly as it was.
struct KnowledgeUsed {
  std::string key;     ///< "signature:rtsp-realm-loginto"
  std::string digest;  ///< SHA-256 of `text`, lower-case hex
  std::string text;    ///< the entry, canonical TOML
};

/// An hourly total of a device, and a name that it used for a peer. `flow.host` and `name.host` are not used.
struct CaseFlow {
  Id subject = 0;
  Flow flow;
  bool operator==(const CaseFlow&) const = default;
};
struct CaseName {
  Id subject = 0;
  PeerName name;
  bool operator==(const CaseName&) const = default;
};

struct Decision {
  Id subject = 0;
  std::string what, reason, who;
  std::string date;
};

struct Case {
  std::map<std::string, std::string> meta;  ///< program, knowledge_edition, kept_others, hashed, …
  std::vector<Source> sources;
  std::vector<Subject> subjects;
  std::vector<Identifier> identifiers;
  std::vector<Relation> relations;
  std::vector<CaseObservation> observations;
  std::vector<Finding> findings;
  std::vector<KnowledgeUsed> knowledge;
  std::vector<Decision> decisions;
  WideVector<CaseFlow> flows;
  std::vector<CaseName> names;
  std::map<std::string, std::uint64_t>
      others;  ///< "count": hosts that are no camera and bear no camera maker's mark; counts only
};

}  // namespace lenscap::model
