// Every entry of data/ says where it was read, in a form by which an auditor finds it.
#include "knowledge/check.hpp"
#include "knowledge/source_form.hpp"

namespace lenscap::knowledge {
namespace {

template <class T>
void check_table(const std::vector<T>& entries, Problems& problems) {
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
  check_table(k.signatures, problems);
  check_table(k.makers, problems);
  check_table(k.brands, problems);
  check_table(k.components, problems);
  check_table(k.organisations, problems);
  check_table(k.lookalikes, problems);
  check_table(k.name_words, problems);
  check_table(k.item_forms, problems);
  check_table(k.endpoints, problems);
  check_table(k.networks, problems);
  check_table(k.rules, problems);
  check_table(k.markers, problems);
  check_table(k.grades, problems);
  check_table(k.rates, problems);
  check_table(k.thresholds, problems);
}

}  // namespace lenscap::knowledge
