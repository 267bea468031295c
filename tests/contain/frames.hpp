// tests/contain/frames.hpp: the IPv4 frames of a capture that pass between inside and outside, with every outside
// address rewritten to 198.51.100.0/24, and the conversations that they are.
#pragma once
#include <algorithm>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "model/address.hpp"
#include "sources/byte_stream.hpp"
#include "sources/capture_file.hpp"

namespace lenscap::contain {

struct CapturedFrame {
  std::vector<std::uint8_t> bytes;  ///< Ethernet without tag, IPv4
  std::uint64_t packet = 0;         ///< in the capture
  model::Mac from;
  model::Ip source, destination;
  std::uint8_t protocol = 0;
  std::uint16_t source_port = 0, destination_port = 0;
  bool outwards = false;  ///< from inside to outside
};

inline std::uint16_t word(const std::vector<std::uint8_t>& b, std::size_t at) {
  return static_cast<std::uint16_t>(b[at] << 8 | b[at + 1]);
}
inline void put(std::vector<std::uint8_t>& b, std::size_t at, std::uint16_t value) {
  b[at] = static_cast<std::uint8_t>(value >> 8);
  b[at + 1] = static_cast<std::uint8_t>(value);
}

constexpr std::size_t ip_at = 14;  // behind the Ethernet header
constexpr std::uint8_t tcp = 6, udp = 17;

/// RFC 1071 over `length` bytes.
inline std::uint32_t sum(const std::vector<std::uint8_t>& b, std::size_t at, std::size_t length, std::uint32_t start) {
  for (std::size_t i = 0; i < length; i += 2)
    start += i + 1 < length ? word(b, at + i) : static_cast<std::uint32_t>(b[at + i] << 8);
  return start;
}
inline std::uint16_t folded(std::uint32_t total) {
  while (total >> 16) total = (total & 0xffff) + (total >> 16);
  return static_cast<std::uint16_t>(~total);
}

/// Writes both checksums anew (RFC 791, RFC 9293, RFC 768).
inline void fix_checksums(std::vector<std::uint8_t>& b) {
  const std::size_t header = (b[ip_at] & 15) * 4u, at = ip_at + header, length = word(b, ip_at + 2) - header;
  put(b, ip_at + 10, 0);
  put(b, ip_at + 10, folded(sum(b, ip_at, header, 0)));
  const std::uint8_t protocol = b[ip_at + 9];
  if (protocol != tcp && protocol != udp) return;
  const std::size_t field = at + (protocol == tcp ? 16 : 6);
  put(b, field, 0);
  put(b, field, folded(sum(b, at, length, sum(b, ip_at + 12, 8, static_cast<std::uint32_t>(protocol + length)))));
}

class Outside {
 public:
  /// Every outside address has one of its own; the same by the same.
  model::Ip operator()(const model::Ip& ip) {
    const auto [it, added] = given_.emplace(ip, model::Ip{});
    if (added) {
      if (given_.size() > 200) throw std::runtime_error("more outside addresses than 198.51.100.0/24 has");
      it->second = model::Ip::v4(0xc6336400u + 10 + static_cast<std::uint32_t>(given_.size()));
    }
    return it->second;
  }
  const std::map<model::Ip, model::Ip>& given() const { return given_; }

 private:
  std::map<model::Ip, model::Ip> given_;
};

inline model::Ip address(const std::vector<std::uint8_t>& b, std::size_t at) {
  return model::Ip::v4(static_cast<std::uint32_t>(word(b, at)) << 16 | word(b, at + 2));
}

/// Whole frames of TCP and UDP between an inside and an outside address, in the order of the capture, rewritten.
inline std::vector<CapturedFrame> rewritten(const std::string& path, Outside& outside) {
  std::vector<CapturedFrame> out;
  auto stream = sources::ByteStream::open(path, sources::Hashing::none).value();
  std::vector<std::uint8_t> head(24);
  head.resize(stream.read(head).value());
  auto file = sources::CaptureFile::start(stream, head, path).value();
  for (auto batch = file.next_batch(); !batch.empty(); batch = file.next_batch())
    for (const auto& frame : batch) {
      CapturedFrame f;
      f.bytes.assign(frame.data, frame.data + frame.kept);
      f.packet = frame.packet;
      auto& b = f.bytes;
      if (b.size() >= 18 && word(b, 12) == 0x8100) b.erase(b.begin() + 12, b.begin() + 16);
      if (b.size() < ip_at + 28 || word(b, 12) != 0x0800 || (b[ip_at] & 15) < 5) continue;
      b.resize(std::min<std::size_t>(b.size(), ip_at + word(b, ip_at + 2)));
      f.protocol = b[ip_at + 9];
      const std::size_t at = ip_at + (b[ip_at] & 15) * 4u;
      if ((f.protocol != tcp && f.protocol != udp) || b.size() < ip_at + word(b, ip_at + 2) ||
          (word(b, ip_at + 6) & 0x3fff))
        continue;
      f.source = address(b, ip_at + 12);
      f.destination = address(b, ip_at + 16);
      const auto out_of = [](const model::Ip& ip) { return !ip.inside() && !ip.multicast() && !ip.unspecified(); };
      f.outwards = f.source.inside() && out_of(f.destination);
      if (!f.outwards && !(f.destination.inside() && out_of(f.source))) continue;
      model::Ip& far = f.outwards ? f.destination : f.source;
      far = outside(far);
      std::copy_n(far.bytes.begin(), 4, b.begin() + ip_at + (f.outwards ? 16 : 12));
      fix_checksums(b);
      f.source_port = word(b, at);
      f.destination_port = word(b, at + 2);
      for (int i = 6; i < 12; ++i) f.from.value = f.from.value << 8 | b[static_cast<std::size_t>(i)];
      out.push_back(std::move(f));
    }
  return out;
}

}  // namespace lenscap::contain
