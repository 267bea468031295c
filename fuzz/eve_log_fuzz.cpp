// fuzz/eve_log_fuzz.cpp: any bytes as a log, line by line and as a file.
#include <sys/mman.h>
#include <unistd.h>

#include "evidence_checks.hpp"
#include "sources/byte_stream.hpp"
#include "sources/eve_log.hpp"
#include "wire/eve_log.hpp"

using namespace lenscap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const int file = ::memfd_create("log", MFD_CLOEXEC);
  if (file < 0 || ::write(file, data, size) != static_cast<ssize_t>(size)) std::abort();
  auto stream = sources::ByteStream::open("/proc/self/fd/" + std::to_string(file), sources::Hashing::none);
  ::close(file);
  if (!stream) std::abort();
  std::vector<std::uint8_t> head(64);
  const auto n = stream->read(head);
  head.resize(n ? *n : 0);
  sources::Ledger ledger(fuzz::matcher());
  sources::LogFacts facts{ledger, ledger.add_source({})};
  std::map<std::string, std::uint64_t> skipped;
  std::vector<std::string> notes;
  std::uint64_t lines = 1;
  for (std::size_t i = 0; i < size; ++i) lines += data[i] == '\n';
  const sources::RecordSink sink{
      [&](const sources::FlowRecord& r) {
        if (r.row == 0 || r.row > lines || r.source.family == 0 || r.destination.family == 0) std::abort();
      },
      [&](const sources::NameRecord& r) {
        if (r.row == 0 || r.row > lines || r.client.family == 0 || r.name.empty() || r.name.size() > 253) std::abort();
      },
      skipped, notes};
  (void)sources::read_eve(*stream, std::move(head), "log", sink, facts);
  if (facts.rows > lines) std::abort();
  // A compressed input is longer than its file.
  if (stream->compression().empty())
    fuzz::check(ledger.finish(true), [&](std::uint64_t p) { return p == 0 ? size : 0; });
  return 0;
}
