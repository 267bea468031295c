// makecap/load_video.hpp: the cameras of the video load and what they say beside their streams.
#pragma once
#include <string>
#include <vector>

#include "makecap/tcp_dialogue.hpp"

namespace makecap {

struct Camera {
  Host host;
  std::size_t maker;  ///< 0 … 7, one address block each
  std::string realm, path, serial;
  std::uint16_t stream_port;  ///< the recorder's, for TCP and UDP
};

struct Site {
  std::vector<Camera> cameras;
  Host recorder, router, cloud;
  std::uint16_t next_port = 49152;
};

Site video_site(std::size_t cameras);

/// OPTIONS, DESCRIBE, 401 with the camera's realm, DESCRIBE, SETUP, PLAY; the connection stays open.
Standing rtsp_dialogue(Site& site, std::size_t camera, std::uint64_t time, Timeline& timeline);

/// One conversation of a camera drawn at random: DNS, TLS, ISAPI, ONVIF, WS-Discovery or SADP. Adds its new one-way
/// flows to `flows`.
Timeline one_talk(Site& site, Dice& dice, std::uint64_t time, std::uint64_t& flows);

}  // namespace makecap
