// wire/field.hpp: one statement of a device document: what it is called, the bytes that say it, and where they stand.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lenscap::wire {

struct Field {
  std::string_view name;   ///< name of the observation kind it becomes: "onvif.model"; static storage
  std::string_view value;  ///< as sent; aliases the input, so that its offset is value.data() - input.data()
  std::string decoded;     ///< UTF-8, when entities, escapes or masking make it differ from `value`; else empty
  std::string place;       ///< XML path with 1-based positions, JSON pointer, or "line N"
  /// Credentials were masked in `decoded`: the bytes under `value` must not be shown as they are (mask_credentials).
  bool masked = false;

  std::string_view text() const { return decoded.empty() ? value : std::string_view(decoded); }
};

using Fields = std::vector<Field>;

/// What a device says of itself, and what a recorder says of the cameras behind it. One `Fields` per device or channel.
struct DeviceDocument {
  std::vector<Fields> devices;   ///< at most `most_devices`
  std::vector<Fields> channels;  ///< at most `most_channels`; names begin with "channel."
  std::size_t left_out = 0;      ///< devices and channels beyond the bounds

  static constexpr std::size_t most_devices = 256;
  static constexpr std::size_t most_channels = 1024;
};

}  // namespace lenscap::wire
