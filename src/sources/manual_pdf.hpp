// sources/manual_pdf.hpp: the text of a PDF, through the outside program pdftotext where it is installed.
//
// A manual comes from a stranger: the program runs with nothing but the file on its standard input, at most 20 seconds
// of processor, 1 GiB of address space and 64 MiB of text; what it prints is bytes like any others. Source:
// pdftotext(1) of poppler-utils; it is GPL and therefore never linked.
#pragma once
#include <string>
#include <string_view>

#include "model/error.hpp"

namespace lenscap::sources {

/// UTF-8, pages parted by form feeds. Errors: not installed, refused the file, took too long.
model::Result<std::string> text_of_pdf(std::string_view bytes);

}  // namespace lenscap::sources
