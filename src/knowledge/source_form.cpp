#include "knowledge/source_form.hpp"

#include <array>
#include <memory>
#include <vector>

#include "knowledge/pattern.hpp"

namespace lenscap::knowledge {
namespace {

struct Form {
  SourceForm form;
  const char* pattern;
};

// In this order: a fact sheet is one even where it lies in a repository.
constexpr std::array forms = {
    Form{
        SourceForm::fact_sheet,
        R"((?i)fact sheet|(?:^|[/ ])facts/|\b(?:identification|discovery-protocols|real-words)\.md\b|\bindex [0-9]{5,})"},
    Form{SourceForm::page, R"(https?://[A-Za-z0-9.-]+\.[a-z]+)"},
    Form{SourceForm::package, R"(^@?[\w./-]+@[0-9]+(?:\.[0-9]+)+ \((?:npm|PyPI|Debian))"},
    Form{SourceForm::repository, R"(^[A-Za-z0-9][\w.-]*/[\w.-]+(?:@[0-9a-f]{7,40}(?:[: ]|$)|:[^\s]))"},
    Form{
        SourceForm::standard,
        R"(\b(?:RFC|IEEE|ISO|IEC|ISO/IEC|EN|ETSI|ITU-T|GB/T|ANSI/TIA|TIA)[ -]?[A-Z]*[0-9]|\bUPnP (?:Device Architecture|Forum)\b)"},
    Form{
        SourceForm::law,
        R"(\b[0-9]+ (?:CFR|FR|U\.S\.C\.)(?: |$)|\bFR Doc\b|\bPub\. L\. [0-9]|\bOrder [0-9]+|\bRegulation \(EU\)|\bAct [0-9]{4}|\b[0-9]{4} FC [0-9]+|(?i:\b(?:announcement|judgment|decision) [0-9]+[-/][0-9]+|\bannual report for [0-9]{4}))"},
    // An official paper or a newspaper, by its day.
    Form{
        SourceForm::law,
        R"(\b[0-9]{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) [0-9]{4}\b)"},
};

/// Calls `each` with every reference of `source`. A "; " inside parentheses belongs to one.
template <class Each>
void each_reference(std::string_view source, Each each) {
  int depth = 0;
  std::size_t from = 0;
  for (std::size_t i = 0; i <= source.size(); ++i) {
    const char c = i < source.size() ? source[i] : ';';
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (i < source.size() && (c != ';' || depth > 0)) continue;
    const std::size_t start = source.find_first_not_of(' ', from);
    if (start < i) each(source.substr(start, i - start));
    from = i + 1;
  }
}

}  // namespace

SourceForm form_of(std::string_view reference) {
  static const auto patterns = [] {
    std::vector<std::unique_ptr<RE2>> compiled;
    for (const Form& form : forms) compiled.push_back(std::make_unique<RE2>(form.pattern, pattern_options()));
    return compiled;
  }();
  for (std::size_t i = 0; i < forms.size(); ++i)
    if (RE2::PartialMatch(reference, *patterns[i])) return forms[i].form;
  return SourceForm::none;
}

SourceForm source_form(std::string_view source) {
  SourceForm best = SourceForm::none;
  each_reference(source, [&](std::string_view reference) {
    const SourceForm form = form_of(reference);
    if (form == SourceForm::fact_sheet) best = form;
    else if (best == SourceForm::none) best = form;
  });
  return best;
}

}  // namespace lenscap::knowledge
