// Suricata's EVE log: a real one of a camera that strangers reach, and the forms of other versions.
#include "sources/eve_log.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "sources/sensor_logs.hpp"

namespace lenscap::sources::testing::eve_log_test {
namespace {

/// An event between a device and its peer, as Suricata writes it.
Bytes event(const std::string& type, const std::string& rest, const std::string& to = "192.0.2.1",
            const std::string& port = "53", const std::string& proto = "UDP", const std::string& from = "192.168.1.129",
            const std::string& from_port = "35790") {
  return R"({"timestamp":"2021-06-06T16:26:27.431769+0200","flow_id":9,"event_type":")" + type + R"(","src_ip":")" +
         from + R"(","src_port":)" + from_port + R"(,"dest_ip":")" + to + R"(","dest_port":)" + port + R"(,"proto":")" +
         proto + "\"," + rest + "}\n";
}

Bytes flow(int packets_back, const std::string& to_client, const std::string& state = "closed") {
  return event("flow",
               R"("flow":{"pkts_toserver":2,"pkts_toclient":)" + std::to_string(packets_back) +
                   R"(,"bytes_toserver":120,"bytes_toclient":)" + std::to_string(60 * packets_back) +
                   R"(,"start":"2021-06-06T17:34:31.140759+0200","end":"2021-06-06T17:34:31.141012+0200","state":")" +
                   state + R"("},"tcp":{"tcp_flags_ts":"02","tcp_flags_tc":")" + to_client + R"("})",
               "203.0.113.5", "445", "TCP");
}

/// ../shared/evidence/README.md, "Logs": what is really in it. Not there in a checkout alone.
class RealLog : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto path = std::filesystem::path(LENSCAP_ROOT) / "../shared/evidence/logs/suricata-edimax-cam-exposed.json";
    std::ifstream in(path, std::ios::binary);
    if (!in) GTEST_SKIP() << "no " << path;
    bytes.assign(std::istreambuf_iterator<char>(in), {});
  }
  Bytes bytes;
};

TEST_F(RealLog, The_camera_asks_for_its_cloud_by_name_and_reaches_it) {
  const auto log = read_log(bytes);
  ASSERT_TRUE(log.used);
  EXPECT_EQ(log.flows.size(), 3512u);  // events of flow
  std::size_t answers = 0;
  for (const auto& told : log.names)
    answers += told.from == model::NameFrom::dns && told.name == "www.myedimax.com" &&
               told.alias == "ns.myedimax.com" && to_string(told.peer) == "122.248.252.67" &&
               to_string(told.client) == "192.168.1.129";
  EXPECT_EQ(answers, 302u);
  EXPECT_EQ(log.count("www.myedimax.com", ""), 0u);
  const auto first =
      std::find_if(log.names.begin(), log.names.end(), [](const ToldName& n) { return n.alias == "ns.myedimax.com"; });
  ASSERT_NE(first, log.names.end());
  EXPECT_EQ(first->row, 26u);
  EXPECT_EQ(bytes.substr(first->span.at, first->span.length), "www.myedimax.com");
  const auto greeted = std::find_if(log.names.begin(), log.names.end(),
                                    [](const ToldName& n) { return n.from == model::NameFrom::sni; });
  ASSERT_NE(greeted, log.names.end());
  EXPECT_EQ(greeted->row, 113u);
  EXPECT_EQ(to_string(greeted->peer), "122.248.252.67");
}

