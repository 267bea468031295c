#include "wire/sadp_frame.hpp"

#include "wire/bytes.hpp"

namespace lenscap::wire {
namespace {

namespace field {
constexpr std::size_t marker = 0, version = 1, length = 3, sequence = 4, address_lengths = 8, operation = 10,
                      source_mac = 14, source_ip = 20;
constexpr std::size_t header = 38;
// The description, from the end of the header.
constexpr std::size_t serial = 38, device_type = 86, software_version = 102, dsp_version = 150, start_time = 198;
constexpr std::size_t text_size = 48, described = 246;
}  // namespace field

constexpr std::uint8_t announce = 0x01, answer_to_announce = 0x02, inquiry_answer = 0x04;

bool known(std::uint8_t operation) {
  return (operation >= 0x01 && operation <= 0x07) || (operation >= 0x0a && operation <= 0x0d) || operation == 0x10 ||
         operation == 0x11;
}

bool answers(std::uint8_t operation) {
  return operation == inquiry_answer || operation == 0x07 || operation == 0x0b || operation == 0x0d ||
         operation == 0x11;
}

std::string_view view(std::span<const std::byte> bytes, std::size_t at, std::size_t size) {
  if (at + size > bytes.size()) return {};
  return {reinterpret_cast<const char*>(bytes.data()) + at, size};
}

std::string_view text(std::span<const std::byte> bytes, std::size_t at) {
  const std::string_view all = view(bytes, at, field::text_size);
  return all.substr(0, all.find('\0'));
}

}  // namespace

std::optional<SadpFrame> parse_sadp_frame(std::span<const std::byte> bytes) noexcept {
  if (bytes.size() < field::header) return std::nullopt;
  const auto* const p = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const std::uint8_t operation = p[field::operation];
  if (p[field::marker] != 0x21 || (p[field::version] != 1 && p[field::version] != 2)) return std::nullopt;
  if (be16(p + field::address_lengths) != 0x0604 || !known(operation)) return std::nullopt;

  SadpFrame out;
  out.operation = operation;
  const bool describes = p[field::length] == field::described;
  // hiktools calls 0x02 a request of a device that comes online, firmware of third parties sends 0x01: the description
  // decides, a tool has none to give.
  out.from_device = answers(operation) || (describes && (operation == announce || operation == answer_to_announce));
  out.sequence = be32(p + field::sequence);
  out.mac = be48(p + field::source_mac);
  out.mac_raw = view(bytes, field::source_mac, 6);
  out.ipv4 = be32(p + field::source_ip);
  out.ipv4_raw = view(bytes, field::source_ip, 4);
  if (!out.from_device || !describes) return out;
  out.serial = text(bytes, field::serial);
  out.software_version = text(bytes, field::software_version);
  out.dsp_version = text(bytes, field::dsp_version);
  out.start_time = text(bytes, field::start_time);
  out.device_type_raw = view(bytes, field::device_type, 4);
  if (!out.device_type_raw.empty()) out.device_type = be32(out.device_type_raw.data());
  return out;
}

}  // namespace lenscap::wire
