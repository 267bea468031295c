// One member: scanned, and each hit given its state and place.
#include <algorithm>
#include <map>

#include "sources/document_tree.hpp"
#include "sources/file_nature.hpp"
#include "sources/header_slot.hpp"
#include "sources/manual_pdf.hpp"
#include "sources/place.hpp"
#include "sources/read_capability.hpp"
#include "sources/tree_meaning.hpp"

namespace lenscap::sources {
namespace {

/// Counts line ends as far as it is asked, offsets rising.
class Lines {
 public:
  explicit Lines(std::string_view bytes) : bytes_(bytes) {}
  std::uint64_t at(std::size_t offset) {
    line_ += static_cast<std::uint64_t>(std::count(bytes_.begin() + static_cast<std::ptrdiff_t>(at_),
                                                   bytes_.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
    at_ = offset;
    return line_;
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  std::uint64_t line_ = 1;
};

struct Told {
  const MemberView& member;
  CapabilityReading& into;
  model::CapabilityInput& input;
  std::string format;
  std::map<const knowledge::Marker*, std::size_t> counted = {};

  void tell(const MarkerHit& hit, Meaning meaning, std::uint64_t line, std::string subject) {
    if (++counted[hit.marker] > most_mentions) {
      ++input.skipped["further mentions of the same marker in one file"];
      return;
    }
    model::Mention mention{hit.marker->id,
                           meaning.state,
                           meaning.denied,
                           std::move(subject),
                           std::string(member.source),
                           std::string(member.path),
                           std::move(meaning.place),
                           std::string(to_string(hit.encoding)),
                           format,
                           {},
                           line,
                           member.base + hit.offset,
                           std::move(meaning.text)};
    constexpr std::size_t most_text = 256;
    if (mention.text.size() > most_text) mention.text.resize(most_text);
    into.mentions.push_back(std::move(mention));
  }
};

/// A marker that lost its name is told by its place: the same neighbours, in the same structure.
void tell_slots(Told& told, const MarkerHits& found, const std::vector<HeaderStruct>& blocks, Nature nature) {
  for (const knowledge::Marker* marker : found.slots)
    for (const HeaderSlot& slot : find_slots(*marker, blocks)) {
      const std::string& name = slot.field->name;
      const MarkerHit at{marker, 0, Encoding::utf8, slot.field->at, static_cast<std::uint32_t>(name.size())};
      const std::size_t before = told.into.mentions.size();
      told.tell(at, {state_in(nature), false, slot.block->name + "." + name, name}, slot.field->line, slot.block->name);
      if (told.into.mentions.size() > before) told.into.mentions.back().known_as = marker->words.front();
    }
}

void add_host(model::CapabilityInput& input, const std::string& host) {
  constexpr std::size_t most_hosts = 200;
  const auto at = std::lower_bound(input.hosts.begin(), input.hosts.end(), host);
  if (at != input.hosts.end() && *at == host) return;
  if (input.hosts.size() < most_hosts) input.hosts.insert(at, host);
  else ++input.skipped["cloud hosts beyond 200"];
}

/// A manual: the words of its text, by page. Offsets count in that text.
void tell_pdf(const MemberView& member, MarkerScan& scan, CapabilityReading& into, model::CapabilityInput& input) {
  const auto text = text_of_pdf(member.bytes);
  if (!text) {
    ++input.skipped[text.error().what];
    return;
  }
  Told told{member, into, input, std::string(to_string(Nature::pdf))};
  for (const MarkerHit& hit : scan.scan(std::as_bytes(std::span(text->data(), text->size()))).hits) {
    const auto page = std::count(text->begin(), text->begin() + static_cast<std::ptrdiff_t>(hit.offset), '\f') + 1;
    told.tell(hit,
              {model::AnalyticsState::carried, false, "page " + std::to_string(page) + ", text of pdftotext",
               line_around(*text, hit.offset, hit.length)},
              0, {});
  }
}

bool told_before(const MemberView& member, const MarkerHit& hit) { return hit.offset + hit.length <= member.seen; }

}  // namespace

std::string read_member(const MemberView& member, MarkerScan& scan, CapabilityReading& into,
                        model::CapabilityInput& input) {
  const Nature nature = nature_of(member.bytes);
  const MarkerHits found = scan.scan(std::as_bytes(std::span(member.bytes.data(), member.bytes.size())));
  for (const std::string& host : found.hosts) add_host(input, host);
  if (found.left_out > 0) input.skipped["matches beyond 200000 in one file"] += found.left_out;
  if (nature == Nature::pdf && member.base == 0 && member.size <= member.bytes.size()) {
    tell_pdf(member, scan, into, input);
    return std::string(to_string(nature));
  }
  if (nature == Nature::tree && member.base == 0 && member.size <= member.bytes.size()) {
    if (const auto tree = DocumentTree::read(member.bytes)) {
      const DocumentKind kind = kind_of(*tree);
      const std::string model = model_in(*tree);
      if (!model.empty()) input.facts.emplace("model", model);
      if (found.hits.empty()) return std::string(to_string(kind));
      Told told{member, into, input, std::string(to_string(kind))};
      Lines lines(member.bytes);
      for (const MarkerHit& hit : found.hits)
        if (auto meaning = meaning_of(*tree, kind, hit))
          told.tell(hit, std::move(*meaning), lines.at(hit.offset), model);
        else if (tree->syntax() == DocumentTree::Syntax::json && tree->at(hit.offset).part == DocumentTree::Part::none)
          ++input.skipped["words beyond what could be parsed as JSON"];
      return std::string(to_string(kind));
    }
  }
  if (member.layouts == Layouts::keep && is_code(nature))
    into.headers.push_back({std::string(member.source), std::string(member.path), read_header(member.bytes)});
  if (found.hits.empty() && found.slots.empty()) return std::string(to_string(nature));
  Told told{member, into, input, std::string(to_string(nature))};
  Lines lines(member.bytes);
  PlaceFinder places(member.bytes, nature);
  for (const MarkerHit& hit : found.hits) {
    if (told_before(member, hit)) continue;
    Place place = places.at(hit);
    told.tell(hit, {place.state, place.denied, std::move(place.place), std::move(place.text)},
              has_lines(nature) && member.base == 0 ? lines.at(hit.offset) : 0, std::move(place.subject));
  }
  tell_slots(told, found, places.blocks(), nature);
  return std::string(to_string(nature));
}

}  // namespace lenscap::sources