TEST_F(RealLog, Of_others_than_the_camera_nothing_is_kept) {
  const auto log = read_log(bytes, false);
  for (const auto& o : log.evidence.observations)
    EXPECT_EQ(to_string(log.evidence.hosts[o.host].ip), "192.168.1.129") << o.value;
  const auto facts = facts_of(log, "192.168.1.129");
  for (const char* fact : {"dns.query=www.myedimax.com", "rtsp.answered=DESCRIBE", "rtsp.outside=DESCRIBE"})
    EXPECT_NE(std::find(facts.begin(), facts.end(), fact), facts.end()) << fact;
  for (const auto& o : log.evidence.observations) {
    EXPECT_EQ(o.value.find("HNAP"), std::string::npos);
    EXPECT_EQ(o.value.find("netgear"), std::string::npos);
    EXPECT_EQ(o.value.find("LIVE555"), std::string::npos);
    if (o.value == "www.myedimax.com" && model::info(o.kind).name == "dns.query") {
      EXPECT_EQ(o.locator.place, "line 18 json /dns/rrname");
      EXPECT_EQ(bytes.substr(o.locator.spans[0].at, o.locator.spans[0].length), o.value);
    }
  }
}

TEST(EveLog, How_a_flow_went_is_what_came_back) {
  const struct {
    Bytes line;
    Went went;
  } rows[] = {{flow(0, "00", "new"), Went::silent},
              {flow(2, "14"), Went::refused},
              {flow(3, "1b"), Went::answered},
              {flow(3, "12"), Went::answered},
              {flow(3, "00", "established"), Went::answered},
              {flow(3, "00"), Went::unknown}};
  for (const auto& row : rows) {
    const auto log = read_log(row.line);
    ASSERT_EQ(log.flows.size(), 1u);
    EXPECT_EQ(log.flows[0].went, row.went) << row.line;
    EXPECT_TRUE(log.flows[0].source_began);
  }
  const auto log = read_log(flow(2, "14"));
  EXPECT_EQ(log.flows[0].bytes, 120u);
  EXPECT_EQ(log.flows[0].bytes_back, 120u);
  EXPECT_EQ(log.flows[0].first, 1622993671140759000);
  EXPECT_EQ(log.flows[0].protocol, 6);
}

TEST(EveLog, Traffic_that_two_kinds_of_events_count_is_counted_once) {
  const Bytes netflow = event(
      "netflow",
      R"("netflow":{"pkts":2,"bytes":120,"start":"2021-06-06T17:34:31.1+0200","end":"2021-06-06T17:34:31.2+0200"})",
      "203.0.113.5", "445", "TCP");
  const auto both = read_log(flow(2, "14") + netflow);
  EXPECT_EQ(both.flows.size(), 1u);
  EXPECT_EQ(both.skipped.at("netflow events beside flow events of the same traffic"), 1u);
  const auto alone = read_log(netflow);
  ASSERT_EQ(alone.flows.size(), 1u);
  EXPECT_FALSE(alone.flows[0].both_ways);
  EXPECT_EQ(alone.flows[0].packets, 2u);
}

TEST(EveLog, Every_version_of_DNS_gives_the_client_its_name) {
  const Bytes chain =
      R"("answers":[{"rrname":"a.example","rrtype":"CNAME","rdata":"b.example"},{"rrname":"b.example","rrtype":"A","rdata":"203.0.113.9"}])";
  const Bytes forms[] = {
      event("dns", R"("dns":{"type":"answer","rrname":"a.example","rrtype":"CNAME","rdata":"b.example"})") +
          event("dns", R"("dns":{"type":"answer","rrname":"b.example","rrtype":"A","rdata":"203.0.113.9"})"),
      event("dns", R"("dns":{"version":2,"type":"answer","rrname":"a.example","rrtype":"A",)" + chain + "}"),
      event(
          "dns",
          R"("dns":{"version":2,"type":"answer","rrname":"a.example","grouped":{"CNAME":["b.example"],"A":["203.0.113.9"]}})"),
      event("dns",
            R"("dns":{"version":3,"type":"response","queries":[{"rrname":"a.example","rrtype":"A"}],)" + chain + "}",
            "192.168.1.129", "35790", "UDP", "192.0.2.1", "53"),
  };
  for (const Bytes& form : forms) {
    const auto log = read_log(event("dns", R"("dns":{"type":"query","rrname":"A.example.","rrtype":"A"})") + form);
    ASSERT_EQ(log.names.size(), 1u) << form;
    EXPECT_EQ(to_string(log.names[0].client), "192.168.1.129") << form;
    EXPECT_EQ(log.names[0].name, "a.example") << form;
    EXPECT_EQ(log.names[0].alias, "b.example") << form;
    EXPECT_EQ(to_string(log.names[0].peer), "203.0.113.9") << form;
  }
}

