#include "views/paint.hpp"

#include "views/neutral.hpp"

namespace lenscap::views {

std::string paint(std::string_view text, Ink ink, const TerminalStyle& style) {
  if (!style.colour || ink == Ink::plain || text.empty()) return std::string(text);
  std::string_view code;
  switch (ink) {
    case Ink::plain:
      break;
    case Ink::strong:
      code = "1";
      break;
    case Ink::faint:
      code = "2";
      break;
    case Ink::alarm:
      code = "1;31";
      break;
    case Ink::warning:
      code = "33";
      break;
    case Ink::calm:
      code = "36";
      break;
  }
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

void line(std::string& out, std::string_view text) { (out += text) += '\n'; }

// Each line is painted by itself: a pager forgets colours at the end of a line.
void paragraph(std::string& out, std::string_view text, const TerminalStyle& style, int indent, Ink ink) {
  if (text.empty()) return;
  const std::string blanks(static_cast<std::size_t>(indent), ' ');
  const std::string wrapped = wrap(text, style.width, indent);
  for (std::string_view rest = wrapped;;) {
    const std::size_t end = rest.find('\n');
    line(out, blanks + paint(rest.substr(0, end), ink, style));
    if (end == std::string_view::npos) return;
    rest.remove_prefix(end + 1 + blanks.size());
  }
}

Ink ink_of(assess::Status status) {
  switch (status) {
    case assess::Status::restricted:
      return Ink::alarm;
    case assess::Status::restricted_if:
    case assess::Status::restricted_from:
      return Ink::warning;
    case assess::Status::was_until:
    case assess::Status::listed_not_forbidden:
      return Ink::calm;
    case assess::Status::does_not_bind:
    case assess::Status::not_restricted:
      return Ink::plain;
  }
  return Ink::plain;
}

Ink ink_of(model::Confidence confidence) {
  switch (confidence) {
    case model::Confidence::confirmed:
      return Ink::strong;
    case model::Confidence::probable:
      return Ink::plain;
    case model::Confidence::possible:
    case model::Confidence::unknown:
      return Ink::faint;
  }
  return Ink::plain;
}

}  // namespace lenscap::views
