#include "casefile/digest.hpp"

#include <openssl/evp.h>

#include <array>
#include <cstdint>
#include <memory>
#include <new>
#include <unordered_map>

namespace lenscap::casefile {

namespace {

/// Gathers fields in front of the hash: it is several times faster in large pieces.
class Hash {
 public:
  Hash() : context_(EVP_MD_CTX_new()) {
    if (!context_ || EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) != 1) throw std::bad_alloc();
    buffer_.reserve(capacity + 4096);
  }

  void number(std::uint64_t value) {
    char bytes[8];
    for (int i = 0; i < 8; ++i) bytes[i] = static_cast<char>(value >> (8 * i) & 0xff);  // little-endian
    buffer_.append(bytes, sizeof bytes);
  }

  /// Seven bits a byte, lowest first, the top bit set where more follow (LEB128): most totals are small.
  void small_number(std::uint64_t value) {
    char bytes[10];
    std::size_t n = 0;
    for (; value >= 0x80; value >>= 7) bytes[n++] = static_cast<char>(value | 0x80);
    bytes[n++] = static_cast<char>(value);
    append({bytes, n});
  }

  /// Length first, so that no two lists of fields give the same bytes.
  void field(std::string_view bytes) {
    number(bytes.size());
    append(bytes);
  }

  void append(std::string_view bytes) {
    buffer_ += bytes;
    if (buffer_.size() >= capacity) flush();
  }

  std::string hex() {
    flush();
    std::array<unsigned char, EVP_MAX_MD_SIZE> raw{};
    unsigned size = 0;
    EVP_DigestFinal_ex(context_.get(), raw.data(), &size);
    constexpr char digits[] = "0123456789abcdef";
    std::string out;
    for (unsigned i = 0; i < size; ++i) {
      out += digits[raw[i] >> 4];
      out += digits[raw[i] & 15];
    }
    return out;
  }

 private:
  void flush() {
    EVP_DigestUpdate(context_.get(), buffer_.data(), buffer_.size());
    buffer_.clear();
  }

  static constexpr std::size_t capacity = 64 * 1024;
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  std::unique_ptr<EVP_MD_CTX, Free> context_;
  std::string buffer_;
};

}  // namespace

std::string observations_digest(const model::Case& c) {
  std::unordered_map<model::Id, std::string_view> keys;
  for (const auto& s : c.subjects) keys.emplace(s.id, s.key);
  Hash hash;
  for (const auto& o : c.observations) {
    const auto& source = c.sources[o.locator.source];
    hash.field(source.sha256.empty() ? source.name : source.sha256);
    hash.field(keys[o.subject]);
    hash.field(o.kind);
    hash.field(o.value);
    hash.number(static_cast<std::uint64_t>(o.first));
    hash.number(static_cast<std::uint64_t>(o.last));
    hash.number(o.count);
    hash.number(o.locator.spans.size());
    for (const auto& span : o.locator.spans) {
      hash.number(span.packet);
      hash.number(span.at);
      hash.number(span.length);
    }
    hash.field(o.locator.decoder);
    hash.field(o.locator.place);
    hash.field(o.locator.excerpt);
    hash.number(o.locator.mark_at);
    hash.number(o.locator.mark_length);
  }
  return hash.hex();
}

std::string flows_digest(const model::Case& c, const FileOrder& rows) {
  std::unordered_map<model::Id, std::string_view> keys;
  for (const auto& s : c.subjects) keys.emplace(s.id, s.key);
  Hash hash;
  hash.small_number(c.sources.size());
  for (const auto& s : c.sources) hash.field(s.sha256.empty() ? s.name : s.sha256);
  // The key of a subject stands once, before its rows.
  model::Id subject = 0;
  auto begin_row = [&](model::Id of) {
    hash.small_number(of == subject ? 0 : 1);
    if (of != subject) hash.field(keys[of]);
    subject = of;
  };
  auto address = [&](const model::Ip& ip) {
    hash.small_number(ip.family);
    hash.append({reinterpret_cast<const char*>(ip.bytes.data()), ip.family == 4 ? std::size_t{4} : ip.bytes.size()});
  };
  auto time = [&](model::Nanos value) { hash.number(static_cast<std::uint64_t>(value)); };

  hash.small_number(rows.flows.size());
  for (const auto* row : rows.flows) {
    begin_row(row->subject);
    const auto& f = row->flow;
    address(f.peer);
    for (model::Nanos value : {f.hour, f.first, f.last}) time(value);
    for (std::uint64_t value : {std::uint64_t{f.protocol},
                                std::uint64_t{f.port},
                                std::uint64_t{f.addresses_only},
                                static_cast<std::uint64_t>(f.opened),
                                f.packets_out,
                                f.packets_in,
                                f.bytes_out,
                                f.bytes_in,
                                f.media_out,
                                f.media_in,
                                f.attempts,
                                f.answered,
                                f.resets,
                                f.unreachable,
                                std::uint64_t{f.intervals.count},
                                f.intervals.sum_ms,
                                f.intervals.squares,
                                std::uint64_t{f.sampling},
                                std::uint64_t{f.source},
                                f.packet})
      hash.small_number(value);
  }
  hash.small_number(rows.names.size());
  for (const auto* row : rows.names) {
    begin_row(row->subject);
    const auto& n = row->name;
    hash.field(n.name);
    hash.field(n.alias);
    address(n.peer);
    time(n.time);
    for (std::uint64_t value : {static_cast<std::uint64_t>(n.from), n.count, std::uint64_t{n.source}, n.span.packet,
                                std::uint64_t{n.span.at}, std::uint64_t{n.span.length}})
      hash.small_number(value);
  }
  return hash.hex();
}

std::string sha256(std::string_view bytes) {
  Hash hash;
  hash.append(bytes);
  return hash.hex();
}

}  // namespace lenscap::casefile
