#include "wire/pcap.hpp"

#include "wire/bytes.hpp"

namespace lenscap::wire {

namespace {
std::uint32_t word(const PcapFile& file, const std::uint8_t* p) noexcept {
  const std::uint32_t v = le32(p);
  return file.swapped ? __builtin_bswap32(v) : v;
}
}  // namespace

std::optional<PcapFile> parse_pcap_file(std::span<const std::uint8_t> bytes) noexcept {
  if (bytes.size() < PcapFile::size) return std::nullopt;
  PcapFile file;
  switch (le32(bytes.data())) {
    case 0xa1b2c3d4:
      break;
    case 0xd4c3b2a1:
      file.swapped = true;
      break;
    case 0xa1b23c4d:
      file.nanoseconds = true;
      break;
    case 0x4d3cb2a1:
      file.swapped = file.nanoseconds = true;
      break;
    case 0xa1b2cd34:
      file.record_header = 24;
      break;
    case 0x34cdb2a1:
      file.swapped = true;
      file.record_header = 24;
      break;
    default:
      return std::nullopt;
  }
  file.snap_length = word(file, &bytes[16]);
  file.link_type = static_cast<std::uint16_t>(word(file, &bytes[20]) & 0xffff);  // the upper bits carry the FCS length
  return file;
}

PcapRecord parse_pcap_record(const PcapFile& file, std::span<const std::uint8_t> bytes) noexcept {
  const std::int64_t seconds = word(file, &bytes[0]);
  const std::int64_t fraction = word(file, &bytes[4]);
  return {seconds * 1'000'000'000 + (file.nanoseconds ? fraction : fraction * 1000), word(file, &bytes[8]),
          word(file, &bytes[12])};
}

}  // namespace lenscap::wire