TEST(EveLog, An_answer_to_another_name_gives_nobody_a_name) {
  const auto log = read_log(event(
      "dns",
      R"("dns":{"type":"answer","rrname":"a.example","answers":[{"rrname":"bank.example","rrtype":"A","rdata":"203.0.113.9"}]})"));
  EXPECT_EQ(log.count("a.example", "203.0.113.9"), 0u);
  EXPECT_EQ(log.count("bank.example", "203.0.113.9"), 0u);
  EXPECT_EQ(log.count("a.example", ""), 1u);
  EXPECT_EQ(log.skipped.at("answers of DNS to another name than the one asked for"), 1u);
}

TEST(EveLog, A_server_name_that_is_no_name_is_counted) {
  const auto log = read_log(event("tls", R"("tls":{"sni":"a b\u0000c"})", "203.0.113.5", "443", "TCP"));
  EXPECT_TRUE(log.names.empty());
  EXPECT_EQ(log.skipped.at("names made of what no name is made of"), 1u);
}

TEST(EveLog, Asking_for_a_stream_proves_nothing_until_the_caller_goes_on) {
  const auto ask = [](const char* method, int length, const char* from) {
    return event("http",
                 R"("http":{"url":"rtsp://x/11","http_method":")" + std::string(method) +
                     R"(","protocol":"RTSP/1.0","length":)" + std::to_string(length) + "}",
                 "192.168.1.129", "554", "TCP", from);
  };
  EXPECT_TRUE(facts_of(read_log(ask("OPTIONS", 172, "203.0.113.5")), "192.168.1.129").empty());
  EXPECT_TRUE(facts_of(read_log(ask("OPTIONS", 0, "203.0.113.5") + ask("DESCRIBE", 0, "203.0.113.5")), "192.168.1.129")
                  .empty());
  EXPECT_EQ(facts_of(read_log(ask("OPTIONS", 172, "192.168.1.9") + ask("DESCRIBE", 0, "192.168.1.9")), "192.168.1.129"),
            std::vector<std::string>{"rtsp.answered=DESCRIBE"});
  EXPECT_EQ(facts_of(read_log(ask("OPTIONS", 172, "203.0.113.5") + ask("DESCRIBE", 0, "203.0.113.5")), "192.168.1.129"),
            (std::vector<std::string>{"rtsp.answered=DESCRIBE", "rtsp.outside=DESCRIBE"}));
}

TEST(EveLog, Damage_is_counted_with_its_first_line_and_the_rest_is_read) {
  const Bytes one = flow(2, "14");
  const auto log = read_log(one.substr(40) + one + "not json\n" + Bytes(2, '\0') + "\n" + one + one.substr(0, 90));
  EXPECT_EQ(log.flows.size(), 2u);
  EXPECT_EQ(log.skipped.at("lines that are no event of EVE"), 3u);
  EXPECT_EQ(log.skipped.at("half a line at the end"), 1u);
  EXPECT_NE(std::find(log.notes.begin(), log.notes.end(), "lines that are no event of EVE: first line 1"),
            log.notes.end());
}

TEST(EveLog, No_beginning_of_a_log_tells_what_the_whole_does_not) {
  const Bytes whole = flow(2, "14") + event("dns", R"("dns":{"type":"query","rrname":"a.example","rrtype":"A"})");
  for (std::size_t n = 0; n < whole.size(); ++n) {
    const auto part = read_log(whole.substr(0, n), true, 100);
    EXPECT_LE(part.flows.size(), 1u);
    for (const auto& r : part.flows) EXPECT_EQ(r.bytes_back, 120u) << n;
    for (const auto& name : part.names) EXPECT_EQ(name.name, "a.example") << n;
  }
}

}  // namespace
}  // namespace lenscap::sources::testing::eve_log_test
