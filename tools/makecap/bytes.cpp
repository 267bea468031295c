#include "makecap/bytes.hpp"

#include <arpa/inet.h>

namespace makecap {

void put8(Bytes& out, std::uint32_t value) { out.push_back(static_cast<char>(value & 0xff)); }

void put16(Bytes& out, std::uint32_t value) {
  put8(out, value >> 8);
  put8(out, value);
}

void put32(Bytes& out, std::uint32_t value) {
  put16(out, value >> 16);
  put16(out, value);
}

void put16le(Bytes& out, std::uint32_t value) {
  put8(out, value);
  put8(out, value >> 8);
}

void put32le(Bytes& out, std::uint32_t value) {
  put16le(out, value);
  put16le(out, value >> 16);
}

void put64le(Bytes& out, std::uint64_t value) {
  put32le(out, static_cast<std::uint32_t>(value));
  put32le(out, static_cast<std::uint32_t>(value >> 32));
}

void set16(Bytes& out, std::size_t at, std::uint32_t value) {
  out[at] = static_cast<char>(value >> 8 & 0xff);
  out[at + 1] = static_cast<char>(value & 0xff);
}

Bytes from_hex(std::string_view text) {
  Bytes out;
  int high = -1;
  bool comment = false;
  for (const char c : text) {
    if (c == '\n') comment = false;
    if (c == '#') comment = true;
    if (comment || c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
    const auto place = std::string_view("0123456789abcdefABCDEF").find(c);
    if (place == std::string_view::npos) throw Mistake("not a hexadecimal digit: " + std::string(1, c));
    const int digit = static_cast<int>(place < 16 ? place : place - 6);
    if (high < 0) {
      high = digit;
    } else {
      put8(out, static_cast<std::uint32_t>(high * 16 + digit));
      high = -1;
    }
  }
  if (high >= 0) throw Mistake("odd number of hexadecimal digits");
  return out;
}

Bytes parse_ip(std::string_view text) {
  const bool six = text.find(':') != std::string_view::npos;
  Bytes out(six ? 16 : 4, '\0');
  if (inet_pton(six ? AF_INET6 : AF_INET, std::string(text).c_str(), out.data()) != 1)
    throw Mistake("not an address: " + std::string(text));
  return out;
}

Bytes parse_mac(std::string_view text) {
  Bytes plain;
  for (const char c : text)
    if (c != ':' && c != '-') plain.push_back(c);
  const Bytes out = from_hex(plain);
  if (out.size() != 6) throw Mistake("not a hardware address: " + std::string(text));
  return out;
}

std::uint64_t Dice::next() {
  std::uint64_t z = state += 0x9e3779b97f4a7c15U;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9U;
  z = (z ^ z >> 27) * 0x94d049bb133111ebU;
  return z ^ z >> 31;
}

std::uint32_t Dice::below(std::uint32_t limit) { return static_cast<std::uint32_t>((next() >> 32) * limit >> 32); }

Bytes Dice::octets(std::size_t count) {
  Bytes out;
  while (out.size() < count) put64le(out, next());
  out.resize(count);
  return out;
}

std::uint64_t seed_of(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

}  // namespace makecap
