#include "wire/viid.hpp"

#include <gtest/gtest.h>

#include "wire/message_bytes.hpp"

namespace lenscap::wire::viid_test {
namespace {

TEST(Viid, The_service_is_named_and_nothing_behind_it) {
  EXPECT_EQ(viid_path("/VIID/System/Register"), "/VIID/System/Register");
  EXPECT_EQ(viid_path("/VIID/Faces"), "/VIID/Faces");
  EXPECT_EQ(viid_path("/VIID/Faces/330203000011900000020220180109083001000020600001/Data"), "/VIID/Faces");
  EXPECT_EQ(viid_path("/VIID/MotorVehicles?PlateNo=1"), "/VIID/MotorVehicles");
  EXPECT_EQ(viid_path("/VIID/NonMotorVehicles/"), "/VIID/NonMotorVehicles");
}

TEST(Viid, Other_paths_are_none) {
  for (const char* path : {"/VIID", "/VIID/", "/VIID/FacesX", "/viid/Faces", "/a/VIID/Faces", "/VIID/Dispositions", ""})
    EXPECT_EQ(viid_path(path), "") << path;
}

TEST(Viid, Its_content_type_is_known_in_any_case) {
  EXPECT_TRUE(viid_content("application/VIID+JSON;charset=UTF-8"));
  EXPECT_TRUE(viid_content("Application/viid+json"));
  EXPECT_FALSE(viid_content("application/json"));
  EXPECT_FALSE(viid_content(""));
}

TEST(Viid, Damage_anywhere_never_leads_outside_the_path) {
  const auto read = [](std::span<const std::byte> bytes) {
    const std::string_view path(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    viid_content(path);
    EXPECT_TRUE(path.starts_with(viid_path(path)));
  };
  testing::every_prefix(testing::text("/VIID/System/Keepalive/x"), read);
  testing::every_flip(testing::text("/VIID/System/Keepalive/x"), read);
}

}  // namespace
}  // namespace lenscap::wire::viid_test
