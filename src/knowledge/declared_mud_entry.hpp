// knowledge/declared_mud_entry.hpp: one entry (ACE) of a MUD file's access lists: RFC 8519's matches, with those that
// RFC 8520 adds.
#pragma once
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "knowledge/declared.hpp"

namespace lenscap::knowledge {

enum class Port : std::uint8_t { none, of_peer, of_device };

/// One entry, as far as it is understood.
struct Ace {
  DeclaredPeer line;
  Port whose = Port::none;
  model::Opened initiated = model::Opened::unknown;
  bool from_device = false, to_device = false;
};

/// Reads `matches` into `ace`. `family` is that of the entry's list, 0 where it says none. Gives what is not
/// understood.
std::optional<std::string> read_matches(const nlohmann::json& matches, bool from_device, std::uint8_t family, Ace& ace);

/// The same peer, protocol and port: packets of one conversation.
bool same_conversation(const Ace& a, const Ace& b);

/// Settles who may begin, from all entries of the conversation; gives what makes none of it.
std::optional<std::string> settle(Ace& ace);

/// Null when `object` is none, or lacks the member.
const nlohmann::json* member(const nlohmann::json& object, const char* key);
/// The member's text; empty when it is no text.
std::string text_of(const nlohmann::json& object, const char* key);
/// "accept" of "accept" or "ietf-access-control-list:accept" (RFC 7951, section 6.8).
std::string identity(const std::string& text);

}  // namespace lenscap::knowledge
