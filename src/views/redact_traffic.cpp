#include "views/redact_traffic.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "assess/sides.hpp"
#include "knowledge/suffix.hpp"

namespace lenscap::views {

namespace {

using Prefix = std::array<std::uint8_t, 8>;
constexpr Prefix inside_prefix = {0xfd, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
constexpr Prefix outside_prefix = {0x20, 0x01, 0x0d, 0xb8, 0xff, 0xff, 0xff, 0xff};
constexpr std::string_view ip_word = "ip-";

model::Ip placeholder(const Prefix& prefix, const std::string& word) {
  std::uint32_t number = 0;
  std::from_chars(word.data() + ip_word.size(), word.data() + word.size(), number);
  model::Ip ip;
  ip.family = 6;
  std::copy(prefix.begin(), prefix.end(), ip.bytes.begin());
  for (std::size_t i = 0; i < 4; ++i) ip.bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
  return ip;
}

/// The endpoints that the case kept because findings rest on them.
std::vector<knowledge::Endpoint> known_endpoints(const model::Case& c) {
  auto kept = knowledge::load_texts(c.knowledge);
  return kept ? std::move(kept->endpoints) : std::vector<knowledge::Endpoint>{};
}

}  // namespace

void collect_traffic(Placeholders& places, const model::Case& c, const RedactOptions& options) {
  if (options.name) {
    const auto endpoints = known_endpoints(c);
    const knowledge::SuffixTable known(endpoints);
    for (const auto& n : c.names)
      for (const std::string& name : {n.name.name, n.name.alias})
        if (!name.empty() && known.find(name) == nullptr) places.add(Secret::name, name);
  }
  if (options.ip)
    for (const auto& f : c.flows)
      if (f.flow.peer.family != 0 && !f.flow.peer.multicast()) places.add(Secret::ip, to_string(f.flow.peer));
}

void redact_traffic(Placeholders& places, model::Case& c, const RedactOptions& options) {
  const assess::Sides sides(c);
  const auto address = [&](model::Id subject, model::Ip& ip) {
    const auto side = sides.of(subject, ip);
    if (!options.ip || side == assess::Side::group) return;
    const std::string word = places.of(Secret::ip, to_string(ip));
    ip = placeholder(side == assess::Side::inside ? inside_prefix : outside_prefix, word);
  };
  const auto endpoints = known_endpoints(c);
  const knowledge::SuffixTable known(endpoints);
  const auto name = [&](std::string& text) {
    if (text.empty()) return;
    const bool ours = !options.name || known.find(text) != nullptr;
    const bool outside = assess::is_host_name(text) && !assess::inside_name(text);
    text = places.apply(text, options.ip, options.mac, options.serial);
    if (!ours && outside) text += ".example";  // stays a name of the outside (RFC 2606)
  };
  for (auto& f : c.flows) address(f.subject, f.flow.peer);
  for (auto& n : c.names) {
    address(n.subject, n.name.peer);
    name(n.name.name);
    name(n.name.alias);
  }
}

std::string shown_address(const model::Case& c, const model::Ip& ip) {
  if (c.meta.contains("redacted") && ip.family == 6) {
    const auto is = [&](const Prefix& prefix) { return std::equal(prefix.begin(), prefix.end(), ip.bytes.begin()); };
    std::uint32_t number = 0;
    for (std::size_t i = 12; i < 16; ++i) number = number << 8 | ip.bytes[i];
    if (is(inside_prefix) || is(outside_prefix)) return std::string(ip_word) + std::to_string(number);
  }
  return to_string(ip);
}

}  // namespace lenscap::views
