#include "sources/marker_scan.hpp"

#include <fmt/format.h>
#include <hs.h>

#include <algorithm>
#include <map>
#include <string>

#include "sources/text_forms.hpp"

namespace lenscap::sources {
namespace {

/// In place of a word: the structure of a slot.
constexpr std::uint32_t is_slot = UINT32_MAX;

/// The suffix of a cloud host.
constexpr std::uint32_t is_host = UINT32_MAX - 1;

struct Use {
  const knowledge::Marker* marker;
  std::uint32_t word;
  Encoding encoding;
};

struct Pattern {
  std::string bytes;
  std::vector<Use> uses;
};

/// A marker's company, in the encoding of its word.
struct Company {
  std::vector<std::string> beside;
  std::string within;
};

std::string in_encoding(std::string_view text, Encoding encoding) {
  if (encoding == Encoding::utf16le) return to_utf16le(text);
  if (encoding == Encoding::gbk)
    if (std::string gbk = to_gbk(text); !gbk.empty()) return gbk;
  return std::string(text);
}

bool finds_alone(std::string_view bytes, std::string_view word, bool wide) {
  if (word.empty()) return false;
  for (auto at = bytes.find(word); at != bytes.npos; at = bytes.find(word, at + 1))
    if (stands_alone(bytes, at, word.size(), wide)) return true;
  return false;
}

}  // namespace

std::string_view to_string(Encoding encoding) {
  return encoding == Encoding::utf8 ? "utf-8" : encoding == Encoding::utf16le ? "utf-16le" : "gbk";
}

struct MarkerScan::Impl {
  std::vector<Pattern> patterns;
  std::map<std::pair<const knowledge::Marker*, Encoding>, Company> companies;
  hs_database_t* database = nullptr;
  hs_scratch_t* scratch = nullptr;
  // of the scan that runs
  std::string_view bytes;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> raw;  // offset, pattern
  std::uint64_t left_out = 0;

  ~Impl() {
    hs_free_scratch(scratch);
    hs_free_database(database);
  }

  void add(std::map<std::string, std::uint32_t>& ids, std::string form, Use use) {
    if (form.empty()) return;
    const auto [id, is_new] = ids.emplace(form, static_cast<std::uint32_t>(patterns.size()));
    if (is_new) patterns.push_back({std::move(form), {}});
    patterns[id->second].uses.push_back(use);
  }

  void add(const knowledge::Knowledge& k) {
    std::map<std::string, std::uint32_t> ids;
    for (const knowledge::Endpoint& endpoint : k.endpoints)
      add(ids, endpoint.suffix, {nullptr, is_host, Encoding::utf8});
    for (const knowledge::Marker& marker : k.markers) {
      for (std::uint32_t w = 0; w < marker.words.size(); ++w) {
        add(ids, marker.words[w], {&marker, w, Encoding::utf8});
        add(ids, to_utf16le(marker.words[w]), {&marker, w, Encoding::utf16le});
        add(ids, to_gbk(marker.words[w]), {&marker, w, Encoding::gbk});
      }
      for (const std::string& slot : marker.slots)
        add(ids, slot.substr(0, slot.find(':')), {&marker, is_slot, Encoding::utf8});
      for (const Encoding encoding : {Encoding::utf8, Encoding::utf16le, Encoding::gbk}) {
        Company company{{}, marker.within.empty() ? "" : in_encoding(marker.within, encoding)};
        for (const std::string& word : marker.beside) company.beside.push_back(in_encoding(word, encoding));
        companies[{&marker, encoding}] = std::move(company);
      }
    }
  }

  bool in_company(const Use& use, std::uint64_t at, std::size_t length) const {
    const Company& company = companies.at({use.marker, use.encoding});
    if (!company.within.empty() && bytes.find(company.within) == bytes.npos) return false;
    if (company.beside.empty()) return true;
    const std::size_t from = at > near ? at - near : 0;
    const std::string_view window = bytes.substr(from, at - from + length + near);
    return std::any_of(company.beside.begin(), company.beside.end(), [&](const std::string& word) {
      return finds_alone(window, word, use.encoding == Encoding::utf16le);
    });
  }

