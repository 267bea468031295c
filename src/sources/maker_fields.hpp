// sources/maker_fields.hpp: what the makers' JSON says, told the same way whether it came by UDP, TCP or in a file.
#pragma once
#include <string_view>

#include "sources/teller.hpp"
#include "wire/dhip.hpp"
#include "wire/field.hpp"
#include "wire/xm.hpp"

namespace lenscap::sources {

/// What a device says of itself in DHIP or Xiongmai JSON, as fields of a document.
wire::Fields dhip_fields(const wire::DhipDevice& device);
wire::Fields xm_fields(const wire::XmDevice& device);

/// A DHIP body. False when no device sent it (a tool's question).
bool tell_dhip(const Teller& teller, std::string_view json);
/// A Xiongmai message; nothing is told of a client's.
void tell_xm(const Teller& teller, const wire::Xm& message);
/// Fields of a device document, each under the kind that its name says.
void tell_fields(const Teller& teller, const wire::Fields& fields);
/// Devices and the cameras behind a recorder; each channel becomes a host of its own.
void tell_document(const Teller& teller, const wire::DeviceDocument& document);

}  // namespace lenscap::sources
