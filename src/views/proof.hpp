// views/proof.hpp: from an observation back to the bytes: where it stands, what stands there, and how anyone can look.
#pragma once
#include <string>

#include "views/device.hpp"

namespace lenscap::views {

/// The excerpt around a value, cut at its mark. Neutral text.
struct Excerpt {
  std::string before, marked, after;
  std::string hex;  ///< of the marked bytes; empty when all of the excerpt is printable
};
Excerpt excerpt_of(const model::Locator& locator);

/// "packet 812, bytes 42-57" or "packets 812, 815" or "bytes 120-131"; "" without spans.
std::string spans_words(const model::Locator& locator);

/// A command that shows the bytes: "tshark -r FILE -Y 'frame.number==812' -x", "sed -n '43p' FILE", or by byte range.
/// Empty when the source cannot be read again (standard input).
std::string look_command(const model::Case& c, const model::Locator& locator);

/// Class of evidence of an observation: that of the signature by which one of `findings` rests on it, else its kind's
/// own.
std::string evidence_class(const model::CaseObservation& observation,
                           const std::vector<const model::Finding*>& findings, const knowledge::Knowledge& k);

/// Where a knowledge entry was read, and when. Taken from `k`; from the text that the case kept when `k` lacks it.
struct EntrySource {
  std::string source;
  std::string date;
};
EntrySource source_of_entry(const AuditView& view, const std::string& key);

/// The observation with that id; null when the case has none.
const model::CaseObservation* observation_of(const model::Case& c, model::Id id);

}  // namespace lenscap::views