  static int found(unsigned id, unsigned long long, unsigned long long to, unsigned, void* context) {
    auto& self = *static_cast<Impl*>(context);
    const Pattern& pattern = self.patterns[id];
    const std::size_t length = pattern.bytes.size(), at = to - length;
    const Encoding encoding = pattern.uses.front().encoding;
    if (pattern.uses.front().word == is_host && host_at(self.bytes, at, length).empty()) return 0;
    if (!stands_alone(self.bytes, at, length, encoding == Encoding::utf16le)) return 0;
    if (encoding == Encoding::gbk && !on_character(self.bytes, at)) return 0;
    if (self.raw.size() == most_hits) ++self.left_out;
    else self.raw.emplace_back(at, id);
    return 0;
  }
};

MarkerScan::MarkerScan(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
MarkerScan::~MarkerScan() = default;
MarkerScan::MarkerScan(MarkerScan&&) noexcept = default;

model::Result<MarkerScan> MarkerScan::compile(const knowledge::Knowledge& knowledge) {
  auto impl = std::make_unique<Impl>();
  impl->add(knowledge);
  const std::size_t n = impl->patterns.size();
  if (n == 0) return MarkerScan(std::move(impl));
  std::vector<const char*> texts;
  std::vector<std::size_t> lengths;
  std::vector<unsigned> flags(n, 0), ids(n);
  for (unsigned i = 0; i < n; ++i) {
    texts.push_back(impl->patterns[i].bytes.data());
    lengths.push_back(impl->patterns[i].bytes.size());
    ids[i] = i;
  }
  hs_compile_error_t* error = nullptr;
  if (hs_compile_lit_multi(texts.data(), flags.data(), ids.data(), lengths.data(), static_cast<unsigned>(n),
                           HS_MODE_BLOCK, nullptr, &impl->database, &error) != HS_SUCCESS) {
    const std::string why = error && error->message ? error->message : "no reason given";
    hs_free_compile_error(error);
    return model::fail(fmt::format("the markers do not compile: {}", why), "data/analytics", "correct their words");
  }
  if (hs_alloc_scratch(impl->database, &impl->scratch) != HS_SUCCESS)
    return model::fail("no memory to scan with", "", "");
  return MarkerScan(std::move(impl));
}

MarkerHits MarkerScan::scan(std::span<const std::byte> bytes) {
  MarkerHits out;
  Impl& self = *impl_;
  if (!self.database || bytes.empty()) return out;
  self.bytes = {reinterpret_cast<const char*>(bytes.data()), std::min(bytes.size(), most_bytes)};
  self.raw.clear();
  self.left_out = 0;
  hs_scan(self.database, self.bytes.data(), static_cast<unsigned>(self.bytes.size()), 0, self.scratch, Impl::found,
          &self);
  std::sort(self.raw.begin(), self.raw.end());
  for (const auto& [at, id] : self.raw) {
    const Pattern& pattern = self.patterns[id];
    for (const Use& use : pattern.uses)
      if (use.word == is_host) out.hosts.push_back(host_at(self.bytes, at, pattern.bytes.size()));
      else if (use.word == is_slot) out.slots.push_back(use.marker);
      else if (self.in_company(use, at, pattern.bytes.size()))
        out.hits.push_back({use.marker, use.word, use.encoding, at, static_cast<std::uint32_t>(pattern.bytes.size())});
  }
  std::sort(out.slots.begin(), out.slots.end());
  out.slots.erase(std::unique(out.slots.begin(), out.slots.end()), out.slots.end());
  std::sort(out.hosts.begin(), out.hosts.end());
  out.hosts.erase(std::unique(out.hosts.begin(), out.hosts.end()), out.hosts.end());
  out.left_out = self.left_out;
  return out;
}

}  // namespace lenscap::sources
