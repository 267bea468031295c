// tests/sources/capture_bytes.hpp: pcap and pcapng files, written byte by byte; nothing of src/ is used.
// Source: draft-ietf-opsawg-pcap, draft-ietf-opsawg-pcapng.
#pragma once
#include "sources/packets.hpp"

namespace lenscap::sources::testing {

struct Order {
  bool big_endian = false;
  Bytes operator()(std::uint64_t value, int bytes) const {
    return big_endian ? big(value, bytes) : little(value, bytes);
  }
};

struct PcapForm {
  Order order;
  bool nanoseconds = false;
  bool magic_of_modified = false;  ///< a1b2cd34, whose record headers have 24 bytes
  bool long_records = false;       ///< 24-byte record headers, under whatever magic
  std::uint32_t link = 1;
  std::uint32_t snap = 262144;
};

inline Bytes pcap_header(const PcapForm& f = {}) {
  const std::uint32_t magic = f.magic_of_modified ? 0xa1b2cd34 : f.nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4;
  const Order& o = f.order;
  return o(magic, 4) + o(2, 2) + o(4, 2) + o(0, 4) + o(0, 4) + o(f.snap, 4) + o(f.link, 4);
}

/// A record of `frame`; `on_wire` 0 means its own length. `fraction` is in the unit of the file.
inline Bytes pcap_record(const Bytes& frame, std::uint32_t seconds, std::uint32_t fraction, const PcapForm& f = {},
                         std::uint32_t on_wire = 0) {
  const Order& o = f.order;
  return o(seconds, 4) + o(fraction, 4) + o(frame.size(), 4) + o(on_wire ? on_wire : frame.size(), 4) +
         (f.long_records ? o(1, 4) + o(0, 2) + o(0, 1) + o(0, 1) : Bytes()) + frame;
}

/// Frames one second apart from `first_second` on.
inline Bytes pcap(const std::vector<Bytes>& frames, std::uint32_t first_second = 1'700'000'000,
                  const PcapForm& f = {}) {
  Bytes out = pcap_header(f);
  for (const Bytes& frame : frames) out += pcap_record(frame, first_second++, 0, f);
  return out;
}

inline Bytes padded(Bytes bytes) {
  bytes.resize((bytes.size() + 3) / 4 * 4);
  return bytes;
}

inline Bytes option(std::uint16_t code, const Bytes& value, const Order& o = {}) {
  return o(code, 2) + o(value.size(), 2) + padded(value);
}

inline Bytes ng_block(std::uint32_t type, const Bytes& body, const Order& o = {}) {
  const Bytes whole = padded(body);
  const auto length = o(12 + whole.size(), 4);
  return o(type, 4) + length + whole + length;
}

inline Bytes ng_section(const Order& o = {}, const Bytes& options = {}) {
  return ng_block(0x0a0d0d0a, o(0x1a2b3c4d, 4) + o(1, 2) + o(0, 2) + o(UINT64_MAX, 8) + options, o);
}

inline Bytes ng_interface(const Order& o = {}, std::uint16_t link = 1, std::uint32_t snap = 0,
                          const Bytes& options = {}) {
  return ng_block(1, o(link, 2) + o(0, 2) + o(snap, 4) + options, o);
}

inline Bytes ng_packet(const Bytes& frame, std::uint64_t ticks, std::uint32_t interface = 0, const Order& o = {},
                       std::uint32_t on_wire = 0) {
  return ng_block(6,
                  o(interface, 4) + o(ticks >> 32, 4) + o(ticks & 0xffffffff, 4) + o(frame.size(), 4) +
                      o(on_wire ? on_wire : frame.size(), 4) + padded(frame),
                  o);
}

inline Bytes ng_simple(const Bytes& frame, const Order& o = {}, std::uint32_t on_wire = 0) {
  return ng_block(3, o(on_wire ? on_wire : frame.size(), 4) + padded(frame), o);
}

inline Bytes ng_old(const Bytes& frame, std::uint64_t ticks, std::uint16_t interface = 0, const Order& o = {}) {
  return ng_block(2,
                  o(interface, 2) + o(0xffff, 2) + o(ticks >> 32, 4) + o(ticks & 0xffffffff, 4) + o(frame.size(), 4) +
                      o(frame.size(), 4) + padded(frame),
                  o);
}

}  // namespace lenscap::sources::testing
