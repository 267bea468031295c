// fuzz/notice_checks.hpp: what must hold of any release that a reader gives, whatever the bytes were.
#pragma once
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sources/notices.hpp"
#include "wire/utf8.hpp"

namespace lenscap::fuzz {

inline void check_text(std::string_view text) {
  if (text.size() > 2 * 1024 * 1024) std::abort();
}

inline void check(const model::Release& release) {
  if (release.ocid.empty()) std::abort();
  check_text(release.title);
  for (const auto at : release.buyers)
    if (at >= release.parties.size()) std::abort();
  for (const auto& party : release.parties) check_text(party.name);
  for (const auto& deal : release.deals) {
    for (const auto at : deal.suppliers)
      if (at >= release.parties.size()) std::abort();
    if (deal.value.unread && deal.value.hundredths != 0) std::abort();
    if (deal.value.as_written.empty() && deal.value.hundredths != 0) std::abort();
    if (!deal.date.day.empty() && deal.date.day.size() != 10) std::abort();
  }
}

/// Reads the bytes as a file; what is counted must be what was given.
inline void read_notices_of(const std::uint8_t* data, std::size_t size) {
  std::uint64_t releases = 0, notes = 0;
  const auto read = sources::read_notice_bytes({reinterpret_cast<const char*>(data), size}, "file", {},
                                               {[&](model::Release&& release) {
                                                  ++releases;
                                                  check(release);
                                                },
                                                [&](model::NoticeNote&& note) {
                                                  ++notes;
                                                  if (note.what.empty() || note.detail.size() > 120) std::abort();
                                                }});
  if (!read) return;
  std::uint64_t counted = 0;
  for (const auto& [what, n] : read->notes) counted += n;
  if (read->releases != releases || counted != notes) std::abort();
}

}  // namespace lenscap::fuzz
