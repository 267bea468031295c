// sources/read_capability.hpp: inputs of any kind → the mentions of markers in them, each with its place.
//
// A file is read as an image (image.hpp) is: down to its members, each scanned once in bounded memory. What a word
// means is decided by what the member is (file_nature.hpp) and, in documents, by the node that it stands at
// (tree_meaning.hpp).
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "model/capability.hpp"
#include "model/error.hpp"
#include "sources/header_diff.hpp"
#include "sources/marker_scan.hpp"

namespace lenscap::sources {

struct CapabilityReading {
  std::vector<model::CapabilityInput> inputs;
  std::vector<model::Mention> mentions;  ///< by input, path, offset
  std::vector<model::Error> unusable;
  std::vector<HeaderEdition> headers;  ///< only when asked for
  std::vector<std::string> captures;   ///< paths of captures among them: an audit reads what passed on the wire
};

/// Mentions kept of one marker in one member: a header repeats a constant a hundred times.
inline constexpr std::size_t most_mentions = 32;

using CapabilityProgress = std::function<void(std::uint64_t done, std::uint64_t total)>;

/// Whether the layout of headers is kept too, for a comparison.
enum class Layouts : std::uint8_t { leave, keep };

/// Reads files and folders. A folder's files of one device speak of the device that one of them names.
CapabilityReading read_capability(const std::vector<std::string>& paths, MarkerScan& scan,
                                  const CapabilityProgress& progress = {}, Layouts layouts = Layouts::leave);

/// Adds the mentions in one member, whose `path` and `offset` count from the member. `bytes` begin at `base`; a match
/// that ends within the first `seen` bytes was told before.
struct MemberView {
  std::string_view source, path;
  std::string_view bytes;
  std::uint64_t base = 0;
  std::size_t seen = 0;
  std::uint64_t size = 0;  ///< of the whole member; more than `bytes` where it comes in several stretches
  Layouts layouts = Layouts::leave;
};
/// Returns what the member is: "isapi", "c-header", "elf" …
std::string read_member(const MemberView& member, MarkerScan& scan, CapabilityReading& into,
                        model::CapabilityInput& input);

}  // namespace lenscap::sources
