#include "sources/image_walk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sources/hash.hpp"
#include "sources/image_entropy.hpp"
#include "sources/image_facts.hpp"
#include "sources/image_format.hpp"

namespace lenscap::sources {

namespace {

constexpr std::uint64_t window = 32ull * 1024 * 1024;  // shown at once
constexpr std::uint64_t overlap = 4096;                // of two windows
constexpr std::uint64_t step = 8ull * 1024 * 1024;     // hashed or searched before pages may be given back
constexpr std::uint64_t shortest_padding = 256;        // a shorter run of one byte belongs to the data around it

// What headers that stood there by chance may cost, in bytes of work: a fixed part for each, so that false magic by the
// hundred thousand ends the search, and never the reading.
constexpr std::uint64_t trial_cost = 2 * 1024, free_trials = 256ull * 1024 * 1024, trials_per_byte = 4;

constexpr std::size_t most_facts = 1000;
constexpr std::string_view opaque_format = "encrypted or compressed by an unknown method";

/// A file of known format that is no text; archives and the like may still stand in it.
bool is_known_binary(std::string_view format) { return format != "data" && !is_text_format(format); }

}  // namespace

/// A search for structures through one member.
struct ImageWalk::Search {
  const std::string& path;
  std::span<const std::byte> bytes;
  unsigned depth;
  const ImageHoles& holes;
  ImageSearch what;
  ImageZipEnds zips;
  std::uint64_t done = 0;        ///< up to here all bytes are accounted for
  std::uint64_t magic_from = 0;  ///< where the search goes on
  std::uint64_t trials = 0;      ///< spent on headers that stood there by chance
  std::string maker;             ///< format of the maker's container around what follows

