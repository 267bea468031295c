#include "wire/fixed_field.hpp"

#include <gtest/gtest.h>

#include "wire/message_bytes.hpp"

namespace lenscap::wire::fixed_field_test {
namespace {

TEST(FixedField, A_text_ends_at_its_first_NUL_or_fills_its_field) {
  const testing::Bytes bytes = testing::text(std::string_view("ab\0cdefgh", 9));
  EXPECT_EQ(field_text(bytes, 0, 5), "ab");
  EXPECT_EQ(field_text(bytes, 3, 4), "cdef");
  EXPECT_EQ(field_text(bytes, 2, 4), "");
}

TEST(FixedField, An_IPv4_address_is_four_numbers_up_to_255) {
  for (const char* text : {"192.0.2.1", "0.0.0.0", "255.255.255.255", "010.001.000.009"})
    EXPECT_TRUE(is_ipv4_text(text));
  for (const char* text : {"", ".", "192.0.2", "192.0.2.", "192.0.2.1.", "192.0.2.256", "192.0.2.0001", "192.0.2.1 ",
                           "a.b.c.d", "192..2.1", "1.2.3.4.5", "-1.2.3.4"})
    EXPECT_FALSE(is_ipv4_text(text)) << text;
}

TEST(FixedField, A_hardware_address_is_of_one_machine) {
  for (const char* text : {"00:16:6c:7d:75:6e", "00-16-6C-7D-75-6E"}) EXPECT_TRUE(is_mac_text(text));
  for (const char* text : {"", "00:16:6c:7d:75", "00:16:6c:7d:75:6g", "00:16-6c:7d:75:6e", "00166c7d756e00000",
                           "00:00:00:00:00:00", "01:00:5e:00:00:01", "ff:ff:ff:ff:ff:ff", "00:16:6c:7d:75:6e:"})
    EXPECT_FALSE(is_mac_text(text)) << text;
}

TEST(FixedField, A_mask_is_ones_and_then_zeros) {
  for (const std::uint32_t mask : {0xffffff00u, 0xffff0000u, 0xfffffffeu, 0xffffffffu, 0x80000000u})
    EXPECT_TRUE(is_ipv4_mask(mask)) << mask;
  for (const std::uint32_t mask : {0u, 0x00ffffffu, 0xffff00ffu, 0xfffffff1u, 1u})
    EXPECT_FALSE(is_ipv4_mask(mask)) << mask;
}

TEST(FixedField, Plain_text_has_no_control_characters_and_may_be_of_any_script) {
  EXPECT_TRUE(is_plain_text(""));
  EXPECT_TRUE(is_plain_text("Depot gate 仓库"));
  for (const char* text : {"a\nb", "\x1b[31m", "\x7f", "tab\t"}) EXPECT_FALSE(is_plain_text(text));
}

}  // namespace
}  // namespace lenscap::wire::fixed_field_test
