#include "sources/image_zip_end.hpp"

#include <algorithm>
#include <string_view>

#include "wire/bytes.hpp"

namespace lenscap::sources {

namespace {

constexpr std::size_t record_size = 22, most_records = 4096;
constexpr std::uint64_t search_step = 8ull * 1024 * 1024;  // before pages may be given back
constexpr std::string_view record_magic = "PK\x05\x06";

}  // namespace

std::uint64_t ImageZipEnds::size_of(std::uint64_t start) {
  if (!records_) {
    records_.emplace();
    for (std::uint64_t from = 0; from < bytes_.size(); from += search_step) {
      const std::uint64_t size = std::min<std::uint64_t>(search_step + record_magic.size() - 1, bytes_.size() - from);
      const std::string_view text = wire::as_text(bytes_.subspan(from, size));
      for (auto at = text.find(record_magic); at != std::string_view::npos && records_->size() < most_records;
           at = text.find(record_magic, at + 1))
        records_->push_back(from + at);
      budget_.worked(size);
    }
  }
  for (auto at = std::lower_bound(records_->begin(), records_->end(), start); at != records_->end(); ++at) {
    if (bytes_.size() - *at < record_size) break;
    const std::uint64_t size = wire::le32(&bytes_[*at + 12]), offset = wire::le32(&bytes_[*at + 16]);
    if (start + size + offset == *at)
      return std::min<std::uint64_t>(bytes_.size(), *at + record_size + wire::le16(&bytes_[*at + 20])) - start;
  }
  return 0;
}

}  // namespace lenscap::sources
