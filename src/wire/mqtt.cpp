#include "wire/mqtt.hpp"

#include "wire/bytes.hpp"
#include "wire/utf8.hpp"

namespace lenscap::wire {
namespace {

using Is = StreamLength::Is;

constexpr std::uint8_t connect = 0x10;  // message type 1, reserved flags 0 (2.2)
constexpr std::string_view name{"\0\x04MQTT", 6}, old_name{"\0\x06MQIsdp", 8};  // 3.1.2.1; MQTT 3.1, 3.1
constexpr std::size_t behind_name = 4;                                          // level, flags, keep-alive of two bytes
constexpr std::uint8_t level_3_1 = 3, level_3_1_1 = 4, level_5 = 5;

enum Flag : std::uint8_t { reserved = 1, will = 4, will_qos = 0x18, will_retain = 0x20, password = 0x40, user = 0x80 };

/// A variable byte integer (5.0, 1.5.5) at `at`, which moves behind it. Empty when it is cut or has a fifth byte.
struct Number {
  bool whole = false, wrong = false;
  std::size_t value = 0;
};
Number number_at(std::span<const std::byte> bytes, std::size_t& at) {
  Number out;
  for (unsigned shift = 0; shift < 28; shift += 7) {
    if (at >= bytes.size()) return out;
    const std::uint8_t octet = u8(bytes, at++);
    out.value |= std::size_t{octet & 0x7fu} << shift;
    if (octet < 0x80) {
      out.whole = true;
      return out;
    }
  }
  out.wrong = true;
  return out;
}

/// A string or binary field with its length of two bytes. Empty optional when it goes beyond the end.
std::optional<std::span<const std::byte>> field_at(std::span<const std::byte> bytes, std::size_t& at) {
  if (bytes.size() - at < 2) return std::nullopt;
  const std::size_t length = be16(bytes, at);
  at += 2;
  if (bytes.size() - at < length) return std::nullopt;
  const auto field = bytes.subspan(at, length);
  at += length;
  return field;
}

bool skip_properties(std::span<const std::byte> bytes, std::size_t& at) {
  const Number length = number_at(bytes, at);
  if (!length.whole || bytes.size() - at < length.value) return false;
  at += length.value;
  return true;
}

bool printable_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t n = utf8_length(text);
    if (n == 0 || static_cast<std::uint8_t>(text[0]) < 0x20 || text[0] == 0x7f) return false;
    text.remove_prefix(n);
  }
  return true;
}

}  // namespace

StreamLength mqtt_connect_length(std::span<const std::byte> bytes) noexcept {
  if (bytes.empty()) return {Is::partial, 0};
  if (u8(bytes, 0) != connect) return {};
  std::size_t at = 1;
  const Number rest = number_at(bytes, at);
  if (rest.wrong) return {};
  if (!rest.whole) return {Is::partial, 0};
  if (rest.value < name.size() + behind_name + 2 || rest.value > longest_mqtt_connect) return {};
  const std::string_view from = as_text(bytes).substr(at);
  const bool old = from.size() >= 2 && from[1] == old_name[1];
  const std::string_view expected = old ? old_name : name, seen = from.substr(0, expected.size());
  if (seen != expected.substr(0, seen.size())) return {};
  const std::size_t length = at + rest.value;
  if (from.size() > expected.size()) {
    const auto level = static_cast<std::uint8_t>(from[expected.size()]);
    if (old ? level != level_3_1 : level != level_3_1_1 && level != level_5) return {};
  }
  return {bytes.size() < length ? Is::partial : Is::whole, length};
}

std::optional<MqttConnect> parse_mqtt_connect(std::span<const std::byte> bytes) noexcept {
  const StreamLength length = mqtt_connect_length(bytes);
  if (length.is != Is::whole || length.length != bytes.size()) return std::nullopt;
  std::size_t at = 1;
  number_at(bytes, at);  // the length, which is known to be right
  MqttConnect out;
  at += 2 + be16(bytes, at);
  out.level = u8(bytes, at);
  const std::uint8_t flags = u8(bytes, at + 1);
  // 3.1.2.3 to 3.1.2.9: what may not be set together. In 5 a password may come without a user name.
  if (flags & reserved || (!(flags & will) && flags & (will_qos | will_retain)) || (flags & will_qos) == will_qos)
    return std::nullopt;
  if (out.level != level_5 && flags & password && !(flags & user)) return std::nullopt;
  at += behind_name;
  if (out.level == level_5 && !skip_properties(bytes, at)) return std::nullopt;
  const auto client = field_at(bytes, at);
  if (!client || !printable_utf8(as_text(*client))) return std::nullopt;
  out.client_id = as_text(*client);
  if (flags & will) {
    if (out.level == level_5 && !skip_properties(bytes, at)) return std::nullopt;
    if (!field_at(bytes, at) || !field_at(bytes, at)) return std::nullopt;
  }
  if (flags & user && !field_at(bytes, at)) return std::nullopt;
  if (flags & password && !field_at(bytes, at)) return std::nullopt;
  if (at != bytes.size()) return std::nullopt;
  return out;
}

}  // namespace lenscap::wire
