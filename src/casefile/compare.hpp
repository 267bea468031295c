// casefile/compare.hpp: what `lenscap verify` says: how a stored case and what is derived again differ, each difference
// by name.
//
// Three questions, kept apart. Does the case say what the inputs say (evidence)? Do its findings follow from its own
// observations and its own knowledge entries (findings)? Has what we know changed since (knowledge)? The first two mean
// that the case or an input was altered; the third is nobody's fault.
//
// Observations have no lasting number, so they are matched by what they say and where: first exactly, then with ever
// fewer fields, and what is left was taken out or put in. Every pass sorts and walks both sides: a million rows cost
// seconds.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/case.hpp"

namespace lenscap::casefile {

enum class Area : std::uint8_t { evidence, findings, knowledge };
std::string_view to_string(Area area);

enum class Change : std::uint8_t {
  source_changed,       ///< evidence: same name, other SHA-256 or size
  source_not_given,     ///< evidence: in the case, not among the inputs: nothing of it can be checked
  source_new,           ///< evidence: among the inputs, not in the case
  observation_missing,  ///< evidence: in the input, not in the case: taken out
  observation_forged,   ///< evidence: in the case, not in the input: put in
  observation_changed,  ///< evidence: in both, but a field differs
  flow_missing,         ///< evidence: follows from the inputs, not in the case: taken out
  flow_forged,          ///< evidence: in the case, and the inputs give no such flow: put in
  flow_changed,         ///< evidence: in both, but a field differs
  name_missing,         ///< evidence: a name that a host used for a peer, in the same three ways
  name_forged,
  name_changed,
  rows_altered,     ///< evidence: the case contradicts itself: digest, traces of deleted rows, an entry and its digest
  subject_differs,  ///< findings: subject, identifier or relation that only one side has
  finding_missing,  ///< findings: follows, but is not in the case
  finding_forged,   ///< findings: in the case, but does not follow
  finding_changed,  ///< findings: other confidence, attributes or reasons
  knowledge_changed,  ///< knowledge: the entry reads otherwise today
  knowledge_gone,     ///< knowledge: no such entry today
  knowledge_new,      ///< knowledge: an entry applies today that the case did not use
};
std::string_view to_string(Change change);  ///< "observation forged", …
Area area_of(Change change);

/// Words are empty where they do not apply. Values are as evidence gave them: neutralise before showing.
struct Difference {
  Change change{};
  std::string subject;  ///< key of the subject
  std::string kind;     ///< observation kind, finding key, identifier kind, or knowledge key
  std::string value;
  std::string place;   ///< "depot.pcapng packet 812 udp 37810 json /params"; name of the source; for knowledge empty
  std::string fields;  ///< which fields differ: "value: Private → Dahua"; or what is altered
};

/// Evidence and findings: `rederived` is the audit of the inputs, read again, with the knowledge entries of `stored`.
/// Observations of sources that were not given or are new are told once, by source; flows and names, which are totals
/// over all sources, are then not compared at all, nor are those of a case from before they were kept. Ordered by
/// change, subject, kind, place.
std::vector<Difference> differences(const model::Case& stored, const model::Case& rederived);

/// Findings alone, without inputs: `rederived` was derived from the observations of `stored` with its knowledge
/// entries.
std::vector<Difference> finding_differences(const model::Case& stored, const std::vector<model::Finding>& rederived);

/// What shows without inputs and without deriving anything: the digests of observations and flows, traces of deleted
/// rows, and knowledge entries that do not have their digest.
std::vector<Difference> alterations(const model::Case& stored);

/// 'Knowledge has changed since'. `today`: every entry of today's knowledge; `used`: those that apply to the case today
/// (the knowledge of an audit or of findings derived with it), for what is new.
std::vector<Difference> knowledge_differences(const std::vector<model::KnowledgeUsed>& stored,
                                              const std::vector<model::KnowledgeUsed>& today,
                                              const std::vector<model::KnowledgeUsed>& used);

}  // namespace lenscap::casefile
