// bench/count_read.cpp: a walk over a pcap file with read(2) into a reused block of 256 KiB: `count_read FILE` looks at
// the record headers alone, which is what the page cache allows; `count_read FILE keep` also at Ethernet, IPv4 and
// ports, and counts packets and bytes of each one-way flow in one open-addressing table: what any tool that tells
// flows apart must do, done as plainly as it can be.
#include <arpa/inet.h>
#include <fcntl.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string_view>
#include <vector>

namespace {

constexpr std::size_t block = 256 * 1024, file_header = 24, record_header = 16;

std::uint16_t be16(const std::uint8_t* p) { return static_cast<std::uint16_t>(p[0] << 8 | p[1]); }

std::uint64_t mix(std::uint64_t x) {  // the finaliser of MurmurHash3
  x = (x ^ x >> 33) * 0xff51afd7ed558ccdULL;
  x = (x ^ x >> 33) * 0xc4ceb9fe1a85ec53ULL;
  return x ^ x >> 33;
}

class Flows {
 public:
  /// False when the table is as full as it may be.
  bool count(const std::uint8_t* frame, std::uint32_t kept) {
    const std::uint64_t key = key_of(frame, kept);
    if (key == 0) return true;
    std::size_t at = key & (slots_.size() - 1);
    while (slots_[at].key != key && slots_[at].key != 0) at = (at + 1) & (slots_.size() - 1);
    Slot& slot = slots_[at];
    if (slot.key == 0 && ++used_ > slots_.size() / 8 * 7) return false;
    slot.key = key;
    ++slot.packets;
    slot.bytes += kept;
    return true;
  }
  std::size_t size() const { return used_; }

 private:
  struct Slot {
    std::uint64_t key = 0;  ///< 0 = free
    std::uint32_t packets = 0, bytes = 0;
  };

  /// Of both addresses, the ports and the protocol; 0 for what is not TCP or UDP over IPv4.
  static std::uint64_t key_of(const std::uint8_t* frame, std::uint32_t kept) {
    std::uint32_t at = 12;
    while (at + 6 <= kept && be16(frame + at) == 0x8100) at += 4;
    if (at + 26 > kept || be16(frame + at) != 0x0800) return 0;
    const std::uint8_t* ip = frame + at + 2;
    const std::uint32_t length = (ip[0] & 15U) * 4;
    if ((ip[9] != IPPROTO_TCP && ip[9] != IPPROTO_UDP) || at + 2 + length + 4 > kept) return 0;
    std::uint64_t addresses;
    std::uint32_t ports;
    std::memcpy(&addresses, ip + 12, sizeof addresses);
    std::memcpy(&ports, ip + length, sizeof ports);
    return mix(addresses ^ mix(std::uint64_t{ip[9]} << 32 | ports)) | 1;
  }

  std::vector<Slot> slots_{std::size_t{1} << 23};  // 128 MiB: room for 7 million flows
  std::size_t used_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  const bool keep = argc == 3 && std::string_view(argv[2]) == "keep";
  if (argc != 2 && !keep) return 2;
  const int fd = open(argv[1], O_RDONLY);
  if (fd < 0) {
    std::perror(argv[1]);
    return 2;
  }
  std::vector<Flows> flows(keep ? 1 : 0);
  std::vector<std::uint8_t> buffer(2 * block);
  std::size_t begin = 0, end = 0;
  unsigned long packets = 0, bytes = 0;
  bool header = true;
  for (;;) {
    std::memmove(buffer.data(), buffer.data() + begin, end - begin);
    end -= begin;
    begin = 0;
    if (end > block) return 2;  // a record longer than a block
    const ssize_t n = read(fd, buffer.data() + end, block);
    if (n <= 0) break;
    end += static_cast<std::size_t>(n);
    if (header) begin = file_header, header = false;
    while (end - begin >= record_header) {
      std::uint32_t kept;
      std::memcpy(&kept, &buffer[begin + 8], 4);
      if (end - begin < record_header + kept) break;
      ++packets;
      bytes += kept;
      if (keep && !flows[0].count(&buffer[begin + record_header], kept)) {
        std::fprintf(stderr, "more flows than this table holds\n");
        return 2;
      }
      begin += record_header + kept;
    }
  }
  std::printf("%lu packets, %lu bytes", packets, bytes);
  if (keep) std::printf(", %zu flows", flows[0].size());
  std::printf("\n");
}
