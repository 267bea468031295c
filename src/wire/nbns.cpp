#include "wire/nbns.hpp"

#include "wire/bytes.hpp"

namespace lenscap::wire {
namespace {

// Header (RFC 1002 4.2.1.1).
constexpr std::size_t flags_at = 2, questions_at = 4, answers_at = 6, authorities_at = 8, additionals_at = 10,
                      header = 12;
// An encoded name: length 32, the letters, and the root (scopes are obsolete and not read).
constexpr std::size_t letters = 32, name_at = 1, name_size = 34;
constexpr std::size_t question_tail = 4, record_tail = 10, type_at = 0, class_at = 2, length_at = 8;
constexpr std::uint16_t type_nb = 0x20, type_nbstat = 0x21, class_in = 1;
constexpr std::uint8_t op_query = 0, op_registration = 5, op_refresh = 8, op_refresh_alt = 9, op_multihomed = 15;
// NB record data: flags, address. Node status: count, entries of name, suffix and flags, then the unit identifier.
constexpr std::size_t nb_flags_at = 0, nb_address_at = 2, nb_size = 6;
constexpr std::size_t entry_size = 18, characters = 15, suffix_at = 15, entry_flags_at = 16, unit_id_size = 6;
constexpr std::uint16_t group = 0x8000;
constexpr std::uint8_t workstation = 0x00, server = 0x20;

bool is_name(std::span<const std::byte> bytes, std::size_t at) {
  if (bytes.size() < at + name_size || u8(bytes, at) != letters || u8(bytes, at + name_size - 1) != 0) return false;
  for (std::size_t i = 0; i < letters; ++i)
    if (u8(bytes, at + name_at + i) < 'A' || u8(bytes, at + name_at + i) > 'P') return false;
  return true;
}

std::uint8_t letter_pair(std::span<const std::byte> bytes, std::size_t at) {
  return static_cast<std::uint8_t>((u8(bytes, at) - 'A') << 4 | (u8(bytes, at + 1) - 'A'));
}

bool own_suffix(std::uint8_t suffix) { return suffix == workstation || suffix == server; }

/// Keeps the name without its padding; a byte below the space is no character of a name.
void keep(Nbns& out, std::span<const std::uint8_t, characters> name, std::uint8_t suffix, std::string_view raw) {
  std::size_t size = characters;
  while (size > 0 && (name[size - 1] == ' ' || name[size - 1] == 0)) --size;
  for (std::size_t i = 0; i < size; ++i)
    if (name[i] < 0x20 || name[i] == '*') return;  // "*" stands for any name
  for (std::size_t i = 0; i < size; ++i) out.name[i] = static_cast<char>(name[i]);
  out.name_size = static_cast<std::uint8_t>(size);
  if (size == 0) return;
  out.name_raw = raw;
  out.suffix = suffix;
}

void keep_encoded(Nbns& out, std::span<const std::byte> bytes, std::size_t at) {
  std::array<std::uint8_t, characters> name{};
  for (std::size_t i = 0; i < characters; ++i) name[i] = letter_pair(bytes, at + name_at + 2 * i);
  if (const std::uint8_t suffix = letter_pair(bytes, at + name_at + 2 * characters); own_suffix(suffix))
    keep(out, name, suffix, as_text(bytes.subspan(at + name_at, letters)));
}

struct Record {
  std::uint16_t type = 0;
  std::size_t name = 0;  ///< offset of its name, followed through a pointer
  std::span<const std::byte> data;
};

/// The record at `at`, which must be the last of the message: none of these has two.
std::optional<Record> last_record(std::span<const std::byte> bytes, std::size_t at) {
  Record record;
  record.name = at;
  if (at + 2 <= bytes.size() && be16(bytes, at) == (0xc000 | header)) {  // as the question's
    record.name = header;
    at += 2;
  } else if (is_name(bytes, at)) {
    at += name_size;
  } else {
    return {};
  }
  if (!is_name(bytes, record.name) || bytes.size() < at + record_tail) return {};
  record.type = be16(bytes, at + type_at);
  const std::size_t length = be16(bytes, at + length_at);
  if (be16(bytes, at + class_at) != class_in || bytes.size() - at - record_tail != length) return {};
  record.data = bytes.subspan(at + record_tail);
  return record;
}

bool read_status(const Record& record, Nbns& out) {
  if (record.data.empty()) return false;
  const std::size_t count = u8(record.data, 0), end = 1 + count * entry_size;
  if (record.data.size() < end) return false;
  out.names = static_cast<std::uint8_t>(count);
  for (std::size_t i = 0; i < count; ++i) {
    const auto entry = record.data.subspan(1 + i * entry_size, entry_size);
    const std::uint8_t suffix = u8(entry, suffix_at);
    if (be16(entry, entry_flags_at) & group) {
      if (suffix != workstation || !out.workgroup.empty()) continue;
      out.workgroup = as_text(entry.first(characters));
      out.workgroup = out.workgroup.substr(0, out.workgroup.find_last_not_of(' ') + 1);
      continue;
    }
    if (out.name_size != 0 || !own_suffix(suffix)) continue;
    std::array<std::uint8_t, characters> name{};
    for (std::size_t c = 0; c < characters; ++c) name[c] = u8(entry, c);
    keep(out, name, suffix, as_text(entry.first(characters)));
  }
  if (record.data.size() >= end + unit_id_size) out.unit_id = be48(record.data, end);
  return true;
}

/// An address of a name: kept when the name is one host's.
bool read_address(std::span<const std::byte> bytes, const Record& record, Nbns& out) {
  if (record.type != type_nb || record.data.size() < nb_size || record.data.size() % nb_size != 0) return false;
  out.ipv4 = be32(record.data, nb_address_at);
  if (!(be16(record.data, nb_flags_at) & group)) keep_encoded(out, bytes, record.name);
  return true;
}

}  // namespace

std::optional<Nbns> parse_nbns(std::span<const std::byte> bytes) noexcept {
  if (bytes.size() < header + name_size + question_tail) return {};
  const std::uint16_t flags = be16(bytes, flags_at), questions = be16(bytes, questions_at),
                      answers = be16(bytes, answers_at), authorities = be16(bytes, authorities_at),
                      additionals = be16(bytes, additionals_at);
  const bool response = flags & 0x8000;
  const std::uint8_t opcode = flags >> 11 & 15, rcode = flags & 15;
  if ((flags & 0x0060) || authorities != 0 || questions > 1 || answers > 1 || additionals > 1) return {};
  if (!is_name(bytes, header)) return {};
  Nbns out;
  if (!response) {
    const std::size_t tail = header + name_size;
    if (questions != 1 || answers != 0 || rcode != 0 || be16(bytes, tail + class_at) != class_in) return {};
    const std::uint16_t type = be16(bytes, tail + type_at);
    const std::size_t behind = tail + question_tail;
    if (opcode == op_query) {
      if (additionals != 0 || bytes.size() != behind || (type != type_nb && type != type_nbstat)) return {};
      out.message = type == type_nb ? NbnsMessage::query : NbnsMessage::status_query;
      return out;
    }
    if (type != type_nb || additionals != 1) return {};
    const auto record = last_record(bytes, behind);
    if (!record || !read_address(bytes, *record, out)) return {};
    if (opcode == op_registration || opcode == op_refresh || opcode == op_refresh_alt || opcode == op_multihomed)
      out.message = NbnsMessage::registration;
    else out = Nbns{};  // it gives the name up
    return out;
  }
  if (questions != 0 || answers != 1 || additionals != 0) return {};
  const auto record = last_record(bytes, header);
  if (!record) return {};
  if (opcode != op_query || rcode != 0) return out;  // an answer to a registration repeats the asker's name
  if (record->type == type_nbstat) {
    if (!read_status(*record, out)) return {};
    out.message = NbnsMessage::status;
    return out;
  }
  if (!read_address(bytes, *record, out)) return {};
  out.message = NbnsMessage::answer;
  return out;
}

}  // namespace lenscap::wire
