// cli/outputs.hpp: where documents go: files, or standard output, which then carries that document only.
#pragma once
#include <string>
#include <string_view>

#include "model/error.hpp"

namespace lenscap::cli {

/// Exit codes of every verb.
enum Exit : int { exit_done = 0, exit_found = 1, exit_unusable = 2 };

/// Writes `text` to `path`, or to standard output for "-". A file is written beside its place and moved there, so that
/// a full disk leaves no half of it. Errors: cannot write.
model::Result<void> write_document(const std::string& path, const std::string& text);

/// To standard error. Nobody may read there: that is no reason to fail.
void tell(std::string_view text);
/// "lenscap: …" on standard error.
void complain(const model::Error& error);
/// Complains, and returns exit_unusable.
int refuse(const model::Error& error);

/// Colours: standard output is a terminal, NO_COLOR is not set, TERM is not dumb.
bool wants_colour();
/// Columns of the terminal, at least 60; 80 when standard output is none.
int terminal_width();

}  // namespace lenscap::cli
