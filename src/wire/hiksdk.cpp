#include "wire/hiksdk.hpp"

#include <algorithm>
#include <numeric>

#include "wire/bytes.hpp"

namespace lenscap::wire {
namespace {

namespace command {
constexpr std::size_t interface = 4, ip_version = 5, number = 12;
}
namespace answer {
constexpr std::size_t sum = 4, status = 8, enable = 12;
}
namespace login {
constexpr std::size_t serial = 20, channels = 69, ip_channels = 76, size = 108;
}
namespace device {  // the configuration's own length stands at its beginning
constexpr std::size_t own_length = 16, name = 20, serial = 60, version = 108, build_date = 112, channels = 140,
                      ip_channels = 147, model = 156, least = 148, with_model = 180;
}
constexpr std::size_t serial_size = 48, name_size = 32, model_size = 24, shortest_serial = 9;
constexpr std::uint32_t longest_command = 64 * 1024, highest_command = 0x1fffff, highest_status = 0xffff, granted = 1;

std::uint32_t sum_of(std::span<const std::byte> bytes) {
  return std::accumulate(bytes.begin(), bytes.end(), std::uint32_t{0},
                         [](std::uint32_t sum, std::byte b) { return sum + std::to_integer<std::uint32_t>(b); });
}

bool is_command(std::span<const std::byte> bytes) {
  using namespace command;
  const std::uint8_t kind = u8(bytes, interface);
  const std::uint32_t size = be32(bytes, 0);
  return (kind == 90 || kind == 60 || kind == 30 || kind == 99) && u8(bytes, ip_version) <= 1 &&
         u8(bytes, ip_version + 1) <= 1 && u8(bytes, ip_version + 2) <= 1 && be32(bytes, number) <= highest_command &&
         size >= hiksdk_command_header && size <= longest_command;
}

/// What is there of an answer may be one: its sum is no more than its bytes can have.
bool may_answer(std::span<const std::byte> bytes) {
  const std::uint32_t size = be32(bytes, 0), status = be32(bytes, answer::status);
  return size >= hiksdk_answer_header && size <= hiksdk_longest_answer && status != 0 && status <= highest_status &&
         be32(bytes, answer::sum) <= 255 * (size - 8);
}

/// A status alone: nothing but two flags stands in its last four bytes.
bool is_status(std::span<const std::byte> bytes) {
  return may_answer(bytes) && be32(bytes, 0) == hiksdk_answer_header &&
         (be32(bytes, answer::enable) & ~0x03000000u) == 0 &&
         be32(bytes, answer::sum) == sum_of(bytes.subspan(answer::status, 8));
}

/// Printable text up to its NUL.
std::string_view text_at(std::span<const std::byte> bytes, std::size_t at, std::size_t size) {
  std::string_view text = as_text(bytes.subspan(at, size));
  text = text.substr(0, text.find('\0'));
  const bool control =
      std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  return control ? std::string_view() : text;
}

/// Letters, digits and the signs of model names; anything else is another structure.
std::string_view serial_at(std::span<const std::byte> bytes, std::size_t at) {
  const std::string_view text = text_at(bytes, at, serial_size);
  const bool other = std::any_of(text.begin(), text.end(), [](char c) {
    return !((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
             std::string_view("-/()+._").find(c) != std::string_view::npos);
  });
  return other || text.size() < shortest_serial ? std::string_view() : text;
}

void read_channels(std::span<const std::byte> bytes, std::size_t analogue, std::size_t network, HikSdk& out) {
  out.channels = u8(bytes, analogue);
  out.channels_raw = as_text(bytes.subspan(analogue, 1));
  out.ip_channels = u8(bytes, network);
  out.ip_channels_raw = as_text(bytes.subspan(network, 1));
}

void read_answer(std::span<const std::byte> bytes, HikSdk& out) {
  if (out.status != granted) return;
  if (bytes.size() == login::size) {
    out.serial = serial_at(bytes, login::serial);
    if (!out.serial.empty()) read_channels(bytes, login::channels, login::ip_channels, out);
    return;
  }
  if (bytes.size() < device::least || be32(bytes, device::own_length) != bytes.size() - hiksdk_answer_header) return;
  out.serial = serial_at(bytes, device::serial);
  if (out.serial.empty()) return;  // another configuration
  out.name = text_at(bytes, device::name, name_size);
  out.version = be32(bytes, device::version);
  out.version_raw = as_text(bytes.subspan(device::version, 8));
  out.build_date = be32(bytes, device::build_date);
  read_channels(bytes, device::channels, device::ip_channels, out);
  if (bytes.size() >= device::with_model) out.model = text_at(bytes, device::model, model_size);
}

}  // namespace

StreamLength hiksdk_starts(std::span<const std::byte> bytes) noexcept {
  using Is = StreamLength::Is;
  if (!std::string_view("\0\0", 2).starts_with(as_text(bytes.first(std::min<std::size_t>(bytes.size(), 2))))) return {};
  if (bytes.size() < hiksdk_answer_header) return {Is::partial, 0};
  const std::size_t size = be32(bytes, 0);
  if (!is_command(bytes) && !is_status(bytes)) {
    // A capture may begin in the middle of a conversation: what the device says of itself is known by its sum.
    if (!may_answer(bytes) || be32(bytes, answer::status) != granted) return {};
    if (size != login::size && size < device::least) return {};
    if (bytes.size() < size) return {Is::partial, 0};
    if (be32(bytes, answer::sum) != sum_of(bytes.subspan(answer::status, size - answer::status))) return {};
  }
  return {bytes.size() < size ? Is::partial : Is::whole, size};
}

StreamLength hiksdk_length(std::span<const std::byte> bytes) noexcept {
  using Is = StreamLength::Is;
  if (bytes.size() < hiksdk_answer_header) return {Is::partial, 0};
  if (!is_command(bytes) && !may_answer(bytes)) return {};
  const std::size_t size = be32(bytes, 0);
  return {bytes.size() < size ? Is::partial : Is::whole, size};
}

std::optional<HikSdk> parse_hiksdk(std::span<const std::byte> bytes) noexcept {
  const StreamLength found = hiksdk_length(bytes);
  if (found.is != StreamLength::Is::whole || found.length != bytes.size()) return std::nullopt;
  HikSdk out;
  if (is_command(bytes)) {
    out.kind = HikSdkKind::command;
    out.command = be32(bytes, command::number);
    return out;
  }
  if (be32(bytes, answer::sum) != sum_of(bytes.subspan(answer::status))) return std::nullopt;
  if (bytes.size() == hiksdk_answer_header && !is_status(bytes)) return std::nullopt;
  out.status = be32(bytes, answer::status);
  read_answer(bytes, out);
  return out;
}

}  // namespace lenscap::wire
