// tests/wire/evidence_frames.hpp: single frames of real captures, read without any code of the product.
//
// A test that reads real evidence skips, and says which file it missed, where the evidence is not beside the
// repository.
#pragma once
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "wire/octets.hpp"

namespace lenscap::wire::testing {

inline std::filesystem::path capture_path(const std::string& name) {
  return std::filesystem::path(LENSCAP_ROOT).parent_path() / "shared" / "evidence" / "captures" / name;
}

/// All frames of a little-endian pcap or pcapng file (enhanced packet blocks); [0] is frame number 1.
inline std::vector<Bytes> frames_of(const std::string& name) {
  std::ifstream in(capture_path(name), std::ios::binary);
  const std::string file{std::istreambuf_iterator<char>(in), {}};
  const auto number = [&](std::size_t at) {
    std::uint32_t v = 0;
    std::memcpy(&v, file.data() + at, sizeof v);
    return std::size_t{v};
  };
  constexpr std::size_t pcapng_section = 0x0a0d0d0a, enhanced_packet = 6;
  std::vector<Bytes> frames;
  if (file.size() < 24) return frames;
  if (number(0) == pcapng_section) {
    for (std::size_t at = 0; at + 32 <= file.size(); at += number(at + 4))
      if (number(at) == enhanced_packet)
        frames.push_back(text(std::string_view(file).substr(at + 28, number(at + 20))));
  } else {
    for (std::size_t at = 24; at + 16 <= file.size(); at += 16 + number(at + 8))
      frames.push_back(text(std::string_view(file).substr(at + 16, number(at + 8))));
  }
  return frames;
}

/// What an Ethernet frame with an IPv4 header without options carries over UDP.
inline Bytes udp_payload(const Bytes& frame) { return {frame.begin() + 42, frame.end()}; }

}  // namespace lenscap::wire::testing

/// Skips the test where the capture is absent.
#define LENSCAP_NEEDS_CAPTURE(name)                                         \
  if (!std::filesystem::exists(lenscap::wire::testing::capture_path(name))) \
  GTEST_SKIP() << "real evidence is not beside the repository: " << (name)
