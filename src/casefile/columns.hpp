// casefile/columns.hpp: how values that are more than one word stand in one column: spans, attributes, counts, notes.
//
// All are JSON (RFC 8259), because SQLite can look into JSON and people can read it. JSON text is UTF-8, evidence need
// not be: bytes that are not UTF-8 stand as {"hex": "ff00"} in place of a string, so that what was read comes back bit
// for bit.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/attributes.hpp"
#include "model/evidence.hpp"

namespace lenscap::casefile {

/// UTF-8 (RFC 3629: no overlong forms, no surrogates) without NUL: what SQLite's own functions handle as text.
bool is_text(std::string_view bytes);

/// [[packet, at, length], …]. Readers return nullopt for anything that the writer would not have written.
void write_spans(std::span<const model::Span> spans, std::string& out);
std::optional<std::vector<model::Span>> read_spans(std::string_view json);

/// {"key": "value", …}. Keys must be text (check.hpp sees to it).
std::string write_attributes(const model::Attributes& attributes);
std::optional<std::map<std::string, std::string>> read_attributes(std::string_view json);

/// {"reason": 12, …}
std::string write_counts(const std::map<std::string, std::uint64_t>& counts);
std::optional<std::map<std::string, std::uint64_t>> read_counts(std::string_view json);

/// ["note", …]
std::string write_notes(const std::vector<std::string>& notes);
std::optional<std::vector<std::string>> read_notes(std::string_view json);

}  // namespace lenscap::casefile
