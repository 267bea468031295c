// Zeek's logs as sites keep them: any order of fields, several logs in one file, rotated, JSON, damaged.
#include "sources/zeek_log.hpp"

#include <gtest/gtest.h>

#include "sources/sensor_logs.hpp"

namespace lenscap::sources::testing::zeek_log_test {
namespace {

// Fields and forms are those of docs.zeek.org (conn.log, dns.log); addresses are of documentation ranges.
const Bytes head = "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n";
const Bytes conn_fields =
    "#path\tconn\n#open\t2014-05-23-18-02-04\n#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\t"
    "service\tduration\torig_bytes\tresp_bytes\tconn_state\thistory\torig_pkts\torig_ip_bytes\tresp_pkts\t"
    "resp_ip_bytes\n#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tinterval\tcount\tcount\tstring\t"
    "string\tcount\tcount\tcount\tcount\n";

Bytes conn(const std::string& proto, const std::string& state, const std::string& history, int back = 1) {
  return "1258531221.486539\tPii6cUUq1v4\t192.168.1.102\t40000\t203.0.113.5\t443\t" + proto + "\t-\t0.163820\t301\t" +
         std::to_string(300 * back) + "\t" + state + "\t" + history + "\t1\t329\t" + std::to_string(back) + "\t" +
         std::to_string(328 * back) + "\n";
}

TEST(ZeekLog, A_connection_counts_IP_bytes_both_ways_from_first_to_last) {
  const auto log = read_log(head + conn_fields + conn("tcp", "SF", "ShADadfF") + "#close\t2014-05-23-18-02-35\n");
  ASSERT_EQ(log.flows.size(), 1u);
  const FlowRecord& r = log.flows[0];
  EXPECT_EQ(to_string(r.source), "192.168.1.102");
  EXPECT_EQ(to_string(r.destination), "203.0.113.5");
  EXPECT_EQ(r.source_port, 40000);
  EXPECT_EQ(r.destination_port, 443);
  EXPECT_EQ(r.bytes, 329u);
  EXPECT_EQ(r.bytes_back, 328u);
  EXPECT_EQ(r.first, 1258531221486539000);
  EXPECT_EQ(r.last - r.first, 163820000);
  EXPECT_TRUE(r.both_ways && r.source_began);
  EXPECT_EQ(r.went, Went::answered);
  EXPECT_EQ(r.row, 9u) << "behind eight lines of header";
  EXPECT_TRUE(log.skipped.empty());
}

TEST(ZeekLog, Each_state_says_how_the_connection_went) {
  // What makes each: scripts/base/protocols/conn/main.zeek, function conn_state.
  const struct {
    const char *proto, *state, *history;
    int back;
    Went went;
    bool began;
  } rows[] = {
      {"tcp", "S0", "S", 0, Went::silent, true},         {"tcp", "REJ", "Sr", 1, Went::refused, true},
      {"tcp", "S1", "ShA", 1, Went::answered, true},     {"tcp", "RSTO", "ShADaR", 1, Went::answered, true},
      {"tcp", "RSTR", "ShADr", 1, Went::answered, true}, {"tcp", "RSTOS0", "SR", 0, Went::silent, true},
      {"tcp", "RSTRH", "hr", 1, Went::answered, true},   {"tcp", "RSTRH", "^r", 1, Went::unknown, false},
      {"tcp", "SH", "SF", 0, Went::silent, true},        {"tcp", "SH", "SADF", 0, Went::unknown, true},
      {"tcp", "SHR", "hf", 1, Went::answered, true},     {"tcp", "OTH", "C", 0, Went::unknown, false},
      {"tcp", "OTH", "DadA", 1, Went::answered, false},  {"udp", "SF", "Dd", 1, Went::answered, true},
      {"udp", "S0", "D", 0, Went::silent, true},         {"udp", "OTH", "-", 0, Went::unknown, true},
  };
  for (const auto& row : rows) {
    const auto log = read_log(head + conn_fields + conn(row.proto, row.state, row.history, row.back));
    ASSERT_EQ(log.flows.size(), 1u);
    EXPECT_EQ(log.flows[0].went, row.went) << row.proto << " " << row.state << " " << row.history;
    EXPECT_EQ(log.flows[0].source_began, row.began) << row.proto << " " << row.state << " " << row.history;
  }
}

TEST(ZeekLog, Logs_that_follow_one_another_are_read_each_by_its_own_header) {
  const auto log = read_log(head + conn_fields + conn("udp", "SF", "Dd") +
                            "#close\t2014-05-23-18-02-35\n#separator \\x7c\n#path|dns\n"
                            "#fields|query|answers|ts|id.resp_p|id.resp_h|id.orig_h\n"
                            "www.MyEdimax.com|ddns.myedimax.com,ns.myedimax.com,122.248.252.67|1300475167.1|53|"
                            "192.168.1.1|192.168.1.129\n" +
                            head + conn_fields + conn("tcp", "S0", "S", 0));
  EXPECT_EQ(log.flows.size(), 2u);
  ASSERT_EQ(log.names.size(), 1u);
  EXPECT_EQ(log.names[0].name, "www.myedimax.com");
  EXPECT_EQ(log.names[0].alias, "ns.myedimax.com");
  EXPECT_EQ(to_string(log.names[0].peer), "122.248.252.67");
  EXPECT_EQ(facts_of(log, "192.168.1.129"), std::vector<std::string>{"dns.query=www.MyEdimax.com"});
  EXPECT_TRUE(log.skipped.empty());
}

TEST(ZeekLog, A_question_that_no_address_answers_is_told_once_without_one) {
  const Bytes fields = "#fields\tts\tid.orig_h\tid.resp_h\tid.resp_p\tquery\tqtype_name\tanswers\n";
  const Bytes from = "1\t192.0.2.7\t192.0.2.1\t53\t";
  const auto log = read_log(head + "#path\tdns\n" + fields + from + "a.example\tAAAA\t-\n" + from +
                            "a.example\tA\t192.0.2.9\n" + from + "b.example\tA\t-\n" + from + "b.example\tA\t-\n");
  EXPECT_EQ(log.count("a.example", "192.0.2.9"), 1u);
  EXPECT_EQ(log.count("a.example", ""), 0u) << "its other question was answered";
  EXPECT_EQ(log.count("b.example", ""), 1u);
}

TEST(ZeekLog, JSON_lines_say_the_same_as_the_table) {
  const auto log = read_log(
      R"({"ts":1258531221.486539,"uid":"x","id.orig_h":"192.168.1.102","id.orig_p":40000,"id.resp_h":"203.0.113.5",)"
      R"("id.resp_p":443,"proto":"tcp","duration":0.16382,"orig_bytes":301,"resp_bytes":300,"conn_state":"SF",)"
      R"("history":"ShADadfF","orig_pkts":1,"orig_ip_bytes":329,"resp_pkts":1,"resp_ip_bytes":328})"
      "\n"
      R"({"ts":"2009-11-18T08:00:21.486539Z","id.orig_h":"192.168.1.102","id.orig_p":1,"id.resp_h":"203.0.113.5",)"
      R"("id.resp_p":443,"version":"TLSv12","server_name":"a.example","established":true})"
      "\n");
  const auto table = read_log(head + conn_fields + conn("tcp", "SF", "ShADadfF"));
  ASSERT_EQ(log.flows.size(), 1u);
  ASSERT_EQ(table.flows.size(), 1u);
  EXPECT_EQ(log.flows[0].first, table.flows[0].first);
  EXPECT_EQ(log.flows[0].last, table.flows[0].last);
  EXPECT_EQ(log.flows[0].bytes, table.flows[0].bytes);
  EXPECT_EQ(log.flows[0].went, table.flows[0].went);
  ASSERT_EQ(log.names.size(), 1u);
  EXPECT_EQ(log.names[0].from, model::NameFrom::sni);
  EXPECT_EQ(log.names[0].time, 1258531221486539000);
}

TEST(ZeekLog, A_lease_ties_a_hardware_address_to_its_address) {
  const auto log = read_log(head +
                            "#path\tdhcp\n#fields\tts\tmac\tassigned_addr\thost_name\tmsg_types\n"
                            "1\t3c:ef:8c:00:12:34\t192.168.1.50\tIPC-1234\tDISCOVER,OFFER,REQUEST,ACK\n"
                            "2\t3c:ef:8c:00:12:35\t192.168.1.51\t-\tDISCOVER,OFFER\n");
  ASSERT_EQ(log.evidence.hosts.size(), 2u);
  EXPECT_EQ(to_string(log.evidence.hosts[0].mac), "3c:ef:8c:00:12:34");
  EXPECT_TRUE(log.evidence.hosts[0].marks & model::claimed_by_dhcp);
  EXPECT_FALSE(log.evidence.hosts[1].marks & model::claimed_by_dhcp) << "offered, and never acknowledged";
}

TEST(ZeekLog, Damage_is_counted_with_its_first_line_and_the_rest_is_read) {
  const auto log = read_log(head + conn_fields + conn("tcp", "SF", "ShADadfF") + "1258531221.4\tcut\n" +
                            Bytes(3, '\0') + "\n" + conn("tcp", "SF", "ShADadfF") + "1258531221.486539\tPii6cUU");
  EXPECT_EQ(log.flows.size(), 2u);
  EXPECT_EQ(log.skipped.at("lines that do not fit the header, or are no JSON"), 2u);
  EXPECT_EQ(log.skipped.at("half a line at the end"), 1u);
  EXPECT_NE(
      std::find(log.notes.begin(), log.notes.end(), "lines that do not fit the header, or are no JSON: first line 10"),
      log.notes.end());
}

TEST(ZeekLog, No_beginning_of_a_log_tells_what_the_whole_does_not) {
  Bytes whole = head + conn_fields + conn("tcp", "SF", "ShADadfF") + conn("udp", "S0", "D", 0);
  for (char& c : whole) c = c == '\0' ? ' ' : c;
  const auto all = read_log(whole);
  for (std::size_t n = 0; n < whole.size(); ++n) {
    const auto part = read_log(whole.substr(0, n), true, 40);
    ASSERT_LE(part.flows.size(), all.flows.size());
    for (std::size_t i = 0; i < part.flows.size(); ++i)
      EXPECT_EQ(part.flows[i].bytes_back, all.flows[i].bytes_back) << n;
  }
}

TEST(ZeekLog, CRLF_a_byte_order_mark_and_an_overlong_line_lose_nothing_else) {
  Bytes text =
      "\xef\xbb\xbf" + head + conn_fields + Bytes(LogLines::longest + 5, 'x') + "\n" + conn("tcp", "REJ", "Sr");
  Bytes windows;
  for (char c : text) windows += c == '\n' ? Bytes("\r\n") : Bytes(1, c);
  const auto log = read_log(windows);
  ASSERT_EQ(log.flows.size(), 1u);
  EXPECT_EQ(log.flows[0].row, 10u) << "behind eight lines of header and the long one";
  EXPECT_EQ(log.skipped.at("lines longer than 1048576 bytes"), 1u);
}

}  // namespace
}  // namespace lenscap::sources::testing::zeek_log_test
