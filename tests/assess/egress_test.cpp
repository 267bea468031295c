// Whom a device spoke to: rows into peers, names to addresses, and what became of it.
#include "assess/egress.hpp"

#include <gtest/gtest.h>

#include "assess/in_parts.hpp"
#include "assess/traffic_builder.hpp"

namespace lenscap::assess::egress_test {
namespace {

using model::NameFrom;
using model::Opened;

constexpr const char *camera_ip = "10.0.0.12", *cloud_ip = "198.51.100.7";

TEST(Peers, Hours_of_one_service_are_one_peer_with_the_sums_of_all) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  b.row(camera, cloud_ip, 6, 443, 100, 130, 4, 3);
  b.row(camera, cloud_ip, 6, 443, 3700, 3760, 6, 5);
  b.row(camera, cloud_ip, 6, 8443, 200, 210, 1, 1);
  const auto all = b.peers();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(service(all[0]), "tcp 443");
  EXPECT_EQ(all[0].packets_out, 10u);
  EXPECT_EQ(all[0].packets_in, 8u);
  EXPECT_EQ(all[0].bytes_out, 1000u);
  EXPECT_EQ(all[0].bytes_in, 800u);
  EXPECT_EQ(all[0].attempts, 2u);
  EXPECT_EQ(all[0].hours, 2u);
  EXPECT_EQ(all[0].active, 90 * model::nanos_per_second);
  EXPECT_EQ(all[0].first, b.at(100));
  EXPECT_EQ(all[0].last, b.at(3760));
  EXPECT_EQ(service(all[1]), "tcp 8443");
}

TEST(Peers, The_same_rows_in_another_order_give_the_same_peers) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  b.row(camera, cloud_ip, 6, 443, 100, 130, 4, 3);
  b.row(camera, "203.0.113.9", 17, 8800, 100, 130, 4, 0);
  b.row(camera, cloud_ip, 6, 443, 3700, 3760, 6, 5);
  b.named(camera, "a.hik-connect.com", cloud_ip);
  b.named(camera, "b.hik-connect.com", "");
  TrafficBuilder turned = b;
  std::reverse(turned.c.flows.begin(), turned.c.flows.end());
  std::reverse(turned.c.names.begin(), turned.c.names.end());
  const auto one = b.peers(), other = turned.peers();
  ASSERT_EQ(one.size(), 3u);
  ASSERT_EQ(other.size(), 3u);
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(one[i].peer, other[i].peer);
    EXPECT_EQ(one[i].name, other[i].name);
    EXPECT_EQ(one[i].bytes_out, other[i].bytes_out);
    EXPECT_EQ(one[i].packet, other[i].packet);
  }
}

TEST(Peers, A_peer_has_the_name_that_the_device_asked_for_before_it_spoke) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  b.tcp(camera, cloud_ip, 443, 10, 20);
  b.named(camera, "eu.hik-connect.com", cloud_ip, 5);
  b.named(camera, "old.example.com", cloud_ip, 1);
  const auto known = b.peers();
  ASSERT_EQ(known.size(), 1u);
  EXPECT_EQ(known[0].name, "eu.hik-connect.com");
  EXPECT_EQ(known[0].name_from, NameFrom::dns);
  ASSERT_EQ(known[0].other_names.size(), 1u);
  EXPECT_EQ(known[0].other_names[0], "old.example.com");
  ASSERT_NE(known[0].endpoint, nullptr);
  EXPECT_EQ(known[0].endpoint->operator_name, "Hikvision");
}

TEST(Peers, A_name_asked_for_after_the_last_packet_names_nothing) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  b.tcp(camera, cloud_ip, 443, 10, 20);
  b.named(camera, "eu.hik-connect.com", cloud_ip, 30);
  EXPECT_EQ(b.peer().name, "");
}

