// lenscap contracts, as its users run it: the five contracts of Xinjiang on one page, exports that others can read, and
// input that is broken.
#include <gtest/gtest.h>

#include <set>

#include "cli/program.hpp"
#include "views/schema.hpp"

namespace lenscap::test::contracts_test {
namespace {

using namespace lenscap::test;
using Json = nlohmann::json;

const std::string xinjiang = LENSCAP_ROOT "/examples/xinjiang-2017.json";

const views::test::Schema& schema() {
  static const views::test::Schema published(Json::parse(std::ifstream(LENSCAP_ROOT "/docs/contracts.schema.json")));
  return published;
}

Json json_of(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "contracts");
  arguments.insert(arguments.end(), {"--json", "-"});
  const Ran ran = run(arguments);
  auto document = Json::parse(ran.out, nullptr, false);
  EXPECT_FALSE(document.is_discarded()) << ran.err << ran.out.substr(0, 300);
  if (document.is_discarded()) return {};
  for (const std::string& problem : schema().problems(document)) ADD_FAILURE() << problem;
  return document;
}

std::string release(const std::string& ocid, const std::string& more,
                    const std::string& date = "2024-05-01T00:00:00Z") {
  return R"({"ocid":")" + ocid + R"(","id":")" + ocid + R"(-1","date":")" + date +
         R"(","tag":["award"],"initiationType":"tender","parties":[{"id":"b","name":"Merton Council","roles":["buyer"]},)"
         R"({"id":"s","name":"Bright Installers Ltd","roles":["supplier"]}],"buyer":{"id":"b","name":"Merton Council"},)" +
         more + "}";
}

std::string award(const std::string& amount, const std::string& currency = "GBP", const std::string& item = "Works") {
  return R"("awards":[{"id":"1","status":"active","date":"2024-05-01T00:00:00Z","value":{"amount":)" + amount +
         R"(,"currency":")" + currency +
         R"("},"suppliers":[{"id":"s","name":"Bright Installers Ltd"}],"items":[{"id":"1","description":")" + item +
         R"("}]}])";
}

TEST(Contracts, The_five_contracts_of_Xinjiang_stand_on_one_page_with_their_owners_listings_and_sums) {
  const Json c = json_of({xinjiang, "--around", "hikvision"});
  ASSERT_EQ(c["around"]["core"].size(), 5u);
  ASSERT_EQ(c["totals"]["counted"].size(), 1u);
  EXPECT_EQ(c["totals"]["counted"][0]["currency"], "CNY");
  EXPECT_EQ(c["totals"]["counted"][0]["sum"], "335990000.00");
  EXPECT_EQ(c["totals"]["counted"][0]["usd"], "49725465.82");  // 335,990,000 / 6.7569, by hand
  ASSERT_EQ(c["totals"]["rates"].size(), 1u);
  EXPECT_EQ(c["totals"]["rates"][0]["source"], "https://www.federalreserve.gov/releases/g5a/20210104/");
  std::size_t unknown = 0, vehicles = 0;
  for (const auto& left : c["totals"]["left_out"])
    if (left["why"] == "not_stated") unknown = left["count"];
  EXPECT_EQ(unknown, 4u) << "four sums are in no public copy";
  for (const auto& company : c["around"]["companies"]) {
    const std::string name = company["organisation"]["name"];
    if (name.find("Haishi") == std::string::npos) continue;
    ++vehicles;
    EXPECT_EQ(company["maker"], "hikvision") << name;
    EXPECT_FALSE(company["owners"].empty()) << name;
    bool listed = false;
    for (const auto& l : company["listings"]) listed |= l["itself"] == true && l["from"] == "2023-03-28";
    EXPECT_TRUE(listed) << name;
  }
  EXPECT_EQ(vehicles, 5u);
  ASSERT_EQ(c["around"]["beside"].size(), 1u);
  for (const auto& p : c["processes"])
    if (p["number"] == c["around"]["beside"][0]) {
      EXPECT_EQ(p["estimate"]["amount"], "1900000000.00");
      EXPECT_NE(p["description"].get<std::string>().find("Reuters"), std::string::npos);
    }
  std::set<std::string> kinds;
  for (const auto& link : c["links"]) kinds.insert(link["kind"]);
  for (const auto& p : c["processes"])
    for (const auto& link : p["within"]) kinds.insert(link["kind"]);
  for (const char* kind : {"parent", "same_group", "project_vehicle"}) EXPECT_TRUE(kinds.contains(kind)) << kind;
}

