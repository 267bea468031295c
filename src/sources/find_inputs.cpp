#include "sources/find_inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <tuple>

#include "sources/capture_file.hpp"

namespace lenscap::sources {

namespace fs = std::filesystem;
using model::Error;
using model::Result;

namespace {

constexpr std::size_t most_files = 200'000;

std::string hash_file(const std::string& path) {
  auto stream = ByteStream::open(path, Hashing::inline_);
  return stream ? stream->finish() : std::string();
}

void list_folder(const std::string& root, std::vector<Found>& found, std::vector<Error>& unusable) {
  std::error_code code;
  std::vector<fs::path> paths;
  const fs::path base(root);
  for (fs::recursive_directory_iterator at(base, fs::directory_options::skip_permission_denied, code), end; at != end;
       at.increment(code)) {
    if (code) break;
    if (at->is_symlink(code) || !at->is_regular_file(code)) continue;
    if (paths.size() == most_files) {
      unusable.push_back(
          {fmt::format("holds more than {} files; the rest was not read", most_files), root, "name a smaller folder"});
      break;
    }
    paths.push_back(at->path());
  }
  if (code) unusable.push_back({fmt::format("cannot list: {}", code.message()), root, "check permissions"});
  std::sort(paths.begin(), paths.end());
  auto root_name = base.lexically_normal().filename();
  if (root_name.empty()) root_name = base.lexically_normal().parent_path().filename();
  if (root_name.empty() || root_name == ".") root_name = fs::canonical(base, code).filename();
  for (const auto& path : paths) {
    Found f;
    f.path = path.string();
    const auto below = root_name / path.lexically_relative(base);
    f.name = below.generic_string();
    f.folder = fs::path(root).lexically_normal().generic_string() + "\n" + below.parent_path().generic_string();
    f.asked_for = false;
    found.push_back(std::move(f));
  }
}

/// Same content twice counts once: the second is dropped and named.
std::vector<Found> without_copies(std::vector<Found> found, std::vector<std::pair<std::string, std::string>>& copies) {
  std::map<std::uint64_t, std::vector<std::size_t>> by_size;
  for (std::size_t i = 0; i < found.size(); ++i)
    if (found[i].size != 0) by_size[found[i].size].push_back(i);
  for (const auto& [size, same] : by_size)
    if (same.size() > 1)
      for (std::size_t i : same) found[i].sha256 = hash_file(found[i].path);
  std::vector<Found> kept;
  std::map<std::string, std::string> seen;
  for (Found& f : found) {
    if (!f.sha256.empty()) {
      const auto [at, fresh] = seen.try_emplace(f.sha256, f.name);
      // In a folder of device documents two devices may give the same short answer: those stay.
      if (!fresh && (f.capture || f.asked_for)) {
        copies.emplace_back(f.name, at->second);
        continue;
      }
    }
    kept.push_back(std::move(f));
  }
  return kept;
}

/// A file that is named twice, or named and found in a folder, is one file. What is found in a folder stays: there it
/// has its neighbours.
void drop_same_places(std::vector<Found>& found, std::vector<std::pair<std::string, std::string>>& copies) {
  std::stable_partition(found.begin(), found.end(), [](const Found& f) { return !f.asked_for; });
  std::map<std::string, std::string> places;
  std::erase_if(found, [&](const Found& f) {
    std::error_code code;
    const auto place = fs::canonical(f.path, code);
    if (f.path == "-" || code) return false;
    const auto [at, fresh] = places.try_emplace(place.string(), f.name);
    if (!fresh && f.asked_for) copies.emplace_back(f.name, at->second);
    return !fresh;
  });
}

}  // namespace

void look_at(Found& f) {
  std::error_code code;
  if (!fs::is_regular_file(f.path, code)) return;  // a pipe can be read once only
  auto stream = ByteStream::open(f.path, Hashing::none);
  if (!stream) return;
  auto head = read_head(*stream, head_size);
  if (!head || !CaptureFile::recognises(*head)) return;
  f.capture = true;
  auto file = CaptureFile::start(*stream, std::move(*head), f.name);
  if (!file) return;
  const auto frames = file->next_batch();
  if (!frames.empty()) f.first = frames[0].time;
}

Result<std::vector<std::uint8_t>> read_head(ByteStream& stream, std::size_t size) {
  std::vector<std::uint8_t> head(size);
  std::size_t have = 0;
  while (have < head.size()) {
    auto n = stream.read({head.data() + have, head.size() - have});
    if (!n) {
      if (have == 0) return tl::unexpected(n.error());
      break;  // damaged later on: what came before may do
    }
    if (*n == 0) break;
    have += *n;
  }
  head.resize(have);
  return head;
}

Inputs find_inputs(const std::vector<std::string>& paths, std::vector<Error>& unusable) {
  std::vector<Found> found;
  Inputs out;
  std::error_code code;
  for (const auto& path : paths) {
    if (path != "-" && fs::is_directory(path, code)) {
      const auto before = found.size();
      list_folder(path, found, unusable);
      out.folders.emplace_back(path, found.size() - before);
    } else {
      Found f;
      f.path = path;
      f.name = path == "-" ? "standard input" : fs::path(path).filename().string();
      found.push_back(std::move(f));
    }
  }
  drop_same_places(found, out.copies);
  for (Found& f : found) {
    if (f.path == "-") continue;
    f.size = fs::file_size(f.path, code);
    if (code) f.size = 0;
    if (found.size() > 1) look_at(f);  // one file has no order, and is opened but once: another may take its place
  }
  // Time order first, then names: the order of the command line does not count.
  std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    return std::tie(a.first, a.name, a.size, a.path) < std::tie(b.first, b.name, b.size, b.path);
  });
  out.files = without_copies(std::move(found), out.copies);
  return out;
}

}  // namespace lenscap::sources
