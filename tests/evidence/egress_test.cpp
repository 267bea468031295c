// Where the cameras of the public evidence send, told by the program: every row of egress.toml; what is quiet; and in
// generated captures, names that the list of services has never seen.
#include <gtest/gtest.h>
#include <toml++/toml.h>

#include <algorithm>
#include <map>
#include <regex>

#include "cli/program.hpp"

namespace lenscap::test::egress_test {
namespace {

using Json = nlohmann::json;

Json egress_json(const std::string& input) {
  const Ran ran = run({"egress", input, "-q", "--json", "-"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  return Json::parse(ran.out, nullptr, false);
}

/// One reading an input, shared by all tests of this file.
const Json& egress_of(const std::string& input) {
  static std::map<std::string, Json> done;
  if (const auto it = done.find(input); it != done.end()) return it->second;
  return done[input] = egress_json(evidence_path(input));
}

std::string text(const Json& value) { return value.is_string() ? value.get<std::string>() : std::string(); }

bool has(const Json& list, const std::string& wanted) {
  return std::any_of(list.begin(), list.end(), [&](const Json& one) { return one == wanted; });
}

/// The number of the only device that has the address; 0 when there is none, or several.
int device_at(const Json& egress, const std::string& address) {
  int found = 0;
  for (const auto& d : egress["devices"])
    if (has(d["addresses"], address)) found = found == 0 ? d["id"].get<int>() : 0;
  return found;
}

/// What the peer's row does not hold of what it must; empty when it holds all.
std::string wrong_with(const Json& peer, const toml::table& row) {
  for (const auto* field : {"operator", "network", "country", "outcome"})
    if (const auto wanted = row[field].value<std::string>()) {
      const std::string is = text(peer[field]);
      if (wanted->empty() ? !is.empty() : is.find(*wanted) == std::string::npos)
        return std::string(field) + " is \"" + is + "\"";
    }
  if (const auto wanted = row["purpose"].value<std::string>(); wanted && !has(peer["purpose"], *wanted))
    return "purpose is " + peer["purpose"].dump();
  if (const auto wanted = row["attempts"].value<int>(); wanted && peer["attempts"] != *wanted)
    return "attempts are " + peer["attempts"].dump();
  return {};
}

std::string wrong_with_peer(const Json& egress, const toml::table& row) {
  const int device = device_at(egress, row["device"].value_or<std::string>(""));
  std::string why = "no such peer";
  for (const auto& peer : egress["peers"]) {
    if (peer["device"] != device) continue;
    if (const auto name = row["name"].value<std::string>(); name && text(peer["name"]) != *name) continue;
    if (const auto address = row["peer"].value<std::string>(); address && text(peer["peer"]) != *address) continue;
    if (why = wrong_with(peer, row); why.empty()) return {};
  }
  return why;
}

int rank(const std::string& confidence) {
  constexpr std::array names = {"unknown", "possible", "probable", "confirmed"};
  return static_cast<int>(std::find(names.begin(), names.end(), confidence) - names.begin());
}

std::string wrong_with_finding(const Json& egress, const toml::table& row) {
  const int device = device_at(egress, row["device"].value_or<std::string>(""));
  std::string why = "no such finding";
  for (const auto& f : egress["findings"]) {
    if (f["device"] != device || f["value"] != row["value"].value_or<std::string>("")) continue;
    why.clear();
    if (rank(text(f["confidence"])) < rank(row["least"].value_or<std::string>("")))
      why = "it is " + text(f["confidence"]);
    if (!std::regex_search(text(f["sentence"]), std::regex(row["says"].value_or<std::string>("")))) why = f["sentence"];
    if (const auto* wanted = row["attributes"].as_table())
      for (const auto& [name, value] : *wanted)
        if (text(f["attributes"][std::string(name.str())]) != value.value_or<std::string>("")) why = f.dump();
    if (why.empty()) return {};
  }
  return why;
}

class EgressEvidence : public ::testing::Test {
 protected:
  toml::table table = toml::parse_file(LENSCAP_ROOT "/tests/evidence/egress.toml");

  void SetUp() override {
    for (const auto* kind : {"peer", "finding", "never", "quiet"})
      for (const auto& node : *table[kind].as_array())
        if (const auto path = evidence_path((*node.as_table())["input"].value_or<std::string>(""));
            !std::filesystem::exists(path))
          GTEST_SKIP() << "the evidence is not here: " << path;
  }

  template <class Check>
  void each(const char* kind, Check check) const {
    for (const auto& node : *table[kind].as_array()) {
      const auto& row = *node.as_table();
      const auto input = row["input"].value_or<std::string>("");
      const std::string why = check(egress_of(input), row);
      EXPECT_TRUE(why.empty()) << input << ", line " << node.source().begin.line << ": " << why;
    }
  }
};

TEST_F(EgressEvidence, Every_real_contact_is_told_with_whose_what_for_and_registered_where) {
  each("peer", wrong_with_peer);
}

TEST_F(EgressEvidence, What_follows_is_said_as_far_as_it_was_seen) { each("finding", wrong_with_finding); }

TEST_F(EgressEvidence, Nothing_is_said_that_was_not_seen) {
  each("never", [](const Json& egress, const toml::table& row) {
    for (const auto& f : egress["findings"])
      if (f["value"] == row["value"].value_or<std::string>("")) return text(f["sentence"]);
    return std::string();
  });
}

TEST_F(EgressEvidence, A_camera_without_outside_traffic_has_no_finding_but_what_was_visible) {
  each("quiet", [](const Json& egress, const toml::table& row) -> std::string {
    if (egress["devices"].empty()) return "no device";
    for (const auto& p : egress["peers"])
      if (p["side"] == "outside") return "outside: " + p.dump();
    if (egress["findings"].size() != egress["devices"].size()) return egress["findings"].dump();
    for (const auto& f : egress["findings"])
      if (f["value"] != "nothing_seen" ||
          !std::regex_search(text(f["sentence"]), std::regex(row["says"].value_or<std::string>(""))))
        return text(f["sentence"]);
    return {};
  });
}

TEST_F(EgressEvidence, Where_no_camera_is_nobody_is_told_of) {
  for (const auto& entry : std::filesystem::directory_iterator(evidence_path("captures"))) {
    const auto name = "captures/" + entry.path().filename().string();
    if (name.find("no-camera") == std::string::npos && name.find("malformed") == std::string::npos) continue;
    const Json& egress = egress_of(name);
    EXPECT_EQ(egress["devices"].size() + egress["peers"].size() + egress["findings"].size(), 0u) << name;
  }
}

TEST_F(EgressEvidence, Documents_alone_say_nothing_of_what_a_camera_sends) {
  const Json egress = egress_json(evidence_path("documents"));
  EXPECT_EQ(egress["findings"].size(), 0u) << egress["findings"].dump();
}

/// A capture of a Hikvision camera that says what it is, a station, and what `steps` tell.
class Generated {
 public:
  explicit Generated(const std::string& steps) {
    std::string scenario = R"([capture]
start = 2026-03-02T07:00:00Z
digits = 6
[[host]]
name = "camera"
mac = "44:19:b6:00:41:01"
ip = "10.40.30.41"
[[host]]
name = "router"
mac = "00:1b:0d:00:00:01"
ip = "10.40.30.1"
[[host]]
name = "station"
mac = "28:b2:bd:00:00:09"
ip = "10.40.30.9"
)";
    for (int i = 10; i < 20; ++i)
      scenario += "[[host]]\nname = \"o" + std::to_string(i) + "\"\nip = \"203.0.113." + std::to_string(i) +
                  "\"\nvia = \"router\"\n";
    scenario += R"([[step]]
at = 0.0
do = "sadp"
from = "camera"
root = "Hello"
fields = [["Types", "hello"], ["DeviceDescription", "DS-2CD2T47G1-L"], ["MAC", "44-19-b6-00-41-01"],
  ["DeviceSN", "DS-2CD2T47G1-L20210314AAWRF10004101"], ["IPv4Address", "10.40.30.41"]]
)";
    const std::string path = folder_.write("s.toml", scenario + steps);
    capture = folder_ / "c.pcap";
    EXPECT_EQ(run_path(LENSCAP_BUILD "/makecap", {"scenario", path, capture}).code, 0) << scenario + steps;
  }
  std::string capture;
  std::string operator()(const std::string& name) const { return folder_ / name; }

 private:
  Folder folder_;
};

/// Asks for `name` and greets `host` by it.
std::string visit(const std::string& who, const std::string& name, const std::string& host, int number,
                  const std::string& alias = "") {
  const std::string at = std::to_string(number), address = "203.0.113." + host.substr(1);
  const std::string answer = alias.empty() ? "[\"A\", \"" + name + "\", \"" + address + "\"]"
                                           : "[\"CNAME\", \"" + name + "\", \"" + alias + "\"], [\"A\", \"" + alias +
                                                 "\", \"" + address + "\"]";
  return "[[step]]\nat = " + at + ".0\ndo = \"dns\"\nclient = \"" + who + "\"\nserver = \"router\"\nname = \"" + name +
         "\"\nrecords = [" + answer + "]\n[[step]]\nat = " + at + ".2\ndo = \"tls\"\nclient = \"" + who +
         "\"\nserver = \"" + host + "\"\nsni = \"" + name + "\"\n";
}

TEST(EgressNames, Unseen_regions_and_aliases_of_a_listed_service_are_it_and_names_that_only_look_like_it_are_not) {
  const Generated g(
      visit("camera", "litedev-antarctica-7.hik-connect.com", "o10", 1) +
      visit("camera", "edge7.dev.apiimoon.ezvizlife.com", "o11", 2) +
      visit("camera", "x9.p2p.easy4ipcloud.com", "o12", 3) +
      visit("camera", "cdn.front.example.net", "o13", 4, "gw-moon-2.hik-connect.com") +
      visit("camera", "hik-connect.com.example.org", "o14", 5) + visit("camera", "nothik-connect.com", "o15", 6) +
      visit("camera", "www.nothik-connect.com", "o16", 7) + visit("camera", "hik-connect.com-cdn.example", "o17", 8));
  const Json egress = egress_json(g.capture);
  std::map<std::string, std::string> whose, by;
  for (const auto& p : egress["peers"]) {
    if (p["name"].is_null()) continue;
    EXPECT_EQ(p["outcome"], "answered") << p.dump();
    whose[text(p["name"])] = text(p["operator"]);
    by[text(p["name"])] = text(p["operator_by"]);
  }
  EXPECT_NE(whose["litedev-antarctica-7.hik-connect.com"].find("Hik"), std::string::npos);
  EXPECT_NE(whose["edge7.dev.apiimoon.ezvizlife.com"].find("E"), std::string::npos);
  EXPECT_NE(whose["x9.p2p.easy4ipcloud.com"].find("Dahua"), std::string::npos);
  EXPECT_NE(whose["cdn.front.example.net"].find("Hik"), std::string::npos);
  EXPECT_EQ(by["cdn.front.example.net"], "alias");
  EXPECT_EQ(by["litedev-antarctica-7.hik-connect.com"], "name");
  for (const auto* name :
       {"hik-connect.com.example.org", "nothik-connect.com", "www.nothik-connect.com", "hik-connect.com-cdn.example"}) {
    ASSERT_TRUE(whose.contains(name)) << name;
    EXPECT_EQ(whose[name], "") << name;
  }
}

std::vector<std::string> values_of(const Json& egress) {
  std::vector<std::string> all;
  for (const auto& f : egress["findings"]) all.push_back(text(f["value"]));
  return all;
}

TEST(EgressMedia, A_stream_is_told_by_its_headers_and_encrypted_talk_is_none) {
  const std::string stream =
      "[[step]]\nat = 9.0\ndo = \"rtp\"\nfrom = \"camera\"\nto = \"o10\"\nfrom-port = 8210\nto-port = 50010\n"
      "count = 40\nsize = 640\n";
  const Json sends = egress_json(Generated(stream).capture);
  const Json talks = egress_json(Generated(visit("camera", "litedev.hik-connect.com", "o10", 1)).capture);
  ASSERT_TRUE(has(values_of(sends), "sends_media_out")) << sends["findings"].dump();
  EXPECT_FALSE(has(values_of(talks), "sends_media_out")) << talks["findings"].dump();
  for (const auto& p : talks["peers"]) EXPECT_EQ(p["media_out"], 0) << p.dump();
  for (const auto& f : sends["findings"])
    if (f["value"] == "sends_media_out") {
      EXPECT_EQ(f["confidence"], "probable") << "nobody answered";
      EXPECT_EQ(f["attributes"]["told_by"], "headers");
    }
}

TEST(EgressOthers, A_station_and_what_it_alone_asks_for_and_speaks_to_stand_in_no_document) {
  const Generated g(visit("camera", "litedev.hik-connect.com", "o10", 1) +
                    visit("station", "only-the-station.example.com", "o19", 2));
  const auto one = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin() + 1, g.capture);
    const Ran ran = run(arguments);
    EXPECT_EQ(ran.code, 0) << ran.err;
    return ran.out + ran.err;
  };
  std::string kept = one({"audit", "--case", g("c"), "--json", g("j"), "--html", g("h"), "--csv", g("v")});
  kept += one({"egress", "--csv", g("ev"), "--stix", g("es"), "--json", g("ej")});
  for (const auto* file : {"c", "j", "h", "v", "ev", "es", "ej"}) {
    const std::string bytes = bytes_of(g(file));
    EXPECT_FALSE(bytes.empty()) << file;
    kept += bytes;
  }
  EXPECT_NE(kept.find("litedev.hik-connect.com"), std::string::npos) << "else the search proves nothing";
  for (const auto* secret : {"only-the-station", "203.0.113.19", "10.40.30.9\"", "28:b2:bd:00:00:09"})
    EXPECT_EQ(kept.find(secret), std::string::npos) << secret;
  const Ran all = run({"audit", g.capture, "-q", "--keep-others", "--json", "-"});
  EXPECT_NE(all.out.find("only-the-station"), std::string::npos) << "else it was never there";
}

}  // namespace
}  // namespace lenscap::test::egress_test
