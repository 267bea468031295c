// fuzz/ssh_fuzz.cpp: any bytes as the first line of an SSH connection.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "wire/ssh.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto outside = [&](std::string_view part) {
    return !part.empty() && (part.data() < bytes.data() || part.data() + part.size() > bytes.data() + size);
  };
  const StreamLength length = ssh_line_length(bytes);
  if (length.is == StreamLength::Is::whole && (length.length > size || ssh_identification(bytes).empty())) std::abort();
  if (outside(ssh_identification(bytes))) std::abort();
  return 0;
}
