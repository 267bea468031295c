// sources/place.hpp: where a word stands in what is no document: structure and field of a header, section and symbol of
// a program, key of a CGI answer; and the text around it that may be shown.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "model/capability.hpp"
#include "sources/file_nature.hpp"
#include "sources/header_struct.hpp"
#include "sources/marker_scan.hpp"

namespace lenscap::sources {

struct Place {
  model::AnalyticsState state{};
  bool denied = false;
  std::string subject;  ///< structure or symbol; empty when there is none
  std::string place;    ///< "NET_VCA_HUMAN_FEATURE.byEthnic", ".rodata g_faceRule", "line"
  std::string text;
};

/// For the hits of one member, in order of offset.
class PlaceFinder {
 public:
  PlaceFinder(std::string_view bytes, Nature nature);
  ~PlaceFinder();
  Place at(const MarkerHit& hit);
  const std::vector<HeaderStruct>& blocks() const;  ///< of a header; else empty

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The line around `offset` when it is code, at most `most` bytes; surrounding blanks taken off.
std::string line_around(std::string_view bytes, std::size_t offset, std::size_t length, std::size_t most = 160);

}  // namespace lenscap::sources
