#include "makecap/capture.hpp"

#include <algorithm>

namespace makecap {

namespace {

constexpr std::uint32_t section_header = 0x0a0d0d0a, interface_description = 1, enhanced_packet = 6;
constexpr std::uint32_t link_ethernet = 1, whole_packets = 262144;
constexpr std::uint32_t option_comment = 1, option_shb_application = 4, option_if_name = 2, option_if_tsresol = 9;
constexpr std::size_t write_block = 1U << 20;

void pad4(Bytes& out) { out.append((4 - out.size() % 4) % 4, '\0'); }

void add_option(Bytes& out, std::uint32_t code, std::string_view value) {
  put16le(out, code);
  put16le(out, static_cast<std::uint32_t>(value.size()));
  out += value;
  pad4(out);
}

void add_block(Bytes& out, std::uint32_t type, Bytes body) {
  pad4(body);
  const auto length = static_cast<std::uint32_t>(body.size() + 12);
  put32le(out, type);
  put32le(out, length);
  out += body;
  put32le(out, length);
}

}  // namespace

Bytes pcapng_of(Timeline timeline, const std::string& interface, const std::string& comment, int digits) {
  std::stable_sort(timeline.begin(), timeline.end(), [](const Frame& a, const Frame& b) { return a.time < b.time; });
  Bytes out, body;
  put32le(body, 0x1a2b3c4d);
  put16le(body, 1);
  put16le(body, 0);
  put64le(body, ~std::uint64_t{0});  // section length not given
  add_option(body, option_comment, comment);
  add_option(body, option_shb_application, "makecap");
  add_option(body, 0, {});
  add_block(out, section_header, body);

  body.clear();
  put16le(body, link_ethernet);
  put16le(body, 0);
  put32le(body, whole_packets);
  add_option(body, option_if_name, interface);
  add_option(body, option_if_tsresol, Bytes(1, static_cast<char>(digits)));
  add_option(body, 0, {});
  add_block(out, interface_description, body);

  for (const Frame& frame : timeline) {
    const std::uint64_t time = digits == 9 ? frame.time : frame.time / 1000;
    body.clear();
    put32le(body, 0);
    put32le(body, static_cast<std::uint32_t>(time >> 32));
    put32le(body, static_cast<std::uint32_t>(time));
    put32le(body, static_cast<std::uint32_t>(frame.bytes.size()));
    put32le(body, static_cast<std::uint32_t>(frame.bytes.size()));
    body += frame.bytes;
    add_block(out, enhanced_packet, body);
  }
  return out;
}

void write_file(const std::string& path, const Bytes& bytes) {
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "wb"), &std::fclose);
  if (!file || std::fwrite(bytes.data(), 1, bytes.size(), file.get()) != bytes.size() || std::fflush(file.get()) != 0)
    throw Mistake("cannot write " + path);
}

PcapStream::PcapStream(const std::string& path) : file_(std::fopen(path.c_str(), "wb"), &std::fclose), path_(path) {
  if (!file_) throw Mistake("cannot write " + path);
  std::setvbuf(file_.get(), nullptr, _IONBF, 0);
  block_.reserve(write_block + 4096);
  put32le(block_, 0xa1b2c3d4);
  put16le(block_, 2);
  put16le(block_, 4);
  put64le(block_, 0);
  put32le(block_, whole_packets);
  put32le(block_, link_ethernet);
  bytes_ = block_.size();
}

Bytes& PcapStream::begin_frame(std::uint64_t time_ns) {
  if (block_.size() >= write_block) flush();
  record_ = block_.size();
  put32le(block_, static_cast<std::uint32_t>(time_ns / 1'000'000'000));
  put32le(block_, static_cast<std::uint32_t>(time_ns % 1'000'000'000 / 1000));
  put64le(block_, 0);  // both lengths, known at end_frame
  return block_;
}

void PcapStream::end_frame() {
  Bytes length;
  put32le(length, static_cast<std::uint32_t>(block_.size() - record_ - 16));
  block_.replace(record_ + 8, 4, length);
  block_.replace(record_ + 12, 4, length);
  ++packets_;
  bytes_ += block_.size() - record_;
}

void PcapStream::flush() {
  if (std::fwrite(block_.data(), 1, block_.size(), file_.get()) != block_.size())
    throw Mistake("cannot write " + path_);
  block_.clear();
}

void PcapStream::close() {
  flush();
  if (std::fflush(file_.get()) != 0) throw Mistake("cannot write " + path_);
}

}  // namespace makecap
