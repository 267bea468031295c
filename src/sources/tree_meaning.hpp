// sources/tree_meaning.hpp: what a marker at one node of a document says: that the device offers it, has it switched
// on, sends it, says no to it; or nothing, where the word is only declared.
//
// A namespace that is declared, a comment and a name that somebody gave a channel say nothing. A flag counts by its
// value, a list of options by what it lists. A switch that is off is present, no more.
// Source: maciej-or/hikvision_next@f6dac0d:tests/fixtures/devices (ISAPI); onvif/specs@dd6e679:doc/Analytics.xml
// (modules and rules), wsdl/ver10/schema/onvif.xsd (MetadataStream);
// GainSec/DigitalAlly-ThermoVu-Uniview-Security-Research@583fc6b:NOTES/LAPI.md
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "model/capability.hpp"
#include "sources/document_tree.hpp"
#include "sources/marker_scan.hpp"

namespace lenscap::sources {

/// Whose document it is.
enum class DocumentKind : std::uint8_t {
  isapi,
  isapi_event,
  onvif,
  onvif_stream,  ///< metadata or notifications: what passed
  schema,        ///< XSD, WSDL, JSON Schema, OpenAPI
  viid,          ///< objects of GA/T 1400
  lapi,
  dahua,
  xiongmai,
  other
};
std::string_view to_string(DocumentKind kind);  ///< as `format` shows it: "isapi", "onvif", …
DocumentKind kind_of(const DocumentTree& tree);

struct Meaning {
  model::AnalyticsState state{};
  bool denied = false;
  std::string place;
  std::string text;
};

/// Empty where the word says nothing.
std::optional<Meaning> meaning_of(const DocumentTree& tree, DocumentKind kind, const MarkerHit& hit);

/// The model that a device names itself by; empty when the document does not say.
std::string model_in(const DocumentTree& tree);

}  // namespace lenscap::sources
