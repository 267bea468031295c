// Whose words are they: what was seen hangs on the host that said it, and on nobody when that is not known.
#include <gtest/gtest.h>

#include "sources/reading.hpp"

namespace lenscap::sources::testing::attribution_test {
namespace {

const End client = end("00:1f:29:00:00:09", "10.0.0.9", 51000);
const End camera = end("3c:ef:8c:00:12:34", "10.0.0.5", 80);
const Bytes nothing_more = "Content-Length: 0\r\n\r\n";

Bytes get(const std::string& path) { return "GET " + path + " HTTP/1.1\r\nUser-Agent: Tool/1\r\n\r\n"; }
Bytes answer(int status, const Bytes& headers = {}) {
  return "HTTP/1.1 " + std::to_string(status) + " Said\r\n" + headers + nothing_more;
}

/// A value that a signature on this kind knows.
std::string known_value(std::string_view kind) {
  for (const auto& signature : builtin().signatures)
    if (model::info(signature.on).name == kind && !signature.examples.empty()) return signature.examples[0];
  return {};
}

std::vector<std::string> paths(const std::vector<Bytes>& frames) { return values(read(frames), "http.path"); }

TEST(Web, User_agent_is_the_clients_and_server_the_servers) {
  for (bool seen_from_the_start : {true, false}) {
    Conversation talk(client, camera);
    if (seen_from_the_start) talk.open();
    talk.asks(get("/")).answers(answer(200, "Server: Tiny/1\r\n"));
    const auto evidence = read(talk.frames);
    EXPECT_EQ(whose(evidence, "http.useragent", "Tool/1"), "10.0.0.9");
    EXPECT_EQ(whose(evidence, "http.server", "Tiny/1"), "10.0.0.5");
  }
}

TEST(Web, A_path_is_shown_where_it_was_asked_for_and_where_it_was_answered) {
  Conversation talk(client, camera);
  talk.open().asks(get("/")).answers(answer(404)).asks(get("/ISAPI/System/status")).answers(answer(200));
  const auto evidence = read(talk.frames);
  const auto* path = find(evidence, "http.path");
  ASSERT_NE(path, nullptr);
  const auto& spans = path->locator.spans;
  ASSERT_EQ(spans.size(), 2u);
  EXPECT_LT(spans[0].packet, spans[1].packet);
  auto bytes = [&](const model::Span& span) {
    const Bytes& frame = talk.frames.at(span.packet - 1);
    return std::string(frame.begin() + span.at, frame.begin() + span.at + span.length);
  };
  EXPECT_EQ(bytes(spans[0]), "/ISAPI/System/status");
  EXPECT_EQ(bytes(spans[1]).substr(0, 12), "HTTP/1.1 200");
}

TEST(Web, A_path_is_evidence_when_it_was_served_and_not_when_it_was_asked_for) {
  for (int status : {200, 201, 204, 206}) {
    Conversation talk(client, camera);
    talk.open().asks(get("/ISAPI/System/status")).answers(answer(status));
    const auto evidence = read(talk.frames);
    EXPECT_EQ(whose(evidence, "http.path", "/ISAPI/System/status"), "10.0.0.5") << status;
  }
  for (int status : {301, 400, 401, 403, 404, 500}) {
    Conversation talk(client, camera);
    talk.open().asks(get("/ISAPI/System/status")).answers(answer(status));
    EXPECT_EQ(paths(talk.frames).size(), 0u) << status;
  }
  Conversation unanswered(client, camera);
  unanswered.open().asks(get("/ISAPI/System/status"));
  EXPECT_EQ(paths(unanswered.frames).size(), 0u);
}

TEST(Web, A_refusal_proves_the_path_only_under_a_mark_that_is_known) {
  const std::string realm = known_value("http.realm");
  ASSERT_NE(realm, "");
  auto refused = [&](const std::string& under) {
    Conversation talk(client, camera);
    talk.open().asks(get("/cgi/x")).answers(answer(401, "WWW-Authenticate: Basic realm=\"" + under + "\"\r\n"));
    return paths(talk.frames);
  };
  EXPECT_EQ(refused(realm), std::vector<std::string>{"/cgi/x"});
  EXPECT_EQ(refused("members only").size(), 0u);
}

TEST(Web, A_page_that_answers_any_path_proves_none) {
  Conversation talk(client, camera);
  talk.open().asks(get("/ISAPI/System/status")).answers(answer(200, "Content-Type: text/html\r\n"));
  EXPECT_EQ(paths(talk.frames).size(), 0u);
}

TEST(Web, Answers_meet_their_own_requests_however_many_are_under_way) {
  Conversation talk(client, camera);
  talk.open();
  for (int i = 0; i < 40; ++i) talk.asks(get("/p" + std::to_string(i)));
  for (int i = 0; i < 40; ++i) talk.answers(answer(i == 3 ? 200 : 404));
  talk.asks(get("/last")).answers(answer(200));
  EXPECT_EQ(paths(talk.frames), (std::vector<std::string>{"/p3", "/last"}));
}

TEST(Web, An_interim_answer_is_not_the_answer) {
  Conversation talk(client, camera);
  talk.open().asks(get("/a")).asks(get("/b"));
  talk.answers("HTTP/1.1 100 Continue\r\n\r\n").answers(answer(404)).answers(answer(200));
  EXPECT_EQ(paths(talk.frames), std::vector<std::string>{"/b"});
}

TEST(Web, An_answer_that_the_capture_lacks_gives_its_request_to_no_other) {
  Conversation talk(client, camera);
  talk.open().asks(get("/absent"));
  talk.advance(1, answer(404).size());  // its answer was not captured
  talk.asks(get("/there")).answers(answer(200));
  talk.asks(get("/also")).answers(answer(200));
  for (const auto& path : paths(talk.frames)) EXPECT_NE(path, "/absent");
}

TEST(Web, The_answer_to_head_has_no_body_to_wait_for) {
  Conversation talk(client, camera);
  talk.open().asks("HEAD /a HTTP/1.1\r\n\r\n");
  talk.answers("HTTP/1.1 404 No\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n");
  talk.asks(get("/b")).answers(answer(200));
  EXPECT_EQ(paths(talk.frames), std::vector<std::string>{"/b"});
}

TEST(Stream, Only_a_description_proves_a_stream_path) {
  const End service = at_port(camera, 554);
  auto asked = [&](const std::string& method) {
    Conversation talk(client, service);
    talk.open().asks(method + " rtsp://10.0.0.5:554/cam/realmonitor RTSP/1.0\r\nCSeq: 1\r\nUser-Agent: Player\r\n\r\n");
    talk.answers("RTSP/1.0 200 OK\r\nCSeq: 1\r\nServer: Streamer\r\n" + nothing_more);
    return read(talk.frames);
  };
  EXPECT_EQ(values(asked("OPTIONS"), "rtsp.path").size(), 0u);
  const auto described = asked("DESCRIBE");
  EXPECT_EQ(whose(described, "rtsp.path", "/cam/realmonitor"), "10.0.0.5");
  EXPECT_EQ(whose(described, "rtsp.client", "Player"), "10.0.0.9");
  EXPECT_EQ(whose(described, "rtsp.server", "Streamer"), "10.0.0.5");
}

TEST(Icmp, Packets_quoted_in_errors_are_nobodys_traffic) {
  const End router = end("dc:a6:32:ce:31:63", "10.0.0.1");
  const Bytes quoted = ipv4(camera.ip, ip("8.8.8.8"), over_udp, udp(37810, 37810, "{\"method\":\"x\"}"));
  const Bytes unreachable = big(3, 1) + big(3, 1) + big(0, 2) + big(0, 4) + quoted;
  Bench bench;
  bench.feed(std::vector<Bytes>{framed(router, client, ipv4(router.ip, client.ip, over_icmp, unreachable))});
  EXPECT_EQ(bench.skipped(Skip::quoted_in_icmp), 1u);
  const auto evidence = bench.finish();
  ASSERT_EQ(evidence.hosts.size(), 1u);
  EXPECT_EQ(to_string(evidence.hosts[0].ip), "10.0.0.1");
}

// DNS names and records (RFC 1035).
Bytes name(std::string_view dotted) {
  Bytes out;
  while (!dotted.empty()) {
    const auto label = dotted.substr(0, dotted.find('.'));
    out += big(label.size(), 1) + Bytes(label);
    dotted.remove_prefix(std::min(dotted.size(), label.size() + 1));
  }
  return out + Bytes(1, '\0');
}
Bytes dns_query(const std::string& of) {
  return big(1, 2) + big(0x0100, 2) + big(1, 2) + big(0, 6) + name(of) + big(1, 2) + big(1, 2);
}
Bytes dns_answer(const std::string& of, const Bytes& address) {
  return big(1, 2) + big(0x8180, 2) + big(1, 2) + big(1, 2) + big(0, 4) + name(of) + big(1, 2) + big(1, 2) +
         big(0xc00c, 2) + big(1, 2) + big(1, 2) + big(60, 4) + big(4, 2) + address;
}
Bytes mdns_host(const std::string& of, const Bytes& address) {
  return big(0, 2) + big(0x8400, 2) + big(0, 2) + big(1, 2) + big(0, 4) + name(of) + big(1, 2) + big(0x8001, 2) +
         big(120, 4) + big(4, 2) + address;
}

TEST(Names, A_question_is_the_askers_and_so_is_an_answer_whose_question_was_not_seen) {
  const End resolver = end("dc:a6:32:ce:31:63", "10.0.0.1", 53);
  const End asker = at_port(camera, 40000);
  const auto asked = read({datagram(asker, resolver, dns_query("cloud.example"))});
  EXPECT_EQ(whose(asked, "dns.query", "cloud.example"), "10.0.0.5");
  const std::vector<Bytes> both = {datagram(asker, resolver, dns_query("cloud.example")),
                                   datagram(resolver, asker, dns_answer("cloud.example", ip("1.2.3.4")))};
  EXPECT_EQ(whose(read(both), "dns.query", "cloud.example"), "10.0.0.5");
  const auto only_the_answer = read({both[1]});
  EXPECT_EQ(whose(only_the_answer, "dns.query", "cloud.example"), "10.0.0.5");
  expect_true_locators(only_the_answer, {both[1]});
}

TEST(Names, A_multicast_name_is_the_senders_unless_it_speaks_for_another) {
  const End to_all = end("01:00:5e:00:00:fb", "224.0.0.251", 5353);
  const End speaker = at_port(camera, 5353);
  const auto own = read({datagram(speaker, to_all, mdns_host("gate.local", camera.ip))});
  EXPECT_EQ(whose(own, "mdns.host", "gate.local"), "10.0.0.5");
  const auto reflected = read({datagram(speaker, to_all, mdns_host("other.local", ip("10.7.7.7")))});
  EXPECT_EQ(values(reflected, "mdns.host").size(), 0u);
}

// DHCP (RFC 2131): 236 bytes of BOOTP, the cookie, options.
Bytes dhcp(int operation, const Bytes& hardware, const Bytes& client_address, const Bytes& your_address,
           const Bytes& relay, const Bytes& options) {
  return big(static_cast<unsigned>(operation), 1) + big(1, 1) + big(6, 1) + big(0, 1) + big(7, 4) + big(0, 4) +
         client_address + your_address + Bytes(4, '\0') + relay + hardware + Bytes(10 + 64 + 128, '\0') +
         big(0x63825363, 4) + options + big(255, 1);
}
Bytes dhcp_option(int code, const Bytes& value) {
  return big(static_cast<unsigned>(code), 1) + big(value.size(), 1) + value;
}
const Bytes no_address(4, '\0');

TEST(Dhcp, A_host_name_is_that_of_the_client_also_through_a_relay) {
  const Bytes options = dhcp_option(53, big(3, 1)) + dhcp_option(12, "GATE-CAM");
  const End unset = end("3c:ef:8c:00:12:34", "0.0.0.0", 68), everyone = end("ff:ff:ff:ff:ff:ff", "255.255.255.255", 67);
  const auto direct =
      read({datagram(unset, everyone, dhcp(1, camera.mac, no_address, no_address, no_address, options))});
  EXPECT_EQ(whose(direct, "dhcp.hostname", "GATE-CAM"), "3c:ef:8c:00:12:34");
  const End relay = end("dc:a6:32:ce:31:63", "10.0.0.1", 67), server = end("00:04:96:00:00:01", "10.9.9.9", 67);
  const auto relayed = read({datagram(relay, server, dhcp(1, camera.mac, no_address, no_address, relay.ip, options))});
  EXPECT_EQ(whose(relayed, "dhcp.hostname", "GATE-CAM"), "3c:ef:8c:00:12:34");
}

TEST(Dhcp, An_acknowledgement_says_whose_address_it_is) {
  const End server = end("dc:a6:32:ce:31:63", "10.0.0.1", 67),
            everyone = end("ff:ff:ff:ff:ff:ff", "255.255.255.255", 68);
  const auto marks = [&](int type) -> int {
    const auto evidence = read({datagram(
        server, everyone,
        dhcp(2, camera.mac, no_address, camera.ip, no_address, dhcp_option(53, big(static_cast<unsigned>(type), 1))))});
    const auto* host = host_of(evidence, "10.0.0.5");
    if (host == nullptr) return 0;
    EXPECT_EQ(to_string(host->mac), "3c:ef:8c:00:12:34");
    return host->marks;
  };
  EXPECT_TRUE(marks(5) & model::claimed_by_dhcp);
  EXPECT_FALSE(marks(2)) << "an offer is not taken up yet";
}

TEST(Arp, Who_announces_an_address_claims_it_and_who_is_asked_for_does_not) {
  const Bytes who_has = big(1, 2) + big(0x0800, 2) + big(6, 1) + big(4, 1) + big(1, 2) + camera.mac + camera.ip +
                        Bytes(6, '\0') + client.ip;
  const auto evidence = read({ethernet(Bytes(6, '\xff'), camera.mac, type_arp, who_has + Bytes(18, '\0'))});
  ASSERT_NE(host_of(evidence, "10.0.0.5"), nullptr);
  EXPECT_TRUE(host_of(evidence, "10.0.0.5")->marks & model::claimed_by_arp);
  EXPECT_EQ(host_of(evidence, "10.0.0.9"), nullptr);
}

TEST(Router, What_passed_a_router_is_marked_by_its_ttl) {
  for (const auto& [ttl, passed] : std::initializer_list<std::pair<int, bool>>{
           {64, false}, {128, false}, {255, false}, {63, true}, {117, true}, {254, true}}) {
    const auto evidence = read({datagram(camera, client, "hello", static_cast<std::uint8_t>(ttl))});
    EXPECT_EQ((evidence.hosts[0].marks & model::behind_ttl) != 0, passed) << ttl;
  }
}

TEST(Reuse, The_same_addresses_seen_from_another_hardware_address_are_another_host) {
  const End imposter = end("00:04:96:00:00:02", "10.0.0.5", 80);
  Conversation first(client, camera), second(client, imposter);
  first.open().asks(get("/")).answers(answer(200, "Server: One/1\r\n"));
  second.open().asks(get("/")).answers(answer(200, "Server: Two/2\r\n"));
  auto frames = first.frames;
  frames += second.frames;
  const auto evidence = read(frames);
  auto hardware_of = [&](const char* value) {
    for (const auto& o : evidence.observations)
      if (o.value == value) return to_string(evidence.hosts[o.host].mac);
    return std::string("nobody");
  };
  EXPECT_EQ(hardware_of("One/1"), "3c:ef:8c:00:12:34");
  EXPECT_EQ(hardware_of("Two/2"), "00:04:96:00:00:02");
}

}  // namespace
}  // namespace lenscap::sources::testing::attribution_test
