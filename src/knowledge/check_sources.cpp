// Every entry of data/ says where it was read, in a form by which an auditor finds it.
#include "knowledge/check.hpp"
#include "knowledge/source_form.hpp"

namespace lenscap::knowledge {
namespace {

template <class T>
void check_table_sources(const std::vector<T>& entries, Problems& problems) {
  for (const T& entry : entries) {
    const SourceForm form = source_form(entry.source);
    if (form == SourceForm::fact_sheet)
      complain(problems, entry, fmt::format("source '{}' is a fact sheet, which does not ship", entry.source),
               "name the public file it was taken from: owner/repo@commit:path");
    else if (!openable(form))
      complain(
          problems, entry, fmt::format("source '{}' cannot be opened", entry.source),
          "write owner/repo@commit:path, https://…, name@version (npm), a law by its number or day, or a standard");
  }
}

}  // namespace

void check_sources(const Knowledge& k, Problems& problems) {
  check_table_sources(k.signatures, problems);
  check_table_sources(k.makers, problems);
  check_table_sources(k.brands, problems);
  check_table_sources(k.components, problems);
  check_table_sources(k.organisations, problems);
  check_table_sources(k.lookalikes, problems);
  check_table_sources(k.name_words, problems);
  check_table_sources(k.item_forms, problems);
  check_table_sources(k.endpoints, problems);
  check_table_sources(k.networks, problems);
  check_table_sources(k.rules, problems);
  check_table_sources(k.markers, problems);
  check_table_sources(k.grades, problems);
  check_table_sources(k.rates, problems);
  check_table_sources(k.thresholds, problems);
}

}  // namespace lenscap::knowledge
