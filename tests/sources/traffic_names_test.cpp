// Names that hosts use for their peers: from questions, answers and greetings; and answers that lie.
#include <gtest/gtest.h>

#include "sources/traffic_reading.hpp"
#include "wire/quic_initial.hpp"

namespace lenscap::sources::testing::traffic_names_test {
namespace {

using model::NameFrom;

const char *const camera = "192.168.1.5", *const cloud = "198.51.100.7";
const End resolver = end("dc:a6:32:ce:31:63", "192.168.1.1", 53);

// DNS (RFC 1035 4.1).
constexpr std::uint16_t type_a = 1, type_cname = 5, type_aaaa = 28;

Bytes labels(std::string_view dotted) {
  Bytes out;
  while (!dotted.empty()) {
    const auto label = dotted.substr(0, dotted.find('.'));
    out += big(label.size(), 1) + Bytes(label);
    dotted.remove_prefix(std::min(dotted.size(), label.size() + 1));
  }
  return out + Bytes(1, '\0');
}
Bytes record(const std::string& owner, std::uint16_t type, const Bytes& data, std::uint16_t klass = 1) {
  return labels(owner) + big(type, 2) + big(klass, 2) + big(60, 4) + big(data.size(), 2) + data;
}
Bytes message(const std::string& asked, const std::vector<Bytes>& answers, std::uint16_t flags = 0x8180,
              std::uint16_t type = type_a) {
  Bytes out = big(1, 2) + big(flags, 2) + big(1, 2) + big(answers.size(), 2) + big(0, 4) + labels(asked) +
              big(type, 2) + big(1, 2);
  for (const Bytes& a : answers) out += a;
  return out;
}
Bytes asks(const std::string& name, std::uint16_t type = type_a) {
  return datagram(camera_end, resolver, message(name, {}, 0x0100, type));
}
Bytes answers(const std::string& name, const std::vector<Bytes>& records, std::uint16_t flags = 0x8180) {
  return datagram(resolver, camera_end, message(name, records, flags));
}

std::string address_of(const model::PeerName& n) { return n.peer.family == 0 ? "" : to_string(n.peer); }

/// "name>alias@address" of each name that the camera used, in order of time.
std::vector<std::string> used(const std::vector<Bytes>& frames) {
  std::vector<std::string> out;
  for (const auto& n : see(timed(frames)).names(camera))
    out.push_back(n.name + (n.alias.empty() ? "" : ">" + n.alias) + "@" + address_of(n));
  return out;
}
using Names = std::vector<std::string>;

TEST(Asked, A_question_without_answer_is_a_name_without_address) {
  const std::vector<Bytes> frames{asks("Cloud.Example")};
  const auto names = see(timed(frames)).names(camera);
  ASSERT_EQ(names.size(), 1u);
  EXPECT_EQ(names[0].name, "cloud.example");
  EXPECT_EQ(names[0].peer.family, 0);
  EXPECT_EQ(names[0].from, NameFrom::dns);
  EXPECT_EQ(names[0].time, ten);
  model::Locator at;
  at.spans = {names[0].span};
  EXPECT_EQ(bytes_at(frames, at), labels("Cloud.Example"));
}

TEST(Asked, An_answer_names_the_address_and_its_question_stands_no_more) {
  EXPECT_EQ(used({asks("cloud.example"), answers("cloud.example", {record("cloud.example", type_a, cloud_end.ip)})}),
            (Names{"cloud.example@198.51.100.7"}));
  EXPECT_EQ(used({answers("cloud.example", {record("CLOUD.example", type_a, cloud_end.ip)})}),
            (Names{"cloud.example@198.51.100.7"}));  // its question was not seen
}

TEST(Asked, Every_address_of_an_answer_is_a_peer_of_that_name) {
  auto names = used(
      {answers("a.example", {record("a.example", type_a, cloud_end.ip), record("a.example", type_a, ip("198.51.100.8")),
                             record("a.example", type_aaaa, ip("2001:db8:9::7"))})});
  std::sort(names.begin(), names.end());  // they were told at once
  EXPECT_EQ(names, (Names{"a.example@198.51.100.7", "a.example@198.51.100.8", "a.example@2001:db8:9::7"}));
}

TEST(Asked, A_chain_of_aliases_is_followed_in_any_order_of_records) {
  const Bytes first = record("a.example", type_cname, labels("b.example")),
              second_link = record("b.example", type_cname, labels("c.cdn.example")),
              address = record("c.cdn.example", type_a, cloud_end.ip);
  const Names wanted{"a.example>c.cdn.example@198.51.100.7"};
  EXPECT_EQ(used({answers("a.example", {first, second_link, address})}), wanted);
  EXPECT_EQ(used({answers("a.example", {address, second_link, first})}), wanted);
}

TEST(Asked, The_same_name_again_is_counted_and_an_alias_without_address_is_kept) {
  const Bytes answer = answers("a.example", {record("a.example", type_a, cloud_end.ip)});
  const auto names = see(timed({answer, answer, answer})).names(camera);
  ASSERT_EQ(names.size(), 1u);
  EXPECT_EQ(names[0].count, 3u);
  EXPECT_EQ(names[0].time, ten);
  EXPECT_EQ(used({answers("a.example", {record("a.example", type_cname, labels("b.example"))})}),
            (Names{"a.example>b.example@"}));
}

TEST(Lies, An_address_of_another_name_answers_nothing) {
  EXPECT_EQ(used({answers("a.example", {record("bank.example", type_a, cloud_end.ip)})}), (Names{"a.example@"}));
  EXPECT_EQ(used({answers("a.example", {record("x.example", type_cname, labels("evil.example")),
                                        record("evil.example", type_a, cloud_end.ip)})}),
            (Names{"a.example@"}));
  EXPECT_EQ(used({answers("a.example", {record("a.example", type_a, cloud_end.ip, 3)})}),
            (Names{"a.example@"}));  // CHAOS
}

TEST(Lies, Aliases_in_a_circle_and_names_in_a_circle_come_to_an_end) {
  const Bytes around = record("a.example", type_cname, labels("b.example")),
              back = record("b.example", type_cname, labels("a.example"));
  EXPECT_EQ(used({answers("a.example", {around, back, record("z.example", type_a, cloud_end.ip)})}),
            (Names{"a.example@"}));
  const Bytes itself = big(0xc000 | 12, 2) + big(type_a, 2) + big(1, 2);  // a question whose name points at itself
  EXPECT_EQ(used({datagram(resolver, camera_end, big(1, 2) + big(0x8180, 2) + big(1, 2) + big(0, 6) + itself)}),
            Names{});
}

TEST(Lies, What_is_no_answer_to_a_question_for_addresses_names_nobody) {
  EXPECT_EQ(used({answers("a.example", {record("a.example", type_a, cloud_end.ip)}, 0xa980)}), Names{});  // an update
  EXPECT_EQ(used({datagram(resolver, camera_end, message("a.example", {}, 0x8180, 16))}), Names{});       // TXT
  EXPECT_EQ(used({answers("a.example", {record("a.example", type_a, Bytes(3, 'x'))})}), Names{});
}

TEST(Lies, An_answer_cut_anywhere_reads_nothing_that_it_does_not_say) {
  const Bytes whole = answers(
      "a.example", {record("a.example", type_cname, labels("b.example")), record("b.example", type_a, cloud_end.ip)});
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const Seen seen = see({{ten, whole.substr(0, size), static_cast<std::uint32_t>(whole.size())}});
    for (const auto& n : seen.names(camera)) EXPECT_EQ(n.name + address_of(n), "a.example") << size;
  }
}

TEST(Asked, Over_tcp_is_the_same) {
  const auto framed_by_length = [](const Bytes& m) { return big(m.size(), 2) + m; };
  Conversation talk(camera_end, resolver);
  talk.open().asks(framed_by_length(message("a.example", {}, 0x0100)));
  talk.answers(framed_by_length(message("a.example", {record("a.example", type_a, cloud_end.ip)})));
  EXPECT_EQ(used(talk.frames), (Names{"a.example@198.51.100.7"}));
}

Bytes hello(const std::string& name) { return lenscap::testing::client_hello(name); }

TEST(Greeted, By_tls_quic_and_http_and_the_peer_is_whom_it_was_said_to) {
  Conversation tls(camera_end, cloud_end), http(at_port(camera_end, 40001), at_port(cloud_end, 80));
  tls.open().asks(big(0x160301, 3) + big(hello("tls.example").size(), 2) + hello("tls.example"));
  http.asks("GET / HTTP/1.1\r\nHost: Web.Example:8080\r\n\r\n");  // the peer was never heard
  auto frames = tls.frames;
  frames += http.frames;
  frames.push_back(datagram(camera6_end, cloud6_end, lenscap::testing::initial_with(hello("quic.example"))));
  const Seen seen = see(timed(frames));
  const auto names = seen.names(camera), names6 = seen.names("2001:db8:1::5");
  ASSERT_EQ(names.size(), 2u);
  EXPECT_EQ(names[0].name, "tls.example");
  EXPECT_EQ(names[0].from, NameFrom::sni);
  EXPECT_EQ(names[1].name, "web.example");
  EXPECT_EQ(names[1].from, NameFrom::http_host);
  for (const auto& n : names) EXPECT_EQ(address_of(n), cloud);
  ASSERT_EQ(names6.size(), 1u);
  EXPECT_EQ(names6[0].from, NameFrom::quic_sni);
  EXPECT_EQ(address_of(names6[0]), "2001:db8:9::7");
  EXPECT_EQ(seen.names(cloud).size(), 0u);
}

TEST(Greeted, By_an_address_is_by_no_name) {
  for (const char* host : {"198.51.100.7", "198.51.100.7:80", "[2001:db8::7]", "[2001:db8::7]:80"}) {
    Conversation talk(camera_end, at_port(cloud_end, 80));
    talk.open().asks("GET / HTTP/1.1\r\nHost: " + Bytes(host) + "\r\n\r\n");
    EXPECT_EQ(used(talk.frames), Names{}) << host;
    EXPECT_EQ(values(read(talk.frames), "http.host"), Names{}) << host;
  }
}

TEST(Others, Have_no_names_unless_all_are_kept) {
  const auto frames = timed({datagram(laptop_end, resolver, message("a.example", {}, 0x0100)), asks("b.example")});
  const Seen some = see(frames, false);
  ASSERT_EQ(some.traffic.names.size(), 1u);
  EXPECT_EQ(some.traffic.names[0].name, "b.example");
  EXPECT_EQ(see(frames).traffic.names.size(), 2u);
}

}  // namespace
}  // namespace lenscap::sources::testing::traffic_names_test
