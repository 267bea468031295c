// wire/onvif.hpp: which ONVIF answer a SOAP document is, and what it says about the device.
// Source: ONVIF Core Specification 8 (onvif/specs wsdl/ver10/device/wsdl/devicemgmt.wsdl, ver10/schema/onvif.xsd,
// ver10/media/wsdl/media.wsdl, ver20/media/wsdl/media.wsdl)
//
// Only the Body is read. A namespace that a document merely declares is never a field: stacks copy them. Security
// headers, which some cameras echo in their replies, are never read; stream addresses come out without credentials.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "wire/field.hpp"

namespace lenscap::wire {

struct OnvifMessage {
  std::string operation;  ///< "GetDeviceInformation"; "Fault" for a SOAP fault
  std::string service;    ///< URI of the service's namespace; "" for a fault
  bool question = false;  ///< a client asks; then there are no fields
  /// onvif.service, .manufacturer, .model, .firmware, .serial, .hardwareid, .hostname, .mac, .address, .searchdomain,
  /// .ntp, .streampath, .xaddr; wsd.name, .hardware, .mac, .serial, .scope (from GetScopes), .endpoint. At most 256.
  Fields fields;
};

/// Reads one SOAP document (the body of an HTTP message, or a saved file). Empty when it is none, or neither ONVIF nor
/// a fault.
std::optional<OnvifMessage> parse_onvif(std::string_view bytes);

}  // namespace lenscap::wire
