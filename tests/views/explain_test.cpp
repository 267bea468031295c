#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "views/sample_case.hpp"

namespace lenscap::views::explain_test {
namespace {

using nlohmann::json;
using test::Sample;

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST(Explain, Leads_from_the_finding_to_the_marked_field_and_the_command_that_shows_it) {
  std::string text = to_explanation(test::sample_case().view(), 1, {});
  std::size_t finding = text.find("confirmed  Built by Dahua.");
  std::size_t reason = text.find("[1] protocol    dhip.vendor \"Dahua\"", finding);
  std::size_t place = text.find("udp 37810 json /params/deviceInfo/Vendor", reason);
  std::size_t field = text.find("\"Vendor\":\"[[Dahua]]\"", place);
  std::size_t command =
      text.find("tshark -r 'town-hall/depot 1.pcapng' -Y 'frame.number==812 || frame.number==813' -x", field);
  EXPECT_NE(command, std::string::npos) << text;
}

TEST(Explain, A_value_over_two_segments_names_both_packets) {
  EXPECT_TRUE(
      holds(to_explanation(test::sample_case().view(), 1, {}), "packet 812 bytes 42-46, packet 813 bytes 54-55"));
}

TEST(Explain, A_value_in_a_document_is_shown_by_its_line) {
  EXPECT_TRUE(
      holds(to_explanation(test::sample_case().view(), 2, {}), "sed -n '43p' town-hall/GetDeviceInformation.xml"));
}

TEST(Explain, A_value_in_a_document_without_lines_is_shown_by_its_bytes) {
  Sample s = test::sample_case();
  s.c.observations[4].locator.place = "json /DeviceInfo/model";
  EXPECT_TRUE(holds(to_explanation(s.view(), 2, {}), "tail -c +43 town-hall/GetDeviceInformation.xml | head -c 10"));
}

TEST(Explain, What_came_from_standard_input_has_no_command) {
  Sample s = test::sample_case();
  s.c.sources[0].name = "-";
  EXPECT_FALSE(holds(to_explanation(s.view(), 1, {}), "tshark"));
}

TEST(Explain, A_field_that_is_not_printable_is_shown_in_hexadecimal_too) {
  // The host name stands behind the option's code and length, 0c 0e.
  EXPECT_TRUE(holds(to_explanation(test::sample_case().view(), 1, {}),
                    "hex of the field: 66 72 6f 6e 74 2d 64 6f 6f 72 2d 63 61 6d"));
}

TEST(Explain, Knowledge_stands_with_its_source_and_date) {
  std::string text = to_explanation(test::sample_case().view(), 1, {});
  EXPECT_TRUE(holds(text, "mcw0/DahuaConsole@0a1b2c3:net.py (read 2026-06-29)"));
  EXPECT_TRUE(holds(text, "FAR 52.204-25 (read 2026-11-02)"));
}

TEST(Explain, An_entry_that_knowledge_has_lost_keeps_the_source_that_the_case_kept) {
  Sample s = test::sample_case();
  s.k.signatures.clear();
  EXPECT_TRUE(holds(to_explanation(s.view(), 1, {}), "as kept"));
}

TEST(Explain, Says_when_the_case_has_no_such_device) {
  EXPECT_EQ(to_explanation(test::sample_case().view(), 77, {}), "The case has no device 77.\n");
  json document = json::parse(to_explanation_json(test::sample_case().view(), 77));
  EXPECT_EQ(document.at("device"), nullptr);
  EXPECT_EQ(document.at("lenscap"), "explanation");
}

TEST(Explain, Its_json_holds_the_device_as_the_audit_does) {
  Sample s = test::sample_case();
  json audit = json::parse(to_json(s.view())), document = json::parse(to_explanation_json(s.view(), 1));
  EXPECT_EQ(document.at("device"), audit.at("devices").at(0));
  EXPECT_EQ(document.at("inputs"), audit.at("inputs"));
}

TEST(Explain, Hostile_names_are_neutral) {
  std::string text = to_explanation(test::sample_case().view(), 4, {});
  EXPECT_FALSE(holds(text, "\x1b"));
  EXPECT_FALSE(holds(text, "\xe2\x80\xae"));
  EXPECT_FALSE(holds(text, "\xff"));
  EXPECT_TRUE(holds(text, R"(\x1b[31m)"));
}

}  // namespace
}  // namespace lenscap::views::explain_test
