// makecap/load.hpp: the two captures on which speed is measured. Their shapes are the two ends of what a sensor meets:
// few flows of large media frames (a flow meter needs a counter a frame), and a million short conversations (a cold
// table slot each).
#pragma once
#include <cstdint>
#include <string>

namespace makecap {

struct VideoLoad {
  std::uint64_t megabytes = 1000;  ///< 10^6 bytes of file
  std::uint64_t cameras = 64;      ///< 1 … 1000; even ones stream over TCP, odd ones over UDP
  std::uint64_t mgmt_percent = 2;  ///< of frames: DNS, TLS, ISAPI, ONVIF, WS-Discovery, SADP; 0 … 50
  std::uint64_t seed = 1;
};

struct SmallLoad {
  std::uint64_t megabytes = 1000;
  std::uint64_t hosts = 100'000;  ///< 1 … 1,000,000
  std::uint64_t seed = 1;
};

struct Written {
  std::uint64_t bytes, packets, frame_bytes;
  std::uint64_t flows;  ///< one-way, by addresses, protocol and ports; none for ARP
};

/// Streams to disk; memory does not grow with the size. Throws Mistake when it cannot write.
Written write_video(const std::string& path, const VideoLoad& load);
Written write_small(const std::string& path, const SmallLoad& load);

}  // namespace makecap
