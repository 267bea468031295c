// wire/flow_template.hpp: what NetFlow 9 and IPFIX share. A datagram is a head and sets; a set is a list of templates,
// or of records that only a template makes readable: its elements in order, each with a length of its own.
//
// A length of 65535 stands for one that the record itself tells (RFC 7011 section 7). Numbers may be sent in fewer
// octets than their type has (6.2). Elements of an enterprise are stepped over by their length, except those of
// enterprise 29305, which say of the way back what the same element says of the way out (RFC 5103 section 6.1).
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "wire/exported_flow.hpp"

namespace lenscap::wire {

inline constexpr std::uint16_t variable_length = 0xffff;
inline constexpr std::uint16_t first_data_set = 256;

struct FlowField {
  std::uint32_t enterprise = 0;
  std::uint16_t element = 0;
  std::uint16_t length = 0;
  bool operator==(const FlowField&) const = default;
};

struct FlowTemplate {
  std::uint16_t id = 0;
  bool options = false;           ///< its records speak of the exporter, not of flows
  std::size_t least = 0;          ///< octets of the shortest record; never 0 where there are fields
  std::vector<FlowField> fields;  ///< empty: withdrawn (RFC 7011 section 8.1)
  bool operator==(const FlowTemplate&) const = default;
};

struct FlowSet {
  std::uint16_t id = 0;
  std::span<const std::byte> body;  ///< without its head; aliases the input
};

/// Takes the next set off `rest`. Empty when there is none or its length runs past the end.
std::optional<FlowSet> take_flow_set(std::span<const std::byte>& rest) noexcept;

/// How both forms write templates: the numbers of their sets, and whether fields may name an enterprise.
struct TemplateForm {
  std::uint16_t templates, options;
  bool enterprises;
};

/// Whether sets fill `bytes` to the last octet, all of a number that the form knows, and there is one.
bool flow_sets_agree(std::span<const std::byte> bytes, const TemplateForm& form) noexcept;

/// Takes the next template off `rest`, the body of a template or options template set. Empty at the end, and when it
/// cannot be: `damaged` is then set, and what follows cannot be read.
std::optional<FlowTemplate> take_flow_template(std::span<const std::byte>& rest, std::uint16_t set,
                                               const TemplateForm& form, bool& damaged);

/// Takes the next record off `rest`, the body of a data set. Empty at the end: what is then left is padding when it is
/// shorter than `least`, else damage.
std::optional<ExportedFlow> take_flow_record(std::span<const std::byte>& rest, const FlowTemplate& form) noexcept;

}  // namespace lenscap::wire
