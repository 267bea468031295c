#include "wire/flow_template.hpp"

#include "wire/bytes.hpp"
#include "wire/flow_element.hpp"

namespace lenscap::wire {
namespace {

constexpr std::size_t set_head = 4, length_at = 2;
constexpr std::size_t template_head = 4, options_head = 6, field = 4, enterprise_field = 8;
constexpr std::uint16_t of_enterprise = 0x8000;
// Of the scopes of NetFlow 9 (RFC 3954 6.1) one is an element of IPFIX: the interface that a sampling rate holds for.
constexpr std::uint16_t scope_interface = 2, unread = 0;

std::uint16_t element_of_scope(std::uint16_t scope) {
  return scope == scope_interface ? element::ingress_interface : unread;
}

/// Takes one field specifier off `rest`.
std::optional<FlowField> take_field(std::span<const std::byte>& rest, bool enterprises) noexcept {
  if (rest.size() < field) return {};
  FlowField out{0, be16(rest, 0), be16(rest, 2)};
  if (!enterprises || !(out.element & of_enterprise)) {
    rest = rest.subspan(field);
    return out;
  }
  if (rest.size() < enterprise_field) return {};
  out.element &= of_enterprise - 1;
  out.enterprise = be32(rest, field);
  rest = rest.subspan(enterprise_field);
  return out;
}

}  // namespace

std::optional<FlowSet> take_flow_set(std::span<const std::byte>& rest) noexcept {
  if (rest.size() < set_head) return {};
  const std::size_t length = be16(rest, length_at);
  if (length < set_head || length > rest.size()) return {};
  const FlowSet set{be16(rest, 0), rest.subspan(set_head, length - set_head)};
  rest = rest.subspan(length);
  return set;
}

bool flow_sets_agree(std::span<const std::byte> bytes, const TemplateForm& form) noexcept {
  if (bytes.empty()) return false;
  while (const auto set = take_flow_set(bytes))
    if (set->id < first_data_set && set->id != form.templates && set->id != form.options) return false;
  return bytes.empty();
}

std::optional<FlowTemplate> take_flow_template(std::span<const std::byte>& rest, std::uint16_t set,
                                               const TemplateForm& form, bool& damaged) {
  damaged = false;
  if (rest.size() < template_head) return {};
  FlowTemplate out;
  out.options = set == form.options;
  out.id = be16(rest, 0);
  const std::size_t second = be16(rest, 2);
  if (out.id == 0 && second == 0) return {};  // zeros fill the set up
  damaged = true;
  // A withdrawal names one template, or by the number of the set all of them.
  if (form.enterprises && second == 0 && (out.id >= first_data_set || out.id == set)) {
    rest = rest.subspan(template_head);
    damaged = false;
    return out;
  }
  if (out.id < first_data_set) return {};
  std::size_t fields = second, scopes = 0;
  if (!out.options) {
    rest = rest.subspan(template_head);
  } else {
    if (rest.size() < options_head) return {};
    const std::size_t third = be16(rest, 4);
    rest = rest.subspan(options_head);
    if (form.enterprises) {  // RFC 7011 3.4.2.2: how many fields, and how many of them are scopes
      scopes = third;
      if (scopes > fields) return {};
    } else {  // RFC 3954 6.1: octets of scopes, octets of fields
      if (second % field != 0 || third % field != 0) return {};
      scopes = second / field;
      fields = (second + third) / field;
    }
  }
  if (fields > rest.size() / field) return {};
  out.fields.reserve(fields);
  for (std::size_t i = 0; i < fields; ++i) {
    auto next = take_field(rest, form.enterprises);
    if (!next) return {};
    if (i < scopes && !form.enterprises) next->element = element_of_scope(next->element);
    if (next->length == variable_length && !form.enterprises) return {};
    out.least += next->length == variable_length ? 1 : next->length;
    out.fields.push_back(*next);
  }
  if (out.least == 0) return {};  // records without an octet would never end
  damaged = false;
  return out;
}

std::optional<ExportedFlow> take_flow_record(std::span<const std::byte>& rest, const FlowTemplate& form) noexcept {
  if (form.least == 0 || rest.size() < form.least) return {};
  ElementReader reader;
  std::size_t at = 0;
  for (const FlowField& next : form.fields) {
    std::size_t length = next.length;
    if (length == variable_length) {  // one octet, or 255 and two
      if (rest.size() - at < 1) return {};
      length = u8(rest, at++);
      if (length == 255) {
        if (rest.size() - at < 2) return {};
        length = be16(rest, at);
        at += 2;
      }
    }
    if (rest.size() - at < length) return {};
    reader.read(next.enterprise, next.element, rest.subspan(at, length));
    at += length;
  }
  rest = rest.subspan(at);
  return reader.finish();
}

}  // namespace lenscap::wire