TEST(Peers, Another_devices_question_names_nothing_here) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip), other = b.device("10.0.0.13");
  b.tcp(camera, cloud_ip, 443);
  b.named(other, "eu.hik-connect.com", cloud_ip);
  EXPECT_EQ(b.peers()[0].device, camera);
  EXPECT_EQ(b.peers()[0].name, "");
}

TEST(Peers, A_greeting_beats_an_answer_but_not_for_datagrams) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  b.tcp(camera, cloud_ip, 443);
  b.udp(camera, cloud_ip, 8800);
  b.named(camera, "by-dns.example.com", cloud_ip, 5);
  b.named(camera, "by-sni.example.com", cloud_ip, 11, NameFrom::sni);
  const auto all = b.peers();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].name, "by-sni.example.com");
  EXPECT_EQ(all[0].name_from, NameFrom::sni);
  EXPECT_EQ(all[1].name, "by-dns.example.com");
}

TEST(Peers, The_operator_is_found_by_the_canonical_name_and_says_so) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  b.tcp(camera, cloud_ip, 443);
  b.named(camera, "device.reseller.example", cloud_ip, 5, NameFrom::dns, "litedev.hik-connect.com");
  b.named(camera, "device.reseller.example", cloud_ip, 11, NameFrom::sni);
  const Peer p = b.peer();
  EXPECT_EQ(p.name_from, NameFrom::sni);
  EXPECT_EQ(p.alias, "litedev.hik-connect.com");
  ASSERT_NE(p.endpoint, nullptr);
  EXPECT_TRUE(p.by_alias);
}

TEST(Peers, Names_that_only_look_like_a_cloud_are_nobodys) {
  for (const char* name : {"hik-connect.com.example.org", "nothik-connect.com", "hik-connect.com-login.net"}) {
    TrafficBuilder b;
    const auto camera = b.device(camera_ip);
    b.tcp(camera, cloud_ip, 443);
    b.named(camera, name, cloud_ip);
    EXPECT_EQ(b.peer().name, name);
    EXPECT_EQ(b.peer().endpoint, nullptr) << name;
  }
}

TEST(Peers, A_name_that_led_to_no_traffic_is_a_peer_by_its_name) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  b.named(camera, "eu.hik-connect.com", cloud_ip).count = 7;
  b.named(camera, "eu.hik-connect.com", "198.51.100.8");
  const Peer p = b.peer();
  EXPECT_EQ(p.outcome, Outcome::name_only);
  EXPECT_EQ(p.name, "eu.hik-connect.com");
  EXPECT_EQ(p.peer.family, 0);
  EXPECT_EQ(p.attempts, 7u);
  EXPECT_EQ(p.packets_out, 0u);
  ASSERT_NE(p.endpoint, nullptr);
}

TEST(Peers, A_name_of_which_one_address_was_spoken_to_is_no_row_of_its_own) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  b.named(camera, "eu.hik-connect.com", "198.51.100.8");
  b.named(camera, "eu.hik-connect.com", cloud_ip);
  b.tcp(camera, cloud_ip, 443);
  EXPECT_EQ(b.peer().outcome, Outcome::answered);
}

TEST(Peers, A_name_answered_with_no_address_of_the_outside_was_stopped_by_a_resolver) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  b.named(camera, "eu.hik-connect.com", "0.0.0.0");
  EXPECT_TRUE(b.peer().sinkholed);
  TrafficBuilder none;
  none.named(none.device(camera_ip), "eu.hik-connect.com", "");
  EXPECT_FALSE(none.peer().sinkholed) << "no answer is no sinkhole";
}

TEST(Peers, Names_of_the_inside_are_no_contact) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  for (const char* name : {"nvr", "printer.local", "12.0.0.10.in-addr.arpa", "gw.home.arpa", "box.lan"})
    b.named(camera, name, "");
  EXPECT_TRUE(b.peers().empty());
}

