// Lines of EVE as Suricata's user guide shows them, and what damage does to them.
#include "wire/eve_log.hpp"

#include <gtest/gtest.h>

#include <string>

namespace lenscap::wire::eve_log_test {
namespace {

using enum EveField;

// Forms: OISF/suricata doc/userguide/output/eve/eve-json-format.rst and upgrade/8.0-dns-logging-changes; addresses are
// of documentation ranges.
const std::string answer =
    R"({"timestamp":"2021-06-06T16:15:30.868948+0200","flow_id":7,"event_type":"dns","vlan":[10,20],)"
    R"("src_ip":"192.0.2.7","src_port":39422,"dest_ip":"192.0.2.1","dest_port":53,"proto":"UDP",)"
    R"("dns":{"version":2,"type":"answer","rrname":"www.suricata.io","rrtype":"A","rcode":"NOERROR","answers":[)"
    R"({"rrname":"www.suricata.io","rrtype":"CNAME","ttl":3597,"rdata":"suricata.io"},)"
    R"({"rrname":"suricata.io","rrtype":"A","ttl":597,"rdata":"35.212.0.44"}],"grouped":{"A":["35.212.0.44"]}}})";

TEST(EveLog, An_answer_of_version_2_has_its_records_in_order_and_each_once) {
  EveScratch scratch;
  EveEvent e;
  ASSERT_TRUE(parse_eve(answer, scratch, e));
  EXPECT_EQ(e[event_type], "dns");
  EXPECT_EQ(e[src_port], "39422");
  EXPECT_EQ(e[dns_rrname], "www.suricata.io");
  EXPECT_EQ(e.vlan, 10u);
  ASSERT_EQ(e.answers.size(), 2u);
  EXPECT_EQ(e.answers[0].rrtype, "CNAME");
  EXPECT_EQ(e.answers[1].rdata, "35.212.0.44");
  EXPECT_EQ(e[dns_rrname].data(), answer.data() + answer.find("www.suricata.io")) << "views must point into the line";
}

TEST(EveLog, Grouped_answers_stand_in_where_the_log_has_no_others) {
  EveScratch scratch;
  EveEvent e;
  ASSERT_TRUE(parse_eve(R"({"event_type":"dns","dns":{"type":"answer","rrname":"a.example","grouped":)"
                        R"({"CNAME":["b.example"],"A":["192.0.2.9","192.0.2.10"]}}})",
                        scratch, e));
  ASSERT_EQ(e.answers.size(), 3u);
  EXPECT_EQ(e.answers[0].rdata, "b.example");
  EXPECT_EQ(e.answers[2].rdata, "192.0.2.10");
}

TEST(EveLog, A_request_of_version_3_has_its_questions) {
  EveScratch scratch;
  EveEvent e;
  ASSERT_TRUE(parse_eve(R"({"event_type":"dns","dns":{"version":3,"type":"request","queries":)"
                        R"([{"rrname":"www.suricata.io","rrtype":"AAAA"}]}})",
                        scratch, e));
  ASSERT_EQ(e.queries.size(), 1u);
  EXPECT_EQ(e.queries[0].rrname, "www.suricata.io");
  EXPECT_EQ(e[dns_type], "request");
}

TEST(EveLog, Of_hardware_addresses_only_one_alone_is_the_senders) {
  EveScratch scratch;
  EveEvent e;
  ASSERT_TRUE(parse_eve(R"({"event_type":"flow","ether":{"dest_macs":["3c:ef:8c:00:00:01","3c:ef:8c:00:00:02"],)"
                        R"("src_macs":["3c:ef:8c:00:12:34"]},"flow":{"pkts_toserver":3}})",
                        scratch, e));
  EXPECT_EQ(e[src_mac], "3c:ef:8c:00:12:34");
  EXPECT_EQ(e[dest_mac], "");
  EXPECT_EQ(e[flow_pkts_toserver], "3");
}

TEST(EveLog, Words_of_alerts_are_not_looked_at) {
  EveScratch scratch;
  EveEvent e;
  ASSERT_TRUE(parse_eve(R"({"event_type":"alert","flow":{"pkts_toserver":9}})", scratch, e));
  EXPECT_EQ(e[flow_pkts_toserver], "");
}

TEST(EveLog, A_line_that_ends_early_anywhere_is_none) {
  EveScratch scratch;
  EveEvent e;
  for (std::size_t n = 0; n < answer.size(); ++n)
    EXPECT_FALSE(parse_eve(std::string_view(answer).substr(0, n), scratch, e)) << n;
}

TEST(EveLog, Two_objects_in_a_line_or_a_NUL_inside_are_no_event) {
  EveScratch scratch;
  EveEvent e;
  EXPECT_FALSE(parse_eve(answer + answer, scratch, e));
  std::string with_nul = answer;
  with_nul[with_nul.find("suricata.io")] = '\0';
  EXPECT_FALSE(parse_eve(with_nul, scratch, e));
  EXPECT_FALSE(parse_eve(R"({"timestamp":"2021-06-06T16:15:30+0200"})", scratch, e)) << "no event_type";
}

TEST(EveLog, Bytes_that_are_not_UTF_8_do_not_lose_the_line) {
  EveScratch scratch;
  EveEvent e;
  ASSERT_TRUE(parse_eve("{\"event_type\":\"tls\",\"tls\":{\"subject\":\"CN=\xc9\xe3\xcf\xf1\",\"sni\":\"a.example\"}}",
                        scratch, e));
  EXPECT_EQ(e[tls_subject], "CN=\xc9\xe3\xcf\xf1");
  EXPECT_EQ(e[tls_sni], "a.example");
}

TEST(EveLog, A_pointer_says_where_a_value_stands) {
  EXPECT_EQ(eve_pointer(dns_rrname), "/dns/rrname");
  EXPECT_EQ(eve_pointer(mqtt_client_id), "/mqtt/connect/client_id") << "the last of the table";
  EXPECT_EQ(eve_pointer(http_length), "/http/length");
}

}  // namespace
}  // namespace lenscap::wire::eve_log_test
