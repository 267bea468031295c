// What a maker or an owner declares: RFC 8520's own example, a TOML file, and what neither may silently allow.
#include "knowledge/declared.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace lenscap::knowledge::declared_test {
namespace {

/// The light bulb of RFC 8520, section 9, with `matches` of the entry from the device in place of its own.
std::string bulb(const std::string& from_matches = R"("ipv6": {"ietf-acldns:dst-dnsname": "test.example.com",
                                                              "protocol": 6},
                                                     "tcp": {"ietf-mud:direction-initiated": "from-device",
                                                             "destination-port": {"operator": "eq", "port": 443}})",
                 const std::string& action = "accept") {
  return R"({"ietf-mud:mud": {"mud-version": 1, "mud-url": "https://lighting.example.com/lightbulb2000",
      "last-update": "2019-01-28T11:20:51+01:00", "cache-validity": 48, "is-supported": true,
      "systeminfo": "The BMS Example Light Bulb", "mfg-name": "Example Lighting",
      "from-device-policy": {"access-lists": {"access-list": [{"name": "mud-76100-v6fr"}]}},
      "to-device-policy": {"access-lists": {"access-list": [{"name": "mud-76100-v6to"}]}}},
    "ietf-access-control-list:acls": {"acl": [
      {"name": "mud-76100-v6to", "type": "ipv6-acl-type", "aces": {"ace": [{"name": "cl0-todev",
        "matches": {"ipv6": {"ietf-acldns:src-dnsname": "test.example.com", "protocol": 6},
                    "tcp": {"ietf-mud:direction-initiated": "from-device",
                            "source-port": {"operator": "eq", "port": 443}}},
        "actions": {"forwarding": "accept"}}]}},
      {"name": "mud-76100-v6fr", "type": "ipv6-acl-type", "aces": {"ace": [{"name": "cl0-frdev",
        "matches": {)" +
         from_matches + R"(}, "actions": {"forwarding": ")" + action + R"("}}]}}]}})";
}

TEST(Mud, The_light_bulb_of_the_RFC_may_open_one_connection_to_one_name) {
  const auto declared = parse_mud(bulb(), "bulb.json");
  ASSERT_TRUE(declared) << to_line(declared.error());
  EXPECT_TRUE(declared->not_understood.empty());
  ASSERT_EQ(declared->declarations.size(), 1u);
  const auto& d = declared->declarations[0];
  EXPECT_EQ(d.applies_to.maker, "Example Lighting");
  EXPECT_EQ(d.source, "https://lighting.example.com/lightbulb2000");
  ASSERT_EQ(d.allow.size(), 1u);  // both ways are one conversation
  EXPECT_EQ(d.allow[0].form, PeerForm::name);
  EXPECT_EQ(d.allow[0].peer, "test.example.com");
  EXPECT_EQ(d.allow[0].protocol, 6);
  EXPECT_EQ(d.allow[0].ports, (PortRange{443, 443}));
  EXPECT_EQ(d.allow[0].opened, model::Opened::by_host);
}

TEST(Mud, An_entry_that_matches_by_something_unknown_allows_nothing_and_is_named) {
  for (const std::string matches : {
           R"("eth": {"ethertype": "0x0806"})",
           R"("ipv6": {"protocol": 6, "dscp": 4})",
           R"("ipv6": {"ietf-acldns:src-dnsname": "test.example.com"})",
           R"("ipv6": {"ietf-acldns:dst-dnsname": "*.example.com"})",
           R"("ipv6": {"destination-ipv6-network": "10.0.0.0/8"})",
           R"("ipv6": {}, "tcp": {"flags": "syn"})",
           R"("ipv6": {}, "tcp": {"destination-port": {"operator": "neq", "port": 443}})",
           R"("ipv6": {}, "tcp": {"destination-port": {"port": 443}, "source-port": {"port": 1}})",
           R"("ipv6": {"protocol": 17}, "tcp": {})",
           R"("ietf-mud:mud": {"model": "https://example.com/x"})",
           R"("ietf-mud:mud": {"local-networks": [null], "same-manufacturer": [null]})",
           R"("vendor:future": {})",
       }) {
    const auto declared = parse_mud(bulb(matches), "bulb.json");
    ASSERT_TRUE(declared) << matches;
    bool named = false;
    for (const auto& error : declared->not_understood)
      named |= error.where.find("/ietf-access-control-list:acls/acl/1/aces/ace/0") != std::string::npos;
    EXPECT_TRUE(named) << matches;
    for (const auto& line : declared->declarations[0].allow)
      EXPECT_EQ(line.where.find("/acl/1/"), std::string::npos) << matches;
  }
}

TEST(Mud, Classes_of_the_RFC_are_read) {
  using Pair = std::pair<const char*, PeerForm>;
  for (const auto& [text, form] : {Pair{R"("local-networks": [null])", PeerForm::local_networks},
                                   Pair{R"("same-manufacturer": [null])", PeerForm::same_manufacturer},
                                   Pair{R"("my-controller": [null])", PeerForm::my_controller},
                                   Pair{R"("controller": "https://c.example.com/x")", PeerForm::controller},
                                   Pair{R"("manufacturer": "example.net")", PeerForm::manufacturer}}) {
    const auto declared = parse_mud(bulb(std::string(R"("ietf-mud:mud": {)") + text + "}"), "bulb.json");
    ASSERT_TRUE(declared);
    ASSERT_EQ(declared->declarations[0].allow.size(), 2u) << text;
    EXPECT_EQ(declared->declarations[0].allow[0].form, form) << text;
    EXPECT_EQ(declared->declarations[0].allow[0].opened, model::Opened::by_host) << text;
  }
}

TEST(Mud, Answers_alone_allow_nobody_to_begin) {
  // The way from the device drops, so only answers from the source port of the peer are left.
  std::string text = bulb(R"("ipv6": {})", "drop");
  const std::string begun = R"("ietf-mud:direction-initiated": "from-device",)";
  text.erase(text.find(begun), begun.size());
  const auto declared = parse_mud(text, "bulb.json");
  ASSERT_TRUE(declared);
  EXPECT_TRUE(declared->declarations[0].allow.empty());
  ASSERT_EQ(declared->not_understood.size(), 1u);
  EXPECT_NE(declared->not_understood[0].what.find("answers"), std::string::npos);
}

TEST(Mud, A_file_that_names_no_device_is_about_nobody_and_says_so) {
  std::string text = bulb();
  const std::string maker = R"("mfg-name": "Example Lighting",)";
  text.erase(text.find(maker), maker.size());
  const auto declared = parse_mud(text, "bulb.json");
  ASSERT_TRUE(declared);
  EXPECT_TRUE(declared->declarations[0].applies_to.nobody());
  ASSERT_EQ(declared->not_understood.size(), 1u);
  EXPECT_NE(declared->not_understood[0].what.find("no device"), std::string::npos);
}

TEST(Mud, Every_beginning_of_a_file_is_an_error_with_a_line_and_never_a_crash) {
  const std::string text = bulb();
  for (std::size_t n = 0; n < text.size(); ++n) {
    const auto declared = parse_mud(text.substr(0, n), "bulb.json");
    ASSERT_FALSE(declared) << n;
    EXPECT_NE(declared.error().where.find("bulb.json, line "), std::string::npos);
  }
  EXPECT_FALSE(parse_mud("{}", "x.json"));
  EXPECT_FALSE(parse_mud("[1]", "x.json"));
  EXPECT_FALSE(parse_mud(R"({"ietf-mud:mud": {"mud-version": 2}})", "x.json"));
  EXPECT_TRUE(
      parse_mud(std::string(R"({"ietf-mud:mud": {"mud-version": 1, "from-device-policy": )") + "7}}", "x.json"));
}

TEST(Mud, A_number_beyond_every_double_is_an_error_that_names_the_file) {
  for (const char* text : {R"({"ietf-mud:mud": {"mud-version": 1e999}})", "[[8e400", "-1e400"}) {
    const auto declared = parse_mud(text, "x.json");
    ASSERT_FALSE(declared) << text;
    EXPECT_EQ(declared.error().where, "x.json") << text;
    EXPECT_NE(declared.error().what.find("number"), std::string::npos) << declared.error().what;
  }
}

const std::string letter = R"([[declared]]
maker  = "hikvision"
source = "letter of the supplier"
date   = 2026-03-02
controllers = [{ address = "10.0.0.9" }]
allow = [
  { name = "*.Hik-Connect.com.", protocol = "tcp", port = [443, "8000-8010"] },
  { address = "10.0.0.0/8", begun-by = "either" },
  { class = "my-controller", protocol = "udp" },
]
)";

TEST(DeclaredToml, A_letter_becomes_lines_with_their_place) {
  const auto toml = parse_declared_toml(letter, "letter.toml");
  ASSERT_TRUE(toml) << to_line(toml.error());
  ASSERT_EQ(toml->declared.declarations.size(), 1u);
  const auto& d = toml->declared.declarations[0];
  EXPECT_EQ(d.date, "2026-03-02");
  ASSERT_EQ(d.allow.size(), 4u);
  EXPECT_EQ(d.allow[0].form, PeerForm::names_below);
  EXPECT_EQ(d.allow[0].peer, "hik-connect.com");
  EXPECT_EQ(d.allow[1].ports, (PortRange{8000, 8010}));
  EXPECT_EQ(d.allow[0].where, "letter.toml, line 7");
  EXPECT_EQ(to_string(d.allow[2].prefix), "10.0.0.0/8");
  EXPECT_EQ(d.allow[2].opened, model::Opened::unknown);
  EXPECT_EQ(d.allow[3].form, PeerForm::my_controller);
  ASSERT_EQ(d.controllers.size(), 1u);
}

TEST(DeclaredToml, A_mistake_is_refused_with_its_line_and_what_to_write) {
  using Pair = std::pair<const char*, const char*>;
  for (const auto& [good, bad] :
       {Pair{"\"*.Hik-Connect.com.\"", "\"https://hik-connect.com/\""}, Pair{"\"*.Hik-Connect.com.\"", "\"*.com\""},
        Pair{"10.0.0.0/8", "10.0.0.1/8"}, Pair{"\"tcp\"", "\"tpc\""}, Pair{"8000-8010", "8010-8000"},
        Pair{"my-controller", "controllers"}, Pair{"begun-by", "begun"},
        Pair{"{ name", "{ address = \"10.0.0.1\", name"}, Pair{"source", "sauce"}, Pair{"maker ", "make "},
        Pair{"protocol = \"tcp\"", "begun-by = \"device\""}}) {
    std::string text = letter;
    text.replace(text.find(good), std::string(good).size(), bad);
    const auto toml = parse_declared_toml(text, "letter.toml");
    ASSERT_FALSE(toml) << bad;
    EXPECT_NE(toml.error().where.find("letter.toml, line "), std::string::npos) << bad;
    EXPECT_FALSE(toml.error().todo.empty()) << bad;
  }
}

TEST(DeclaredToml, Every_beginning_of_a_file_ends_in_lines_or_an_error) {
  for (std::size_t n = 0; n <= letter.size(); ++n) {
    const auto toml = parse_declared_toml(letter.substr(0, n), "letter.toml");
    EXPECT_EQ(toml.has_value(), n + 1 >= letter.size()) << n;
  }
}

TEST(DeclaredToml, A_list_that_begins_with_an_end_is_an_error) {
  const auto toml = parse_declared_toml("[[declared]]\nallow = [} name = \"x\" ]\n", "letter.toml");
  ASSERT_FALSE(toml);
  EXPECT_EQ(toml.error().where, "letter.toml, line 2");
}

TEST(DeclaredFolder, A_MUD_file_that_a_letter_gives_to_a_device_is_that_devices_only) {
  const auto folder = std::filesystem::temp_directory_path() / ("declared-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "bulb.json") << bulb();
  std::ofstream(folder / "site.toml") << "[[declared]]\ndevice = \"10.0.0.4\"\nmud = \"bulb.json\"\n";
  const auto declared = read_declared(folder.string());
  std::filesystem::remove_all(folder);
  ASSERT_TRUE(declared) << to_line(declared.error());
  ASSERT_EQ(declared->declarations.size(), 1u);
  EXPECT_EQ(declared->declarations[0].applies_to.devices, std::vector<std::string>{"10.0.0.4"});
  EXPECT_EQ(declared->declarations[0].applies_to.maker, "");
  EXPECT_EQ(declared->declarations[0].allow.size(), 1u);
  EXPECT_FALSE(read_declared(folder.string()));
}

}  // namespace
}  // namespace lenscap::knowledge::declared_test
