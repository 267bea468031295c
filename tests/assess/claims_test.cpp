// What a value claims is worked out once and told of many: each device still has its own place, proof and addresses.
#include "assess/claims.hpp"

#include <gtest/gtest.h>

namespace lenscap::assess::claims_test {
namespace {

using knowledge::ClaimKind;
using model::EvidenceClass;

/// One serial that some signature reads, and one owner of an address block.
knowledge::Knowledge small_knowledge() {
  knowledge::Knowledge k;
  knowledge::Signature serial;
  serial.id = "serial";
  serial.on = model::kind("sadp.devicesn");
  serial.match = "^(.+)$";
  serial.claims = {{ClaimKind::serial, "", 1}};
  serial.evidence = EvidenceClass::serial;
  k.signatures = {serial};
  knowledge::Maker maker;
  maker.id = "acme";
  maker.organisations = {"Acme Ltd.", "ACME LTD"};
  knowledge::Maker seller = maker;
  seller.id = "seller";
  seller.builds = false;
  k.makers = {seller, maker};
  knowledge::Brand brand;
  brand.id = "acme-view";
  brand.name = "Acme View";
  brand.organisations = {"acme ltd"};
  k.brands = {brand};
  return k;
}

struct Reader {
  knowledge::Knowledge k = small_knowledge();
  knowledge::Matcher matcher{k};
  ClaimReader reader{k, matcher};

  std::vector<Claim> read(model::Kind kind, const std::string& value, model::Id id = 0,
                          std::vector<model::Mac> macs = {}, bool saved = false) {
    std::vector<Claim> claims;
    reader.read(kind, value, id, saved, macs, claims);
    return claims;
  }
};

TEST(Claims, A_serial_that_repeats_the_address_is_the_address_for_that_device_alone) {
  Reader r;
  const std::string serial = "3cef8c001234";
  const auto kind = model::kind("sadp.devicesn");
  const auto own = r.read(kind, serial, 1, {*model::parse_mac(serial)});
  const auto other = r.read(kind, serial, 2, {model::Mac{0x3cef8c000001}});
  const auto again = r.read(kind, serial, 3, {*model::parse_mac(serial)});
  ASSERT_EQ(own.size() + other.size() + again.size(), 3u);
  EXPECT_EQ(own[0].evidence, EvidenceClass::address);
  EXPECT_EQ(other[0].evidence, EvidenceClass::serial);
  EXPECT_EQ(again[0].evidence, EvidenceClass::address);
}

TEST(Claims, The_same_value_rests_on_each_devices_own_observation_and_file) {
  Reader r;
  const auto kind = model::kind("sadp.devicesn");
  const auto first = r.read(kind, "A1", 7, {}, true), second = r.read(kind, "A1", 8, {}, false);
  ASSERT_EQ(first.size() + second.size(), 2u);
  EXPECT_EQ(first[0].observation, 7);
  EXPECT_EQ(second[0].observation, 8);
  EXPECT_TRUE(first[0].saved_file);
  EXPECT_FALSE(second[0].saved_file);
}

TEST(Claims, A_block_claims_its_builder_once_then_the_brand_and_no_seller) {
  Reader r;
  for (const char* organisation : {"Acme Ltd", "ACME  LTD."}) {
    const auto claims = r.read(model::kind("eth.block"), organisation);
    ASSERT_EQ(claims.size(), 2u) << organisation;
    EXPECT_EQ(claims[0].kind, ClaimKind::maker);
    EXPECT_EQ(claims[0].value, "acme");
    EXPECT_EQ(claims[0].entry, "maker:acme");
    EXPECT_EQ(claims[1].kind, ClaimKind::brand);
    EXPECT_EQ(claims[1].value, "Acme View");
  }
  EXPECT_TRUE(r.read(model::kind("eth.block"), "Acme").empty());
}

TEST(Claims, More_values_than_are_remembered_claim_what_they_did) {
  Reader r;
  const auto kind = model::kind("sadp.devicesn");
  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < 70'000; i += i < 40'000 ? 997 : 1) {
      const auto claims = r.read(kind, std::to_string(i));
      ASSERT_EQ(claims.size(), 1u);
      ASSERT_EQ(claims[0].value, std::to_string(i));
    }
}

}  // namespace
}  // namespace lenscap::assess::claims_test
