// fuzz/marker_fuzz.cpp: any bytes as one member of an image or one file of a folder: scanned, placed, compared.
#include <cstdint>
#include <cstdlib>

#include "sources/header_diff.hpp"
#include "sources/read_capability.hpp"

using namespace lenscap;

namespace {

/// Words of each kind: alone, in company, in a namespace, of a structure that is looked at, beyond ASCII.
const knowledge::Knowledge& markers() {
  static const auto known = [] {
    knowledge::Knowledge k;
    const auto add = [&](std::string id, std::vector<std::string> words, int grade) -> knowledge::Marker& {
      k.markers.emplace_back();
      k.markers.back().id = std::move(id);
      k.markers.back().words = std::move(words);
      k.markers.back().grade = grade;
      return k.markers.back();
    };
    add("a", {"emRace", "isSupportFaceContrast", "faceSnap"}, 5);
    add("b", {"Race"}, 5).beside = {"Beard", "Mouth"};
    add("c", {"Complexion"}, 5).within = "http://www.onvif.org/";
    add("d", {"byEthnic"}, 5).slots = {"NET_VCA_HUMAN_FEATURE: byAgeDeviation|byDeviation < byMask", "S: ^ < $"};
    add("e", {"\xe4\xba\xba\xe8\x84\xb8"}, 4);
    return k;
  }();
  return known;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static auto scan = sources::MarkerScan::compile(markers());
  if (!scan) std::abort();
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  sources::CapabilityReading reading;
  model::CapabilityInput input;
  sources::read_member({"input", "input!/member", bytes, 0, size / 4, size, sources::Layouts::keep}, *scan, reading,
                       input);
  for (const model::Mention& m : reading.mentions) {
    if (m.offset >= size || m.text.size() > 256 || m.marker.empty()) std::abort();
    if (m.line > size + 1) std::abort();
  }
  const std::size_t half = size / 2;
  const std::vector<sources::HeaderEdition> before = {{"old", {}, sources::read_header(bytes.substr(0, half))}},
                                            after = {{"new", {}, sources::read_header(bytes.substr(half))}};
  for (const model::LayoutChange& change : sources::compare_headers(before, after))
    if (change.before.name.empty() && change.after.name.empty()) std::abort();
  return 0;
}
