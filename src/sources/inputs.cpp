#include "sources/inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <map>

#include "sources/capture_file.hpp"
#include "sources/decoder.hpp"
#include "sources/describe_bytes.hpp"
#include "sources/documents.hpp"
#include "sources/eve_log.hpp"
#include "sources/find_inputs.hpp"
#include "sources/nfcapd_file.hpp"
#include "sources/read_ahead.hpp"
#include "sources/record_sink.hpp"
#include "sources/zeek_log.hpp"

namespace lenscap::sources {

using model::Error;

namespace {

constexpr std::size_t followed_head_size = 24;  // enough to know a capture; more may not have been written yet
constexpr std::uint64_t progress_step = 16 * 1024 * 1024;  // bytes between two calls of the progress callback

bool is_log(std::span<const std::uint8_t> head) {
  return recognises_zeek(head) || recognises_eve(head) || recognises_nfcapd(head);
}

Keeping keeping(const ReadOptions& options) {
  if (!options.traffic) return Keeping::nothing;
  return options.keep_others ? Keeping::everybody : Keeping::devices;
}

class Reading {
 public:
  Reading(knowledge::Matcher& matcher, const ReadOptions& options, std::uint64_t total)
      : options_(options), total_(total), ledger_(matcher), decoder_(ledger_, keeping(options), options.threads) {}

  /// What sensors recorded waits until `read_later`, when captures have shown which hosts matter.
  void read(const Found& f, ReadResult& result, bool logs_too = false);
  void read_later(ReadResult& result) {
    for (const Found* f : later_) read(*f, result, true);
  }
  void finish(ReadResult& result) {
    tell_documents(ledger_, documents_);
    ledger_.decide(options_.keep_others);
    // Traffic asks the ledger whether a host matters, unless everybody does: then both are finished side by side.
    const bool beside = options_.threads > 1 && options_.keep_others;
    auto traffic =
        std::async(beside ? std::launch::async : std::launch::deferred, [&] { return decoder_.traffic().finish(); });
    if (!beside) traffic.wait();
    result.evidence = ledger_.finish(options_.keep_others);
    result.traffic = traffic.get();
  }
  Ledger& ledger() { return ledger_; }

 private:
  void read_capture(ByteStream& stream, std::vector<std::uint8_t> head, const Found& f, ReadResult& result);
  void read_log(ByteStream& stream, std::vector<std::uint8_t> head, const Found& f, ReadResult& result);
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
  std::vector<const Found*> later_;

 public:
  std::map<std::string, std::uint64_t> left_;  ///< files of folders that are no evidence, by what they are
};

void Reading::read(const Found& f, ReadResult& result, bool logs_too) {
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
  else if (is_log(*head) && !logs_too && f.path != "-") {
    later_.push_back(&f);
    return;
  } else if (is_log(*head)) read_log(*stream, std::move(*head), f, result);
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

/// A sensor's log: a report that somebody saved, so its form is a document's.
void Reading::read_log(ByteStream& stream, std::vector<std::uint8_t> head, const Found& f, ReadResult& result) {
  const bool zeek = recognises_zeek(head);
  model::Source source;
  source.name = f.name;
  source.form = model::SourceForm::document;
  const bool nfcapd = recognises_nfcapd(head);
  source.format = (zeek     ? "zeek"
                   : nfcapd ? "nfcapd"
                            : "suricata-eve") +
                  (stream.compression().empty() ? "" : "+" + stream.compression());
  LogFacts facts{ledger_, ledger_.add_source(std::move(source))};
  std::map<std::string, std::uint64_t> skipped;
  std::vector<std::string> notes;
  RecordHosts hosts(ledger_, decoder_.traffic(), facts.source);
  const auto take = [&](const FlowRecord& r) {
    hosts.flow(r);
    if (r.first != model::no_time)
      facts.first = facts.first == model::no_time ? r.first : std::min(facts.first, r.first);
    facts.last = std::max(facts.last, r.last);
  };
  RecordSink sink{take, [&](const NameRecord& r) { hosts.name(r); }, skipped, notes};
  const auto done_reading = nfcapd ? read_nfcapd(stream, std::move(head), f.name, sink)
                                   : (zeek ? read_zeek : read_eve)(stream, std::move(head), f.name, sink, facts);
  if (!done_reading) unusable(f, done_reading.error(), result);
  model::Source& done = ledger_.source(facts.source);
  done.first = facts.first;
  done.last = facts.last;
  done.sha256 = stream.finish();
  done.bytes = stream.raw_bytes();
  done.skipped = std::move(skipped);
  done.notes = std::move(notes);
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
                     f.name,
                     "give a pcap or pcapng file, a flow record or log of a sensor, or what a device answered (ONVIF, "
                     "ISAPI, UPnP …); firmware and other software: lenscap capability"},
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
  const Inputs inputs = find_inputs(paths, result.unusable);
  std::uint64_t total = 0;
  for (const Found& f : inputs.files) total += f.size;
  Reading reading(matcher, options, total);
  for (const Found& f : inputs.files) reading.read(f, result);
  reading.read_later(result);
  const std::size_t sources = reading.ledger().source_count();
  if (sources != 0) {
    auto& notes = reading.ledger().source(0).notes;
    for (const auto& [copy, original] : inputs.copies)
      notes.push_back(fmt::format("{} is the same file as {}: read once", copy, original));
    for (const auto& [what, count] : reading.left_)
      notes.push_back(fmt::format("{} files of the folder left out: each {}", count, what));
  } else {
    for (const auto& [folder, files] : inputs.folders)
      result.unusable.push_back({fmt::format("holds no evidence: {} file{} looked at", files, files == 1 ? "" : "s"),
                                 folder, "give a folder with captures, or with what devices answered"});
  }
  reading.finish(result);
  return result;
}

}  // namespace lenscap::sources
