#include "wire/rtsp.hpp"

#include <algorithm>

#include "wire/bytes.hpp"
#include "wire/url.hpp"

namespace lenscap::wire {
namespace {

// RFC 2326, 10.12: '$', channel, length of what follows, big-endian.
constexpr char frame_mark = '$';
constexpr std::size_t frame_length_at = 2;
constexpr std::size_t frame_header = 4;

constexpr std::string_view methods[] = {"DESCRIBE", "SETUP",  "PLAY",     "PAUSE",         "TEARDOWN",
                                        "ANNOUNCE", "RECORD", "REDIRECT", "GET_PARAMETER", "SET_PARAMETER"};

}  // namespace

StreamLength rtsp_frame(std::string_view stream) noexcept {
  if (stream.empty()) return {StreamLength::Is::partial, 0};
  if (stream[0] != frame_mark) return {StreamLength::Is::other, 0};
  if (stream.size() < frame_header) return {StreamLength::Is::partial, 0};
  const std::size_t length = frame_header + be16(stream.data() + frame_length_at);
  return {stream.size() < length ? StreamLength::Is::partial : StreamLength::Is::whole, length};
}

bool rtsp_method(std::string_view method) noexcept {
  return std::find(std::begin(methods), std::end(methods), method) != std::end(methods);
}

bool rtsp_lists(std::string_view list, std::string_view method) noexcept {
  while (!list.empty()) {
    const auto comma = std::min(list.find(','), list.size());
    std::string_view word = list.substr(0, comma);
    while (word.starts_with(' ')) word.remove_prefix(1);
    while (word.ends_with(' ')) word.remove_suffix(1);
    if (same_name(word, method)) return true;
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return false;
}

std::string_view rtsp_path(std::string_view target) noexcept {
  if (target.starts_with('/')) return target;
  const auto url = parse_url(target);
  return url ? url->path_and_query : std::string_view{};
}

}  // namespace lenscap::wire
