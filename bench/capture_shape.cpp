// bench/capture_shape.cpp: what a generated capture consists of, read without any of Lenscap's code: packets, mean
// frame, senders, one-way flows, and the shares of what a monitor would see. bench/run.sh proves with it that both
// captures have the shape their figures are quoted for. Ethernet and IPv4 only, as the generator writes them.
#include <arpa/inet.h>

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <unordered_set>
#include <vector>

namespace {

std::uint16_t be16(const std::uint8_t* p) { return static_cast<std::uint16_t>(p[0] << 8 | p[1]); }

struct Shape {
  unsigned long packets = 0, bytes = 0, arp = 0, tcp = 0, udp = 0, dns = 0, ntp = 0, media = 0, other = 0;
  std::unordered_set<std::string> flows;
  std::unordered_set<std::uint32_t> senders;
};

void look(Shape& shape, const std::uint8_t* f, std::uint32_t kept, std::uint32_t on_wire) {
  ++shape.packets;
  shape.bytes += on_wire;
  if (kept < 34) return;
  std::uint32_t at = 12;
  while (be16(f + at) == 0x8100 && at + 8 < kept) at += 4;
  const std::uint16_t type = be16(f + at);
  at += 2;
  if (type == 0x0806) {
    ++shape.arp;
    return;
  }
  if (type != 0x0800 || kept < at + 28) {
    ++shape.other;
    return;
  }
  const std::uint8_t* ip = f + at;
  const std::uint8_t* l4 = ip + (ip[0] & 15) * 4;
  std::uint32_t source;
  std::memcpy(&source, ip + 12, 4);
  shape.senders.insert(source);
  std::string key(reinterpret_cast<const char*>(ip + 12), 8);
  key.append(reinterpret_cast<const char*>(l4), 4);
  key += static_cast<char>(ip[9]);
  shape.flows.insert(std::move(key));
  const std::uint16_t a = be16(l4), b = be16(l4 + 2);
  if (ip[9] == 6) {
    ++shape.tcp;
    if (a == 554 || b == 554) ++shape.media;  // acknowledgements with it, as the reference counts them
  } else if (ip[9] == 17) {
    ++shape.udp;
    if (a == 53 || b == 53) ++shape.dns;
    else if (a == 123 || b == 123) ++shape.ntp;
    else if ((l4[8] & 0xc0) == 0x80 && on_wire > 1000) ++shape.media;
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::FILE* in = argc == 2 ? std::fopen(argv[1], "rb") : nullptr;
  if (in == nullptr) return 2;
  std::uint8_t header[24], record[16];
  std::vector<std::uint8_t> frame(262144);
  Shape shape;
  if (std::fread(header, 1, sizeof header, in) != sizeof header) return 2;
  while (std::fread(record, 1, sizeof record, in) == sizeof record) {
    std::uint32_t kept, on_wire;
    std::memcpy(&kept, record + 8, 4);
    std::memcpy(&on_wire, record + 12, 4);
    if (kept > frame.size() || std::fread(frame.data(), 1, kept, in) != kept) return 2;
    look(shape, frame.data(), kept, on_wire);
  }
  const double n = static_cast<double>(shape.packets);
  std::printf("packets %lu\nmean_frame %.1f\nsenders %zu\nflows %zu\n", shape.packets,
              static_cast<double>(shape.bytes) / n, shape.senders.size(), shape.flows.size());
  const std::pair<const char*, unsigned long> shares[] = {{"tcp", shape.tcp}, {"udp", shape.udp},
                                                          {"arp", shape.arp}, {"dns", shape.dns},
                                                          {"ntp", shape.ntp}, {"media", shape.media}};
  for (const auto& [name, count] : shares)
    std::printf("%s_percent %.1f\n", name, 100.0 * static_cast<double>(count) / n);
  std::fclose(in);
}
