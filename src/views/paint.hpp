// views/paint.hpp: the one theme of the terminal. Colours only when the caller asked for them; they never carry meaning
// alone: the word stands beside them. ANSI SGR codes that hold on light and dark backgrounds.
#pragma once
#include <string>
#include <string_view>

#include "assess/restriction.hpp"
#include "views/audit_view.hpp"

namespace lenscap::views {

enum class Ink : std::uint8_t { plain, strong, faint, alarm, warning, calm };

/// `text` in that ink, or `text` itself without colour. Does not change its width.
std::string paint(std::string_view text, Ink ink, const TerminalStyle& style);

/// Appends `text` and a line end.
void line(std::string& out, std::string_view text);
/// Appends `text`, wrapped, each line `indent` blanks from the left; nothing when there is no text.
void paragraph(std::string& out, std::string_view text, const TerminalStyle& style, int indent = 0,
               Ink ink = Ink::plain);

Ink ink_of(assess::Status status);
Ink ink_of(model::Confidence confidence);

}  // namespace lenscap::views
