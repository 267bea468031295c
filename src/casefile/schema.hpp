// casefile/schema.hpp: the tables of a case file, as SQL. docs/case-file.md explains every column.
#pragma once
#include <cstdint>
#include <span>

namespace lenscap::casefile {

/// "LCAP" in the header's application id (offset 68): what `file` and we recognise a case by.
inline constexpr std::uint32_t application_id = 0x4c434150;
/// In the header's user version (offset 60). Raised when a table changes; older programs then refuse the file by name.
inline constexpr std::uint32_t schema_version = 2;
/// The oldest that this program reads: `flow` was there but never filled, and `name` was not.
inline constexpr std::uint32_t first_schema = 1;

/// A table or an index: its name and the statement that makes it. SQLite keeps the statement word for word, so that a
/// loader can insist on it and never meets a view or a generated column under a table's name.
struct SchemaObject {
  const char* name;
  const char* sql;
};

/// Of files of that schema: first_schema to schema_version.
std::span<const SchemaObject> tables(std::uint32_t version = schema_version);
/// Made after the rows: sorting once is several times cheaper than keeping an index up to date.
std::span<const SchemaObject> indexes();

}  // namespace lenscap::casefile
