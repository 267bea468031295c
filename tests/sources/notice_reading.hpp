// tests/sources/notice_reading.hpp: notices read from bytes, with everything that was told.
#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "sources/notices.hpp"

namespace lenscap::sources {

struct NoticeReading {
  std::vector<model::Release> releases;
  std::vector<model::NoticeNote> notes;
  NoticeCounts counts;
  std::string error;

  std::vector<std::string> noted() const {
    std::vector<std::string> what;
    for (const auto& note : notes) what.push_back(note.what);
    std::sort(what.begin(), what.end());
    return what;
  }
  bool has_note(const std::string& what) const {
    return std::any_of(notes.begin(), notes.end(), [&](const auto& note) { return note.what == what; });
  }
  std::vector<std::string> ocids() const {
    std::vector<std::string> all;
    for (const auto& release : releases) all.push_back(release.ocid);
    return all;
  }
};

inline NoticeSink into(NoticeReading& reading) {
  return {[&](model::Release&& release) { reading.releases.push_back(std::move(release)); },
          [&](model::NoticeNote&& note) { reading.notes.push_back(std::move(note)); }};
}

inline NoticeReading finish(NoticeReading&& reading, model::Result<NoticeCounts>&& counts) {
  if (counts) reading.counts = std::move(*counts);
  else reading.error = model::to_line(counts.error());
  return std::move(reading);
}

inline NoticeReading read_bytes(std::string_view bytes, const NoticeOptions& options = {}) {
  NoticeReading reading;
  auto counts = read_notice_bytes(bytes, "file", options, into(reading));
  return finish(std::move(reading), std::move(counts));
}

inline NoticeReading read_file(const std::string& path) {
  NoticeReading reading;
  auto counts = read_notices(path, {}, into(reading));
  return finish(std::move(reading), std::move(counts));
}

}  // namespace lenscap::sources
