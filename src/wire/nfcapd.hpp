// wire/nfcapd.hpp: the files of nfdump's collectors (nfcapd, nfpcapd, sfcapd), layouts 1 (nfdump 1.6) and 2 (1.7).
//
// A head, then blocks; each block, often compressed as a whole, holds records: two octets type, two length, the length
// with its own head. Numbers are in the order of the machine that wrote them: little-endian is read. Layout 2 describes
// a flow by elements, each with type and length; layout 1 by a common part and extensions in the order that a map,
// another record, tells. Everything else (exporters, statistics, names) says nothing of flows.
//
// Source: phaag/nfdump@01aea421214a:src/libnffile/nffileV2.h (layout 2), @41e89898df96:src/libnffile/nffileV2/nfxV3.h
// (its elements), @90da1a003a24:bin/nffile.h (layout 1: records, extensions, maps).
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "wire/exported_flow.hpp"

namespace lenscap::wire {

enum class NfcapdPacking : std::uint8_t { none, lzo, bzip2, lz4, zstd };

struct NfcapdHead {
  static constexpr std::size_t most_size = 276;
  std::uint16_t layout = 0;              ///< 1, 2; others are told apart but not read
  std::size_t size = 0;                  ///< octets of the head; 0 for a layout that is not read
  std::optional<NfcapdPacking> packing;  ///< empty: one that is not known
  bool encrypted = false;
  bool big_endian = false;   ///< written by such a machine: nothing else is told
  std::uint32_t blocks = 0;  ///< with flows
};

/// Whether a file begins as one of nfdump's: its magic number and a layout below 16.
bool begins_nfcapd(std::span<const std::byte> bytes) noexcept;

/// Reads the head; `bytes` are at least NfcapdHead::most_size, or the whole file. Empty when it is cut or none.
std::optional<NfcapdHead> parse_nfcapd_head(std::span<const std::byte> bytes) noexcept;

struct NfcapdBlock {
  static constexpr std::size_t head_size = 12;
  std::uint32_t records = 0, size = 0;  ///< size without this head, as it lies in the file
  std::uint16_t type = 0;               ///< 2 and 3 hold records, 4 an array of one kind that is no flow
  bool packed = true;                   ///< as the head of the file says; false: not, whatever it says
};

/// `bytes` are at least NfcapdBlock::head_size.
NfcapdBlock parse_nfcapd_block(std::span<const std::byte> bytes, std::uint16_t layout) noexcept;

struct NfcapdRecord {
  std::uint16_t type = 0;
  std::span<const std::byte> bytes;  ///< with its head; aliases the input
};

/// Takes the next record off `rest`. Empty at the end, or where a length cannot be: `rest` is then not empty.
std::optional<NfcapdRecord> take_nfcapd_record(std::span<const std::byte>& rest) noexcept;

/// Extension maps of layout 1, by their number.
using NfcapdMaps = std::map<std::uint16_t, std::vector<std::uint16_t>>;

struct NfcapdFlow {
  ExportedFlow flow;
  bool scaled = false;  ///< the collector multiplied its counters by the rate of sampling
};

enum class NfcapdKind : std::uint8_t { flow, map, other, damaged };

/// What kind of record it is; a flow goes to `out`, a map of layout 1 to `maps`.
NfcapdKind parse_nfcapd_record(const NfcapdRecord& record, NfcapdMaps& maps, NfcapdFlow& out);

}  // namespace lenscap::wire
