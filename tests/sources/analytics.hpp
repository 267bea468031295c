// What tests of markers share: the knowledge of data/analytics/, a scan of it, and one text read as a member.
#pragma once
#include <gtest/gtest.h>

#include <string>

#include "knowledge/knowledge.hpp"
#include "sources/read_capability.hpp"

namespace lenscap::test {

inline const knowledge::Knowledge& analytics() {
  static const auto loaded = knowledge::load_directory(LENSCAP_ROOT "/data/analytics");
  if (!loaded) throw std::runtime_error(model::to_line(loaded.error()));
  return *loaded;
}

inline sources::MarkerScan& analytics_scan() {
  static auto scan = sources::MarkerScan::compile(analytics());
  if (!scan) throw std::runtime_error(model::to_line(scan.error()));
  return *scan;
}

struct Read {
  std::vector<model::Mention> mentions;
  std::string format;
  const model::Mention* find(std::string_view marker, std::string_view text = {}) const {
    for (const auto& m : mentions)
      if (m.marker == marker && m.text.find(text) != std::string::npos) return &m;
    return nullptr;
  }
  int worst() const {
    int grade = 0;
    for (const auto& m : mentions) grade = std::max(grade, analytics().marker(m.marker)->grade);
    return grade;
  }
};

inline Read read_text(const std::string& bytes) {
  sources::CapabilityReading reading;
  model::CapabilityInput input;
  Read out;
  out.format = sources::read_member({"file", {}, bytes}, analytics_scan(), reading, input);
  out.mentions = std::move(reading.mentions);
  return out;
}

}  // namespace lenscap::test
