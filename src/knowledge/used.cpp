// Entries as a case keeps them: key, digest, text.
#include <openssl/evp.h>

#include <algorithm>
#include <array>

#include "knowledge/knowledge.hpp"

namespace lenscap::knowledge {
namespace {

std::string sha256_hex(std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned size = 0;
  if (EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) return {};
  static constexpr char digits[] = "0123456789abcdef";
  std::string hex;
  for (unsigned i = 0; i < size; ++i) {
    hex += digits[digest[i] >> 4];
    hex += digits[digest[i] & 15];
  }
  return hex;
}

template <class T>
std::optional<model::KnowledgeUsed> find(const std::vector<T>& entries, std::string_view id, std::string_view key) {
  const auto entry = std::find_if(entries.begin(), entries.end(), [&](const T& e) { return e.id == id; });
  if (entry == entries.end()) return std::nullopt;
  return model::KnowledgeUsed{std::string(key), sha256_hex(entry->text), entry->text};
}

}  // namespace

std::optional<model::KnowledgeUsed> used_entry(const Knowledge& k, std::string_view key) {
  const std::size_t colon = key.find(':');
  if (colon == key.npos) return std::nullopt;
  const std::string_view table = key.substr(0, colon), id = key.substr(colon + 1);
  if (table == "signature") return find(k.signatures, id, key);
  if (table == "maker") return find(k.makers, id, key);
  if (table == "brand") return find(k.brands, id, key);
  if (table == "component") return find(k.components, id, key);
  if (table == "organisation") return find(k.organisations, id, key);
  if (table == "lookalike") return find(k.lookalikes, id, key);
  if (table == "name_words") return find(k.name_words, id, key);
  if (table == "item_form") return find(k.item_forms, id, key);
  if (table == "endpoint") return find(k.endpoints, id, key);
  if (table == "network") return find(k.networks, id, key);
  if (table == "rule") return find(k.rules, id, key);
  if (table == "who") return find(k.whos, id, key);
  if (table == "marker") return find(k.markers, id, key);
  if (table == "grade") return find(k.grades, id, key);
  if (table == "rate") return find(k.rates, id, key);
  if (table == "threshold") return find(k.thresholds, id, key);
  return std::nullopt;
}

}  // namespace lenscap::knowledge
