// The example that everyone meets first says what its scenario put into it.
#include <gtest/gtest.h>

#include <map>

#include "cli/program.hpp"

namespace lenscap::test::example_test {
namespace {

using namespace lenscap::test;

TEST(Example, Every_device_of_the_scenario_is_told_as_it_was_made) {
  // examples/depot.scenario.toml: address → role, maker. Two cameras stand behind the recorder.
  const std::map<std::string, std::pair<std::string, std::string>> made = {
      {"10.40.30.20", {"recorder", "hikvision"}}, {"10.40.30.41", {"camera", "hikvision"}},
      {"10.40.30.42", {"camera", "dahua"}},       {"10.40.30.43", {"camera", "uniview"}},
      {"10.40.30.44", {"camera", "xiongmai"}},    {"10.40.30.45", {"camera", "axis"}},
      {"10.40.30.51", {"camera", "dahua"}},       {"10.40.30.61", {"camera", "hikvision"}},
      {"192.168.254.2", {"camera", "hikvision"}}, {"192.168.254.3", {"camera", "hikvision"}},
  };
  const auto document = audit_json({LENSCAP_ROOT "/examples/depot.pcapng"});
  std::size_t found = 0, relabelled = 0;
  for (const auto& device : document["devices"]) {
    relabelled += device["relabelled"].get<bool>();
    for (const auto& address : device["addresses"]) {
      const auto it = made.find(address.get<std::string>());
      if (it == made.end()) continue;
      ++found;
      EXPECT_EQ(device["role"], it->second.first) << it->first;
      EXPECT_EQ(device["maker"]["id"], it->second.second) << it->first;
    }
  }
  EXPECT_EQ(found, made.size());
  EXPECT_EQ(document["devices"].size(), 13u);
  EXPECT_EQ(relabelled, 2u);
}

}  // namespace
}  // namespace lenscap::test::example_test