TEST(Contracts, Around_a_party_stand_the_patterns_and_devices_of_its_contracts_and_no_others) {
  const Folder folder;
  std::string far = release("far", award("900", "GBP", "IPC-HDW5421S"));
  for (auto at = far.find("Bright"); at != far.npos; at = far.find("Bright")) far.replace(at, 6, "Other");
  const auto file = folder.write("r.jsonl", release("one", award("500", "GBP", "IPC-A46 dome")) + "\n" +
                                                release("two", award("700")) + "\n" + far + "\n");
  const std::string devices = folder / "depot.lenscap";
  ASSERT_EQ(run({"audit", LENSCAP_ROOT "/examples/depot.pcapng", "--case", devices, "-q"}).code, 0);
  const auto seen = [&](const std::vector<std::string>& around) {
    std::vector<std::string> arguments{file, "--case", devices};
    arguments.insert(arguments.end(), around.begin(), around.end());
    const Json c = json_of(arguments);
    std::set<std::string> texts;
    for (const auto& device : c["devices"]) texts.insert(device["text"]);
    return std::pair(c["patterns"]["found"].size(), texts);
  };
  using Texts = std::set<std::string>;
  EXPECT_EQ(seen({}), std::pair(std::size_t{1}, Texts({"IPC-A46 dome", "IPC-HDW5421S"})));
  EXPECT_EQ(seen({"--around", "Bright Installers Ltd"}), std::pair(std::size_t{1}, Texts({"IPC-A46 dome"})));
  EXPECT_EQ(seen({"--around", "Other Installers Ltd"}), std::pair(std::size_t{0}, Texts({"IPC-HDW5421S"})));
}

TEST(Contracts, The_schema_holds_for_findings_and_tables_and_notices_what_is_changed) {
  const Folder folder;
  const std::string text = release("item", award("500", "GBP", "DS-2CD2143G2-I")) + "\n" +
                           release("year", award("200", "", "DS-2CD2143G2-I"), "2017") + "\n" +
                           release("rest", award("-5", "")) + "\n";
  const auto file = folder.write("r.jsonl", text);
  json_of({file});
  json_of({file, "--around", "Bright Installers Ltd"});
  json_of({file, "--for", "uk-council", "--on", "2026-01-01"});
  json_of(
      {folder.write("t.csv", "Vendor,Amount (GBP),Title,Date\nHikvision,\"1,234.50\",CCTV,2017-05\nAcme,much,,\n")});
  const Json c = json_of({file, "--for", "us-federal"}), whole = json_of({xinjiang, "--around", "hikvision"});
  ASSERT_FALSE(c["findings"].empty());
  Json renamed = c, reworded = c, as_number = c, without = whole, of_another = whole;
  renamed["findings"][0]["sentence"] = renamed["findings"][0]["wording"];
  renamed["findings"][0].erase("wording");
  reworded["findings"][0]["key"] = "guilty";
  as_number["processes"][0]["deals"][0]["value"]["amount"] = 500.0;
  without["around"]["companies"][0].erase("owners_on");
  of_another["links"][0]["kind"] = "cousin";
  for (const Json& changed : {renamed, reworded, as_number, without, of_another})
    EXPECT_FALSE(schema().problems(changed).empty());
}

TEST(Contracts, The_page_says_what_is_unknown_beside_what_is_reported) {
  const Ran text = run({"contracts", xinjiang, "--around", "hikvision"});
  const Ran page = run({"contracts", xinjiang, "--around", "Hikvision", "--html", "-"});
  for (const auto& out : {text.out, page.out})
    for (const char* word : {"335,990,000.00 CNY", "49,725,465.82 USD", "1,900,000,000.00 CNY", "Reuters",
                             "sum not stated", "2023-03-28", "Moyu Haishi"})
      EXPECT_NE(out.find(word), std::string::npos) << word;
  EXPECT_EQ(page.out.find("<script"), std::string::npos);
  EXPECT_EQ(page.out.find("src="), std::string::npos);
}

TEST(Contracts, The_report_fits_80_columns) {
  for (const auto& arguments : std::vector<std::vector<std::string>>{
           {"contracts", xinjiang}, {"contracts", xinjiang, "--around", "hikvision"}}) {
    const std::string out = run(arguments).out;
    int column = 0;
    for (const char c : out) {
      if (c == '\n') column = 0;
      else if ((static_cast<unsigned char>(c) & 0xc0) != 0x80) ++column;
      ASSERT_LE(column, 80) << out;
    }
  }
}

