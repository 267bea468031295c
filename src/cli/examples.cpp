#include "cli/examples.hpp"

#include <filesystem>

namespace lenscap::cli {

namespace fs = std::filesystem;

std::optional<std::string> find_example(const std::string& name) {
  std::error_code code;
  const fs::path program = fs::canonical("/proc/self/exe", code);
  if (code) return std::nullopt;
  // build/release/lenscap in a checkout, bin/lenscap where installed
  for (const char* to : {"../../examples", "../share/lenscap/examples", "examples"}) {
    const fs::path at = (program.parent_path() / to / name).lexically_normal();
    if (fs::exists(at, code)) return at.string();
  }
  return std::nullopt;
}

}  // namespace lenscap::cli
