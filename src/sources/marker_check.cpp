#include "sources/marker_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "sources/marker_scan.hpp"

namespace lenscap::sources {
namespace {

/// Indexes of the words of `marker` that stand in `text`.
std::set<std::uint32_t> words_in(MarkerScan& scan, const knowledge::Marker& marker, const std::string& text) {
  std::set<std::uint32_t> words;
  for (const MarkerHit& hit : scan.scan(std::as_bytes(std::span(text.data(), text.size()))).hits)
    if (hit.marker == &marker) words.insert(hit.word);
  return words;
}

}  // namespace

std::vector<model::Error> check_markers(const knowledge::Knowledge& knowledge) {
  std::vector<model::Error> errors;
  auto scan = MarkerScan::compile(knowledge);
  if (!scan) return {scan.error()};
  for (const knowledge::Marker& marker : knowledge.markers) {
    const auto complain = [&](std::string what, std::string todo) {
      errors.push_back(
          {marker.id + ": " + std::move(what), fmt::format("{}, line {}", marker.file, marker.line), std::move(todo)});
    };
    std::set<std::uint32_t> shown;
    for (const std::string& example : marker.examples) {
      const auto words = words_in(*scan, marker, example);
      if (words.empty())
        complain(fmt::format("example '{}' is not found", example),
                 "correct the words, or what must stand beside them");
      shown.insert(words.begin(), words.end());
    }
    for (std::uint32_t w = 0; w < marker.words.size(); ++w)
      if (!shown.contains(w))
        complain(fmt::format("no example shows the word '{}'", marker.words[w]), "add one, or take the word out");
    for (const std::string& text : marker.not_examples)
      if (!words_in(*scan, marker, text).empty())
        complain(fmt::format("'{}' stands in 'not', but is found", text),
                 "say in 'beside' or 'within' what must stand near the word");
  }
  return errors;
}

}  // namespace lenscap::sources