TEST(Contracts, Exports_can_be_read_by_others) {
  std::istringstream lines(run({"contracts", xinjiang, "--ftm", "-"}).out);
  std::set<std::string> ids, schemas;
  std::vector<Json> entities;
  for (std::string line; std::getline(lines, line);) {
    const Json entity = Json::parse(line, nullptr, false);
    ASSERT_FALSE(entity.is_discarded()) << line;
    EXPECT_TRUE(ids.insert(entity["id"]).second) << "each entity once";
    schemas.insert(entity["schema"]);
    entities.push_back(entity);
  }
  EXPECT_EQ(schemas, (std::set<std::string>{"Company", "PublicBody", "Contract", "ContractAward", "Ownership"}));
  for (const auto& entity : entities)
    for (const char* reference : {"supplier", "contract", "owner", "asset", "authority"})
      for (const auto& id : entity["properties"].value(reference, Json::array())) EXPECT_TRUE(ids.contains(id)) << id;

  const Json ocds = Json::parse(run({"contracts", xinjiang, "--ocds", "-"}).out, nullptr, false);
  ASSERT_FALSE(ocds.is_discarded());
  EXPECT_EQ(ocds["version"], "1.1");
  EXPECT_EQ(ocds["releases"].size(), 6u);
  const Folder folder;  // read again, it says the same
  const auto again = json_of({folder.write("again.json", ocds.dump())});
  EXPECT_EQ(again["totals"]["counted"][0]["sum"], "335990000.00");

  const std::string dot = run({"contracts", xinjiang, "--dot", "-"}).out;
  EXPECT_TRUE(dot.starts_with("digraph contracts {"));
  EXPECT_TRUE(dot.ends_with("}\n"));
  const std::string csv = run({"contracts", xinjiang, "--csv", "-"}).out;
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 7) << "a heading, one award and five contracts";
}

TEST(Contracts, Releases_out_of_order_and_twice_over_change_nothing) {
  const Folder folder;
  const std::string first = release("x", award("100")), later = release("x", award("150"), "2024-06-01T00:00:00Z");
  const auto sum = [&](const std::string& text) {
    return json_of({folder.write("r.jsonl", text)})["totals"]["counted"][0]["sum"];
  };
  EXPECT_EQ(sum(first + "\n" + later + "\n"), "150.00");
  EXPECT_EQ(sum(later + "\n" + first + "\n" + first + "\n"), "150.00");
}

TEST(Contracts, Bad_amounts_are_left_out_with_their_reason_and_the_rest_goes_on) {
  const Folder folder;
  std::string text;
  for (const char* amount : {"-5", "0", "1e30", "null", "\"abc\"", "999999", "100"})
    text += release(std::string("o") + std::to_string(text.size()), award(amount)) + "\n";
  text += R"({"ocid":"broken","awards":[)"
          "\n" +
          release("last", award("7", "EUR")) + "\n";
  const Json c = json_of({folder.write("bad.jsonl", text)});
  ASSERT_EQ(c["totals"]["counted"].size(), 2u) << c["totals"];
  EXPECT_EQ(c["totals"]["counted"][0]["sum"], "7.00");
  EXPECT_EQ(c["totals"]["counted"][1]["sum"], "100.00");
  EXPECT_FALSE(c["note_places"].empty()) << "each with its place";
}

TEST(Contracts, Wrong_usage_is_told) {
  const Folder folder;
  const auto good = folder.write("r.json", release("x", award("100")));
  for (const auto& arguments : std::vector<std::vector<std::string>>{{"contracts"},
                                                                     {"contracts", folder / "nowhere"},
                                                                     {"contracts", good, "--html", "-"},
                                                                     {"contracts", good, "--json", "-", "--csv", "-"},
                                                                     {"contracts", good, "--for", "nobody"},
                                                                     {"contracts", good, "--on", "2026-02-30"},
                                                                     {"contracts", good, "--map", "supplier"},
                                                                     {"contracts", good, "--case", good}}) {
    const Ran ran = run(arguments);
    EXPECT_EQ(ran.code, 2) << arguments.back();
    EXPECT_NE(ran.err, "");
  }
}

TEST(Contracts, A_hostile_name_stays_text) {
  const Folder folder;
  std::string text = release("<script>alert(1)</script>", award("100", "GBP", "DS-2CD2143G2-I"));
  const auto replace = [&](const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
      text.replace(at, from.size(), to);
  };
  replace("Bright Installers Ltd",
          "=cmd|' /C calc'!A0<img src=x onerror=alert(1)> Hangzhou Hikvision Digital Technology Co., Ltd.\\u001b[2J");
  const auto file = folder.write("r.json", text);
  const std::string page = run({"contracts", file, "--around", "hikvision", "--html", "-"}).out;
  EXPECT_EQ(page.find("<img"), std::string::npos);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_EQ(run({"contracts", file}).out.find('\x1b'), std::string::npos);
  EXPECT_EQ(run({"contracts", file, "--csv", "-"}).out.find(",=cmd"), std::string::npos);
}

}  // namespace
}  // namespace lenscap::test::contracts_test
