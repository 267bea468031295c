// casefile/store.hpp: a case on disk: one SQLite file that holds the evidence read, the knowledge used and what
// follows.
//
// The format is SQLite's own (https://www.sqlite.org/fileformat2.html), rollback form, UTF-8, application id "LCAP";
// its tables stand in schema.cpp and are explained in docs/case-file.md. SQLite was chosen because a case outlives the
// program that wrote it: any auditor can open one with a tool that every system has.
//
// A case is written whole into a new file beside the old one, synced, and renamed over it: after a crash or on a full
// disk there is the old case or the new one, never half of one. There is never a journal beside a case.
//
// A case file is untrusted input: it may come by mail from someone with a reason to forge it. Loading follows no view,
// trigger or virtual table, and reads no more bytes than the file has.
#pragma once
#include <string>
#include <string_view>

#include "model/case.hpp"
#include "model/error.hpp"

namespace lenscap::casefile {

/// In Case::meta of a loaded case that an older Lenscap made: its schema. Such a case holds no flows and no names,
/// because none were kept. save() writes today's schema, and leaves this out.
inline constexpr std::string_view older_schema_key = "older_schema";

/// Writes `c` to `path`, mode 0600 from the moment the file exists. Replaces an older case or an empty file, and
/// refuses to replace anything else. The same case gives the same rows, in the order of its ids. Observation ids must
/// be position + 1. `meta` gains the digests of observations and flows (digest.hpp), so whoever loads, changes and
/// saves a case checks the old one first. Errors: full disk, no permission, not a case, or a value that no case may
/// hold (check.hpp).
model::Result<void> save(const std::string& path, const model::Case& c);

/// Reads a case. Whatever the bytes are, it ends, within memory and time proportional to the file's size.
/// Traces of rows taken out by hand are not errors, because `verify` has to name them: a reason or locator that points
/// nowhere is left out and told in meta ("damage.001", …), and observations are numbered by position again.
/// Errors: no file, no permission, not a case, a case of a newer Lenscap, a damaged file.
model::Result<model::Case> load(const std::string& path);

}  // namespace lenscap::casefile
