#include "wire/ja4.hpp"

#include <openssl/evp.h>

#include <algorithm>

#include "wire/bytes.hpp"

namespace lenscap::wire {
namespace {

using Bytes = std::span<const std::byte>;

// Where the parts stand in "t13d1516h2_8daaf6152771_e5627efa2ab1".
constexpr std::size_t version_at = 1, name_at = 3, ciphers_at = 4, extensions_at = 6, alpn_at = 8, cipher_hash_at = 11,
                      extension_hash_at = 24, hash_size = 12;
constexpr std::size_t most_counted = 99;
constexpr std::uint16_t server_name = 0, alpn = 16;
constexpr std::string_view digits = "0123456789abcdef";

/// 16-bit values of one list, GREASE left out.
struct Values {
  std::array<std::uint16_t, most_ja4_values> of;
  std::size_t size = 0;

  bool add(std::uint16_t value) noexcept {
    if (is_tls_grease(value)) return true;
    if (size == of.size()) return false;
    of[size++] = value;
    return true;
  }
  bool add_all(Bytes list) noexcept {
    for (std::size_t i = 0; i + 2 <= list.size(); i += 2)
      if (!add(be16(list, i))) return false;
    return true;
  }
  void sort() noexcept { std::sort(of.begin(), of.begin() + static_cast<std::ptrdiff_t>(size)); }
};

/// "0005,000a": two lists at most, a separator of one character before every value but the first.
struct Text {
  std::array<char, 2 * most_ja4_values * 5> of;
  std::size_t size = 0;

  void add(const Values& values, char between_lists) noexcept {
    for (std::size_t i = 0; i < values.size; ++i) {
      if (size != 0) of[size++] = i == 0 ? between_lists : ',';
      for (int shift = 12; shift >= 0; shift -= 4) of[size++] = digits[values.of[i] >> shift & 15];
    }
  }
};

bool write_hash(const Text& text, char* at) noexcept {
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash;
  if (EVP_Digest(text.of.data(), text.size, hash.data(), nullptr, EVP_sha256(), nullptr) != 1) return false;
  for (std::size_t i = 0; i < hash_size; ++i) at[i] = digits[hash[i / 2] >> (i % 2 == 0 ? 4 : 0) & 15];
  return true;
}

void write_count(std::size_t count, char* at) noexcept {
  count = std::min(count, most_counted);
  at[0] = static_cast<char>('0' + count / 10);
  at[1] = static_cast<char>('0' + count % 10);
}

std::string_view version_name(std::uint16_t version) noexcept {
  switch (version) {
    case 0x0304:
      return "13";
    case 0x0303:
      return "12";
    case 0x0302:
      return "11";
    case 0x0301:
      return "10";
    case 0x0300:
      return "s3";
    default:
      return "00";
  }
}

bool is_alphanumeric(std::uint8_t c) noexcept {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// First and last letter of the name; where one of them is no letter or digit, of the name in hexadecimal.
void write_alpn(Bytes list, char* at) noexcept {
  const auto name = next_alpn(list);
  if (!name) return;
  const auto first = static_cast<std::uint8_t>(name->front()), last = static_cast<std::uint8_t>(name->back());
  const bool plain = is_alphanumeric(first) && is_alphanumeric(last);
  at[0] = plain ? name->front() : digits[first >> 4];
  at[1] = plain ? name->back() : digits[last & 15];
}

}  // namespace

std::optional<Ja4> ja4(const TlsClientHello& hello, Ja4Over over) noexcept {
  if (hello.ciphers.empty()) return {};
  Values ciphers, extensions, signatures;
  if (!ciphers.add_all(hello.ciphers) || !signatures.add_all(hello.signature_algorithms)) return {};
  std::size_t apart = 0;  // counted, but not hashed
  bool named = false;
  for (Bytes rest = hello.extensions; const auto extension = next_tls_extension(rest);) {
    named = named || extension->type == server_name;
    if (extension->type == server_name || extension->type == alpn) ++apart;
    else if (!extensions.add(extension->type)) return {};
  }
  ciphers.sort();
  extensions.sort();

  Ja4 out;
  out.text.fill('0');
  char* const text = out.text.data();
  text[0] = static_cast<char>(over);
  std::ranges::copy(version_name(hello.version), text + version_at);
  text[name_at] = named ? 'd' : 'i';
  write_count(ciphers.size, text + ciphers_at);
  write_count(extensions.size + apart, text + extensions_at);
  write_alpn(hello.alpn, text + alpn_at);
  text[cipher_hash_at - 1] = text[extension_hash_at - 1] = '_';
  Text listed;
  listed.add(ciphers, ',');
  if (ciphers.size != 0 && !write_hash(listed, text + cipher_hash_at)) return {};
  listed.size = 0;
  listed.add(extensions, ',');
  listed.add(signatures, '_');
  if (extensions.size != 0 && !write_hash(listed, text + extension_hash_at)) return {};
  return out;
}

}  // namespace lenscap::wire
