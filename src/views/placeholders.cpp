#include "views/placeholders.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "model/address.hpp"
#include "model/ascii.hpp"

namespace lenscap::views {

namespace {

constexpr std::size_t prefix_length = 3;
constexpr std::size_t word_length = 8;  // names from this length on are replaced inside other text too

bool alnum(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool hex_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

std::string_view word_of(Secret what) {
  switch (what) {
    case Secret::ip:
      return "ip";
    case Secret::mac:
      return "mac";
    case Secret::serial:
      return "serial";
    case Secret::name:
      return "name";
    case Secret::site:
      return "site";
  }
  return "";
}

// Two ways of writing one address are one original.
std::string canonical(Secret what, std::string_view original) {
  if (what == Secret::mac)
    if (auto mac = model::parse_mac(original)) return model::to_string(*mac);
  if (what == Secret::ip)
    if (auto ip = model::parse_ip(original)) return model::to_string(*ip);
  return model::lower_ascii(original);
}

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (char c : text)
    out += alnum(c) || std::string_view("-_.~").find(c) != std::string_view::npos
               ? std::string(1, c)
               : fmt::format("%{:02x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  return out;
}

std::string without(std::string_view text, char separator) {
  std::string out(text);
  std::erase(out, separator);
  return out;
}

// "8-4-4-4-12" hexadecimal digits (RFC 9562, section 4).
constexpr std::size_t uuid_length = 36;
bool uuid_at(std::string_view text, std::size_t at) {
  if (at + uuid_length > text.size()) return false;
  for (std::size_t i = 0; i < uuid_length; ++i) {
    bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[at + i] != '-' : !hex_digit(text[at + i])) return false;
  }
  return true;
}

// Bytes of the hardware address that `text` begins with and that ends where a word does; 0 when there is none.
std::size_t mac_length(std::string_view text) {
  for (std::size_t length : {17u, 14u}) {  // 3c:ef:8c:00:12:34, 3cef.8c00.1234
    if (text.size() < length || (text.size() > length && alnum(text[length]))) continue;
    if (model::parse_mac(text.substr(0, length))) return length;
  }
  return 0;
}

// The same for a network address; a port behind it is not part of it.
std::size_t ip_length(std::string_view text) {
  constexpr std::size_t address_most = 45;  // an IPv6 address that ends in an IPv4 one
  text = text.substr(0, address_most + 8);  // with port and the byte that ends the word
  std::size_t end = std::min(text.find_first_not_of("0123456789abcdefABCDEF:."), text.size());
  const bool word_ends = end == text.size() || !alnum(text[end]);
  std::string_view run = text.substr(0, end);
  while (!run.empty() && (run.back() == '.' || (run.back() == ':' && !run.ends_with("::")))) run.remove_suffix(1);
  if (std::count(run.begin(), run.end(), ':') == 1) {
    run = run.substr(0, run.find(':'));
  } else if (!word_ends) {
    return 0;
  }
  if (run.size() > address_most || run.find_first_of(".:") == std::string_view::npos) return 0;
  return model::parse_ip(run) ? run.size() : 0;
}

}  // namespace

void Placeholders::put(std::string_view original, const std::string& placeholder, bool whole_word) {
  std::string key = model::lower_ascii(original);
  if (key.size() < prefix_length) return;
  if (!terms_.try_emplace(key, Term{placeholder, whole_word}).second) return;
  std::vector<std::size_t>& lengths = lengths_[key.substr(0, prefix_length)];
  auto at = std::lower_bound(lengths.begin(), lengths.end(), key.size(), std::greater<>());
  if (at == lengths.end() || *at != key.size()) lengths.insert(at, key.size());
}

std::string Placeholders::of(Secret what, std::string_view original) {
  std::string key = canonical(what, original);
  auto [at, fresh] = given_.try_emplace({what, key});
  if (fresh) {
    at->second = fmt::format("{}-{}", word_of(what), ++numbers_[what]);
    // The vendor block stays: it is evidence of the maker, and shared by millions of devices.
    if (auto mac = model::parse_mac(original); what == Secret::mac && mac)
      at->second += " (" + model::to_string(*mac).substr(0, 8) + ")";
    bool whole_word = (what == Secret::name || what == Secret::site || what == Secret::ip) &&
                      (what == Secret::ip || original.size() < word_length);
    put(original, at->second, whole_word);
    put(key, at->second, whole_word);
    put(percent_encoded(original), at->second, whole_word);
    if (what == Secret::mac) {
      put(without(key, ':'), at->second, false);
      std::string dashes = key;
      std::replace(dashes.begin(), dashes.end(), ':', '-');
      put(dashes, at->second, false);
    }
  }
  return at->second;
}

void Placeholders::add(Secret what, std::string_view original) {
  if (original.size() >= prefix_length) of(what, original);
}

Placeholders::Found Placeholders::longest_at(std::string_view text, std::size_t at) const {
  if (at + prefix_length > text.size()) return {};
  auto lengths = lengths_.find(std::string(text.substr(at, prefix_length)));
  if (lengths == lengths_.end()) return {};
  for (std::size_t length : lengths->second) {
    if (length > text.size() - at) continue;
    auto found = terms_.find(std::string(text.substr(at, length)));
    if (found == terms_.end()) continue;
    bool alone = (at == 0 || !alnum(text[at - 1])) && (at + length == text.size() || !alnum(text[at + length]));
    if (!found->second.whole_word || alone) return {&found->second, length};
  }
  return {};
}

std::string Placeholders::apply(std::string_view text, bool ips, bool macs, bool uuids) {
  const std::string folded = model::lower_ascii(text);
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    // A pattern begins where a word does; after a dot stands the rest of a longer number.
    const bool starts = at == 0 || (!alnum(text[at - 1]) && text[at - 1] != '.');
    std::size_t length = 0;
    if (Found known = longest_at(folded, at); known.term) {
      out += known.term->placeholder;
      at += known.length;
    } else if (starts && uuids && uuid_at(text, at)) {
      out += of(Secret::serial, text.substr(at, uuid_length));
      at += uuid_length;
    } else if (starts && macs && (length = mac_length(text.substr(at))) > 0) {
      out += of(Secret::mac, text.substr(at, length));
      at += length;
    } else if (starts && ips && (length = ip_length(text.substr(at))) > 0) {
      out += of(Secret::ip, text.substr(at, length));
      at += length;
    } else {
      out += text[at++];
    }
  }
  return out;
}

}  // namespace lenscap::views
