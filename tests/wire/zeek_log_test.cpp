// Lines of Zeek's logs as its documentation shows them, in several orders of fields.
#include "wire/zeek_log.hpp"

#include <gtest/gtest.h>

#include "wire/timestamp.hpp"

namespace lenscap::wire::zeek_log_test {
namespace {

using enum ZeekField;

// docs.zeek.org, "conn.log" and base/frameworks/logging/writers/ascii: fields and forms.
TEST(ZeekLog, Fields_are_found_in_any_order_and_missing_ones_are_empty) {
  ZeekHeader header;
  ASSERT_TRUE(read_zeek_header("#separator \\x09", header));
  ASSERT_TRUE(read_zeek_header("#path\tconn", header));
  ASSERT_TRUE(read_zeek_header("#fields\tproto\tid.resp_h\tid.orig_h\tunheard_of\tts\tservice\tconn_state", header));
  ZeekRow row;
  ASSERT_TRUE(parse_zeek_line("udp\t192.0.2.1\t192.0.2.102\tx\t1300475167.096535\t-\t(empty)", header, row));
  EXPECT_EQ(row.log, ZeekLog::conn);
  EXPECT_EQ(row[orig_h], "192.0.2.102");
  EXPECT_EQ(row[resp_h], "192.0.2.1");
  EXPECT_EQ(row[ts], "1300475167.096535");
  EXPECT_EQ(row[conn_state], "") << "(empty)";
  EXPECT_EQ(row[orig_pkts], "") << "not in this log";
}

TEST(ZeekLog, A_line_with_a_value_more_or_less_fits_no_header) {
  ZeekHeader header;
  ASSERT_TRUE(read_zeek_header("#fields\tts\tid.orig_h\tid.resp_h", header));
  ZeekRow row;
  EXPECT_TRUE(parse_zeek_line("1\t192.0.2.1\t192.0.2.2", header, row));
  EXPECT_FALSE(parse_zeek_line("1\t192.0.2.1", header, row));
  EXPECT_FALSE(parse_zeek_line("1\t192.0.2.1\t192.0.2.2\t", header, row));
  EXPECT_FALSE(parse_zeek_line("1\t192.0.2.1\t192.0.2.2", ZeekHeader{}, row)) << "no header came";
}

TEST(ZeekLog, A_site_chooses_its_separators) {
  ZeekHeader header;
  ASSERT_TRUE(read_zeek_header("#separator \\x7c", header));
  ASSERT_TRUE(read_zeek_header("#set_separator|;", header));
  ASSERT_TRUE(read_zeek_header("#unset_field|NONE", header));
  ASSERT_TRUE(read_zeek_header("#path|dns", header));
  ASSERT_TRUE(read_zeek_header("#fields|ts|id.orig_h|query|answers|qtype_name", header));
  ZeekRow row;
  ASSERT_TRUE(parse_zeek_line("1|192.0.2.7|a.example|b.example;192.0.2.9|NONE", header, row));
  std::vector<std::string> items;
  zeek_items(header, row, answers, [&](std::string_view item) {
    items.emplace_back(item);
    return true;
  });
  EXPECT_EQ(items, (std::vector<std::string>{"b.example", "192.0.2.9"}));
  EXPECT_EQ(row[qtype_name], "");
}

TEST(ZeekLog, JSON_tells_by_its_fields_which_log_it_is) {
  ZeekScratch scratch;
  ZeekRow row;
  ASSERT_TRUE(parse_zeek_json(R"({"ts":1591367999.305988,"uid":"C5bLoe2Mvxqhawzqqd","id.orig_h":"192.168.4.76",)"
                              R"("id.orig_p":46378,"id.resp_h":"31.3.245.133","id.resp_p":80,"proto":"tcp",)"
                              R"("conn_state":"SF","history":"ShADadfF","orig_ip_bytes":474})",
                              scratch, row));
  EXPECT_EQ(row.log, ZeekLog::conn);
  EXPECT_EQ(row[orig_ip_bytes], "474");
  ASSERT_TRUE(parse_zeek_json(R"({"_path":"dns","ts":1,"id_orig_h":"192.0.2.7","id":{"resp_h":"192.0.2.1"},)"
                              R"("query":"a.example","answers":["b.example","192.0.2.9"]})",
                              scratch, row));
  EXPECT_EQ(row.log, ZeekLog::dns);
  EXPECT_EQ(row[orig_h], "192.0.2.7");
  EXPECT_EQ(row[resp_h], "192.0.2.1");
  std::vector<std::string> items;
  zeek_items({}, row, answers, [&](std::string_view item) {
    items.emplace_back(item);
    return true;
  });
  EXPECT_EQ(items, (std::vector<std::string>{"b.example", "192.0.2.9"}));
  ASSERT_TRUE(parse_zeek_json(R"({"ts":1692198386.837988,"id.orig_h":"82.239.54.117","version":"1",)"
                              R"("client_initial_dcid":"95412c47018cdfe8","server_name":"api.cirrus-ci.com"})",
                              scratch, row));
  EXPECT_EQ(row.log, ZeekLog::quic);
}

TEST(ZeekLog, JSON_that_ends_early_anywhere_is_none) {
  const std::string line = R"({"ts":1,"id":{"orig_h":"192.0.2.7"},"query":"a.example","answers":["192.0.2.9"]})";
  ZeekScratch scratch;
  ZeekRow row;
  ASSERT_TRUE(parse_zeek_json(line, scratch, row));
  for (std::size_t n = 0; n < line.size(); ++n)
    EXPECT_FALSE(parse_zeek_json(std::string_view(line).substr(0, n), scratch, row)) << n;
}

TEST(ZeekLog, Escapes_stand_for_the_bytes_that_were_sent) {
  EXPECT_EQ(zeek_text("a\\x09b\\x2d", false), "a\tb-");
  EXPECT_EQ(zeek_text("a\\\\xc9b\\u0041", true),
            "a\xc9"
            "bA");
  EXPECT_EQ(zeek_text("\\x4", false), "\\x4") << "no escape";
}

TEST(Timestamp, Instants_are_exact_to_the_microsecond) {
  EXPECT_EQ(parse_seconds("1300475167.096535"), 1300475167096535000);
  EXPECT_EQ(parse_date_time("2021-06-06T15:58:31.793839+0200"), 1622987911793839000);
  EXPECT_EQ(parse_date_time("2021-06-06T13:58:31.793839Z"), 1622987911793839000);
  EXPECT_EQ(parse_date_time("2000-02-29T00:00:00"), 951782400000000000);
  for (const char* text : {"", "-1", "1e9", "1300475167.0965x", "99999999999999999999"})
    EXPECT_FALSE(parse_seconds(text)) << text;
  for (const char* text : {"", "2021-06-06", "2021-13-06T00:00:00Z", "2021-06-06T15:58:31+2", "2021-06-06T25:58:31Z"})
    EXPECT_FALSE(parse_date_time(text)) << text;
}

}  // namespace
}  // namespace lenscap::wire::zeek_log_test
