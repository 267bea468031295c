#include "sources/notices.hpp"

#include <algorithm>
#include <cstring>

#include "sources/byte_stream.hpp"
#include "sources/notice_ocds.hpp"
#include "sources/notice_teller.hpp"

namespace lenscap::sources {

using model::Result;
using std::string;
using std::string_view;

namespace {

constexpr std::size_t longest_head = 64 * 1024;  // bytes in which a format shows itself

Result<std::vector<std::uint8_t>> head_of(const NoticeBytes& read) {
  std::vector<std::uint8_t> head(longest_head);
  std::size_t filled = 0;
  while (filled < head.size()) {
    const auto n = read({head.data() + filled, head.size() - filled});
    if (!n) return tl::unexpected(n.error());
    if (*n == 0) break;
    filled += *n;
  }
  head.resize(filled);
  return head;
}

/// What the text begins with, behind a byte order mark and white space.
char first_sign(string_view head) {
  if (head.starts_with("\xef\xbb\xbf")) head.remove_prefix(3);
  const auto at = head.find_first_not_of(" \t\r\n\x1e");
  return at == string_view::npos ? '\0' : head[at];
}

Result<void> read_one(NoticeBytes read, NoticeTeller& teller) {
  auto head = head_of(read);
  if (!head) return tl::unexpected(head.error());
  const string_view text(reinterpret_cast<const char*>(head->data()), head->size());
  const char first = first_sign(text);
  if (first == '{' || first == '[') {
    read_notice_json(std::move(read), std::move(*head), teller);
    ++teller.counts().files;
    return {};
  }
  return model::fail("is no notice of a format that is known", teller.file(),
                     "OCDS, TED or eForms XML, USAspending CSV and plain tables are read");
}

Result<void> nothing_found(const NoticeCounts& counts, const string& name) {
  if (counts.releases != 0 || counts.stopped || counts.notes.empty()) return {};
  return model::fail("holds no notice", name, "OCDS, TED or eForms XML, USAspending CSV and plain tables are read");
}

}  // namespace

Result<NoticeCounts> read_notices(const string& path, const NoticeOptions& options, const NoticeSink& sink) {
  auto stream = ByteStream::open(path, Hashing::inline_);
  if (!stream) return tl::unexpected(stream.error());
  NoticeCounts counts;
  NoticeTeller teller(options, sink, counts);
  teller.set_file(path == "-" ? "standard input" : path);
  const auto done = read_one([&](std::span<std::uint8_t> into) { return stream->read(into); }, teller);
  if (!done) return tl::unexpected(done.error());
  counts.sha256 = stream->finish();
  return counts;
}

Result<NoticeCounts> read_notice_bytes(string_view bytes, const string& name, const NoticeOptions& options,
                                       const NoticeSink& sink) {
  NoticeCounts counts;
  NoticeTeller teller(options, sink, counts);
  teller.set_file(name);
  const auto done = read_one(
      [&](std::span<std::uint8_t> into) -> Result<std::size_t> {
        const std::size_t n = std::min(into.size(), bytes.size());
        std::memcpy(into.data(), bytes.data(), n);
        bytes.remove_prefix(n);
        return n;
      },
      teller);
  if (!done) return tl::unexpected(done.error());
  return counts;
}

}  // namespace lenscap::sources
