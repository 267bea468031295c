// 64 cameras of eight address blocks stream to one recorder. Even ones send RTP inside RTSP over TCP (RTP packets of
// 1,412 octets that run across segments of 1,334, one acknowledgement for two segments), odd ones RTP over UDP; every
// media frame has 1,400 octets. A full RTSP dialogue each at the start, then now and then a conversation that names the
// camera (load_video_talk.cpp).
#include "makecap/load_video.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "makecap/load.hpp"

namespace makecap {

namespace {

constexpr std::uint64_t begin = 1'772'434'800ULL * 1'000'000'000, frame_gap = 44'000;  // ns
constexpr std::size_t segment = 1334, rtp_packet = 1412, udp_payload = 1358;           // media frames of 1,400 octets
constexpr std::size_t talks = 16;                                                      // conversations at a time
constexpr std::size_t noise_size = 1U << 20;

/// RTP (RFC 3550) as the camera streams it; over TCP inside `$`, channel and length (RFC 2326 10.12).
struct Stream {
  std::uint16_t sequence = 0;
  std::uint32_t stamp = 0, source = 0;
  std::string pending;  // TCP: octets of the current RTP packet that have not been sent
  std::uint32_t unacknowledged = 0;
  Standing standing{};
};

void add_rtp(Bytes& out, Stream& stream, std::string_view content) {
  out += from_hex("8060");
  put16(out, stream.sequence++);
  put32(out, stream.stamp);
  put32(out, stream.source);
  out += content;
  if (stream.sequence % 8 == 0) stream.stamp += 3600;  // eight packets a picture, 25 pictures a second
}

struct Run {
  PcapStream out;
  Site site;
  Dice dice;
  Bytes noise;
  std::vector<Stream> streams;
  std::vector<std::vector<Frame>> open;  // frames of each running conversation, last first
  std::uint64_t time = begin, flows = 0;

  void write(std::string_view frame) {
    out.begin_frame(time) += frame;
    out.end_frame();
    time += frame_gap;
  }

  std::string_view content(std::size_t size) {
    return std::string_view(noise).substr(dice.below(static_cast<std::uint32_t>(noise_size - size)), size);
  }

  void tcp_media(std::size_t index) {
    Camera& camera = site.cameras[index];
    Stream& stream = streams[index];
    while (stream.pending.size() < segment) {
      put8(stream.pending, '$');
      put8(stream.pending, 0);
      put16(stream.pending, rtp_packet);
      add_rtp(stream.pending, stream, content(rtp_packet - 12));
    }
    const auto clock = static_cast<std::uint32_t>(time / 1'000'000);
    Standing& s = stream.standing;
    const Tcp data{554,
                   camera.stream_port,
                   s.server_seq,
                   s.client_seq,
                   psh | ack_flag,
                   s.server_clock + clock,
                   s.client_clock + clock};
    add_tcp_frame(out.begin_frame(time), link_between(camera.host, site.recorder),
                  net_between(camera.host, site.recorder.ip), data,
                  std::string_view(stream.pending).substr(0, segment));
    out.end_frame();
    time += frame_gap;
    stream.pending.erase(0, segment);
    s.server_seq += segment;
    if (++stream.unacknowledged < 2) return;
    stream.unacknowledged = 0;
    const Tcp back{camera.stream_port,    554, s.client_seq, s.server_seq, ack_flag, s.client_clock + clock,
                   s.server_clock + clock};
    add_tcp_frame(out.begin_frame(time), link_between(site.recorder, camera.host),
                  net_between(site.recorder, camera.host.ip), back, {});
    out.end_frame();
    time += frame_gap;
  }

  void udp_media(std::size_t index) {
    Camera& camera = site.cameras[index];
    Bytes packet;
    add_rtp(packet, streams[index], content(udp_payload - 12));
    add_udp_frame(out.begin_frame(time), link_between(camera.host, site.recorder),
                  net_between(camera.host, site.recorder.ip), 8000, camera.stream_port, packet);
    out.end_frame();
    time += frame_gap;
  }

  /// One frame of a conversation drawn at random; a new one begins where one has ended.
  void talk() {
    auto& frames = open[dice.below(talks)];
    if (frames.empty()) {
      frames = one_talk(site, dice, time, flows);
      std::reverse(frames.begin(), frames.end());
    }
    write(frames.back().bytes);
    frames.pop_back();
  }
};

}  // namespace

Written write_video(const std::string& path, const VideoLoad& load) {
  if (load.cameras == 0 || load.cameras > 1000) throw Mistake("1 to 1000 cameras");
  if (load.mgmt_percent > 50) throw Mistake("at most 50 percent of management frames");
  Run run{PcapStream(path), video_site(load.cameras), Dice{load.seed}, {}, {}, {}, begin, 0};
  run.noise = run.dice.octets(noise_size);
  run.open.resize(talks);
  const std::uint64_t size = load.megabytes * 1'000'000;
  for (std::size_t i = 0; i < load.cameras && run.out.bytes() < size; ++i) {
    Timeline dialogue;
    Stream& stream = run.streams.emplace_back();
    stream.source = static_cast<std::uint32_t>(run.dice.next());
    stream.standing = rtsp_dialogue(run.site, i, run.time, dialogue);
    for (const Frame& frame : dialogue) run.write(frame.bytes);
    run.flows += i % 2 == 0 ? 2 : 3;
  }
  for (std::size_t next = 0; run.out.bytes() < size;) {
    // A media turn is a frame and, one time in four, an acknowledgement: p / (p + (1 - p) 5/4) is the share of frames.
    if (run.dice.below(static_cast<std::uint32_t>(400 + load.mgmt_percent)) < 5 * load.mgmt_percent) {
      run.talk();
      continue;
    }
    if (next % 2 == 0) run.tcp_media(next);
    else run.udp_media(next);
    next = (next + 1) % load.cameras;
  }
  run.out.close();
  return {run.out.bytes(), run.out.packets(), run.out.bytes() - 24 - 16 * run.out.packets(), run.flows};
}

}  // namespace makecap
