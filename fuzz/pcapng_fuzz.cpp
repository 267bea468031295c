// fuzz/pcapng_fuzz.cpp: a capture file block by block, with the interfaces of its current section.
#include <cstdlib>
#include <vector>

#include "wire/pcapng.hpp"

using namespace lenscap::wire;

namespace {

void read_packet(std::uint32_t type, std::span<const std::uint8_t> body, bool swapped,
                 const std::vector<PcapngInterface>& interfaces) {
  const auto packet = parse_pcapng_packet(type, body, swapped, interfaces.empty() ? 0 : interfaces.front().snap_length);
  if (!packet) return;
  if (std::size_t{packet->frame} + packet->kept > body.size()) std::abort();
  if (packet->timed == (type == block_simple)) std::abort();
  if (packet->interface_id < interfaces.size()) {
    const std::int64_t nanos = to_nanos(interfaces[packet->interface_id], packet->ticks);
    if (nanos == INT64_MIN) std::abort();  // that value means "no time" elsewhere
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::span<const std::uint8_t> rest(data, size);
  std::vector<PcapngInterface> interfaces;
  bool swapped = false;
  while (const auto block = parse_pcapng_block(rest, swapped)) {
    if (block->length < 12 || block->length > rest.size()) break;
    const auto body = rest.subspan(8, block->length - 12);
    if (block->type == block_section) {
      interfaces.clear();
    } else if (block->type == block_interface) {
      if (const auto interface = parse_pcapng_interface(body, swapped)) interfaces.push_back(*interface);
    } else if (block->type == block_enhanced || block->type == block_simple || block->type == block_packet_old) {
      read_packet(block->type, body, swapped, interfaces);
    }
    rest = rest.subspan(block->length);
  }
  return 0;
}
