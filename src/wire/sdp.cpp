#include "wire/sdp.hpp"

#include <algorithm>

#include "wire/http.hpp"

namespace lenscap::wire {
namespace {

using std::string_view;

constexpr std::size_t longest_description = 64 * 1024;  // bytes; cameras send about 1 KiB
constexpr string_view unread[] = {"control", "crypto", "key-mgmt", "fingerprint", "ice-pwd", "ice-ufrag"};

string_view first_word(string_view text) { return text.substr(0, text.find(' ')); }

/// "96 H264/90000" → "H264"
string_view codec_of(string_view rtpmap) {
  const auto space = rtpmap.find(' ');
  if (space == string_view::npos) return {};
  const string_view coding = rtpmap.substr(space + 1);
  return coding.substr(0, coding.find('/'));
}

void read_attribute(string_view line, Sdp& out) {
  const auto colon = line.find(':');
  const string_view name = line.substr(0, colon);
  const string_view value = colon == string_view::npos ? string_view{} : line.substr(colon + 1);
  if (std::any_of(std::begin(unread), std::end(unread), [&](string_view u) { return same_name(u, name); })) return;
  if (name == "rtpmap" && out.media_count > 0 && out.media_space[out.media_count - 1].codec.empty())
    out.media_space[out.media_count - 1].codec = codec_of(value);
  if (out.attribute_count == out.attribute_space.size()) ++out.left_out;
  else out.attribute_space[out.attribute_count++] = {name, value, line};
}

}  // namespace

bool Sdp::video() const noexcept {
  return std::any_of(media().begin(), media().end(), [](const SdpMedia& m) { return same_name(m.type, "video"); });
}

bool Sdp::metadata() const noexcept {
  constexpr string_view name = "vnd.onvif.metadata";
  return std::any_of(media().begin(), media().end(),
                     [&](const SdpMedia& m) { return same_name(m.codec.substr(0, name.size()), name); });
}

std::optional<Sdp> parse_sdp(string_view bytes) noexcept {
  bytes = bytes.substr(0, longest_description);
  Sdp out;
  bool first = true;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto end = std::min(bytes.find('\n', at), bytes.size());
    string_view line = bytes.substr(at, end - at);
    at = end + 1;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (first && line != "v=0") return std::nullopt;
    first = false;
    if (line.size() < 2 || line[1] != '=') continue;
    const string_view value = line.substr(2);
    if (line[0] == 's' && out.session.empty() && value != "-" && value != " ") out.session = value;
    if (line[0] == 'i' && out.information.empty()) out.information = value;
    if (line[0] == 'a') read_attribute(value, out);
    if (line[0] == 'm') {
      if (out.media_count == out.media_space.size()) ++out.left_out;
      else out.media_space[out.media_count++] = {first_word(value), {}};
    }
  }
  return first ? std::nullopt : std::optional<Sdp>(out);
}

}  // namespace lenscap::wire
