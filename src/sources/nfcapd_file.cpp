#include "sources/nfcapd_file.hpp"

#include <bzlib.h>
#include <fmt/format.h>
#include <lz4.h>
#include <zstd.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "sources/export_record.hpp"
#include "sources/lzo1x.hpp"
#include "wire/nfcapd.hpp"

namespace lenscap::sources {

using model::fail;
using model::Result;

namespace {

// nfdump's own buffers hold 5 MiB and it writes blocks of 1 to 4 MiB; a few times that is room for what is to come.
constexpr std::size_t most_block = 16 * 1024 * 1024;

constexpr std::string_view exporter_name(wire::NfcapdPacking packing) {
  constexpr std::string_view names[] = {"", "LZO", "bzip2", "LZ4", "zstd"};
  return names[static_cast<std::size_t>(packing)];
}

/// How many octets of `out` were filled; empty when `in` is damaged or holds more.
std::optional<std::size_t> unpack(wire::NfcapdPacking packing, std::span<const std::uint8_t> in,
                                  std::span<std::uint8_t> out) {
  auto* const from = reinterpret_cast<const char*>(in.data());
  auto* const to = reinterpret_cast<char*>(out.data());
  switch (packing) {
    case wire::NfcapdPacking::lzo:
      return unpack_lzo1x(in, out);
    case wire::NfcapdPacking::bzip2: {
      auto made = static_cast<unsigned>(out.size());
      if (BZ2_bzBuffToBuffDecompress(to, &made, const_cast<char*>(from), static_cast<unsigned>(in.size()), 0, 0) !=
          BZ_OK)
        return {};
      return made;
    }
    case wire::NfcapdPacking::lz4: {
      const int made = LZ4_decompress_safe(from, to, static_cast<int>(in.size()), static_cast<int>(out.size()));
      if (made < 0) return {};
      return static_cast<std::size_t>(made);
    }
    case wire::NfcapdPacking::zstd: {
      const std::size_t made = ZSTD_decompress(out.data(), out.size(), in.data(), in.size());
      if (ZSTD_isError(made)) return {};
      return made;
    }
    case wire::NfcapdPacking::none:
      break;
  }
  return {};
}

class NfcapdFile {
 public:
  NfcapdFile(ByteStream& stream, std::vector<std::uint8_t> taken, const std::string& name, RecordSink& sink)
      : stream_(stream), taken_(std::move(taken)), name_(name), sink_(sink) {}

  Result<void> read() {
    std::vector<std::uint8_t> bytes(wire::NfcapdHead::most_size);
    bytes.resize(peek(bytes));
    const auto head = wire::parse_nfcapd_head(std::as_bytes(std::span(bytes)));
    if (!head) return fail("the file ends inside the head of an nfdump file", name_, "the file is cut: copy it again");
    if (head->big_endian)
      return fail("an nfdump file of a big-endian machine is not read", name_,
                  "export it there: nfdump -o csv, or replay it with nfreplay");
    if (head->size == 0)
      return fail(fmt::format("nfdump files of layout {} are not read", head->layout), name_,
                  "send its flows into a capture with nfreplay (NetFlow 9), which is read");
    if (head->encrypted) return fail("the nfdump file is encrypted", name_, "decrypt it with nfdump first");
    step(head->size);
    while (read_block(*head)) {
    }
    if (scaled_ != 0)
      sink_.skipped["flows that their collector had scaled from a sample (taken as they are)"] += scaled_;
    if (backs_ != 0)
      sink_.notes.push_back(fmt::format(
          "{}: {} flows count both ways: what nfdump calls out is taken for what came back", name_, backs_));
    return {};
  }

 private:
  /// Fills `into` from what was taken before, then from the stream. Less than its size at the end.
  std::size_t fill(std::span<std::uint8_t> into) {
    std::size_t have = std::min(into.size(), taken_.size() - used_);
    if (have != 0) std::memcpy(into.data(), &taken_[used_], have);
    used_ += have;
    while (have < into.size() && broken_.empty()) {
      const auto n = stream_.read(into.subspan(have));
      if (!n) broken_ = model::to_line(n.error());
      else if (*n == 0) break;
      else have += *n;
    }
    offset_ += have;
    return have;
  }

  /// The same without taking them; only at the beginning.
  std::size_t peek(std::span<std::uint8_t> into) {
    const std::size_t have = fill(into);
    std::vector<std::uint8_t> again(into.begin(), into.begin() + static_cast<std::ptrdiff_t>(have));
    again.insert(again.end(), taken_.begin() + static_cast<std::ptrdiff_t>(used_), taken_.end());
    taken_ = std::move(again);
    used_ = 0;
    offset_ = 0;
    return have;
  }

  void step(std::size_t bytes) {
    used_ += bytes;
    offset_ += bytes;
  }

