#include "sources/inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "sources/capture_file.hpp"
#include "sources/decoder.hpp"
#include "sources/describe_bytes.hpp"
#include "sources/documents.hpp"
#include "sources/read_ahead.hpp"

namespace lenscap::sources {

namespace fs = std::filesystem;
using model::Error;
using model::fail;
using model::Result;

namespace {

constexpr std::size_t head_size = 64 * 1024;
constexpr std::size_t followed_head_size = 24;  // enough to know a capture; more may not have been written yet
constexpr std::size_t most_files = 200'000;
constexpr std::uint64_t progress_step = 16 * 1024 * 1024;  // bytes between two calls of the progress callback

/// One file to read.
struct Found {
  std::string path, name, folder;
  bool asked_for = true;  ///< named by the user; false: found in a folder, where other files are only counted
  std::uint64_t size = 0;
  bool capture = false;
  model::Nanos first = model::no_time;  ///< of its first packet
  std::string sha256;                   ///< set only where sizes are equal
};

Result<std::vector<std::uint8_t>> read_head(ByteStream& stream, std::size_t size = head_size) {
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

/// Looks at the start of each file: is it a capture, and when does it begin.
void look_at(Found& f) {
  std::error_code code;
  f.size = fs::file_size(f.path, code);
  if (code) f.size = 0;
  if (!fs::is_regular_file(f.path, code)) return;  // a pipe can be read once only
  auto stream = ByteStream::open(f.path, Hashing::none);
  if (!stream) return;
  auto head = read_head(*stream);
  if (!head || !CaptureFile::recognises(*head)) return;
  f.capture = true;
  auto file = CaptureFile::start(*stream, std::move(*head), f.name);
  if (!file) return;
  const auto frames = file->next_batch();
  if (!frames.empty()) f.first = frames[0].time;
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

class Reading {
 public:
  Reading(knowledge::Matcher& matcher, const ReadOptions& options, std::uint64_t total)
      : options_(options), total_(total), ledger_(matcher), decoder_(ledger_) {}

  void read(const Found& f, ReadResult& result);
  void finish(ReadResult& result) {
    tell_documents(ledger_, documents_);
    result.evidence = ledger_.finish(options_.keep_others);
  }
  Ledger& ledger() { return ledger_; }

 private:
  void read_capture(ByteStream& stream, std::vector<std::uint8_t> head, const Found& f, ReadResult& result);
  void read_document_file(ByteStream& stream, std::vector<std::uint8_t> head, const Found& f, ReadResult& result);
  void unusable(const Found& f, Error error, ReadResult& result) {
    if (f.asked_for) result.unusable.push_back(std::move(error));
    else ++left_[error.what];
  }
  /// Ends when the caller says so: it is told of the packets and the hosts that matter so far.
  Follower follower_of(const std::string& path) {
    return {path, options_.follow->idle, [this] {
              std::size_t devices = 0;
              for (model::HostIndex i = 0; i < ledger_.host_count(); ++i) devices += ledger_.row(i).relevant;
              return options_.follow->keep_going(packets_, devices);
            }};
  }
  void tick(std::uint64_t done, bool force) {
    if (!options_.progress || (!force && done < ticked_ + progress_step)) return;
    ticked_ = done;
    options_.progress(done, total_);
  }

  const ReadOptions& options_;
  std::uint64_t total_, done_ = 0, ticked_ = 0;
  std::uint64_t packets_ = 0;  ///< of the capture that is being followed
  Ledger ledger_;
  Decoder decoder_;
  std::vector<DocumentFile> documents_;

 public:
  std::map<std::string, std::uint64_t> left_;  ///< files of folders that are no evidence, by what they are
};

void Reading::read(const Found& f, ReadResult& result) {
  const Hashing how = !options_.hash                               ? Hashing::none
                      : options_.threads > 1 && f.size > head_size ? Hashing::threaded
                                                                   : Hashing::inline_;
  const bool follow = options_.follow.has_value();
  packets_ = 0;
  auto stream = follow ? ByteStream::follow(f.path, how, follower_of(f.path)) : ByteStream::open(f.path, how);
  if (!stream) return unusable(f, stream.error(), result);
  auto head = read_head(*stream, follow ? followed_head_size : head_size);
  if (!head) return unusable(f, head.error(), result);
  if (follow && !CaptureFile::recognises(*head))
    return unusable(f,
                    {fmt::format("is {}: only captures can be followed",
                                 describe_bytes({reinterpret_cast<const char*>(head->data()), head->size()})),
                     f.name, "name the pcap or pcapng file that the capture tool writes"},
                    result);
  if (CaptureFile::recognises(*head)) read_capture(*stream, std::move(*head), f, result);
  else read_document_file(*stream, std::move(*head), f, result);
  done_ += stream->raw_bytes();
  tick(done_, false);
}

void Reading::read_capture(ByteStream& stream, std::vector<std::uint8_t> head, const Found& f, ReadResult& result) {
  auto file = CaptureFile::start(stream, std::move(head), f.name);
  if (!file) return unusable(f, file.error(), result);
  model::Source source;
  source.name = f.name;
  source.form = model::SourceForm::capture;
  source.format = file->format() + (stream.compression().empty() ? "" : "+" + stream.compression());
  const auto index = ledger_.add_source(std::move(source));
  const Skips before = ledger_.skips();
  decoder_.begin(index);
  model::Nanos first = model::no_time, last = model::no_time;
  const auto span_times = [&](std::span<const Frame> frames) {
    for (const Frame& frame : frames) {
      if (frame.time == model::no_time) continue;
      if (first == model::no_time || frame.time < first) first = frame.time;
      last = std::max(last, frame.time);
    }
  };
  if (options_.threads > 1 && !options_.follow) {
    ReadAhead ahead(*file, stream, ledger_);
    while (const Chunk* chunk = ahead.next()) {
      span_times(chunk->frames);
      ledger_.skips() += chunk->skips;
      decoder_.handle(chunk->frames, chunk->packets);
      tick(done_ + chunk->raw_bytes, false);
    }
  } else {
    for (auto frames = file->next_batch(); !frames.empty(); frames = file->next_batch()) {
      span_times(frames);
      decoder_.batch(frames);
      packets_ = file->packets();
      stream.look();
      tick(done_ + stream.raw_bytes(), false);
    }
  }
  decoder_.end();
  if (file->packets() == 0 && !file->damage().empty() && !options_.follow) {
    unusable(f,
             {fmt::format("holds no packet that can be read: {}", file->damage()), f.name,
              "record it again, or copy it again"},
             result);
  }
  model::Source& done = ledger_.source(index);
  done.packets = file->packets();
  done.first = first;
  done.last = last;
  done.sha256 = stream.finish();
  done.bytes = stream.raw_bytes();
  if (options_.follow) done.notes.push_back(stream.follow_note());
  if (options_.follow && file->records_cut() != 0) {
    done.notes.push_back("its last record was still being written");  // no damage: the rest would have come
  } else {
    if (!file->damage().empty()) done.notes.push_back(file->damage());
    ledger_.skips()[Skip::cut_record] += file->records_cut();
  }
  for (std::size_t i = 0; i < before.counts.size(); ++i)
    if (const auto n = ledger_.skips().counts[i] - before.counts[i]; n != 0)
      done.skipped[std::string(skip_names[i])] += n;
}

void Reading::read_document_file(ByteStream& stream, std::vector<std::uint8_t> head, const Found& f,
                                 ReadResult& result) {
  DocumentFile file;
  file.bytes.assign(head.begin(), head.end());
  std::vector<std::uint8_t> more(256 * 1024);
  std::string damage;
  while (file.bytes.size() <= most_document) {
    auto n = stream.read(more);
    if (!n) damage = model::to_line(n.error());
    if (!n || *n == 0) break;
    file.bytes.append(reinterpret_cast<const char*>(more.data()), *n);
  }
  if (file.bytes.size() > most_document)
    return unusable(
        f,
        {"is no capture, and longer than any device document", f.name, "give the documents of one device a file each"},
        result);
  auto content = read_document(file.bytes);
  if (!content) {
    return unusable(f,
                    {fmt::format("is {}: no capture and no document of a device",
                                 describe_bytes(std::string_view(file.bytes).substr(0, 512))),
                     f.name, "give a pcap or pcapng file, or what a device answered (ONVIF, ISAPI, UPnP …)"},
                    result);
  }
  model::Source source;
  source.name = f.name;
  source.form = model::SourceForm::document;
  source.format = content->format;
  source.sha256 = stream.finish();
  source.bytes = stream.raw_bytes();
  if (!damage.empty()) source.notes.push_back(damage);
  file.name = f.name;
  file.folder = f.folder.empty() ? f.path : f.folder;
  file.content = std::move(*content);
  file.source = ledger_.add_source(std::move(source));
  documents_.push_back(std::move(file));
}

}  // namespace

ReadResult read_inputs(const std::vector<std::string>& paths, knowledge::Matcher& matcher, const ReadOptions& options) {
  ReadResult result;
  std::vector<Found> found;
  std::error_code code;
  std::vector<std::pair<std::string, std::size_t>> folders;
  for (const auto& path : paths) {
    if (path != "-" && fs::is_directory(path, code)) {
      const auto before = found.size();
      list_folder(path, found, result.unusable);
      folders.emplace_back(path, found.size() - before);
    } else {
      Found f;
      f.path = path;
      f.name = path == "-" ? "standard input" : fs::path(path).filename().string();
      found.push_back(std::move(f));
    }
  }
  std::vector<std::pair<std::string, std::string>> copies;
  drop_same_places(found, copies);
  for (Found& f : found)
    if (f.path != "-") look_at(f);
  // Time order first, then names: the order of the command line does not count.
  std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    return std::tie(a.first, a.name, a.size, a.path) < std::tie(b.first, b.name, b.size, b.path);
  });
  found = without_copies(std::move(found), copies);
  std::uint64_t total = 0;
  for (const Found& f : found) total += f.size;
  Reading reading(matcher, options, total);
  for (const Found& f : found) reading.read(f, result);
  const std::size_t sources = reading.ledger().source_count();
  if (sources != 0) {
    auto& notes = reading.ledger().source(0).notes;
    for (const auto& [copy, original] : copies)
      notes.push_back(fmt::format("{} is the same file as {}: read once", copy, original));
    for (const auto& [what, count] : reading.left_)
      notes.push_back(fmt::format("{} files of the folder left out: each {}", count, what));
  } else {
    for (const auto& [folder, files] : folders)
      result.unusable.push_back({fmt::format("holds no evidence: {} file{} looked at", files, files == 1 ? "" : "s"),
                                 folder, "give a folder with captures, or with what devices answered"});
  }
  reading.finish(result);
  return result;
}

}  // namespace lenscap::sources