TEST(Peers, What_is_no_host_name_is_counted_and_never_shown) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  b.tcp(camera, cloud_ip, 443);
  for (const char* name : {"a\x1b[31m.example.com", "198.51.100.7", "2001:db8::1", "a..b", "sp ace.com", "1.2.3"})
    b.named(camera, name, cloud_ip, 5, NameFrom::sni);
  EXPECT_EQ(b.peer().name, "");
  EXPECT_EQ(unplaced(b.c).at(camera).odd_names, 6u);
}

TEST(Peers, Rows_beyond_the_bound_are_told_apart_from_peers) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  b.row(camera, "", 0, 0, 1, 2, 30, 20);
  EXPECT_TRUE(b.peers().empty());
  EXPECT_EQ(unplaced(b.c).at(camera).bytes_out, 3000u);
  EXPECT_EQ(unplaced(b.c).at(camera).packets_in, 20u);
}

struct Case {
  const char* what;
  std::uint64_t answered, resets, unreachable, in;
  Outcome outcome;
};

TEST(Peers, Any_answer_counts_then_any_refusal_then_silence) {
  for (const Case& t :
       {Case{"answered once, reset often", 1, 9, 0, 9, Outcome::answered}, Case{"reset", 0, 9, 0, 9, Outcome::refused},
        Case{"unreachable", 0, 0, 1, 0, Outcome::refused}, Case{"nothing", 0, 0, 0, 0, Outcome::silent},
        Case{"a record without flags", 0, 0, 0, 4, Outcome::answered}}) {
    TrafficBuilder b;
    auto& f = b.tcp(b.device(camera_ip), cloud_ip, 443);
    f.answered = t.answered;
    f.resets = t.resets;
    f.unreachable = t.unreachable;
    f.packets_in = t.in;
    EXPECT_EQ(b.peer().outcome, t.outcome) << t.what;
  }
}

TEST(Peers, Private_shared_and_group_addresses_are_not_outside) {
  for (auto [ip, side] : {std::pair{"192.168.1.5", Side::inside},
                          {"100.64.3.4", Side::inside},
                          {"169.254.1.1", Side::inside},
                          {"fd00::5", Side::inside},
                          {"239.255.255.250", Side::group},
                          {"255.255.255.255", Side::group},
                          {"ff02::fb", Side::group},
                          {"8.8.8.8", Side::outside},
                          {"2001:db8::5", Side::outside}}) {
    TrafficBuilder b;
    b.udp(b.device(camera_ip), ip, 9000);
    EXPECT_EQ(b.peer().side, side) << ip;
  }
}

TEST(Peers, Parts_on_several_threads_hold_the_peers_of_one_and_none_is_empty) {
  TrafficBuilder b;
  // Many more devices than a part holds; the first ten thousand asked for names of their own site, which have no peer.
  constexpr int devices = 30'000, without = 10'000;
  for (int i = 0; i < devices; ++i) {
    const auto device = b.device("10.1." + std::to_string(i / 250) + "." + std::to_string(i % 250 + 1));
    if (i < without) b.named(device, "printer.local", "");
    else b.tcp(device, i % 2 ? cloud_ip : "203.0.113.9", 443, i % 50);
  }
  const auto expected = b.peers();
  ASSERT_EQ(expected.size(), std::size_t{devices - without});
  for (const unsigned threads : {1u, 2u, 4u}) {
    const auto parts = peers_in_parts(b.c, b.k, threads);
    EXPECT_GT(parts.size(), 1u);
    std::vector<std::pair<model::Id, model::Ip>> told, alone;
    for (const auto& part : parts) {
      EXPECT_FALSE(part.empty());
      for (const Peer& p : part) told.emplace_back(p.device, p.peer);
    }
    for (const Peer& p : expected) alone.emplace_back(p.device, p.peer);
    EXPECT_EQ(told, alone) << threads << " threads";
  }
}

