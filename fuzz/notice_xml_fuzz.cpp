// fuzz/notice_xml_fuzz.cpp: TED and eForms.
#include "notice_checks.hpp"
#include "sources/notice_teller.hpp"
#include "sources/notice_xml.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lenscap;
  sources::NoticeCounts counts;
  const sources::NoticeOptions options;
  const sources::NoticeSink sink{[](model::Release&& release) { fuzz::check(release); }, {}};
  sources::NoticeTeller teller(options, sink, counts);
  sources::read_notice_xml({reinterpret_cast<const char*>(data), size}, teller);
  return 0;
}
