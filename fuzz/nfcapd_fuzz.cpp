// fuzz/nfcapd_fuzz.cpp: any bytes as a file of nfdump, all the way into flow records.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>

#include "sources/nfcapd_file.hpp"

using namespace lenscap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const int file = ::memfd_create("nfcapd", MFD_CLOEXEC);
  if (file < 0 || ::write(file, data, size) != static_cast<ssize_t>(size)) std::abort();
  auto stream = sources::ByteStream::open("/proc/self/fd/" + std::to_string(file), sources::Hashing::none);
  ::close(file);
  if (!stream) std::abort();
  std::map<std::string, std::uint64_t> skipped;
  std::vector<std::string> notes;
  sources::RecordSink sink{[](const sources::FlowRecord& record) {
                             if (record.source.family == 0 || record.first > record.last) std::abort();
                           },
                           {},
                           skipped,
                           notes};
  const auto done = sources::read_nfcapd(*stream, {}, "nfcapd", sink);
  if (notes.size() > 2 || (!done && !notes.empty())) std::abort();
  return 0;
}
