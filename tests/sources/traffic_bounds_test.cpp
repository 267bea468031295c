// Floods: rings and names stay bounded; what matters is kept, and what is not is counted. And whatever comes,
// every packet is counted once for each of its ends.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "sources/traffic_reading.hpp"

namespace lenscap::sources::testing::traffic_bounds_test {
namespace {

End nth_laptop(std::uint32_t n) {
  return {mac("00:1f:29:00:00:09"), big(0x0a000000 + n, 4), static_cast<std::uint16_t>(1024 + n % 60000)};
}

TEST(Ring, Hosts_that_matter_keep_every_conversation_and_others_are_counted) {
  // One conversation in eight is a camera's; all of them are more than the ring and the flow table hold.
  TrafficBench bench(false);
  std::uint64_t cameras = 0, others = 0, bytes = 0;
  constexpr std::uint32_t all = 3 * Traffic::ring_conversations;
  for (std::uint32_t n = 0; n < all;) {
    std::vector<Timed> frames;
    for (std::uint32_t i = 0; i < 4096; ++i, ++n) {
      const bool own = n % 8 == 0;
      End from = own ? at_port(camera_end, static_cast<std::uint16_t>(n / 8)) : nth_laptop(n);
      End to = cloud_end;
      if (own) to.ip = big(0xc6336400 + n / 8 / 65536, 4);
      frames.push_back({ten + n, datagram(from, to, own ? "camera" : "other"), 0});
      (own ? cameras : others) += 1;
      if (!own) bytes += frames.back().bytes.size();
    }
    bench.feed(frames);
  }
  const Seen seen = seen_by(bench);
  std::uint64_t kept = 0, attempts = 0;
  for (const auto& f : seen.traffic.flows) {
    EXPECT_EQ(seen.host.at(f.host), "192.168.1.5");
    kept += f.packets_out;
    attempts += f.attempts;
  }
  EXPECT_EQ(kept, cameras);
  EXPECT_EQ(attempts, cameras);
  EXPECT_EQ(seen.traffic.other_flows, others);
  EXPECT_EQ(seen.traffic.other_packets, others);
  EXPECT_EQ(seen.traffic.other_bytes, bytes);
  EXPECT_EQ(seen.traffic.other_outside, others);
}

/// Names of many lengths, through the ring again and again; `shortest` to `longest` bytes each, and an alias each.
void expect_all_names(std::size_t shortest, std::size_t longest, std::size_t count, std::uint32_t seed) {
  knowledge::Matcher matcher{builtin()};
  Ledger ledger(matcher);
  TrafficNames names(ledger, true);
  const auto host = ledger.host(model::Mac{0x3cef8c001234}, model::Ip::v4(0xc0a80105), 0);
  std::mt19937 random(seed);
  const auto word = [&](std::size_t number) {
    std::string text = std::to_string(number) + "-";
    text.resize(std::max(text.size(), shortest + random() % (longest - shortest + 1)),
                static_cast<char>('a' + number % 26));
    return text;
  };
  std::map<std::string, std::string> told;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string name = word(i), alias = random() % 3 == 0 ? "" : word(i * 31);
    NameUse use;
    use.host = host;
    use.address = model::Ip::v4(static_cast<std::uint32_t>(i));
    use.name = name;
    use.alias = alias;
    use.time = static_cast<model::Nanos>(i);
    names.used(use);
    told[name] = alias;
  }
  model::Traffic out;
  names.finish(out);
  ASSERT_EQ(out.names.size(), count);
  std::size_t wrong = 0;
  for (const auto& n : out.names) {
    const auto at = told.find(n.name);
    wrong += at == told.end() || at->second != n.alias;
  }
  EXPECT_EQ(wrong, 0u);
  EXPECT_EQ(out.names_beyond, 0u);
}

TEST(NameRing, Gives_every_name_back_whole_however_long_names_are) {
  expect_all_names(1, 40, 60'000, 1);     // its places run out first
  expect_all_names(200, 255, 60'000, 2);  // its text does
  expect_all_names(1, 255, 60'000, 3);
  expect_all_names(255, 255, 20'000, 4);
}

TEST(NameRing, Cuts_what_is_longer_than_a_name_can_be) {
  knowledge::Matcher matcher{builtin()};
  Ledger ledger(matcher);
  TrafficNames names(ledger, true);
  NameUse use;
  use.host = ledger.host(model::Mac{0x3cef8c001234}, model::Ip::v4(0xc0a80105), 0);
  const std::string longer(1000, 'x');
  use.name = use.alias = longer;
  for (int i = 0; i < 5000; ++i) names.used(use);
  model::Traffic out;
  names.finish(out);
  ASSERT_EQ(out.names.size(), 1u);
  EXPECT_EQ(out.names[0].name, std::string(255, 'x'));
  EXPECT_EQ(out.names[0].alias, std::string(255, 'x'));
  EXPECT_EQ(out.names[0].count, 5000u);
}

TEST(NameRing, Beyond_the_bound_names_are_counted) {
  knowledge::Matcher matcher{builtin()};
  Ledger ledger(matcher);
  TrafficNames names(ledger, true);
  NameUse use;
  use.host = ledger.host(model::Mac{0x3cef8c001234}, model::Ip::v4(0xc0a80105), 0);
  for (std::size_t i = 0; i < TrafficNames::most_names + 10; ++i) {
    const std::string name = "n" + std::to_string(i);
    use.name = name;
    names.used(use);
  }
  model::Traffic out;
  names.finish(out);
  EXPECT_EQ(out.names.size(), TrafficNames::most_names);
  EXPECT_EQ(out.names_beyond, 10u);
}

/// A packet between two of some ends: any flags, ports, protocol, family, fragment or not.
Bytes random_packet(std::mt19937& random, const std::vector<End>& ends) {
  const End& from = ends[random() % ends.size()];
  const End* to = &from;
  while (to->ip == from.ip || to->ip.size() != from.ip.size()) to = &ends[random() % ends.size()];
  const auto port = [&] {
    return static_cast<std::uint16_t>(random() % 4 == 0 ? 53 + random() % 400 : 40000 + random() % 6);
  };
  const Bytes payload(random() % 60, static_cast<char>(random()));
  const End a = at_port(from, port()), b = at_port(*to, port());
  switch (random() % 6) {
    case 0:
    case 1:
      return segment(a, b, static_cast<std::uint32_t>(random()), static_cast<std::uint8_t>(random() % 32), payload);
    case 2:
    case 3:
      return datagram(a, b, payload);
    case 4:
      return framed(
          a, b,
          ip_between(a, b, a.ip.size() == 4 ? over_icmp : 58, big(random() % 2 ? 8 : 128, 1) + Bytes(7, 0) + payload));
    default:
      if (a.ip.size() == 16) return framed(a, b, ip_between(a, b, 132, payload));
      return framed(
          a, b,
          ipv4(a.ip, b.ip, over_udp, payload + Bytes(8, 'f'), {64, static_cast<std::uint16_t>(random()), 0x2001, {}}));
  }
}

TEST(Everything, That_ends_send_is_counted_once_for_each_end_that_is_a_host) {
  for (const std::uint32_t seed : {1u, 2u}) {
    std::mt19937 random(seed);
    std::vector<End> ends;
    for (std::uint32_t i = 0; i < 12; ++i)
      ends.push_back({big(0x3cef8c000000 + i, 6),
                      i % 3 == 2 ? ip("2001:db8::").substr(0, 15) + big(i + 1, 1)
                                 : big(i < 6 ? 0xc0a80101 + i : 0xc6336401 + i, 4),
                      0});
    // By address: packets and bytes sent and received. By pair too: whose peer is who.
    struct Sum {
      std::uint64_t packets = 0, bytes = 0;
    };
    std::map<std::pair<std::string, std::string>, Sum> sent;
    std::set<std::string> speakers;
    const auto text = [](const Bytes& raw) {
      return to_string(raw.size() == 4 ? model::Ip::v4(static_cast<std::uint32_t>(std::uint8_t(raw[0])) << 24 |
                                                       static_cast<std::uint32_t>(std::uint8_t(raw[1])) << 16 |
                                                       static_cast<std::uint32_t>(std::uint8_t(raw[2])) << 8 |
                                                       static_cast<std::uint32_t>(std::uint8_t(raw[3])))
                                       : model::Ip::v6(std::span<const std::uint8_t, 16>(
                                             reinterpret_cast<const std::uint8_t*>(raw.data()), 16)));
    };
    TrafficBench bench;
    model::Nanos now = ten;
    for (int capture = 0; capture < 3; ++capture) {
      std::vector<Timed> frames;
      for (int i = 0; i < 8000; ++i) {
        const Bytes frame = random_packet(random, ends);
        now += static_cast<model::Nanos>(random() % 3000) * 1'000'000;
        if (random() % 500 == 0) now += model::one_hour;
        const bool untimed = random() % 50 == 0;
        const auto late = static_cast<model::Nanos>(random() % 40) * second * (random() % 9 == 0);
        const std::uint32_t wire =
            random() % 7 == 0 ? std::numeric_limits<std::uint32_t>::max() - static_cast<std::uint32_t>(random() % 9)
                              : 0;
        frames.push_back({untimed ? model::no_time : now - late, frame, wire});
        const bool v4 = frame[12] == 0x08;
        const std::string from = text(frame.substr(v4 ? 26 : 22, v4 ? 4 : 16)),
                          to = text(frame.substr(v4 ? 30 : 38, v4 ? 4 : 16));
        Sum& sum = sent[{from, to}];
        ++sum.packets;
        sum.bytes += wire ? wire : frame.size();
        speakers.insert(from);
      }
      bench.feed(frames);
      if (capture != 2) bench.next_capture();
    }
    const Seen seen = seen_by(bench);
    std::map<std::pair<std::string, std::string>, Sum> out, in;
    for (const auto& f : seen.traffic.flows) {
      ASSERT_NE(f.peer.family, 0);
      const std::string own = seen.host.at(f.host), peer = to_string(f.peer);
      out[{own, peer}].packets += f.packets_out;
      out[{own, peer}].bytes += f.bytes_out;
      in[{peer, own}].packets += f.packets_in;
      in[{peer, own}].bytes += f.bytes_in;
      EXPECT_LE(f.first, f.last);
      if (f.hour != model::no_time) {
        EXPECT_GE(f.first, f.hour);
        EXPECT_LT(f.last, f.hour + model::one_hour);
        EXPECT_EQ(f.hour % model::one_hour, 0);
      }
    }
    ASSERT_EQ(speakers.size(), ends.size());
    for (const auto& [pair, sum] : sent) {
      for (const auto* counted : {&out, &in}) {
        ASSERT_TRUE(counted->contains(pair)) << pair.first << " -> " << pair.second;
        EXPECT_EQ(counted->at(pair).packets, sum.packets);
        EXPECT_EQ(counted->at(pair).bytes, sum.bytes);
      }
    }
    EXPECT_EQ(seen.traffic.other_flows, 0u);
    EXPECT_EQ(seen.traffic.folded, 0u);
  }
}

}  // namespace
}  // namespace lenscap::sources::testing::traffic_bounds_test