  bool tired() const { return trials > free_trials + trials_per_byte * bytes.size(); }
};

std::string ImageWalk::hash(std::span<const std::byte> bytes, const ImageHoles& holes) {
  static constexpr std::array<std::uint8_t, 64 * 1024> zeros{};
  InputHash hash(Hashing::inline_);
  for (std::uint64_t at = 0; at < bytes.size();) {
    if (const std::uint64_t end = holes.end_of(at); end > at) {
      for (; at < end; at += std::min<std::uint64_t>(zeros.size(), end - at))
        hash.update(std::span(zeros).first(std::min<std::uint64_t>(zeros.size(), end - at)));
      continue;
    }
    const std::uint64_t end = std::min(at + step, holes.next_from(at, bytes.size()));
    hash.update({reinterpret_cast<const std::uint8_t*>(&bytes[at]), end - at});
    budget_.worked(end - at);
    at = end;
  }
  return hash.finish();
}

ImageShare ImageWalk::member(const std::string& path, std::span<const std::byte> bytes, unsigned depth) {
  const std::size_t index = reading_.files.size();
  const ImageHoles none;
  reading_.files.push_back({path, bytes.size(), hash(bytes, none), {}});
  std::string format;
  ImageShare share = blob(path, bytes, depth, none, format);
  reading_.files[index].format = std::move(format);
  return share;
}

ImageShare ImageWalk::blob(const std::string& path, std::span<const std::byte> bytes, unsigned depth,
                           const ImageHoles& holes, std::string& format) {
  ImageShare share{static_cast<double>(bytes.size()), 0, 0, {}};
  // A sparse file is no text, and looking for its end would read its holes.
  format = holes.next_from(0, bytes.size()) == bytes.size() ? leaf_format(bytes) : "data";
  if (is_text_format(format))
    for (ImageFact& fact : facts_of_file(path, bytes))
      if (reading_.facts.size() < most_facts) reading_.facts.push_back(std::move(fact));
  Search search{path,
                bytes,
                depth,
                holes,
                format == "data" ? ImageSearch::everything : ImageSearch::inside_program,
                ImageZipEnds(bytes, budget_),
                0,
                0,
                0,
                {}};
  if (format == "data") {
    structures(search, format, share);
    return share;
  }
  show(path, format, bytes, 0, bytes.size());
  share.explained = share.bytes;
  ImageShare inside;  // in the file's own bytes, which are accounted for
  if (is_known_binary(format) || bytes.size() > most_text)
    while (auto find = next(search))
      if (const auto end = read(search, *find, inside)) search.done = search.magic_from = *end;
  return share;
}

void ImageWalk::structures(Search& search, std::string& format, ImageShare& share) {
  while (auto find = next(search)) {
    ImageShare part;
    const auto end = read(search, *find, part);
    if (!end) continue;
    gap(search, find->at, share);
    if (find->at == 0) format = find->structure.format;
    if (find->structure.kind == ImageKind::maker) search.maker = find->structure.format;
    search.done = search.magic_from = *end;
    part.bytes = 0;  // counted with the whole
    share += part;
  }
  gap(search, search.bytes.size(), share);
  if (format == "data" && share.encrypted > share.bytes / 2) format = opaque_format;
}

std::optional<ImageFind> ImageWalk::next(Search& search) {
  const std::uint64_t size = search.bytes.size();
  while (search.magic_from < size && !budget_.spent()) {
    if (budget_.full()) {
      budget_.member();  // counts and says it
      return std::nullopt;
    }
    if (search.tired()) {
      budget_.skip("searches ended: too many headers that are none");
      budget_.note(fmt::format("{}: more headers that are none than are tried; nothing behind {:#x} was unpacked",
                               search.path, search.magic_from));
      return std::nullopt;
    }
    search.magic_from = search.holes.end_of(search.magic_from);
    const std::uint64_t until = std::min(search.magic_from + step, search.holes.next_from(search.magic_from, size));
    auto find = find_structure(search.bytes, search.done, search.magic_from, until, search.what);
    budget_.worked((find ? find->magic : until) - search.magic_from);
    search.magic_from = find ? find->magic + 1 : until;
    if (find) return find;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> ImageWalk::read(Search& search, ImageFind& find, ImageShare& part) {
  ImageStructure& structure = find.structure;
  const auto bytes = search.bytes.subspan(find.at);
  structure.first = find.at == 0;
  if (structure.kind == ImageKind::zip) structure.size = search.zips.size_of(find.at);
  const std::string path = structure.first ? search.path
                                           : fmt::format("{}!/{:#x}.{}", search.path, find.at,
                                                         structure.format.substr(0, structure.format.find(' ')));
  const bool too_deep = search.depth >= budget_.limits().depth;
  const std::size_t index = reading_.files.size();
  if (!structure.first) reading_.files.push_back({path, 0, {}, structure.format});
  ImageContents contents(path, budget_, reading_, [&](const std::string& name, std::span<const std::byte> inside) {
    return member(name, inside, search.depth + 1);
  });
  ImageEnd end{ImageOutcome::unread, structure.size != 0 ? structure.size : bytes.size()};
  if (!too_deep) end = open(bytes, structure, contents);
  else if (structure.size == 0 && !structure.first) end.outcome = ImageOutcome::chance;
  else budget_.skip(fmt::format("containers deeper than {}", budget_.limits().depth));
  if (end.outcome == ImageOutcome::chance) {
    reading_.files.resize(index);
    search.trials += trial_cost + end.used;
    return std::nullopt;
  }
  const std::uint64_t used = end.used == 0 ? bytes.size() : std::min<std::uint64_t>(end.used, bytes.size());
  if (!structure.first) {
    budget_.member(path.size());
    reading_.files[index].size = used;
    reading_.files[index].sha256 = hash(bytes.first(used), {});
  }
  if (!structure.maker.empty()) contents.fact("maker", structure.maker, 0);
  part = contents.share().scaled_to(static_cast<double>(used));
  if (budget_.spent()) part.explained = 0;  // how much of it was not reached cannot be told
  if (end.outcome == ImageOutcome::unread) {
    part.explained = 0;
    (structure.kind == ImageKind::encrypted ? part.encrypted : part.not_unpacked[structure.format]) =
        static_cast<double>(used);
  }
  return find.at + used;
}

ImageEnd ImageWalk::open(std::span<const std::byte> bytes, const ImageStructure& structure, ImageContents& contents) {
  switch (structure.kind) {
    case ImageKind::stream:
      return read_image_stream(bytes, structure, contents);
    case ImageKind::zip:
    case ImageKind::tar:
    case ImageKind::cpio:
      return read_image_archive(structure.size != 0 ? bytes.first(structure.size) : bytes, structure, contents);
    case ImageKind::squashfs:
      return read_image_squashfs(bytes, structure, contents);
    case ImageKind::ext:
      return read_image_ext(bytes, structure, contents);
    case ImageKind::uimage:
      return read_image_uimage(bytes, structure, contents);
    case ImageKind::tree:
      return read_image_tree(bytes, structure, contents);
    case ImageKind::maker:
      return {ImageOutcome::read, structure.size};
    case ImageKind::unread:
      if (structure.size == 0 && !structure.first) return {ImageOutcome::chance, 0};
      return {ImageOutcome::unread, structure.size};
    case ImageKind::encrypted:
      return {ImageOutcome::unread, structure.size};
  }
  return {ImageOutcome::chance, 0};
}

void ImageWalk::gap(const Search& search, std::uint64_t to, ImageShare& share) {
  std::uint64_t plain_from = search.done, unexplained = 0;
  const auto show_plain = [&](std::uint64_t until) {
    if (until > plain_from) show(search.path, "data", search.bytes, plain_from, until);
    unexplained += until - plain_from;
  };
  for (std::uint64_t at = search.done; at < to;) {
    std::uint64_t end = std::min(search.holes.end_of(at), to);
    const std::uint64_t hole = std::min(search.holes.next_from(at, to), to);
    if (end == at) {
      const std::uint64_t padding = padding_at(search.bytes.first(std::min(hole, at + step)), at);
      end = at + padding;
      budget_.worked(padding);
      if (padding < shortest_padding && end < to) end = at;
    }
    if (end > at) {  // padding, or a hole
      show_plain(at);
      share.explained += static_cast<double>(end - at);
      at = plain_from = end;
      continue;
    }
    // The last block of a gap takes a short rest with it.
    end = hole - at < 2 * entropy_block ? hole : at + entropy_block;
    if (is_opaque(search.bytes.subspan(at, end - at))) {
      show_plain(at);
      share.encrypted += static_cast<double>(end - at);
      plain_from = end;
    }
    budget_.worked(end - at);
    at = end;
  }
  show_plain(to);
  if (!search.maker.empty() && unexplained > 0) share.not_unpacked[search.maker] += static_cast<double>(unexplained);
}

void ImageWalk::show(std::string_view path, std::string_view format, std::span<const std::byte> member,
                     std::uint64_t from, std::uint64_t to) {
  if (!handler_) return;
  std::uint64_t at = from;
  do {
    const std::uint64_t seen = at == from ? 0 : overlap, end = std::min(at + window, to);
    handler_({path, format, member.subspan(at - seen, end - at + seen), at - seen, static_cast<std::size_t>(seen),
              member.size()});
    budget_.worked(end - at);
    at = end;
  } while (at < to);
}

}  // namespace lenscap::sources
