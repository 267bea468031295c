// sources/read_analytics.hpp: what a device tells of people, seen on the wire: that it does, in the words of its own
// protocol. No value of a person becomes an observation, an excerpt or a note: readers in wire/ hand out names alone.
#pragma once
#include <string_view>

#include "sources/dialogue.hpp"
#include "sources/metadata_assembly.hpp"
#include "sources/teller.hpp"

namespace lenscap::sources {

/// Recognises `text`, which aliases the teller's message, as an event, a metadata document or an upload of its sender.
/// With `answer`, as an answer to a question too: what the device offers and has switched on. `target`: the path of the
/// request, "" when unknown.
void tell_analytics(const Teller& teller, std::string_view text, std::string_view target, bool answer);

/// One document of ONVIF metadata that came in RTP. False when it is none.
bool tell_metadata(const Teller& teller);

/// A frame of a stream inside RTSP ('$', channel, length): looked through when the session has a metadata stream.
Progress read_interleaved(Turn& turn);

/// A part of a multipart body, at the start of the turn's message; empty when it does not begin with one.
std::optional<Progress> read_part(Turn& turn);

}  // namespace lenscap::sources
