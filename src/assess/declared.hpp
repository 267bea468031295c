// assess/declared.hpp: what was declared against what was measured: kept, broken, never used.
//
// A name counts as declared for an address only when the device itself used that name for it: an address that merely
// belongs to the same cloud does not. A canonical name (CNAME) does not count: whoever owns the asked name chose it.
#pragma once
#include <string>
#include <vector>

#include "assess/conversation.hpp"
#include "knowledge/declared.hpp"
#include "knowledge/knowledge.hpp"

namespace lenscap::assess {

/// One line of a declaration for one device.
struct LineStanding {
  const knowledge::Declaration* declaration = nullptr;
  const knowledge::DeclaredPeer* line = nullptr;
  std::vector<std::size_t> kept_by;  ///< conversations; empty: never used
  bool nobody = false;               ///< it names a controller or maker that nobody here is
};

enum class Standing : std::uint8_t {
  undeclared,  ///< nothing was declared for this device
  kept,        ///< some line allows it
  broken,      ///< lines were declared, none allows it, and it was answered
  tried,       ///< as broken, but nothing answered
};
std::string_view to_string(Standing standing);

struct DeviceStanding {
  DeviceFacts device;
  std::vector<LineStanding> lines;
  std::vector<std::size_t> conversations;  ///< of this device
};

/// Borrows the declared lines.
struct Comparison {
  std::vector<Conversation> conversations;
  std::vector<Standing> standings;  ///< of each conversation
  std::vector<DeviceStanding> devices;
  std::vector<const knowledge::Declaration*> about_nobody;  ///< no device of the case meets them
};

Comparison compare(const model::Case& c, const knowledge::Knowledge& k, const knowledge::Declared& declared,
                   std::vector<Conversation> measured);

/// The addresses that a line means in this case, where it does not mean names. Empty for names, and where nobody here
/// is meant.
std::vector<knowledge::Prefix> addresses_of(const knowledge::DeclaredPeer& line,
                                            const knowledge::Declaration& declaration, const DeviceFacts& device,
                                            const std::vector<DeviceFacts>& all, const knowledge::Knowledge& k);

/// `name` is the line's name, or below it where it says so.
bool means_name(const knowledge::DeclaredPeer& line, std::string_view name);

}  // namespace lenscap::assess
