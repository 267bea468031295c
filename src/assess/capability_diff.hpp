// assess/capability_diff.hpp: what became of each analysis of people between two editions of software.
//
// A field that lost its name and kept its place is renamed, not gone. A marker that left the pages and menus and still
// stands in a program is hidden, not gone. Gone means only: its word does not stand in what could be read.
#pragma once
#include <string>
#include <vector>

#include "knowledge/knowledge.hpp"
#include "model/capability.hpp"

namespace lenscap::assess {

struct GradedChange {
  model::LayoutChange change;
  const knowledge::Marker* marker = nullptr;  ///< whose word the one name is, or the other; null: a field beside it
};

enum class MarkerChangeKind : std::uint8_t { added, removed, hidden };
std::string_view to_string(MarkerChangeKind kind);

struct MarkerChange {
  MarkerChangeKind kind{};
  const knowledge::Marker* marker = nullptr;
  std::vector<model::Mention> before, after;  ///< at most eight of each
};

struct CapabilityDiff {
  std::vector<GradedChange> fields;   ///< gravest first; those without a marker only in structures that hold one
  std::vector<MarkerChange> markers;  ///< gravest first
  std::uint64_t other_changes = 0;    ///< of structures without any marker
};

/// `layout`: what compare_headers says. Mentions of both editions.
CapabilityDiff assess_diff(const std::vector<model::LayoutChange>& layout, const std::vector<model::Mention>& before,
                           const std::vector<model::Mention>& after, const knowledge::Knowledge& k);

}  // namespace lenscap::assess
