// sources/notice_archive.hpp: zip and tar archives of notices, read from their beginning to their end while they come
// in: a year of releases in a zip needs the memory of one release.
//
// Nothing is extracted to disk. Links are never followed, encrypted members are told and stepped over. A zip whose
// members only tell their length behind them is read as a stream, too (deflate knows its end).
// Source: PKWARE APPNOTE.TXT 6.3.10, 4.3; POSIX.1-2017, pax; libarchive, archive_read(3)
#pragma once
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "sources/notice_teller.hpp"
#include "sources/notice_units.hpp"

namespace lenscap::sources {

bool recognises_notice_archive(std::string_view head);

/// Calls `member` with the bytes of each file; the teller's file is then "ARCHIVE!MEMBER". A member for which it gives
/// an error is told and counted.
void read_notice_archive(NoticeBytes read, std::vector<std::uint8_t> head, NoticeTeller& teller,
                         const std::function<model::Result<void>(NoticeBytes)>& member);

}  // namespace lenscap::sources
