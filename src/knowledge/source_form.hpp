// knowledge/source_form.hpp: whether a source is something that an auditor can open.
//
// A source is one or more references, "; " between them. A reference has one of the forms below. This project's own
// fact sheets are none of them: they do not ship, so nobody can check an entry by them.
#pragma once
#include <cstdint>
#include <string_view>

namespace lenscap::knowledge {

enum class SourceForm : std::uint8_t {
  none,
  repository,  ///< owner/repo@commit:path, owner/repo:path
  package,     ///< name@version (npm …)
  page,        ///< https://…
  law,         ///< an act, rule, order, judgment or official paper, by its number or its day
  standard,    ///< RFC 2131, UPnP Device Architecture 1.1, …
  fact_sheet   ///< a note of this project or a bare number in somebody's index: never a source
};

/// Form of one reference.
SourceForm form_of(std::string_view reference);

/// The first form that an auditor can open; `fact_sheet` when any reference is one, `none` when none has a form.
SourceForm source_form(std::string_view source);

constexpr bool openable(SourceForm form) { return form != SourceForm::none && form != SourceForm::fact_sheet; }

}  // namespace lenscap::knowledge
