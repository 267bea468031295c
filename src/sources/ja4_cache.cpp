#include "sources/ja4_cache.hpp"

#include <cstring>

#include "sources/strings.hpp"
#include "wire/bytes.hpp"

namespace lenscap::sources {

namespace {

/// Appends to a buffer of fixed size; `full` once something did not fit.
struct CacheKey {
  std::span<char> into;
  std::size_t size = 0;
  bool full = false;

  void put(std::uint16_t value) {
    if (size + sizeof value > into.size()) {
      full = true;
      return;
    }
    std::memcpy(into.data() + size, &value, sizeof value);
    size += sizeof value;
  }
  /// A list of 16-bit values behind their number: no end mark could be mistaken for one of them. Room is checked once,
  /// and a GREASE value is overwritten by the next.
  void put(std::span<const std::byte> list) {
    if (size + sizeof(std::uint16_t) + list.size() > into.size()) {
      full = true;
      return;
    }
    char* const counted = into.data() + size;
    char* to = counted + sizeof(std::uint16_t);
    for (std::size_t i = 0; i + 2 <= list.size(); i += 2) {
      const std::uint16_t value = wire::be16(list, i);
      std::memcpy(to, &value, sizeof value);
      to += wire::is_tls_grease(value) ? 0 : sizeof value;
    }
    const auto count = static_cast<std::uint16_t>((to - counted) / 2 - 1);
    std::memcpy(counted, &count, sizeof count);
    size = static_cast<std::size_t>(to - into.data());
  }
};

}  // namespace

std::string_view Ja4Cache::of(const wire::TlsClientHello& hello, wire::Ja4Over over) {
  std::array<char, longest_key> bytes;
  CacheKey key{bytes};
  key.put(static_cast<std::uint16_t>(over));
  key.put(hello.version);
  // Of ALPN the first name decides, by its ends.
  auto names = hello.alpn;
  const auto name = wire::next_alpn(names);
  key.put(static_cast<std::uint16_t>(
      name ? static_cast<std::uint8_t>(name->front()) << 8 | static_cast<std::uint8_t>(name->back()) : 0));
  key.put(hello.ciphers);
  key.put(hello.signature_algorithms);
  for (auto rest = hello.extensions; const auto extension = wire::next_tls_extension(rest);)
    if (!wire::is_tls_grease(extension->type)) key.put(extension->type);

  if (key.full) {
    const auto computed = wire::ja4(hello, over);
    if (!computed) return {};
    uncached_ = *computed;
    return uncached_.view();
  }
  const std::string_view wanted(bytes.data(), key.size);
  Entry& entry = entries_[hash_bytes(wanted) & (most_entries - 1)];
  if (std::string_view(entry.key.data(), entry.size) == wanted) return entry.value.view();
  const auto computed = wire::ja4(hello, over);
  if (!computed) return {};
  entry.size = static_cast<std::uint16_t>(key.size);
  entry.key = bytes;
  entry.value = *computed;
  return entry.value.view();
}

}  // namespace lenscap::sources
