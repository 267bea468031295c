#include "sources/ja4_cache.hpp"

#include <cstring>

#include "sources/strings.hpp"
#include "wire/bytes.hpp"

namespace lenscap::sources {

namespace {

/// Appends to a buffer of fixed size; `full` once something did not fit.
struct Key {
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
  void put(std::span<const std::byte> list) {  // of 16-bit values; no end mark could be mistaken for one of them
    std::uint16_t count = 0;
    const std::size_t count_at = size;
    put(count);
    for (std::size_t i = 0; i + 2 <= list.size() && !full; i += 2)
      if (const std::uint16_t value = wire::be16(list, i); !wire::is_tls_grease(value)) put(value), ++count;
    if (!full) std::memcpy(into.data() + count_at, &count, sizeof count);
  }
};

}  // namespace

std::string_view Ja4Cache::of(const wire::TlsClientHello& hello, wire::Ja4Over over) {
  std::array<char, longest_key> bytes;
  Key key{bytes};
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
