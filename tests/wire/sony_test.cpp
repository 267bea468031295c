#include "wire/sony.hpp"

#include <gtest/gtest.h>

#include "wire/message_bytes.hpp"
#include "wire/octets.hpp"

namespace lenscap::wire::sony_test {
namespace {

using testing::operator+;
using testing::Bytes;
using testing::every_flip;
using testing::every_prefix;
using testing::hex;
using testing::inside;
using testing::noise;
using testing::octets;

const Bytes answer = octets(R"(02 'MAC:54-42-49-00-12-34' ff 'MODEL:SNC-EM600' ff 'SERIAL:500123' ff 'INFO:allinfo' ff
                               'DHCP:OFF' ff 'IPADR:192.0.2.60' ff 'MASK:255.255.255.0' ff 'GATEWAY:' ff 'DNS1:' ff
                               'WEBPORT:80' ff 'SOFTVERSION:3.0.0' ff 03)");

TEST(Sony, A_camera_says_what_it_is) {
  const auto sony = parse_sony(answer);
  ASSERT_TRUE(sony);
  EXPECT_TRUE(sony->from_device);
  EXPECT_EQ(sony->mac, "54-42-49-00-12-34");
  EXPECT_EQ(sony->model, "SNC-EM600");
  EXPECT_EQ(sony->serial, "500123");
  EXPECT_EQ(sony->info, "allinfo");
  EXPECT_EQ(sony->ipadr, "192.0.2.60");
  EXPECT_EQ(sony->mask, "255.255.255.0");
  EXPECT_EQ(sony->gateway, "");
  EXPECT_EQ(sony->webport, "80");
  EXPECT_EQ(sony->softversion, "3.0.0");
}

TEST(Sony, A_tool_that_asks_or_sets_says_nothing) {
  for (const char* question : {"02 'ENQ:allinfo' ff 03", "02 'ENQ:network' ff 03",
                               "02 'SETMAC:54-42-49-00-12-34' ff 'MODEL:SNC-EM600' ff 'IPADR:192.0.2.61' ff 03"}) {
    const auto sony = parse_sony(octets(question));
    ASSERT_TRUE(sony) << question;
    EXPECT_FALSE(sony->from_device) << question;
    EXPECT_TRUE(sony->model.empty()) << question;
  }
}

TEST(Sony, Texts_without_a_model_or_an_address_are_no_answer) {
  EXPECT_FALSE(parse_sony(octets("02 'MODEL:SNC-EM600' ff 03")));
  EXPECT_FALSE(parse_sony(octets("02 'MAC:54-42-49-00-12-34' ff 03")));
  EXPECT_FALSE(parse_sony(octets("02 'MODEL:SNC-EM600' ff 'IPADR:somewhere' ff 03")));
  EXPECT_FALSE(parse_sony(octets("02 'MODEL:SNC-EM600' ff 'MAC:00-00-00-00-00-00' ff 03")));
  EXPECT_FALSE(parse_sony(octets("02 03")));
  EXPECT_FALSE(parse_sony({}));
}

TEST(Sony, A_frame_with_anything_but_keys_and_values_is_not_Sonys) {
  EXPECT_FALSE(parse_sony(octets("02 'MODEL:SNC-EM600' ff 'IPADR:192.0.2.60' 03"))) << "no end of the last text";
  EXPECT_FALSE(parse_sony(octets("02 'MODEL:SNC-EM600' ff 'IPADR:192.0.2.60' ff 'free text' ff 03")));
  EXPECT_FALSE(parse_sony(octets("02 'MODEL:SNC-EM600' ff 'IPADR:192.0.2.60' ff 'mode:x' ff 03")));
  EXPECT_FALSE(parse_sony(octets("02 'MODEL:SNC' 07 ff 'IPADR:192.0.2.60' ff 03")));
  for (std::uint32_t seed = 0; seed < 2000; ++seed) EXPECT_FALSE(parse_sony(hex("02") + noise(80, seed) + hex("03")));
}

TEST(Sony, Damage_anywhere_never_leads_outside_the_packet) {
  const auto read = [](std::span<const std::byte> bytes) {
    if (const auto sony = parse_sony(bytes))
      for (const std::string_view value : {sony->mac, sony->model, sony->serial, sony->info, sony->ipadr, sony->mask,
                                           sony->gateway, sony->webport, sony->softversion})
        EXPECT_TRUE(inside(value, bytes));
  };
  every_prefix(answer, read);
  every_flip(answer, read);
}

}  // namespace
}  // namespace lenscap::wire::sony_test