  bool stop(std::uint64_t at, std::string_view why) {
    sink_.notes.push_back(
        fmt::format("{}: reading stopped at offset {}: {}", name_, at, broken_.empty() ? why : broken_));
    ++sink_.skipped["damaged nfdump files (what follows the damage is not read)"];
    return false;
  }

  bool read_block(const wire::NfcapdHead& head) {
    const std::uint64_t at = offset_;
    std::uint8_t bytes[wire::NfcapdBlock::head_size];
    const std::size_t have = fill(bytes);
    if (have == 0 && broken_.empty()) {
      return blocks_ >= head.blocks
                 ? false
                 : stop(at, fmt::format("{} blocks of flows were announced, {} are there", head.blocks, blocks_));
    }
    if (have < sizeof bytes) return stop(at, "the file ends inside the head of a block");
    const auto block = wire::parse_nfcapd_block(std::as_bytes(std::span(bytes)), head.layout);
    if (block.size > most_block || block.type == 0 || block.type > 4)
      return stop(at,
                  fmt::format("a block of type {} and {} bytes, which nfdump does not write", block.type, block.size));
    ++blocks_;
    packed_.resize(block.size);
    if (fill(packed_) < block.size)
      return stop(at, fmt::format("a block of {} bytes, but the file ends before it does", block.size));
    std::span<const std::uint8_t> records = packed_;
    if (block.packed && head.packing != wire::NfcapdPacking::none) {
      if (!head.packing) {
        ++sink_.skipped["blocks of nfdump files in a compression that is not known"];
        return true;
      }
      if (!unpacked_) unpacked_ = std::make_unique_for_overwrite<std::uint8_t[]>(most_block);
      const auto made = unpack(*head.packing, packed_, {unpacked_.get(), most_block});
      if (!made) return stop(at, fmt::format("a block that {} cannot unpack", exporter_name(*head.packing)));
      records = {unpacked_.get(), *made};
    }
    // 2 and 3 hold records; others are arrays and directories of nfdump's own, without flows.
    if (block.type == 2 || block.type == 3) return read_records(std::as_bytes(records), block.records, at);
    return true;
  }

  bool read_records(std::span<const std::byte> rest, std::uint32_t announced, std::uint64_t at) {
    wire::NfcapdFlow flow;
    std::uint32_t records = 0;
    while (const auto record = wire::take_nfcapd_record(rest)) {
      ++records;
      switch (wire::parse_nfcapd_record(*record, maps_, flow)) {
        case wire::NfcapdKind::flow:
          tell(flow);
          break;
        case wire::NfcapdKind::damaged:
          ++sink_.skipped["damaged records of nfdump files"];
          break;
        case wire::NfcapdKind::map:
        case wire::NfcapdKind::other:
          break;
      }
    }
    if (!rest.empty())
      return stop(at, fmt::format("a block whose record {} of {} does not fit it", records + 1, announced));
    return true;
  }

  void tell(const wire::NfcapdFlow& said) {
    const wire::ExportedFlow& flow = said.flow;
    ++rows_;
    FlowCounts counts{flow.first, flow.last};
    if (counts.first == model::no_time) counts.first = flow.observed;
    if (counts.first == model::no_time) counts.first = counts.last;
    if (counts.last == model::no_time) counts.last = counts.first;
    if (counts.last < counts.first) std::swap(counts.first, counts.last);
    counts.packets = flow.out.packets.value;
    counts.bytes = flow.out.bytes.value;
    counts.packets_back = flow.back.packets.value;
    counts.bytes_back = flow.back.bytes.value;
    counts.told_back = flow.back.packets || flow.back.bytes;
    const auto record = flow_record(flow, counts, rows_, sink_);
    if (!record) return;
    scaled_ += said.scaled;
    backs_ += counts.told_back;
    sink_.flow(*record);
  }

  ByteStream& stream_;
  std::vector<std::uint8_t> taken_;
  std::size_t used_ = 0;
  const std::string& name_;
  RecordSink& sink_;
  std::string broken_;
  std::uint64_t offset_ = 0, rows_ = 0, scaled_ = 0, backs_ = 0;
  std::uint32_t blocks_ = 0;
  std::vector<std::uint8_t> packed_;
  std::unique_ptr<std::uint8_t[]> unpacked_;  ///< only the pages that a block fills are ever touched
  wire::NfcapdMaps maps_;
};

}  // namespace

bool recognises_nfcapd(std::span<const std::uint8_t> head) { return wire::begins_nfcapd(std::as_bytes(head)); }

Result<void> read_nfcapd(ByteStream& stream, std::vector<std::uint8_t> head, const std::string& name,
                         RecordSink& sink) {
  return NfcapdFile(stream, std::move(head), name, sink).read();
}

}  // namespace lenscap::sources
