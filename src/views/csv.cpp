// views/csv.cpp: one row a device, for spreadsheets. Names of columns are those of the public JSON.
#include <fmt/format.h>

#include <array>

#include "views/csv_cell.hpp"
#include "views/sentences.hpp"

namespace lenscap::views {

namespace {

using model::Finding;

std::string value(const Finding* f) { return f ? f->value : std::string(); }

std::string values_of(const Device& d, std::string_view key) {
  std::vector<std::string> out;
  for (const Finding* f : d.findings)
    if (f->key == key) out.push_back(f->value);
  return fmt::format("{}", fmt::join(out, "; "));
}

// "us-federal buy restricted us-889-a1a", worst first; what restricts nothing is left out.
std::string restrictions(const Device& d) {
  std::vector<std::string> out;
  for (const Restriction& r : d.judged->restrictions) {
    if (r.answer.status == assess::Status::not_restricted) continue;
    out.push_back(fmt::format("{} {} {} {}", fmt::join(r.whos, "/"), fmt::join(r.acts, "/"),
                              assess::to_string(r.answer.status), r.answer.rule));
  }
  return fmt::format("{}", fmt::join(out, "; "));
}

}  // namespace

std::string to_csv(const AuditView& view) {
  std::string out;
  csv_row(out, std::to_array<std::string>({"id",
                                           "key",
                                           "sentence",
                                           "addresses",
                                           "macs",
                                           "vlans",
                                           "role",
                                           "role_confidence",
                                           "maker",
                                           "maker_name",
                                           "maker_confidence",
                                           "brand",
                                           "brand_confidence",
                                           "label",
                                           "relabelled",
                                           "model",
                                           "firmware",
                                           "serial",
                                           "build_date",
                                           "hostname",
                                           "components",
                                           "attribution",
                                           "worst",
                                           "restrictions",
                                           "contradictions",
                                           "unknown",
                                           "switch",
                                           "port",
                                           "uplink",
                                           "vlan"}));
  for (const Device& d : devices(view))
    csv_row(out, std::to_array<std::string>({std::to_string(d.subject->id),
                                             d.subject->key,
                                             device_sentences(d, view.k).front(),
                                             fmt::format("{}", fmt::join(d.addresses, "; ")),
                                             fmt::format("{}", fmt::join(d.macs, "; ")),
                                             fmt::format("{}", fmt::join(d.vlans, "; ")),
                                             d.role_id(),
                                             confidence_word(d.role),
                                             value(d.maker),
                                             d.maker ? maker_name(d.maker->value, view.k) : "",
                                             confidence_word(d.maker),
                                             value(d.brand),
                                             confidence_word(d.brand),
                                             d.label ? d.label->value : "unknown",
                                             d.relabelled() ? "true" : "false",
                                             value(d.model),
                                             value(d.firmware),
                                             value(d.serial),
                                             value(d.build_date),
                                             value(d.hostname),
                                             values_of(d, "component"),
                                             value(d.attribution),
                                             std::string(assess::to_string(d.judged->worst)),
                                             restrictions(d),
                                             values_of(d, "contradiction"),
                                             values_of(d, "unknown"),
                                             d.port ? attribute(*d.port, "switch") : "",
                                             d.own_port(),
                                             d.uplink_port(),
                                             d.port ? attribute(*d.port, "vlan") : ""}));
  return out;
}

}  // namespace lenscap::views
