#include "sources/capture_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "model/time.hpp"
#include "wire/bytes.hpp"

namespace lenscap::sources {

using model::fail;
using model::Result;

namespace {
constexpr std::size_t read_size = 256 * 1024;
constexpr std::size_t most_interfaces = 4096;  // a section with more is damaged or hostile
constexpr std::uint32_t least_block = 12;
constexpr std::uint32_t most_plausible = 256 * 1024;  // libpcap's own limit for a packet
}  // namespace

bool CaptureFile::recognises(std::span<const std::uint8_t> head) {
  if (head.size() < 4) return false;
  if (wire::le32(head.data()) == wire::block_section)
    return head.size() < 12 || wire::le32(&head[8]) == 0x1a2b3c4d || wire::be32(&head[8]) == 0x1a2b3c4d;
  switch (wire::le32(head.data())) {
    case 0xa1b2c3d4:
    case 0xd4c3b2a1:
    case 0xa1b23c4d:
    case 0x4d3cb2a1:
    case 0xa1b2cd34:
    case 0x34cdb2a1:
      return true;
    default:
      return false;
  }
}

Result<CaptureFile> CaptureFile::start(ByteStream& stream, std::vector<std::uint8_t> head, std::string name) {
  CaptureFile file(stream, std::move(name));
  file.end_ = head.size();
  file.buffer_ = std::move(head);
  file.buffer_.resize(std::max(file.end_, 2 * read_size));
  file.frames_.reserve(batch_frames);
  if (!recognises({file.buffer_.data(), file.end_})) return fail("is no capture", file.name_);
  if (wire::le32(file.buffer_.data()) == wire::block_section) {
    file.format_ = "pcapng";
    return file;
  }
  file.format_ = "pcap";
  if (!file.ensure(wire::PcapFile::size))
    return fail("the file ends inside the capture's header", file.name_, "the file is cut: record it again");
  file.pcap_ = *wire::parse_pcap_file({file.buffer_.data(), file.end_});
  file.begin_ = wire::PcapFile::size;
  file.check_record_form();
  return file;
}

/// Some patched libpcaps of 1999 wrote 24-byte record headers under the usual magic. As Wireshark does: when the second
/// record makes no sense with 16 bytes and does with 24, the file is one of theirs.
void CaptureFile::check_record_form() {
  if (pcap_.record_header != 16) return;
  auto second_makes_sense = [&](std::uint32_t header) {
    wire::PcapFile form = pcap_;
    form.record_header = header;
    if (!ensure(header)) return false;
    const auto first = wire::parse_pcap_record(form, {buffer_.data() + begin_, header});
    const std::size_t second = std::size_t(header) + first.kept;
    if (first.kept > most_plausible || !ensure(second + header)) return false;
    const auto record = wire::parse_pcap_record(form, {buffer_.data() + begin_ + second, header});
    return record.kept <= most_plausible && record.kept <= record.on_wire;
  };
  const bool usual = second_makes_sense(16);
  if (!usual && second_makes_sense(24)) pcap_.record_header = 24;
}

/// Makes at least `bytes` unread bytes available, moving what is left to the front. False at the end of the input.
bool CaptureFile::ensure(std::size_t bytes) {
  if (end_ - begin_ >= bytes) return true;
  if (begin_ != 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    base_ += begin_;
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() < bytes + read_size) buffer_.resize(bytes + read_size);
  while (end_ < bytes && !ended_) {
    auto n = stream_->read({buffer_.data() + end_, read_size});
    if (!n) {
      damage_ = model::to_line({n.error().what, fmt::format("offset {}", base_ + end_), n.error().todo});
      ended_ = true;
    } else if (*n == 0) {
      ended_ = true;
    } else {
      end_ += *n;
    }
  }
  return end_ >= bytes;
}

bool CaptureFile::step_over(std::uint64_t bytes) {
  while (bytes > end_ - begin_) {
    bytes -= end_ - begin_;
    begin_ = end_;
    if (!ensure(1)) return false;
  }
  begin_ += bytes;
  return true;
}

void CaptureFile::stop(std::string why) {
  stopped_ = true;
  if (damage_.empty()) damage_ = std::move(why);
}

void CaptureFile::take_batch(std::vector<Frame>& frames, std::vector<std::uint8_t>& block) {
  block.resize(buffer_.size());
  std::memcpy(block.data(), buffer_.data() + begin_, end_ - begin_);
  base_ += begin_;
  end_ -= begin_;
  begin_ = 0;
  buffer_.swap(block);
  frames_.swap(frames);
}

std::span<const Frame> CaptureFile::next_batch(std::size_t most) {
  frames_.clear();
  most_frames_ = most;
  if (!stopped_) format_ == "pcap" ? batch_pcap() : batch_pcapng();
  return frames_;
}

void CaptureFile::batch_pcap() {
  while (frames_.size() < most_frames_) {
    // What lies complete in the buffer is one batch: refilling would move the frames already in it.
    const std::size_t have = end_ - begin_;
    if (have < pcap_.record_header) {
      if (!frames_.empty()) return;
      if (!ensure(pcap_.record_header)) {
        if (end_ != begin_) {
          ++records_cut_;
          stop(fmt::format("reading stopped at offset {}: the file ends inside a record header", offset()));
        }
        stopped_ = true;
        return;
      }
    }
    const auto record = wire::parse_pcap_record(pcap_, {buffer_.data() + begin_, pcap_.record_header});
    if (record.kept > most_record) {
      if (!frames_.empty()) return;
      stop(fmt::format("reading stopped at offset {}: a record of {} bytes is longer than any capture tool writes",
                       offset(), record.kept));
      return;
    }
    const std::size_t whole = std::size_t(pcap_.record_header) + record.kept;
    if (end_ - begin_ < whole) {
      if (!frames_.empty()) return;
      if (!ensure(whole)) {
        ++records_cut_;
        stop(fmt::format("reading stopped at offset {}: a record of {} bytes, but the file ends after {}", offset(),
                         record.kept, end_ - begin_ - pcap_.record_header));
        return;
      }
    }
    frames_.push_back({buffer_.data() + begin_ + pcap_.record_header, record.kept,
                       std::max(record.on_wire, record.kept), record.nanos, ++packets_, pcap_.link_type});
    begin_ += whole;
  }
}

/// Adds the frame of a packet block that lies complete at begin_. False when the block is damaged.
bool CaptureFile::pcapng_packet(const wire::PcapngBlock& block) {
  const std::span<const std::uint8_t> body{buffer_.data() + begin_ + 8, block.length - least_block};
  const std::uint32_t snap = interfaces_.empty() ? 0 : interfaces_[0].snap_length;
  auto packet = wire::parse_pcapng_packet(block.type, body, swapped_, snap);
  if (!packet || packet->interface_id >= interfaces_.size()) {
    stop(fmt::format("reading stopped at offset {}: {}", offset(),
                     packet ? "a packet of an interface that the section does not describe"
                            : "a packet block shorter than its packet"));
    return false;
  }
  const auto& interface = interfaces_[packet->interface_id];
  frames_.push_back({body.data() + packet->frame, packet->kept, std::max(packet->on_wire, packet->kept),
                     packet->timed ? wire::to_nanos(interface, packet->ticks) : model::no_time, ++packets_,
                     interface.link_type});
  return true;
}

void CaptureFile::batch_pcapng() {
  while (frames_.size() < most_frames_) {
    if (end_ - begin_ < least_block) {
      if (!frames_.empty()) return;
      if (!ensure(least_block)) {
        if (end_ != begin_) {
          ++records_cut_;
          stop(fmt::format("reading stopped at offset {}: the file ends inside a block header", offset()));
        }
        stopped_ = true;
        return;
      }
    }
    bool order = swapped_;
    const auto block = wire::parse_pcapng_block({buffer_.data() + begin_, end_ - begin_}, order);
    if (!block || block->length < least_block || block->length % 4 != 0) {
      if (!frames_.empty()) return;
      stop(fmt::format("reading stopped at offset {}: {}", offset(),
                       block ? fmt::format("a block of length {}, which is impossible", block->length)
                             : std::string("a section of unknown byte order")));
      return;
    }
    swapped_ = order;
    const bool packet = block->type == wire::block_enhanced || block->type == wire::block_simple ||
                        block->type == wire::block_packet_old;
    const bool wanted = packet || block->type == wire::block_interface;
    if (!wanted || block->length > most_record + 64) {
      if (!frames_.empty() && block->length > end_ - begin_) return;  // stepping on would move the frames of this batch
      if (wanted) {
        stop(fmt::format("reading stopped at offset {}: a block of {} bytes is longer than any capture tool writes",
                         offset(), block->length));
        return;
      }
      if (block->type == wire::block_section) interfaces_.clear();
      const auto at = offset();
      if (!step_over(block->length)) {
        ++records_cut_;
        stop(fmt::format("reading stopped at offset {}: a block of {} bytes in a file that ends before it does", at,
                         block->length));
        return;
      }
      continue;
    }
    if (end_ - begin_ < block->length) {
      if (!frames_.empty()) return;
      if (!ensure(block->length)) {
        ++records_cut_;
        stop(fmt::format("reading stopped at offset {}: a block of {} bytes, but the file ends after {}", offset(),
                         block->length, end_ - begin_));
        return;
      }
    }
    if (packet) {
      if (!pcapng_packet(*block)) return;
    } else {
      auto interface =
          wire::parse_pcapng_interface({buffer_.data() + begin_ + 8, block->length - least_block}, swapped_);
      if (!interface || interfaces_.size() == most_interfaces) {
        stop(fmt::format("reading stopped at offset {}: an interface that cannot be", offset()));
        return;
      }
      interfaces_.push_back(*interface);
    }
    begin_ += block->length;
  }
}

}  // namespace lenscap::sources
