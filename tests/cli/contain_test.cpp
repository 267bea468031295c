// lenscap contain, as its users meet it.
#include <gtest/gtest.h>

#include "cli/program.hpp"

namespace lenscap::test::contain_test {
namespace {

TEST(Contain, Says_what_is_wrong_with_a_declaration_and_where) {
  Folder folder;
  const auto toml = folder.write("letter.toml", "[[declared]]\nmaker = \"hikvision\"\nsauce = \"x\"\nallow = []\n");
  const Ran ran = run({"contain", folder / "none.lenscap", "--declared", toml});
  EXPECT_EQ(ran.code, 2);
  EXPECT_NE(ran.err.find("letter.toml, line "), std::string::npos) << ran.err;
  const Ran gone = run({"contain", folder / "none.lenscap", "--declared", folder / "no.toml"});
  EXPECT_EQ(gone.code, 2);
  EXPECT_NE(gone.err.find("no.toml"), std::string::npos) << gone.err;
}

TEST(Contain, Names_each_entry_of_a_MUD_file_that_it_does_not_understand) {
  Folder folder;
  const auto mud = folder.write("bulb.json",
                                R"({"ietf-mud:mud": {"mud-version": 1, "mfg-name": "x", "from-device-policy":
    {"access-lists": {"access-list": [{"name": "f"}]}}}, "ietf-access-control-list:acls": {"acl": [{"name": "f",
    "type": "ipv4-acl-type", "aces": {"ace": [{"name": "e", "matches": {"eth": {}}, "actions": {"forwarding": "accept"}}
    ]}}]}})");
  const Ran ran = run({"contain", folder / "none.lenscap", "--declared", mud});
  EXPECT_NE(ran.err.find("bulb.json, /ietf-access-control-list:acls/acl/0/aces/ace/0: not understood"),
            std::string::npos)
      << ran.err;
}

TEST(Contain, Two_documents_cannot_share_standard_output) {
  const Ran ran = run({"contain", "none.lenscap", "--nft", "-", "--csv", "-"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.out, "");
}

}  // namespace
}  // namespace lenscap::test::contain_test
