#include "cli/bounds.hpp"

#include <fmt/format.h>

#include "sources/capture_file.hpp"
#include "sources/documents.hpp"
#include "sources/flow_table.hpp"
#include "sources/fragments.hpp"
#include "sources/ledger.hpp"
#include "sources/peel.hpp"
#include "sources/quic_hellos.hpp"
#include "sources/tcp_streams.hpp"

namespace lenscap::cli {

namespace {

using sources::FlowTable, sources::Fragments, sources::LedgerBounds, sources::QuicHello, sources::QuicHellos,
    sources::StreamPool;

constexpr std::size_t KiB = 1024, MiB = KiB * KiB;

/// 1048576 → "1,048,576", in every locale.
std::string grouped(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, ',');
  return digits;
}

}  // namespace

std::string bounds_text() {
  // 288 KiB: most_message in sources/decoder_messages.cpp; 80 MiB: most_xz_memory in sources/unpack.cpp.
  return fmt::format(
      "Bounds: {hosts} hosts, {facts} facts each, {all_facts} in all; {flows} conversations at once;\n"
      "{streams} unfinished TCP streams, {stream_bytes} MiB together, 288 KiB a message; {fragments} fragmented "
      "datagrams;\n{hellos} unfinished QUIC hellos, {hello} KiB each; {tunnels} tunnels deep; {packet} MiB a packet; "
      "{document} MiB a document.\nWhat falls to a bound is counted in the report.\n"
      "Peak memory: about 64 MiB and 1.5 KiB a host, however long the capture is or is followed; xz takes its window\n"
      "besides, at most 80 MiB.",
      fmt::arg("hosts", grouped(LedgerBounds{}.most_hosts)), fmt::arg("facts", LedgerBounds{}.most_facts_a_host),
      fmt::arg("all_facts", grouped(LedgerBounds{}.most_facts)),
      fmt::arg("flows", grouped(FlowTable::most_buckets * FlowTable::slots_a_bucket)),
      fmt::arg("streams", grouped(StreamPool::most_streams)), fmt::arg("stream_bytes", StreamPool::most_bytes / MiB),
      fmt::arg("fragments", Fragments::most_datagrams), fmt::arg("hellos", QuicHellos::most_open),
      fmt::arg("hello", QuicHello::most_hello / KiB), fmt::arg("tunnels", sources::most_carriers),
      fmt::arg("packet", sources::CaptureFile::most_record / MiB), fmt::arg("document", sources::most_document / MiB));
}

}  // namespace lenscap::cli
