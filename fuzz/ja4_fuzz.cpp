// fuzz/ja4_fuzz.cpp: any bytes as the body of a ClientHello: its JA4, when it has one, is of the form that it always
// has.
#include <cstdlib>

#include "wire/ja4.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> body(reinterpret_cast<const std::byte*>(data), size);
  const auto hello = parse_tls_client_hello({tls_type::client_hello, false, 0, size, body});
  if (!hello) return 0;
  const auto over = size % 2 == 0 ? Ja4Over::tcp : Ja4Over::quic;
  const auto name = ja4(*hello, over);
  if (!name) return 0;
  const std::string_view text = name->view();
  if (text[0] != static_cast<char>(over) || (text[3] != 'd' && text[3] != 'i')) std::abort();
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool letter = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (i == 10 || i == 23 ? c != '_' : !letter) std::abort();
  }
  return 0;
}
