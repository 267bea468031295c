// fuzz/mqtt_fuzz.cpp: any bytes as the first message of an MQTT client.
#include <cstdint>
#include <cstdlib>

#include "wire/mqtt.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> bytes(reinterpret_cast<const std::byte*>(data), size);
  const auto* const first = reinterpret_cast<const char*>(data);
  const StreamLength length = mqtt_connect_length(bytes);
  if (length.is != StreamLength::Is::whole) return 0;
  if (length.length > size) std::abort();
  const auto connect = parse_mqtt_connect(bytes.first(length.length));
  if (!connect) return 0;
  const std::string_view id = connect->client_id;
  if (!id.empty() && (id.data() < first || id.data() + id.size() > first + size)) std::abort();
  return 0;
}
