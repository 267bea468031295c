#include "wire/snmp.hpp"

#include <gtest/gtest.h>

#include <deque>

#include "wire/bytes.hpp"
#include "wire/octets.hpp"

namespace lenscap::wire::snmp_test {
namespace {

using namespace testing;

/// Parsers hand out views: the bytes outlive the test.
std::optional<Snmp> parsed(Bytes bytes) {
  static std::deque<Bytes> kept;
  return parse_snmp(kept.emplace_back(std::move(bytes)));
}

const Bytes response = octets(R"(
  30 5c 02 01 01 04 06 's3cret'                       # version 2c, community
  a2 4f 02 02 12 34 02 01 00 02 01 00 30 43           # response 0x1234, no error
  30 16 06 08 2b06010201010100 04 0a 'AXIS P3245'     # sysDescr.0
  30 15 06 08 2b06010201010200 06 09 2b06010401 8270 0101   # sysObjectID.0
  30 12 06 08 2b06010201010500 04 06 'lobby1'         # sysName.0
)");

const Bytes request = octets(R"(
  30 26 02 01 00 04 06 's3cret' a0 19 02 01 07 02 01 00 02 01 00 30 0e 30 0c 06 08 2b06010201010100 05 00
)");

const Bytes plain_v3 = octets(R"(
  30 4f 02 01 03
  30 0e 02 02 30 39 02 02 05 dc 04 01 00 02 01 03      # message, size, no authentication, user model
  04 0f 30 0d 04 00 02 01 00 02 01 00 04 01 'u' 04 00   # security parameters
  30 29 04 00 04 00                                   # scoped unit: engine, context
  a2 23 02 01 01 02 01 00 02 01 00 30 18 30 16 06 08 2b06010201010100 04 0a 'AXIS P3245'
)");

TEST(Snmp, Agent_says_what_it_is) {
  const auto snmp = parse_snmp(response);
  ASSERT_TRUE(snmp);
  EXPECT_EQ(snmp->version, SnmpVersion::v2c);
  EXPECT_EQ(snmp->unit, SnmpUnit::response);
  EXPECT_FALSE(snmp->question());
  EXPECT_EQ(snmp->sys_descr, "AXIS P3245");
  EXPECT_EQ(oid_text(snmp->sys_object_id).view(), "1.3.6.1.4.1.368.1.1");
  EXPECT_EQ(snmp->sys_name, "lobby1");
}

TEST(Snmp, Question_is_told_from_an_answer_and_says_nothing) {
  const auto snmp = parse_snmp(request);
  ASSERT_TRUE(snmp);
  EXPECT_EQ(snmp->version, SnmpVersion::v1);
  EXPECT_TRUE(snmp->question());
  EXPECT_TRUE(snmp->sys_descr.empty());
}

TEST(Snmp, Value_in_a_set_request_is_not_the_devices_word) {
  Bytes bytes = response;
  bytes[13] = std::byte{0xa3};
  const auto snmp = parse_snmp(bytes);
  ASSERT_TRUE(snmp);
  EXPECT_TRUE(snmp->question());
  EXPECT_TRUE(snmp->sys_name.empty());
  EXPECT_TRUE(snmp->sys_object_id.empty());
}

TEST(Snmp, Version_3_without_privacy_is_read) {
  const auto snmp = parse_snmp(plain_v3);
  ASSERT_TRUE(snmp);
  EXPECT_EQ(snmp->version, SnmpVersion::v3);
  EXPECT_EQ(snmp->sys_descr, "AXIS P3245");
}

TEST(Snmp, Version_3_with_privacy_is_recognised_and_silent) {
  const auto snmp = parsed(octets(R"(
    30 2b 02 01 03  30 0e 02 02 30 39 02 02 05 dc 04 01 03 02 01 03
    04 0f 30 0d 04 00 02 01 00 02 01 00 04 01 'u' 04 00  04 05 'xxxxx')"));
  ASSERT_TRUE(snmp);
  EXPECT_EQ(snmp->unit, SnmpUnit::encrypted);
  EXPECT_TRUE(snmp->sys_descr.empty());
}

TEST(Snmp, Trap_of_version_1_has_a_head_of_its_own) {
  const auto snmp = parsed(octets(R"(
    30 26 02 01 00 04 01 'p' a4 1e 06 06 2b06010401 01 40 04 0a000001 02 01 06 02 01 01 43 01 05 30 05
    30 03 06 01 2b)"));
  EXPECT_FALSE(snmp);  // a pair without value
  const auto trap = parsed(octets(R"(
    30 21 02 01 00 04 01 'p' a4 19 06 06 2b06010401 01 40 04 0a000001 02 01 06 02 01 01 43 01 05 30 00)"));
  ASSERT_TRUE(trap);
  EXPECT_EQ(trap->unit, SnmpUnit::trap_v1);
  EXPECT_FALSE(trap->question());
}

TEST(Snmp, Other_ber_is_no_snmp) {
  EXPECT_FALSE(parsed(octets("30 07 02 01 01 04 02 'ab'")));  // no unit
  EXPECT_FALSE(parsed(response + octets("00")));              // more behind it
  EXPECT_FALSE(parsed(octets("30 80 02 01 01 00 00")));       // indefinite length
  EXPECT_FALSE(parsed(octets("30 06 02 01 02 04 01 'a'")));   // version 2 was never used
  Bytes bytes = response;
  bytes[13] = std::byte{0xa9};
  EXPECT_FALSE(parse_snmp(bytes));
}

TEST(Snmp, Length_may_be_written_long) {
  const Bytes bytes = octets(
      "30 81 26 02 01 00 04 06 's3cret' a0 19 02 01 07 02 01 00 02 01 00 30 0e 30 0c "
      "06 08 2b06010201010100 05 00");
  EXPECT_TRUE(parse_snmp(bytes));
}

TEST(Snmp, Object_identifiers_are_written_as_people_do) {
  const auto of = [](std::string_view hexadecimal) {
    return std::string(oid_text(as_text(octets(hexadecimal))).view());
  };
  EXPECT_EQ(of("2b 06 01 04 01 82 b1 7d 01"), "1.3.6.1.4.1.39165.1");
  EXPECT_EQ(of("2b 06 01 04 01 bd aa 31 03 02 0a"), "1.3.6.1.4.1.1004849.3.2.10");
  EXPECT_EQ(of("88 37"), "2.999");
  EXPECT_EQ(of("00"), "0.0");
  EXPECT_EQ(of("8f ff ff ff 7f"), "2.4294967215");
  EXPECT_EQ(of("2b 80 01"), "");                           // a leading zero
  EXPECT_EQ(of("2b 81"), "");                              // no end
  EXPECT_EQ(of("90 80 80 80 00"), "");                     // more than 32 bits
  EXPECT_EQ(oid_text(std::string(128, '\x7f')).size, 0u);  // longer than any real one
}

TEST(Snmp, Every_prefix_and_flipped_bit_is_survived) {
  for (const Bytes& good : {response, request, plain_v3}) {
    every_prefix(good, [&](std::span<const std::byte> bytes) {
      EXPECT_EQ(parse_snmp(bytes).has_value(), bytes.size() == good.size());
    });
    every_flip(good, [](std::span<const std::byte> bytes) {
      const auto snmp = parse_snmp(bytes);
      if (!snmp) return;
      for (const auto text : {snmp->sys_descr, snmp->sys_object_id, snmp->sys_name}) EXPECT_TRUE(inside(text, bytes));
    });
  }
}

}  // namespace
}  // namespace lenscap::wire::snmp_test
