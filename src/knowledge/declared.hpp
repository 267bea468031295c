// knowledge/declared.hpp: what a maker or an owner says a device talks to: the user's own file, never shipped.
//
// Two forms, one value: the JSON of RFC 8520 (Manufacturer Usage Description; its access lists are those of RFC 8519)
// and a TOML file that a person writes (docs/declared.md). It stands beside data/ because it is read the same way: a
// document, checked key by key, every complaint with its place. What a reader does not understand allows nothing and is
// named.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/address.hpp"
#include "model/error.hpp"
#include "model/flow.hpp"
#include "model/time.hpp"

namespace lenscap::knowledge {

/// The addresses whose first `bits` are those of `base`; its other bits are zero.
struct Prefix {
  model::Ip base;
  int bits = 0;  ///< 0..32 or 0..128
  bool operator==(const Prefix&) const = default;
  bool holds(const model::Ip& ip) const;
};
/// "10.0.0.0/8", or one address. Empty when it is neither, or when bits behind the prefix are set.
std::optional<Prefix> parse_prefix(std::string_view text);
std::string to_string(const Prefix& prefix);  ///< one address without "/32"

struct PortRange {
  std::uint16_t from = 0, to = 65535;
  bool operator==(const PortRange&) const = default;
  bool any() const { return from == 0 && to == 65535; }
  bool holds(std::uint16_t port) const { return from <= port && port <= to; }
};

/// How a line says with whom. The classes are those of RFC 8520, section 2 ("local-networks", …).
enum class PeerForm : std::uint8_t {
  name,               ///< this host name
  names_below,        ///< every name below it: "*.example.com"
  prefix,             ///< these addresses
  local_networks,     ///< addresses inside the organisation
  same_manufacturer,  ///< devices of its maker
  manufacturer,       ///< devices of the maker that `peer` names (a maker's id, name or domain)
  my_controller,      ///< whom the declaration's `controllers` name
  controller,         ///< the controller known by the URI in `peer`
};
std::string_view to_string(PeerForm form);

/// One line of a declaration: one kind of conversation that is allowed.
struct DeclaredPeer {
  PeerForm form{};
  std::string peer;                               ///< name (lower case, no dot at its end), URI or maker; else empty
  Prefix prefix;                                  ///< for PeerForm::prefix
  std::uint8_t protocol = 0;                      ///< IP protocol; 0: every one
  PortRange ports;                                ///< of whoever is called
  model::Opened opened = model::Opened::by_host;  ///< who may begin; unknown: either
  std::string where;                              ///< "cameras.toml, line 12"; "bulb.json, /ietf-…/ace/0"
  bool operator==(const DeclaredPeer&) const = default;
};

/// Whom a `controller` line means here: the user's word, for RFC 8520 leaves it to the owner of the network.
struct Controller {
  std::string uri;  ///< empty: the declaration's my-controller
  std::vector<Prefix> addresses;
};

/// The devices that a declaration is about: those that meet everything given. With nothing given it is about none.
struct AppliesTo {
  std::vector<std::string> devices;  ///< any of: id in the case, key, address, hardware address, serial number
  std::string maker, model;          ///< an id or a name
  bool nobody() const { return devices.empty() && maker.empty() && model.empty(); }
};

struct Declaration {
  AppliesTo applies_to;
  std::vector<DeclaredPeer> allow;
  std::vector<Controller> controllers;
  std::string source;  ///< whose word it is: a letter, a manual, the MUD URL
  std::string date;    ///< of that word, as given
  std::string where;
};

struct Declared {
  std::vector<Declaration> declarations;
  /// Lines that allow nothing because they were not understood, and declarations that are about no device.
  std::vector<model::Error> not_understood;
};

/// Reads one file, or every *.json and *.toml of a folder, TOML first, in order of name. Which form a file has is told
/// by its content: JSON begins with "{". Errors: cannot be read, or is neither form; a TOML file with any mistake is
/// refused whole, for its writer is at hand.
model::Result<Declared> read_declared(const std::string& path);

/// One MUD file. `applies_to` empty: mfg-name and model-name of the file say it. Error: no JSON, or no MUD file.
model::Result<Declared> parse_mud(std::string_view json, std::string_view name, const AppliesTo& applies_to = {});

/// A MUD file that a TOML declaration names with `mud = "FILE"`; the caller reads it.
struct MudReference {
  std::string file;
  Declaration declaration;  ///< without its lines, which the file gives
};
struct DeclaredToml {
  Declared declared;
  std::vector<MudReference> mud;
};
/// The TOML form. Error: the first mistake, with its line and how many more there are.
model::Result<DeclaredToml> parse_declared_toml(std::string_view toml, std::string_view name);

/// Lower case, no dot at the end. Empty when it is no host name (RFC 1123 2.1, with '_' as in use).
std::string host_name(std::string_view text);

}  // namespace lenscap::knowledge