TEST(Egress, A_device_of_any_part_is_told_of_its_own_peers) {
  TrafficBuilder b;
  const int devices = 2 * static_cast<int>(devices_together) + 100;
  for (int i = 0; i < devices; ++i) {
    const auto device = b.device("10.1." + std::to_string(i / 250) + "." + std::to_string(i % 250 + 1));
    b.tcp(device, "198.51." + std::to_string(i / 250) + "." + std::to_string(i % 250 + 1), 443);
  }
  for (const unsigned threads : {1u, 2u}) {
    int told = 0;
    for (const auto& f : derive_findings(b.c, b.k, {}, threads)) {
      if (f.value != "gets_through") continue;
      ++told;
      const auto i = static_cast<int>(f.subject) - 1;
      EXPECT_EQ(f.attributes.at("peer"), "198.51." + std::to_string(i / 250) + "." + std::to_string(i % 250 + 1));
    }
    EXPECT_EQ(told, devices) << threads << " threads";
  }
}

TEST(Peers, A_site_with_public_addresses_has_its_own_subnet_inside) {
  TrafficBuilder b;
  const auto camera = b.device("198.51.100.20");
  b.tcp(camera, "198.51.100.9", 554);
  b.tcp(camera, "198.51.101.9", 554);
  const auto all = b.peers();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].side, Side::outside);
  EXPECT_EQ(to_string(all[0].peer), "198.51.101.9");
  EXPECT_EQ(all[1].side, Side::inside);
  EXPECT_TRUE(all[1].neighbour);
}

TEST(Peers, A_kept_host_of_the_outside_makes_no_subnet_of_the_site) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  b.device("198.51.100.9", "behind_router");
  b.tcp(camera, cloud_ip, 443);
  EXPECT_EQ(b.peer().side, Side::outside);
}

TEST(Peers, An_address_without_a_name_has_the_network_it_is_registered_to) {
  Networks table;
  table.find = [](const model::Ip& ip) -> std::optional<Network> {
    if (to_string(ip) != cloud_ip) return std::nullopt;
    return Network{64500, "EXAMPLE-CLOUD", "SG"};
  };
  table.shared = [](const knowledge::Knowledge&, std::uint32_t asn) {
    return asn == 64500 ? Shared::cloud : Shared::none;
  };
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  b.tcp(camera, cloud_ip, 443);
  const Peer p = b.peer(table);
  EXPECT_EQ(p.endpoint, nullptr);
  ASSERT_TRUE(p.network);
  EXPECT_EQ(p.network->name, "EXAMPLE-CLOUD");
  EXPECT_EQ(p.network->country, "SG");
  EXPECT_EQ(p.shared, Shared::cloud);
}

TEST(Peers, A_day_is_asked_for_without_the_rows_of_other_days) {
  TrafficBuilder b;
  const auto camera = b.device(camera_ip);
  b.named(camera, "eu.hik-connect.com", cloud_ip, 5);
  b.named(camera, "gone.hik-connect.com", "198.51.100.99", 6);
  b.tcp(camera, "198.51.100.8", 443, 10, 20);
  b.tcp(camera, cloud_ip, 443, 4000, 4010);
  TrafficBuilder later = b;
  later.c = between(b.c, b.at(3600), model::no_time);
  const Peer p = later.peer();
  EXPECT_EQ(to_string(p.peer), cloud_ip);
  EXPECT_EQ(p.name, "eu.hik-connect.com") << "asked for earlier, and still its name";
}

TEST(HostNames, Are_letters_digits_hyphens_and_underscores_between_dots) {
  for (const char* name : {"a.b", "hik-connect.com", "_sip._tcp.example.com", "3com.net", "xn--bcher-kva.example"})
    EXPECT_TRUE(is_host_name(name)) << name;
  for (const char* name : {"", ".", "a.", ".a", "a..b", "1.2.3.4", "a b", "caf\xc3\xa9.fr", "[::1]", "10.20"})
    EXPECT_FALSE(is_host_name(name)) << name;
  EXPECT_TRUE(is_host_name(std::string(63, 'a') + ".com"));
  EXPECT_FALSE(is_host_name(std::string(64, 'a') + ".com"));
}

}  // namespace
}  // namespace lenscap::assess::egress_test
