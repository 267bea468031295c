#include "makecap/tcp_dialogue.hpp"

namespace makecap {

namespace {

constexpr std::uint64_t round_trip = 400'000, between_segments = 12'000;  // ns, a switched network

struct Side {
  Host* host;
  std::uint16_t port;
  std::uint32_t seq;
  std::uint32_t clock_base;
};

struct Connection {
  Timeline& timeline;
  Side client, server;
  std::uint64_t now;

  Side& side(bool from_client) { return from_client ? client : server; }

  void send(bool from_client, std::uint8_t flags, std::string_view payload) {
    Side &from = side(from_client), &to = side(!from_client);
    const auto milliseconds = static_cast<std::uint32_t>(now / 1'000'000);
    const Tcp tcp{from.port,
                  to.port,
                  from.seq,
                  to.seq,
                  flags,
                  from.clock_base + milliseconds,
                  (flags & ack_flag) != 0 ? to.clock_base + milliseconds : 0};
    Bytes frame;
    add_tcp_frame(frame, link_between(*from.host, *to.host), net_between(*from.host, to.host->ip), tcp, payload);
    timeline.push_back({now, std::move(frame)});
    from.seq += static_cast<std::uint32_t>(payload.size()) + ((flags & (syn | fin)) != 0 ? 1U : 0U);
    now += between_segments;
  }

  void wait(std::uint64_t nanoseconds) { now += nanoseconds; }
};

Connection connection(Timeline& timeline, Host& client, Host& server, const Dialogue& d) {
  Dice dice{seed_of(client.name + server.name) ^ d.start ^ d.client_port};
  const auto first = [&dice] { return static_cast<std::uint32_t>(dice.next()); };
  return {timeline, {&client, d.client_port, first(), first()}, {&server, d.server_port, first(), first()}, d.start};
}

}  // namespace

Standing add_dialogue(Timeline& timeline, Host& client, Host& server, const Dialogue& dialogue,
                      const std::vector<Turn>& turns) {
  Connection c = connection(timeline, client, server, dialogue);
  if (dialogue.handshake) {
    c.send(true, syn, {});
    c.wait(round_trip);
    c.send(false, syn | ack_flag, {});
    c.wait(round_trip / 2);
    c.send(true, ack_flag, {});
  }
  for (const Turn& turn : turns) {
    c.wait(turn.pause + round_trip / 2);
    std::size_t at = 0, sent = 0, cut = 0;
    while (at < turn.bytes.size()) {
      std::size_t end = std::min(turn.bytes.size(), at + dialogue.segment);
      while (cut < turn.cuts.size() && turn.cuts[cut] <= at) ++cut;
      if (cut < turn.cuts.size()) end = std::min(end, turn.cuts[cut]);
      const bool last = end == turn.bytes.size();
      c.send(turn.from_client, last ? psh | ack_flag : ack_flag, std::string_view(turn.bytes).substr(at, end - at));
      at = end;
      if (++sent % 2 == 0 || last) {
        c.wait(round_trip / 4);
        c.send(!turn.from_client, ack_flag, {});
      }
    }
  }
  c.wait(round_trip);
  if (dialogue.end == End::reset) c.send(true, rst | ack_flag, {});
  if (dialogue.end == End::closed) {
    c.send(true, fin | ack_flag, {});
    c.wait(round_trip / 2);
    c.send(false, fin | ack_flag, {});
    c.wait(round_trip / 2);
    c.send(true, ack_flag, {});
  }
  return {c.client.seq, c.server.seq, c.client.clock_base, c.server.clock_base};
}

void add_refusal(Timeline& timeline, Host& client, Host& server, const Dialogue& dialogue, bool answered) {
  Connection c = connection(timeline, client, server, dialogue);
  c.send(true, syn, {});
  if (!answered) return;
  c.wait(round_trip);
  c.server.seq = 0;
  c.send(false, rst | ack_flag, {});
}

}  // namespace makecap
