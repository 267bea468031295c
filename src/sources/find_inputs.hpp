// sources/find_inputs.hpp: which files there are to read: folders walked, copies told, captures put in order of time.
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "model/error.hpp"
#include "model/time.hpp"
#include "sources/byte_stream.hpp"

namespace lenscap::sources {

inline constexpr std::size_t head_size = 64 * 1024;  ///< bytes that tell what a file is

/// One file to read.
struct Found {
  std::string path, name, folder;
  bool asked_for = true;  ///< named by the user; false: found in a folder, where other files are only counted
  std::uint64_t size = 0;
  bool capture = false;
  model::Nanos first = model::no_time;  ///< of its first packet
  std::string sha256;                   ///< set only where sizes are equal
};

struct Inputs {
  std::vector<Found> files;                                  ///< captures by their first packet, then by name
  std::vector<std::pair<std::string, std::string>> copies;   ///< name of a file left out, and of the one it repeats
  std::vector<std::pair<std::string, std::size_t>> folders;  ///< folders that were named, and how many files they hold
};

/// Files that cannot be listed go to `unusable`. The order of `paths` does not count. Links are not followed.
Inputs find_inputs(const std::vector<std::string>& paths, std::vector<model::Error>& unusable);

/// Looks at the start of the file, also below a compression: is it a capture, and when does it begin. What find_inputs
/// gives was looked at, but for a file that is the only one: that is opened once.
void look_at(Found& file);

/// The first bytes, at most `size`. An error only when there are none before it.
model::Result<std::vector<std::uint8_t>> read_head(ByteStream& stream, std::size_t size);

}  // namespace lenscap::sources
