#include "wire/tvt.hpp"

#include <algorithm>
#include <array>

#include "wire/bytes.hpp"

namespace lenscap::wire {
namespace {

namespace field {
constexpr std::size_t length = 4, command = 8, data_length = 20;
}
namespace greeting {
constexpr std::size_t device_type = 4, product_type = 8, protocol_version = 12, encrypt_type = 24, mac = 32,
                      mac_rest = 38, login_encrypt = 44, reserved = 53;
}
namespace login {  // of the data of an accepted login
constexpr std::size_t build_date = 48, mac = 52, name = 58, name_size = 34, size = 92;
}

constexpr std::size_t flag_size = 4, rest_of_header = 16, keep_alive_size = 8;
constexpr std::uint32_t most_data = 16 * 1024 * 1024;  // of one frame of a stream
constexpr std::uint32_t answer_bit = 0x01000000;
constexpr std::uint32_t login_accepted = 0x01000101, web_request = 0x01010d00, web_answer = 0x01010d01;
constexpr std::uint32_t hashed_login = 0x01000004;  // of newer recorders' clients, answer bit and all

/// Commands come in hundreds (hexadecimal) by what they are about.
constexpr std::array<std::string_view, 16> subjects = {
    "",       "login",  "control", "channel", "configuration", "search", "ptz",         "talk",
    "update", "record", "upgrade", "status",  "stream",        "load",   "calibration", "access"};

std::string_view subject_of(std::uint32_t command) {
  if (command == web_request || command == web_answer) return "web";
  if (command == hashed_login) return "login";
  const std::uint32_t upper = command & ~0xffffu, hundred = (command & 0xffff) >> 8;
  if ((upper != 0 && upper != answer_bit) || hundred >= subjects.size()) return {};
  return subjects[hundred];
}

bool has_flag(std::span<const std::byte> bytes) {
  const std::string_view start = as_text(bytes.first(std::min(bytes.size(), flag_size)));
  return std::string_view("head").starts_with(start) || std::string_view("1111").starts_with(start);
}

bool is_command(std::span<const std::byte> bytes) {
  const std::uint32_t data = le32(&bytes[field::data_length]);
  return data <= most_data && le32(&bytes[field::length]) == rest_of_header + data &&
         !subject_of(le32(&bytes[field::command])).empty();
}

bool is_keep_alive(std::span<const std::byte> bytes) {
  return bytes.size() >= keep_alive_size && as_text(bytes).starts_with("1111") && le32(&bytes[field::length]) == 0;
}

/// Small numbers in wide fields: what is there of a greeting that begins so.
bool may_greet(std::span<const std::byte> bytes) {
  using namespace greeting;
  const std::uint32_t version = le32(&bytes[protocol_version]);
  return le32(&bytes[device_type]) <= 0xff && le32(&bytes[product_type]) <= 0xffff && version >= 1 && version <= 0xff;
}

bool is_greeting(std::span<const std::byte> bytes) {
  using namespace greeting;
  const std::uint64_t address = be48(bytes, mac);
  if (!may_greet(bytes) || address == 0 || (u8(bytes, mac) & 1) != 0 || le16(&bytes[mac_rest]) != 0) return false;
  if (le32(&bytes[encrypt_type]) > 0xff || u8(bytes, login_encrypt) > 0x0f) return false;
  for (std::size_t at = reserved; at < tvt_greeting_size; ++at)
    if (u8(bytes, at) != 0) return false;
  return true;
}

bool is_day(std::uint32_t date) {
  return date / 10000 >= 2000 && date / 10000 <= 2099 && date / 100 % 100 >= 1 && date / 100 % 100 <= 12 &&
         date % 100 >= 1 && date % 100 <= 31;
}

void read_accepted_login(std::span<const std::byte> data, Tvt& out) {
  if (data.size() < login::size || !is_day(le32(&data[login::build_date]))) return;
  if (be48(data, login::mac) == 0 || (u8(data, login::mac) & 1) != 0) return;
  out.build_date = le32(&data[login::build_date]);
  out.build_date_raw = as_text(data.subspan(login::build_date, 4));
  out.mac = be48(data, login::mac);
  out.mac_raw = as_text(data.subspan(login::mac, 6));
  const std::string_view name = as_text(data.subspan(login::name, login::name_size));
  out.name = name.substr(0, name.find('\0'));
}

}  // namespace

StreamLength tvt_length(std::span<const std::byte> bytes) noexcept {
  using Is = StreamLength::Is;
  if (bytes.empty()) return {Is::partial, 0};
  if (!has_flag(bytes)) return {};
  if (is_keep_alive(bytes)) return {Is::whole, keep_alive_size};
  if (bytes.size() < tvt_header_size) return {Is::partial, 0};
  std::size_t size = tvt_greeting_size;
  if (is_command(bytes)) size = tvt_header_size + le32(&bytes[field::data_length]);
  else if (!may_greet(bytes) || (bytes.size() >= size && !is_greeting(bytes))) return {};
  return {bytes.size() < size ? Is::partial : Is::whole, size};
}

std::optional<Tvt> parse_tvt(std::span<const std::byte> bytes) noexcept {
  const StreamLength found = tvt_length(bytes);
  if (found.is == StreamLength::Is::other || found.length == 0) return std::nullopt;
  Tvt out;
  if (is_keep_alive(bytes)) return out;
  if (is_command(bytes)) {
    out.kind = TvtKind::command;
    out.command = le32(&bytes[field::command]);
    out.subject = subject_of(out.command);
    out.from_device = (out.command & answer_bit) != 0 && out.command != web_request && out.command != hashed_login;
    if (out.command == login_accepted)
      read_accepted_login(bytes.subspan(tvt_header_size, std::min(bytes.size(), found.length) - tvt_header_size), out);
    return out;
  }
  if (found.is != StreamLength::Is::whole) return std::nullopt;
  out.kind = TvtKind::greeting;
  out.from_device = true;
  out.subject = "greeting";
  out.mac = be48(bytes, greeting::mac);
  out.mac_raw = as_text(bytes.subspan(greeting::mac, 6));
  return out;
}

}  // namespace lenscap::wire
