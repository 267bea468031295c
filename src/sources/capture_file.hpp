// sources/capture_file.hpp: the frames of a pcap or pcapng file, in batches.
//
// One buffer is reused: blocks are read behind what is left of the last one, so a frame never has to be copied and
// memory stays flat. A batch is what lies complete in the buffer, at most so many frames. Who needs frames for longer
// takes the buffer and gives another.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/error.hpp"
#include "sources/byte_stream.hpp"
#include "wire/pcap.hpp"
#include "wire/pcapng.hpp"

namespace lenscap::sources {

struct Frame {
  const std::uint8_t* data = nullptr;  ///< valid until the next call of next_batch
  std::uint32_t kept = 0;
  std::uint32_t on_wire = 0;
  std::int64_t time = 0;     ///< nanoseconds since 1970; no_time in simple packets
  std::uint64_t packet = 0;  ///< counts from 1
  std::uint16_t link_type = 0;
};

class CaptureFile {
 public:
  static constexpr std::size_t batch_frames = 256;
  /// Longest record that is read: a capture tool keeps at most 256 KiB of a packet.
  static constexpr std::uint32_t most_record = 1024 * 1024;

  /// True when `head` (at least 12 bytes) begins a pcap or pcapng file.
  static bool recognises(std::span<const std::uint8_t> head);

  /// `head` are bytes already taken from `stream`. Error: neither format, or its header is cut.
  static model::Result<CaptureFile> start(ByteStream& stream, std::vector<std::uint8_t> head, std::string name);

  /// The next frames, at most `most`; empty at the end. Damage ends reading: `damage()` then says what and where.
  std::span<const Frame> next_batch(std::size_t most = batch_frames);
  /// Takes the last batch away: its frames, and in `block` the memory that they lie in. Their old contents are reused.
  void take_batch(std::vector<Frame>& frames, std::vector<std::uint8_t>& block);

  const std::string& format() const { return format_; }  ///< "pcap" or "pcapng"
  const std::string& damage() const { return damage_; }
  std::uint64_t packets() const { return packets_; }
  std::uint64_t records_cut() const { return records_cut_; }

 private:
  CaptureFile(ByteStream& stream, std::string name) : stream_(&stream), name_(std::move(name)) {}
  void check_record_form();
  bool ensure(std::size_t bytes);
  bool step_over(std::uint64_t bytes);
  void stop(std::string why);
  std::uint64_t offset() const { return base_ + begin_; }
  void batch_pcap();
  void batch_pcapng();
  bool pcapng_packet(const wire::PcapngBlock& block);

  ByteStream* stream_;
  std::string name_, format_, damage_;
  std::vector<std::uint8_t> buffer_;
  std::size_t begin_ = 0, end_ = 0;  ///< unread bytes of buffer_
  std::uint64_t base_ = 0;           ///< offset in the (decompressed) input of buffer_[0]
  bool ended_ = false, stopped_ = false;
  std::uint64_t packets_ = 0, records_cut_ = 0;
  std::vector<Frame> frames_;
  std::size_t most_frames_ = batch_frames;
  wire::PcapFile pcap_;
  bool swapped_ = false;
  std::vector<wire::PcapngInterface> interfaces_;
};

}  // namespace lenscap::sources
