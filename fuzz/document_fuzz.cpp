// fuzz/document_fuzz.cpp: any bytes as the files of one folder of device documents. A line of dashes ends a file.
#include "evidence_checks.hpp"
#include "sources/documents.hpp"

using namespace lenscap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view between = "\n----\n";
  constexpr std::size_t most_files = 8;
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  sources::Ledger ledger(fuzz::matcher());
  std::vector<sources::DocumentFile> files;
  files.reserve(most_files);
  std::size_t longest = 0;
  while (!rest.empty() && files.size() < most_files) {
    const auto end = rest.find(between);
    sources::DocumentFile file;
    file.bytes = rest.substr(0, end);
    rest.remove_prefix(end == rest.npos ? rest.size() : end + between.size());
    longest = std::max(longest, file.bytes.size());
    file.name = "file " + std::to_string(files.size());
    file.folder = files.size() % 3 == 2 ? "root\nfolder/below" : "root\nfolder";
    file.source = ledger.add_source({});
    files.push_back(std::move(file));
    // Read where it stays: what is read points into it.
    auto content = sources::read_document(files.back().bytes);
    if (content) files.back().content = std::move(*content);
    else files.pop_back();
    if (!content) break;
  }
  sources::tell_documents(ledger, files);
  fuzz::check(ledger.finish(true), [&](std::uint64_t packet) { return packet == 0 ? longest : 0; });
  return 0;
}
