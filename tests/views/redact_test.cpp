#include <gtest/gtest.h>

#include <algorithm>

#include "views/sample_case.hpp"

namespace lenscap::views::redact_test {
namespace {

using test::Sample;

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

// Everything that anyone can see of the case, in lower case.
std::string all_outputs(const Sample& s) {
  std::string out = to_json(s.view()) + to_terminal(s.view(), {}) + to_csv(s.view()) + to_html(s.view());
  for (const model::Subject& d : s.c.subjects)
    out += to_explanation(s.view(), d.id, {}) + to_explanation_json(s.view(), d.id);
  return lower(out);
}

Sample redacted(Sample s, RedactOptions options = {}) {
  s.c = redact(std::move(s.c), options);
  return s;
}

TEST(Redact, Leaves_no_original_in_any_output) {
  std::string seen = all_outputs(redacted(test::sample_case()));
  for (std::string_view original :
       {"10.0.0.12", "10.0.0.40", "3c:ef:8c:00:12:34", "44:19:b6:00:00:02", "3a01234paz00001", "front-door-cam",
        "town-hall", "depot 1", "getdeviceinformation.xml", "fe80::4619"})
    EXPECT_EQ(seen.find(original), std::string::npos) << original;
}

TEST(Redact, The_outputs_held_them_all_before) {
  std::string seen = all_outputs(test::sample_case());
  for (std::string_view original :
       {"10.0.0.12", "10.0.0.40", "3c:ef:8c:00:12:34", "3a01234paz00001", "front-door-cam", "town-hall"})
    EXPECT_NE(seen.find(original), std::string::npos) << original;
}

TEST(Redact, One_original_has_one_placeholder_everywhere) {
  Sample s = redacted(test::sample_case());
  EXPECT_EQ(s.c.subjects[0].key, "serial:dahua:serial-1");
  EXPECT_EQ(s.c.identifiers[2].value, "serial-1");
  EXPECT_EQ(s.c.observations[1].value, "serial-1");
  EXPECT_EQ(s.c.observations[1].locator.excerpt, "serial-1");
  EXPECT_EQ(s.c.observations[1].locator.mark_length, 8);
}

TEST(Redact, The_vendor_block_of_a_hardware_address_stays) {
  EXPECT_EQ(redacted(test::sample_case()).c.identifiers[1].value, "mac-1 (3c:ef:8c)");
}

TEST(Redact, What_names_the_make_stays) {
  Sample s = redacted(test::sample_case());
  std::string json = to_json(s.view());
  for (std::string_view kept : {"SafeHome Pro 4", "DS-7608NXI", "Dahua", "us-889-a1a", "\"id\": \"dahua\""})
    EXPECT_NE(json.find(kept), std::string::npos) << kept;
}

TEST(Redact, Around_its_mark_an_excerpt_is_masked) {
  Sample s = redacted(test::sample_case());
  const model::Locator& l = s.c.observations[0].locator;
  EXPECT_EQ(l.excerpt.substr(l.mark_at, l.mark_length), "Dahua");
  std::string around = l.excerpt.substr(0, l.mark_at) + l.excerpt.substr(l.mark_at + l.mark_length);
  EXPECT_EQ(around, std::string(around.size(), '.'));
}

TEST(Redact, Other_spellings_of_an_address_are_found_too) {
  Sample s = test::sample_case();
  s.saw(1, "http.title", "cam 3C-EF-8C-00-12-34 3cef8c001234 3cef.8c00.1234", 5, "tcp 80");
  s.saw(1, "mdns.host", "CAM3CEF8C001234.local", 6, "udp 5353");
  s.saw(1, "dvrip.device", "seen as uuid:5f5a69c2-e0ae-504f-829b-3cef8c001234", 7, "udp 5050");
  s = redacted(std::move(s));
  EXPECT_EQ(s.c.observations[6].value, "cam mac-1 (3c:ef:8c) mac-1 (3c:ef:8c) mac-1 (3c:ef:8c)");
  EXPECT_EQ(lower(s.c.observations[7].value).find("001234"), std::string::npos);
  EXPECT_EQ(s.c.observations[8].value.find("seen as uuid:serial-"), 0u);
  EXPECT_EQ(s.c.observations[8].value.find("001234"), std::string::npos);
}

TEST(Redact, Addresses_that_no_identifier_names_are_found_in_text) {
  Sample s = test::sample_case();
  s.saw(1, "wsd.xaddr", "http://192.168.7.9:8080/onvif http://[fd00::77]/ 10.1.2.3-10.1.2.9.", 5, "udp 3702");
  s = redacted(std::move(s));
  EXPECT_EQ(s.c.observations.back().value, "http://ip-4:8080/onvif http://[ip-5]/ ip-6-ip-7.");
}

TEST(Redact, A_firmware_version_is_no_address_though_it_looks_like_one) {
  Sample s = test::sample_case();
  s.saw(1, "dhip.version", "2.40.0.8", 5, "udp 37810");
  s.found(1, "firmware", "2.40.0.8", model::Confidence::probable);
  s = redacted(std::move(s));
  EXPECT_EQ(s.c.observations.back().value, "2.40.0.8");
  EXPECT_EQ(s.c.findings.back().value, "2.40.0.8");
}

TEST(Redact, The_owners_own_server_is_hidden_and_the_makers_cloud_is_not) {
  Sample s = test::sample_case();
  model::Id cloud = s.saw(1, "dns.query", "www.easy4ipcloud.com", 5, "udp 53");
  s.saw(1, "dns.query", "nvr.townhall.example", 6, "udp 53");
  s.found(1, "maker", "dahua", model::Confidence::possible, {}, {cloud}).knowledge = {"endpoint:easy4ip"};
  s = redacted(std::move(s));
  EXPECT_EQ(s.c.observations[6].value, "www.easy4ipcloud.com");
  EXPECT_EQ(s.c.observations[7].value.find("name-"), 0u);
}

TEST(Redact, A_short_host_name_is_not_cut_out_of_other_words) {
  Sample s = test::sample_case();
  s.identifier(2, "hostname", "cam");
  s = redacted(std::move(s));
  EXPECT_NE(to_terminal(s.view(), {}).find("camera"), std::string::npos);
  EXPECT_EQ(s.c.findings[0].value, "camera");
}

TEST(Redact, Only_what_is_asked_for_is_replaced) {
  Sample s = redacted(test::sample_case(), {.ip = true, .mac = false, .serial = false, .name = false, .site = false});
  EXPECT_EQ(s.c.identifiers[0].value, "ip-1");
  EXPECT_EQ(s.c.identifiers[1].value, "3c:ef:8c:00:12:34");
  EXPECT_EQ(s.c.identifiers[2].value, "3A01234PAZ00001");
  EXPECT_EQ(s.c.sources[0].name, "town-hall/depot 1.pcapng");
}

TEST(Redact, The_reason_of_a_merge_names_no_unit) {
  Sample s = test::sample_case();
  s.found(1, "merge", "same_mac", model::Confidence::confirmed,
          {{"first", "3c:ef:8c:00:12:34 10.0.0.12"}, {"second", "10.0.0.99"}, {"value", "3c:ef:8c:00:12:34"}});
  s = redacted(std::move(s));
  EXPECT_EQ(s.c.findings.back().value, "same_mac");
  EXPECT_EQ(s.c.findings.back().attributes.at("first"), "mac-1 (3c:ef:8c) ip-1");
  EXPECT_EQ(s.c.findings.back().attributes.at("second").find("ip-"), 0u);
  EXPECT_EQ(s.c.findings.back().attributes.at("value"), "mac-1 (3c:ef:8c)");
}

TEST(Redact, Names_of_files_in_notes_go_with_the_files) {
  Sample s = test::sample_case();
  s.c.sources[0].notes = {"town-hall/depot 1.pcapng, offset 196: cut short"};
  s = redacted(std::move(s));
  EXPECT_EQ(s.c.sources[0].notes[0], s.c.sources[0].name + ", offset 196: cut short");
}

}  // namespace
}  // namespace lenscap::views::redact_test
