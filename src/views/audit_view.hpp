// views/audit_view.hpp: a case as people and programs read it. Pure: the same view gives the same bytes.
//
// to_json is the public form (docs/audit.schema.json); the page of to_html is a template over it, and the others are
// written from the same intermediate value (views/device.hpp). Every string of the case passes views/neutral on its way
// out.
#pragma once
#include <string>

#include "assess/restriction.hpp"
#include "knowledge/knowledge.hpp"
#include "model/case.hpp"

namespace lenscap::views {

/// What is shown, with what Lenscap knows, for whom. Borrows case and knowledge. An `ask.on` of year 0 means the
/// edition date of the knowledge.
struct AuditView {
  const model::Case& c;
  const knowledge::Knowledge& k;
  assess::Ask ask;
};

struct TerminalStyle {
  bool colour = false;  ///< the caller asks for it when standard output is a terminal and NO_COLOR is not set
  int width = 80;       ///< columns, ≥ 60
};

std::string to_json(const AuditView& view);  ///< one document, two-space indent, ends with a newline
std::string to_terminal(const AuditView& view, TerminalStyle style);
std::string to_html(const AuditView& view);    ///< one self-contained file
std::string to_csv(const AuditView& view);     ///< RFC 4180, one row a device below a header row
std::string to_netbox(const AuditView& view);  ///< the same for NetBox's import of devices

/// The chain finding → observations → locator → bytes for one subject. Says so when the case has no such subject.
std::string to_explanation(const AuditView& view, model::Id subject, TerminalStyle style);
/// The same as JSON: `lenscap` is "explanation", `device` is null when the case has no such subject.
std::string to_explanation_json(const AuditView& view, model::Id subject);

/// What --redact replaces. All by default.
struct RedactOptions {
  bool ip = true;
  bool mac = true;
  bool serial = true;
  bool name = true;  ///< host and device names, people in decisions
  bool site = true;  ///< names of evidence files and folders, location scopes
};

/// `c` with the same placeholder ("ip-1", "serial-3") wherever the same original stood: keys, identifiers, values,
/// excerpts, names of evidence. Order and ids stay, so does the vendor block of a hardware address. Outside their mark,
/// excerpts are masked.
model::Case redact(model::Case c, const RedactOptions& options);

}  // namespace lenscap::views
