#include "wire/netflow9.hpp"

#include <gtest/gtest.h>

#include "wire/octets.hpp"

namespace lenscap::wire::netflow9_test {
namespace {

using namespace testing;

// RFC 3954 section 5: a template of five fields and one record of it, padded to four octets.
const Bytes datagram = octets(R"(
  0009 0002 0000ea60 65a0bc00 00000001 0000002a   # head: 60 s of uptime, source id 42
  0000 001c 0100 0005                             # template 256
    0008 0004  000c 0004  0001 0004  0002 0002  0004 0001
  0100 0014                                       # data: 15 octets and a padding
    c0a8010a 08080808 00000400 0003 11 00)");

TEST(Netflow9, Template_makes_its_record_readable) {
  const auto read = parse_netflow9(datagram);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->source, 42u);
  EXPECT_EQ(read->uptime, 60'000u);
  auto sets = read->sets;
  auto set = take_flow_set(sets);
  ASSERT_TRUE(set);
  bool damaged = true;
  auto body = set->body;
  const auto form = take_flow_template(body, set->id, netflow9_form, damaged);
  ASSERT_TRUE(form);
  EXPECT_FALSE(damaged);
  EXPECT_EQ(form->id, 256);
  EXPECT_EQ(form->least, 15u);
  set = take_flow_set(sets);
  ASSERT_TRUE(set);
  body = set->body;
  const auto flow = take_flow_record(body, *form);
  ASSERT_TRUE(flow);
  EXPECT_EQ(flow->source_family, 4);
  EXPECT_EQ(flow->destination[0], 8);
  EXPECT_EQ(flow->out.bytes.value, 1024u);
  EXPECT_EQ(flow->out.bytes.octets, 4);
  EXPECT_EQ(flow->out.packets.value, 3u);
  EXPECT_EQ(flow->protocol, 17);
  EXPECT_FALSE(take_flow_record(body, *form));
  EXPECT_EQ(body.size(), 1u);  // the padding
}

TEST(Netflow9, Scope_of_an_interface_is_the_element_of_an_interface) {
  // RFC 3954 6.1: 4 octets of scopes, 8 of fields.
  const Bytes body = octets("0101 0004 0008  0002 0004  0022 0004  0023 0001");
  std::span<const std::byte> rest = body;
  bool damaged = true;
  const auto form = take_flow_template(rest, 1, netflow9_form, damaged);
  ASSERT_TRUE(form);
  EXPECT_TRUE(form->options);
  const Bytes record = octets("00000007 00000064 02");
  rest = record;
  const auto said = take_flow_record(rest, *form);
  ASSERT_TRUE(said);
  EXPECT_EQ(said->interface_in, 7u);
  EXPECT_EQ(said->sampled_one_in, 100);
}

TEST(Netflow9, Template_without_an_octet_is_refused) {
  const Bytes body = octets("0100 0001 0008 0000");
  std::span<const std::byte> rest = body;
  bool damaged = false;
  EXPECT_FALSE(take_flow_template(rest, 0, netflow9_form, damaged));
  EXPECT_TRUE(damaged);
}

TEST(Netflow9, Sets_that_do_not_end_with_the_datagram_are_no_export) {
  every_prefix(datagram, [](auto bytes) {
    const bool whole_sets = bytes.size() == datagram.size() || bytes.size() == 20 + 28;
    EXPECT_EQ(parse_netflow9(bytes).has_value(), whole_sets) << bytes.size();
  });
}

}  // namespace
}  // namespace lenscap::wire::netflow9_test
