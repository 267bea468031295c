#include "wire/ipfix.hpp"

#include <gtest/gtest.h>

#include "wire/octets.hpp"

namespace lenscap::wire::ipfix_test {
namespace {

using namespace testing;

FlowTemplate form_of(const Bytes& body, std::uint16_t set = 2) {
  std::span<const std::byte> rest = body;
  bool damaged = false;
  auto form = take_flow_template(rest, set, ipfix_form, damaged);
  EXPECT_TRUE(form && !damaged);
  return form.value_or(FlowTemplate{});
}

std::optional<ExportedFlow> read(const FlowTemplate& form, const Bytes& record) {
  std::span<const std::byte> rest = record;
  return take_flow_record(rest, form);
}

TEST(Ipfix, Reverse_elements_count_the_way_back) {  // RFC 5103 section 6.1: enterprise 29305 is 0x7279
  const auto form =
      form_of(octets("0100 0006  0008 0004  000c 0004  0001 0004  0002 0004  8001 0004 00007279"
                     "  8002 0004 00007279"));
  const auto flow = read(form, octets("0a000001 0a000002 00000064 00000002 00000bb8 00000005"));
  ASSERT_TRUE(flow);
  EXPECT_EQ(flow->out.bytes.value, 100u);
  EXPECT_EQ(flow->back.bytes.value, 3000u);
  EXPECT_EQ(flow->back.packets.value, 5u);
}

TEST(Ipfix, Elements_of_enterprises_and_of_variable_length_are_stepped_over) {
  const auto form = form_of(octets("0100 0004  0008 0004  80aa ffff 00001234  0052 ffff  000c 0004"));
  EXPECT_EQ(form.least, 10u);
  const auto short_name = read(form, octets("0a000001 03 'abc' 00 0a000002"));
  ASSERT_TRUE(short_name);
  EXPECT_EQ(short_name->destination[3], 2);
  const auto long_name = read(form, octets("0a000001 ff 0004 'abcd' 01 'x' 0a000003"));  // RFC 7011 section 7
  ASSERT_TRUE(long_name);
  EXPECT_EQ(long_name->destination[3], 3);
  EXPECT_FALSE(read(form, octets("0a000001 ff ffff 'abcd' 01 'x' 0a000003")));
}

TEST(Ipfix, Times_of_all_precisions_are_instants) {
  const auto ms = read(form_of(octets("0100 0002 0098 0008 0099 0008")), octets("0000018cfbb0f800 0000018cfbb0fbe8"));
  ASSERT_TRUE(ms);
  EXPECT_EQ(ms->first, std::int64_t{0x18cfbb0f800} * 1'000'000);
  // RFC 5905 gives 1 January 1970 as 2,208,988,800 = 0x83aa7e80 seconds of NTP; half a second is the upper bit.
  const auto ntp =
      read(form_of(octets("0100 0002 009c 0008 009d 0008")), octets("83aa7e81 80000000 83aa7e82 00000000"));
  ASSERT_TRUE(ntp);
  EXPECT_EQ(ntp->first, 1'500'000'000);
  EXPECT_EQ(ntp->last, 2'000'000'000);
}

TEST(Ipfix, Sampling_is_told_as_interval_and_space) {  // RFC 5477: 1 taken, 9 left
  const auto form = form_of(octets("0101 0003 0001  012e 0001  0131 0004  0132 0004"), 3);
  const auto said = read(form, octets("05 00000001 00000009"));
  ASSERT_TRUE(said);
  EXPECT_EQ(said->sampler, 5u);
  EXPECT_EQ(said->sampled_one_in, 10);
}

TEST(Ipfix, Withdrawal_has_no_fields) {  // RFC 7011 section 8.1
  EXPECT_TRUE(form_of(octets("0100 0000")).fields.empty());
  EXPECT_TRUE(form_of(octets("0002 0000")).fields.empty());
}

TEST(Ipfix, Message_of_another_length_than_it_tells_is_none) {
  const Bytes message = octets("000a 0018 65a0bc00 00000000 00000001  0100 0008 0a000001");
  ASSERT_TRUE(parse_ipfix(message));
  EXPECT_EQ(parse_ipfix(message)->domain, 1u);
  every_prefix(message, [&](auto bytes) { EXPECT_EQ(parse_ipfix(bytes).has_value(), bytes.size() == message.size()); });
  EXPECT_FALSE(parse_ipfix(octets("000a 0018 65a0bc00 00000000 00000001  0004 0008 0a000001")));  // set 4 is reserved
}

}  // namespace
}  // namespace lenscap::wire::ipfix_test
