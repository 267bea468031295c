// tests/contain/frames.hpp: a capture with every outside address rewritten to 198.51.100.0/24 (RFC 5737), as a capture
// again and as the frames that pass between inside and outside.
//
// An address stands in the header, in the header that an ICMP error quotes, and in the answers of DNS: all three are
// rewritten, or names and refusals would lose their peer. Checksums are written anew; what the capture cut counts as
// zeros.
#pragma once
#include <algorithm>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "cli/capture.hpp"
#include "model/address.hpp"
#include "sources/byte_stream.hpp"
#include "sources/capture_file.hpp"

namespace lenscap::contain {

using Bytes = std::vector<std::uint8_t>;

struct CapturedFrame {
  Bytes bytes;  ///< Ethernet without tag, IPv4
  model::Ip source, destination;
  bool outwards = false;  ///< from inside to outside
};

struct Rewritten {
  std::string pcap;                   ///< every frame of the capture, whole file
  std::vector<CapturedFrame> across;  ///< TCP and UDP between inside and outside, in the order of the capture
  std::uint64_t not_replayed = 0;     ///< between inside and outside: ICMP, fragments
};

inline std::uint16_t word(const Bytes& b, std::size_t at) { return static_cast<std::uint16_t>(b[at] << 8 | b[at + 1]); }
inline void put(Bytes& b, std::size_t at, std::uint16_t value) {
  b[at] = static_cast<std::uint8_t>(value >> 8);
  b[at + 1] = static_cast<std::uint8_t>(value);
}
inline model::Ip address(const Bytes& b, std::size_t at) {
  return model::Ip::v4(static_cast<std::uint32_t>(word(b, at)) << 16 | word(b, at + 2));
}
inline bool is_outside(const model::Ip& ip) {
  return !ip.inside() && !ip.multicast() && !ip.unspecified() && ip != model::Ip::v4(0xffffffff);
}

constexpr std::size_t ethernet = 14;  // length of its header
constexpr std::uint8_t icmp = 1, tcp = 6, udp = 17;

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

  /// The four bytes at `at`, if they are an outside address.
  void rewrite(Bytes& b, std::size_t at) {
    if (const auto ip = address(b, at); is_outside(ip)) std::copy_n((*this)(ip).bytes.begin(), 4, b.begin() + at);
  }

 private:
  std::map<model::Ip, model::Ip> given_;
};

/// RFC 1071 over `length` bytes.
inline std::uint32_t sum(const Bytes& b, std::size_t at, std::size_t length, std::uint32_t start) {
  for (std::size_t i = 0; i < length; i += 2)
    start += i + 1 < length ? word(b, at + i) : static_cast<std::uint32_t>(b[at + i] << 8);
  return start;
}
inline std::uint16_t folded(std::uint32_t total) {
  while (total >> 16) total = (total & 0xffff) + (total >> 16);
  return static_cast<std::uint16_t>(~total);
}
inline std::size_t header_of(const Bytes& b, std::size_t ip) { return (b[ip] & 15) * 4u; }
inline void fix_header(Bytes& b, std::size_t ip) {
  put(b, ip + 10, 0);
  put(b, ip + 10, folded(sum(b, ip, header_of(b, ip), 0)));
}

/// Writes the checksums of the datagram at `ip` anew (RFC 791, RFC 792, RFC 9293, RFC 768).
inline void fix_checksums(Bytes& b, std::size_t ip) {
  fix_header(b, ip);
  const std::size_t at = ip + header_of(b, ip), length = word(b, ip + 2) - header_of(b, ip);
  const std::uint8_t protocol = b[ip + 9];
  if ((word(b, ip + 6) & 0x3fff) || (protocol != icmp && protocol != tcp && protocol != udp)) return;
  const std::size_t field = at + (protocol == tcp ? 16 : protocol == udp ? 6 : 2);
  if (field + 2 > at + length) return;
  put(b, field, 0);
  const std::uint32_t pseudo = protocol == icmp ? 0 : sum(b, ip + 12, 8, static_cast<std::uint32_t>(protocol + length));
  put(b, field, folded(sum(b, at, length, pseudo)));
}

