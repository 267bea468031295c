#include "sources/place.hpp"

#include <algorithm>

#include "model/ascii.hpp"
#include "sources/place_elf.hpp"

namespace lenscap::sources {
namespace {

/// Does not cut a UTF-8 character in two.
std::string_view whole_characters(std::string_view text) {
  while (!text.empty() && (text.front() & 0xc0) == 0x80) text.remove_prefix(1);
  std::size_t tail = 0;
  while (tail < text.size() && tail < 3 && (text[text.size() - 1 - tail] & 0xc0) == 0x80) ++tail;
  if (tail < text.size()) {
    const auto lead = static_cast<unsigned char>(text[text.size() - 1 - tail]);
    const std::size_t needs = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc0 ? 1 : 0;
    if (lead >= 0xc0 && needs > tail) text.remove_suffix(tail + 1);
  }
  return text;
}

/// Printable bytes around a word in a program, as `strings` shows them.
std::string printable_around(std::string_view bytes, std::size_t offset, std::size_t length) {
  constexpr std::size_t reach = 48;
  const auto shows = [](char c) { return c >= 0x20 && c < 0x7f; };
  std::size_t from = offset, to = std::min(offset + length, bytes.size());
  while (from > 0 && offset - from < reach && shows(bytes[from - 1])) --from;
  while (to < bytes.size() && to - offset - length < reach && shows(bytes[to])) ++to;
  return std::string(bytes.substr(from, to - from));
}

}  // namespace

std::string line_around(std::string_view bytes, std::size_t offset, std::size_t length, std::size_t most) {
  const std::size_t room = most > length ? (most - length) / 2 : 0;
  std::size_t from = offset, to = std::min(offset + length, bytes.size());
  while (from > 0 && offset - from < room && bytes[from - 1] != '\n') --from;
  while (to < bytes.size() && to - offset - length < room && bytes[to] != '\n') ++to;
  return std::string(model::trimmed(whole_characters(bytes.substr(from, to - from))));
}

struct PlaceFinder::Impl {
  std::string_view bytes;
  Nature nature;
  std::vector<HeaderStruct> blocks;
  std::optional<ElfSections> elf;

  void in_header(std::size_t offset, Place& out) const {
    const HeaderStruct* inner = nullptr;
    for (const HeaderStruct& block : blocks) {
      if (block.from > offset) break;
      if (offset < block.to) inner = &block;
    }
    if (!inner || inner->name.empty()) return;
    out.subject = inner->name;
    out.place = inner->name;
    for (const HeaderField& field : inner->fields)
      if (field.at <= offset && offset < field.at + field.name.size()) out.place += "." + field.name;
  }

  /// Dahua's CGI: caps.… says what there is, table.… what is set; a key that holds its own switch.
  void in_key_values(std::size_t offset, Place& out, std::string_view word) const {
    const auto start = bytes.rfind('\n', offset) == bytes.npos ? 0 : bytes.rfind('\n', offset) + 1;
    const std::string_view line =
        model::trimmed(bytes.substr(start, std::min(bytes.find('\n', offset), bytes.size()) - start));
    const auto equals = std::min(line.find('='), line.size());
    const std::string_view key = line.substr(0, equals);
    const std::string_view value = equals < line.size() ? model::trimmed(line.substr(equals + 1)) : std::string_view{};
    const bool flag = value == "true" || value == "false";
    const bool is_key = offset - start < equals;
    out.place = key.substr(0, 200);
    out.text = std::string(key.substr(0, 160)) + (flag     ? "=" + std::string(value)
                                                  : is_key ? std::string{}
                                                           : "=" + std::string(word));
    const bool settings = key.starts_with("table.");
    const bool is_switch = key.ends_with("Enable") || key.ends_with("Enabled");
    out.state = model::AnalyticsState::offered;
    if (flag && is_switch)
      out.state = value == "true" ? model::AnalyticsState::enabled : model::AnalyticsState::present;
    else if (flag && value == "false" && !settings) out.denied = true;
  }
};

PlaceFinder::PlaceFinder(std::string_view bytes, Nature nature) : impl_(std::make_unique<Impl>()) {
  impl_->bytes = bytes;
  impl_->nature = nature;
  if (is_code(impl_->nature)) impl_->blocks = read_header(bytes);
  if (nature == Nature::program) impl_->elf = ElfSections::read(bytes);
}

PlaceFinder::~PlaceFinder() = default;

const std::vector<HeaderStruct>& PlaceFinder::blocks() const { return impl_->blocks; }

Place PlaceFinder::at(const MarkerHit& hit) {
  Place out;
  out.state = state_in(impl_->nature);
  const std::string& word = hit.marker->words[hit.word];
  if (hit.encoding != Encoding::utf8) out.text = word;
  switch (impl_->nature) {
    case Nature::key_values:
      impl_->in_key_values(hit.offset, out, word);
      break;
    case Nature::program:
      if (out.text.empty()) out.text = printable_around(impl_->bytes, hit.offset, hit.length);
      if (impl_->elf) {
        const auto spot = impl_->elf->at(hit.offset);
        out.place = spot.section + (spot.symbol.empty() ? "" : " " + spot.symbol);
        out.subject = spot.symbol;
      }
      break;
    case Nature::binary:
    case Nature::tree:  // could not be parsed
    case Nature::text:  // may be a log or a list of people: the word alone
      if (out.text.empty()) out.text = word;
      break;
    default:
      if (is_code(impl_->nature)) impl_->in_header(hit.offset, out);
      if (out.text.empty()) out.text = line_around(impl_->bytes, hit.offset, hit.length);
  }
  return out;
}

}  // namespace lenscap::sources
