// wire/mqtt.hpp: the first message of an MQTT client, CONNECT.
// Source: OASIS MQTT 3.1.1 2.2 (fixed header), 3.1 (CONNECT); OASIS MQTT 5.0 2.2.2 (properties), 3.1; MQTT 3.1 3.1
//
// 0x10, a length of one to four bytes, "MQTT" and level 4 (3.1.1) or 5, or "MQIsdp" and level 3 (3.1), flags,
// keep-alive; in 5 properties; then client
// id, will, user name and password as far as the flags announce them. All of it is measured, and the message is one
// only when its parts add up to its length to the byte. The client id comes out; will, user name and password do not.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "wire/stream_length.hpp"

namespace lenscap::wire {

inline constexpr std::size_t longest_mqtt_connect = 8 * 1024;  // bytes; with a certificate chain as password

struct MqttConnect {
  std::uint8_t level = 0;      ///< 3 = 3.1, 4 = 3.1.1, 5 = 5.0
  std::string_view client_id;  ///< UTF-8 without control characters; aliases the input; may be empty
};

/// Where the CONNECT that begins `bytes` ends. Other messages are `other`, since they begin no conversation.
StreamLength mqtt_connect_length(std::span<const std::byte> bytes) noexcept;

/// Reads one whole CONNECT, as long as mqtt_connect_length says.
std::optional<MqttConnect> parse_mqtt_connect(std::span<const std::byte> bytes) noexcept;

}  // namespace lenscap::wire
