#include "knowledge/suffix.hpp"

#include <algorithm>
#include <bit>

#include "model/ascii.hpp"

namespace lenscap::knowledge {
namespace {

constexpr std::uint64_t fnv_start = 0xcbf29ce484222325, fnv_prime = 0x100000001b3;

std::uint64_t mix(std::uint64_t hash, char c) {
  return (hash ^ static_cast<unsigned char>(model::lower_ascii(c))) * fnv_prime;
}

bool same(std::string_view suffix, std::string_view known) {
  return std::equal(suffix.begin(), suffix.end(), known.begin(), known.end(),
                    [](char a, char b) { return model::lower_ascii(a) == b; });
}

/// "Host.example:443" and "host.example." name host.example.
std::string_view bare(std::string_view host) {
  const std::size_t colon = host.rfind(':');
  if (colon != host.npos && host.find_first_not_of("0123456789", colon + 1) == host.npos) host = host.substr(0, colon);
  if (host.ends_with('.')) host.remove_suffix(1);
  return host;
}

}  // namespace

SuffixTable::SuffixTable(const std::vector<Endpoint>& endpoints) : slots_(std::bit_ceil(2 * endpoints.size() + 2)) {
  for (const Endpoint& endpoint : endpoints) {
    std::uint64_t hash = fnv_start;
    for (auto c = endpoint.suffix.rbegin(); c != endpoint.suffix.rend(); ++c) hash = mix(hash, *c);
    std::size_t slot = hash & (slots_.size() - 1);
    while (slots_[slot].endpoint) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = {hash, &endpoint};
    longest_ = std::max(longest_, endpoint.suffix.size());
  }
}

const Endpoint* SuffixTable::at(std::uint64_t hash, std::string_view suffix) const {
  for (std::size_t slot = hash & (slots_.size() - 1); slots_[slot].endpoint; slot = (slot + 1) & (slots_.size() - 1))
    if (slots_[slot].hash == hash && same(suffix, slots_[slot].endpoint->suffix)) return slots_[slot].endpoint;
  return nullptr;
}

const Endpoint* SuffixTable::find(std::string_view host) const {
  host = bare(host);
  const Endpoint* found = nullptr;
  std::uint64_t hash = fnv_start;
  for (std::size_t i = host.size(); i > 0 && host.size() - i < longest_; --i) {
    hash = mix(hash, host[i - 1]);
    if (i > 1 && host[i - 2] != '.') continue;
    if (const Endpoint* longer = at(hash, host.substr(i - 1))) found = longer;
  }
  return found;
}

}  // namespace lenscap::knowledge
