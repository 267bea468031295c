// model/capability.hpp: what a device, library or document says that it can do to people, before anyone grades it.
//
// A Mention is one place where a marker of data/analytics/ stands. Its state says how near to people it is, and the
// five are never mixed: a field of a protocol is not a switch, a switch is not a use. "present" and "carried" never say
// that a device does it; and nothing said means nothing, since makers rename fields.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lenscap::model {

/// In rising order of weight.
enum class AnalyticsState : std::uint8_t {
  carried,  ///< the maker's protocol or development kit has the field
  present,  ///< it stands in this firmware, library or web script
  offered,  ///< the device's own capability document says so
  enabled,  ///< its configuration has it switched on
  in_use    ///< it passed on the wire
};
std::string_view to_string(AnalyticsState state);  ///< "in_use" as public documents write it
std::optional<AnalyticsState> parse_analytics_state(std::string_view text);

struct Mention {
  std::string marker;  ///< id of a knowledge marker
  AnalyticsState state{};
  bool denied = false;     ///< the place says no: a flag that is false, a switch that is off
  std::string subject;     ///< device, structure or member that it is about: "DS-7608NXI-I2/8P/S", "libdhnetsdk.so"
  std::string source;      ///< name of the input, as the user gave it
  std::string path;        ///< from the input down: "fw.zip!/rootfs.squashfs!/usr/lib/libx.so"; empty: the input itself
  std::string place;       ///< XML path, JSON pointer, STRUCT.field, ELF section and symbol
  std::string encoding;    ///< "utf-8", "utf-16le", "gbk"
  std::string format;      ///< what the member is: "isapi", "c-header", "script", "program"
  std::string known_as;    ///< the word, where another edition calls this very place by it and this one does not
  std::uint64_t line = 0;  ///< from 1; 0 where the member is no text
  std::uint64_t offset = 0;  ///< of the word, in the innermost member
  std::string text;          ///< at most 256 bytes around the word; never a value that is about a person
};

/// One field of a structure, in one edition of a header.
struct LayoutField {
  std::string name, source, path;
  std::uint64_t line = 0;  ///< 0 and an empty name: the edition has no such field
};

/// What became of a field between two editions.
enum class LayoutChangeKind : std::uint8_t {
  renamed,  ///< same place, another name
  removed,
  added
};
std::string_view to_string(LayoutChangeKind kind);

struct LayoutChange {
  LayoutChangeKind kind{};
  std::string structure;
  LayoutField before, after;
  bool has_offset = false;
  std::uint64_t offset = 0, size = 0;  ///< bytes, in the older edition; where both are known
};

struct CapabilityFile {
  std::string path, sha256, format;
  std::uint64_t size = 0;
};

/// One input, as far as it could be read.
struct CapabilityInput {
  std::string name;
  std::string sha256;
  std::string format;  ///< "isapi", "c-header", "elf", "zip", …
  std::uint64_t bytes = 0;
  std::uint64_t explained = 0;  ///< bytes whose meaning is known
  std::uint64_t encrypted = 0;
  std::map<std::string, std::uint64_t> skipped;       ///< reason → count
  std::map<std::string, std::uint64_t> not_unpacked;  ///< format → bytes
  std::map<std::string, std::string> facts;           ///< maker, model, version, build_date, chip
  std::vector<CapabilityFile> files;
  std::vector<std::string> hosts;  ///< cloud hosts in it: whom it can talk to
  std::vector<std::string> notes;  ///< what stood in the way, with its path
};

}  // namespace lenscap::model