/// The addresses of the datagram at `ip`, which lies whole in `b`, and those that it speaks of.
inline void rewrite(Bytes& b, std::size_t ip, Outside& outside) {
  outside.rewrite(b, ip + 12);
  outside.rewrite(b, ip + 16);
  const std::size_t at = ip + header_of(b, ip), end = ip + word(b, ip + 2);
  if (b[ip + 9] == icmp && at + 28 <= end && (b[at] == 3 || b[at] == 11)) {
    outside.rewrite(b, at + 20);
    outside.rewrite(b, at + 24);
    if (header_of(b, at + 8) <= end - at - 8) fix_header(b, at + 8);
  }
  // RFC 1035, section 3.2.1: type A, class IN, time to live, length 4.
  if (b[ip + 9] == udp && at + 8 <= end && word(b, at) == 53)
    for (std::size_t i = at + 8; i + 14 <= end; ++i)
      if (word(b, i) == 1 && word(b, i + 2) == 1 && word(b, i + 8) == 4) outside.rewrite(b, i + 10);
  fix_checksums(b, ip);
}

inline std::string pcap_record(std::int64_t time, const Bytes& b, std::uint32_t kept, std::uint32_t on_wire) {
  using test::le32;
  return le32(static_cast<std::uint32_t>(time / 1'000'000'000)) +
         le32(static_cast<std::uint32_t>(time % 1'000'000'000)) + le32(kept) + le32(on_wire) +
         std::string(b.begin(), b.begin() + kept);
}

/// Of an Ethernet capture.
inline Rewritten rewritten(const std::string& path, Outside& outside) {
  using test::le16, test::le32;
  constexpr std::uint32_t pcap_nanoseconds = 0xa1b23c4d;
  Rewritten out;
  out.pcap = le32(pcap_nanoseconds) + le16(2) + le16(4) + le32(0) + le32(0) + le32(262144) + le32(1);
  auto stream = sources::ByteStream::open(path, sources::Hashing::none).value();
  Bytes head(24);
  head.resize(stream.read(head).value());
  auto file = sources::CaptureFile::start(stream, head, path).value();
  for (auto batch = file.next_batch(); !batch.empty(); batch = file.next_batch())
    for (const auto& frame : batch) {
      Bytes b(frame.data, frame.data + frame.kept);
      b.resize(std::max<std::size_t>(frame.on_wire, frame.kept));
      const std::size_t ip = b.size() >= 18 && word(b, 12) == 0x8100 ? ethernet + 4 : ethernet;
      const bool has_ip = b.size() >= ip + 20 && word(b, ip - 2) == 0x0800 && header_of(b, ip) >= 20 &&
                          frame.kept >= ip + header_of(b, ip) && word(b, ip + 2) >= header_of(b, ip) &&
                          b.size() >= ip + word(b, ip + 2);
      if (has_ip) rewrite(b, ip, outside);
      out.pcap += pcap_record(frame.time, b, frame.kept, frame.on_wire);
      if (!has_ip) continue;
      CapturedFrame f;
      f.source = address(b, ip + 12);
      f.destination = address(b, ip + 16);
      f.outwards = f.source.inside() && is_outside(f.destination);
      if (!f.outwards && !(f.destination.inside() && is_outside(f.source))) continue;
      if ((b[ip + 9] != tcp && b[ip + 9] != udp) || (word(b, ip + 6) & 0x3fff)) {
        ++out.not_replayed;
        continue;
      }
      b.resize(ip + word(b, ip + 2));
      if (ip > ethernet) b.erase(b.begin() + 12, b.begin() + 16);
      f.bytes = std::move(b);
      out.across.push_back(std::move(f));
    }
  return out;
}

}  // namespace lenscap::contain
