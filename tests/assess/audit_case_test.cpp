// The case as a whole: keys that last, findings that can be derived again, and reasons that are there.
#include <algorithm>
#include <numeric>
#include <set>

#include "evidence_builder.hpp"

namespace lenscap::assess::audit_case_test {
namespace {

using model::behind_ttl;
using model::claimed_by_arp;

/// A small site: a relabelled camera, a Hikvision one behind the router, a recorder with a camera it names and one that
/// is also seen, a moved device, a module, saved replies, a laptop.
EvidenceBuilder site() {
  EvidenceBuilder b;
  b.capture();
  const auto relabelled = b.host("4c:11:bf:00:12:34", "10.0.0.9", claimed_by_arp, 1, 50);
  answer_dhip(b, relabelled);
  b.shows_block(relabelled).says(relabelled, "dhip.serialno", "3A01234PAZ00001");
  b.says(relabelled, "wsd.name", "SafeHome Pro 4").says(relabelled, "dhcp.hostname", "3A01234PAZ00001");
  b.host("00:04:96:27:8b:ca", "10.0.0.1", claimed_by_arp, 2, 60);
  const auto far = b.host("00:04:96:27:8b:ca", "10.9.0.7", behind_ttl, 3, 40);
  answer_sadp(b, far);
  b.says(far, "sadp.devicesn", "DS-2CD2T47G1-L20190522AAWRD12345678").says(far, "sadp.mac", "58-50-ed-00-12-34");
  const auto recorder = b.host("4c:11:bf:00:99:99", "10.0.0.2", claimed_by_arp, 4, 60);
  b.says(recorder, "dahuacgi.devicetype", "NVR5216-16P-4KS2E").says(recorder, "dahuacgi.vendor", "Lorex");
  b.says(recorder, "dahuacgi.updateserial", "DHI-NVR5216-16P-4KS2E");
  const auto row = b.channel(recorder, "recorder, channel 1");
  b.says(row, "channel.manufacturer", "Dahua").says(row, "channel.mac", "4c:11:bf:00:12:34");
  const auto other_row = b.channel(recorder, "recorder, channel 2");
  b.says(other_row, "channel.manufacturer", "Onvif").says(other_row, "channel.address", "10.0.0.31");
  const auto moved = b.host("94:e0:d6:e9:89:86", "10.0.0.40", 0, 5, 20);
  b.shows_block(moved).says(moved, "baichuan.message", "1");
  b.host("94:e0:d6:e9:89:86", "10.0.0.41", 0, 30, 50);
  const auto laptop = b.host("a4:83:e7:22:3f:91", "10.0.0.50", 0, 6, 60);
  b.says(laptop, "dhcp.hostname", "MK03862");
  b.saved_files();
  const auto saved = b.folder("onvif-gx728mf-ir28");
  b.says(saved, "onvif.manufacturer", "NONE").says(saved, "onvif.firmware", "IPC_G6106-B0005P11D1812C03");
  b.says(saved, "onvif.serial", "210235T8HQ3197000191");
  return b;
}

/// Hosts in the order `hosts` (new place → old place), and observations backwards.
model::Evidence reordered(const model::Evidence& e, const std::vector<model::HostIndex>& hosts) {
  std::vector<model::HostIndex> new_place(hosts.size());
  for (model::HostIndex i = 0; i < hosts.size(); ++i) new_place[hosts[i]] = i;
  model::Evidence out;
  out.sources = e.sources;
  for (auto old : hosts) {
    out.hosts.push_back(e.hosts[old]);
    if (auto& parent = out.hosts.back().parent; parent != model::no_host) parent = new_place[parent];
  }
  out.observations.assign(e.observations.rbegin(), e.observations.rend());
  for (auto& o : out.observations) o.host = new_place[o.host];
  return out;
}

std::string text(const model::Finding& f, bool with_numbers) {
  std::string out =
      std::to_string(f.subject) + " " + f.key + "=" + f.value + " " + std::string(to_string(f.confidence));
  for (const auto& [key, value] : f.attributes)
    if (f.key != "merge" || key == "value")
      (((out += " ") += key) += "=") += value;  // first and second: as they were sighted
  for (const auto& entry : f.knowledge) out += " " + entry;
  if (!with_numbers) return out;
  out += " id " + std::to_string(f.id);
  for (auto id : f.observations) out += " #" + std::to_string(id);
  return out;
}
std::vector<std::string> texts(const std::vector<model::Finding>& findings, bool with_numbers) {
  std::vector<std::string> out;
  for (const auto& f : findings) out.push_back(text(f, with_numbers));
  return out;
}
std::vector<std::string> keys(const model::Case& c) {
  std::vector<std::string> out;
  for (const auto& s : c.subjects) out.push_back(s.key);
  return out;
}

TEST(AuditCase, Keys_name_the_serial_number_first_then_the_hardware_address_then_the_address) {
  EXPECT_EQ(keys(site().audited()), (std::vector<std::string>{
                                        "document:recorder, channel 2",
                                        "mac:4c:11:bf:00:99:99",
                                        "mac:94:e0:d6:e9:89:86",
                                        "serial:dahua:3A01234PAZ00001",
                                        "serial:hikvision:DS-2CD2T47G1-L20190522AAWRD12345678",
                                        "serial:uniview:210235T8HQ3197000191",
                                    }));
}

TEST(AuditCase, The_order_of_hosts_and_facts_changes_neither_keys_nor_findings) {
  const auto b = site();
  const auto plain = b.audited();
  std::vector<model::HostIndex> order(b.evidence.hosts.size());
  std::iota(order.begin(), order.end(), 0u);
  for (int turn = 0; turn < 12; ++turn) {
    std::rotate(order.begin(), order.begin() + 5, order.end());
    if (turn % 2 != 0) std::reverse(order.begin(), order.end());
    const auto c = audit(reordered(b.evidence, order), real_knowledge());
    EXPECT_EQ(keys(c), keys(plain));
    EXPECT_EQ(texts(c.findings, true), texts(plain.findings, true));
  }
}

TEST(AuditCase, The_order_of_files_changes_neither_keys_nor_findings) {
  const auto b = site();
  auto e = b.evidence;
  std::swap(e.sources[0], e.sources[1]);
  for (auto& o : e.observations) o.locator.source = 1 - o.locator.source;
  const auto c = audit(e, real_knowledge());
  EXPECT_EQ(keys(c), keys(b.audited()));
  EXPECT_EQ(texts(c.findings, false), texts(b.audited().findings, false));
}

TEST(AuditCase, Findings_derived_again_from_the_case_are_the_same) {
  const auto c = site().audited();
  EXPECT_EQ(texts(derive_findings(c, real_knowledge()), true), texts(c.findings, true));
  EXPECT_GT(c.findings.size(), 30u);
}

TEST(AuditCase, Findings_follow_from_the_observations_so_a_missing_one_is_noticed) {
  auto c = site().audited();
  std::erase_if(c.observations, [](const auto& o) { return o.kind == "dhip.method" || o.kind == "eth.block"; });
  EXPECT_NE(texts(derive_findings(c, real_knowledge()), true), texts(c.findings, true));
}

TEST(AuditCase, Every_reason_is_an_observation_of_the_same_subject) {
  const auto c = site().audited();
  std::size_t reasons = 0;
  for (const auto& f : c.findings)
    for (auto id : f.observations) {
      ++reasons;
      ASSERT_GE(id, 1);
      ASSERT_LE(id, static_cast<model::Id>(c.observations.size()));
      EXPECT_EQ(c.observations[id - 1].id, id);
      EXPECT_EQ(c.observations[id - 1].subject, f.subject) << f.key;
    }
  EXPECT_GT(reasons, 20u);
}

TEST(AuditCase, What_a_device_is_said_to_be_always_has_a_reason) {
  const std::set<std::string> stated = {"role",   "maker",      "brand",     "label",         "model",      "firmware",
                                        "serial", "build_date", "component", "contradiction", "restriction"};
  for (const auto& f : site().audited().findings)
    if (stated.contains(f.key)) {
      EXPECT_FALSE(f.observations.empty()) << text(f, false);
      EXPECT_FALSE(f.knowledge.empty()) << text(f, false);
    }
}

TEST(AuditCase, Every_entry_that_a_finding_names_is_kept_in_the_case_as_it_was) {
  const auto c = site().audited();
  std::set<std::string> kept;
  for (const auto& entry : c.knowledge) {
    EXPECT_TRUE(kept.insert(entry.key).second) << entry.key << " twice";
    EXPECT_EQ(entry.digest.size(), 64u) << entry.key;
    EXPECT_FALSE(entry.text.empty()) << entry.key;
  }
  std::set<std::string> named;
  for (const auto& f : c.findings) named.insert(f.knowledge.begin(), f.knowledge.end());
  EXPECT_EQ(kept, named);
}

TEST(AuditCase, The_kept_entries_alone_derive_the_findings_again) {
  const auto c = site().audited();
  const auto k = knowledge::load_texts(c.knowledge);
  ASSERT_TRUE(k.has_value());
  for (const auto& key : {"maker", "brand", "role", "model", "serial", "label"})
    for (const auto& s : c.subjects) {
      model::Case again = c;
      again.findings = derive_findings(c, *k);
      EXPECT_EQ(said(again, key, s.id), said(c, key, s.id)) << s.key;
    }
}

TEST(AuditCase, Identifiers_stand_once_a_subject) {
  const auto c = site().audited();
  std::set<std::tuple<model::Id, std::string, std::string>> seen;
  for (const auto& i : c.identifiers)
    EXPECT_TRUE(seen.insert({i.subject, i.kind, i.value}).second) << i.kind << " " << i.value;
}

TEST(AuditCase, A_restriction_reaches_a_maker_with_the_reasons_for_that_maker) {
  const auto c = site().audited();
  const auto ids = subjects_of(c, "ip", "10.9.0.7");
  ASSERT_EQ(ids.size(), 1u);
  const auto restriction = finding(c, "restriction", ids[0]);
  EXPECT_EQ(restriction.observations, finding(c, "maker", ids[0]).observations);
  EXPECT_LE(restriction.confidence, finding(c, "maker", ids[0]).confidence);
}

TEST(AuditCase, No_evidence_is_an_empty_case_and_not_an_error) {
  const auto c = audit({}, real_knowledge());
  EXPECT_TRUE(c.subjects.empty());
  EXPECT_TRUE(c.findings.empty());
  EXPECT_EQ(c.others.at("count"), 0u);
  EXPECT_EQ(c.meta.at("knowledge_edition"), real_knowledge().edition);
}

}  // namespace
}  // namespace lenscap::assess::audit_case_test
