// makecap/tcp_dialogue.hpp: a whole TCP connection from what the two sides say (RFC 9293): handshake, segments,
// acknowledgements, end.
#pragma once
#include <vector>

#include "makecap/capture.hpp"
#include "makecap/host.hpp"

namespace makecap {

/// What one side says before the other answers.
struct Turn {
  bool from_client = true;
  Bytes bytes;
  std::vector<std::size_t> cuts;  ///< offsets in `bytes` where a segment must end, ascending
  std::uint64_t pause = 0;        ///< nanoseconds before it speaks
};

enum class End { closed, reset, left_open };

struct Dialogue {
  std::uint16_t client_port, server_port;
  std::uint64_t start;         ///< nanoseconds since 1970
  std::size_t segment = 1448;  ///< largest payload of a segment: 1500 less IPv4, TCP and the time stamp option
  bool handshake = true;       ///< false: the capture began later
  End end = End::closed;
};

/// Where a connection stands after its last frame; for those who go on with it.
struct Standing {
  std::uint32_t client_seq, server_seq, client_clock,
      server_clock;  ///< clocks: time stamp less milliseconds since 1970
};

/// Appends the connection's frames; both sides' octets are acknowledged every second segment and at each change of
/// speaker.
Standing add_dialogue(Timeline& timeline, Host& client, Host& server, const Dialogue& dialogue,
                      const std::vector<Turn>& turns);

/// A connection attempt that is answered by RST (RFC 9293 3.5.2), or, with `answered` false, by nothing.
void add_refusal(Timeline& timeline, Host& client, Host& server, const Dialogue& dialogue, bool answered);

}  // namespace makecap
