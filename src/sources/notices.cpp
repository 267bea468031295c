#include "sources/notices.hpp"

#include <algorithm>

#include "sources/byte_stream.hpp"
#include "sources/notice_archive.hpp"
#include "sources/notice_ocds.hpp"
#include "sources/notice_table.hpp"
#include "sources/notice_teller.hpp"
#include "sources/notice_xml.hpp"

namespace lenscap::sources {

using model::Result;
using std::string;
using std::string_view;

namespace {

constexpr std::size_t longest_head = 64 * 1024;  // bytes in which a format shows itself
constexpr string_view what_is_read = "OCDS, TED and eForms XML, USAspending CSV and plain tables of contracts are read";

/// Reads on until there are `upto` bytes: true; or the input has ended.
Result<bool> fill(const NoticeBytes& read, std::vector<std::uint8_t>& bytes, std::size_t upto) {
  constexpr std::size_t step = 256 * 1024;  // bytes
  while (bytes.size() < upto) {
    const std::size_t had = bytes.size();
    bytes.resize(std::min(upto, had + step));
    const auto n = read({bytes.data() + had, bytes.size() - had});
    bytes.resize(had + n.value_or(0));
    if (!n) return tl::unexpected(n.error());
    if (*n == 0) return false;
  }
  return true;
}

string_view as_text(const std::vector<std::uint8_t>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// What the text begins with, behind a byte order mark and white space.
char first_sign(string_view head) {
  if (head.starts_with("\xef\xbb\xbf")) head.remove_prefix(3);
  const auto at = head.find_first_not_of(" \t\r\n\x1e");
  return at == string_view::npos ? '\0' : head[at];
}

Result<void> read_xml(const NoticeBytes& read, std::vector<std::uint8_t> bytes, NoticeTeller& teller) {
  if (!recognises_notice_xml(as_text(bytes)))
    return model::fail("is XML, but no notice of TED's", teller.file(), string(what_is_read));
  const auto longer = fill(read, bytes, longest_notice_xml);
  if (!longer) teller.counts().damage.push_back(model::to_line(longer.error()));
  if (longer && *longer)
    return model::fail("is XML of more than 64 MiB", teller.file(),
                       "a notice has a few megabytes at most: split the file");
  teller.counts().bytes += bytes.size();
  read_notice_xml(as_text(bytes), teller);
  return {};
}

Result<void> read_one(const NoticeBytes& read, NoticeTeller& teller, bool inside_archive) {
  std::vector<std::uint8_t> head;
  if (const auto more = fill(read, head, longest_head); !more) {
    if (head.empty()) return tl::unexpected(more.error());
    teller.counts().damage.push_back(model::to_line(more.error()));
  }
  const string_view text = as_text(head);
  if (text.empty()) return model::fail("is empty", teller.file());
  if (!inside_archive && recognises_notice_archive(text)) {
    read_notice_archive(read, std::move(head), teller,
                        [&](const NoticeBytes& member) { return read_one(member, teller, true); });
    return {};
  }
  const char first = first_sign(text);
  Result<void> done;
  if (first == '{' || first == '[') read_notice_json(read, std::move(head), teller);
  else if (first == '<') done = read_xml(read, std::move(head), teller);
  else if (text.find('\0') == string_view::npos || text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))
    done = read_notice_table(read, std::move(head), teller);
  else done = model::fail("is no text", teller.file(), string(what_is_read));
  if (done) ++teller.counts().files;
  return done;
}

/// An input of which nothing at all was understood is an error, not an empty answer.
Result<NoticeCounts> conclude(NoticeCounts&& counts, const Result<void>& done, const string& name) {
  if (!done) return tl::unexpected(done.error());
  if (counts.releases == 0 && counts.records == 0 && !counts.stopped && counts.notes.empty())
    return model::fail("holds no notice", name, string(what_is_read));
  return std::move(counts);
}

}  // namespace

Result<NoticeCounts> read_notices(const string& path, const NoticeOptions& options, const NoticeSink& sink) {
  auto stream = ByteStream::open(path, Hashing::threaded);
  if (!stream) return tl::unexpected(stream.error());
  NoticeCounts counts;
  NoticeTeller teller(options, sink, counts);
  const string name = path == "-" ? "standard input" : path;
  teller.set_file(name);
  const auto done = read_one([&](std::span<std::uint8_t> into) { return stream->read(into); }, teller, false);
  if (!counts.stopped) counts.sha256 = stream->finish();
  return conclude(std::move(counts), done, name);
}

Result<NoticeCounts> read_notice_bytes(string_view bytes, const string& name, const NoticeOptions& options,
                                       const NoticeSink& sink) {
  NoticeCounts counts;
  NoticeTeller teller(options, sink, counts);
  teller.set_file(name);
  const auto done = read_one(
      [&](std::span<std::uint8_t> into) -> Result<std::size_t> {
        const std::size_t n = std::min(into.size(), bytes.size());
        std::copy_n(bytes.begin(), n, into.begin());
        bytes.remove_prefix(n);
        return n;
      },
      teller, false);
  return conclude(std::move(counts), done, name);
}

}  // namespace lenscap::sources
