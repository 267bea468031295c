// What the committed endpoints say of hosts that cameras ask for: whose, and what for.
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "knowledge/knowledge.hpp"
#include "knowledge/matcher.hpp"

namespace lenscap::knowledge::endpoints_test {
namespace {

class CommittedEndpoints : public ::testing::Test {
 protected:
  void SetUp() override {
    auto loaded = load_builtin();
    ASSERT_TRUE(loaded) << model::to_line(loaded.error());
    k = std::move(*loaded);
    matcher = std::make_unique<Matcher>(k);
  }
  /// "reg p2p", as data/ orders them; "nobody's" where no entry holds the host.
  std::string purpose(std::string_view host) const {
    const Endpoint* endpoint = matcher->endpoint(host);
    if (!endpoint) return "nobody's";
    std::string all;
    for (const std::string& purpose : endpoint->purposes) all += (all.empty() ? "" : " ") + purpose;
    return all;
  }
  std::string whose(std::string_view host) const {
    const Endpoint* endpoint = matcher->endpoint(host);
    return endpoint ? endpoint->operator_name : "";
  }

  Knowledge k;
  std::unique_ptr<Matcher> matcher;
};

TEST_F(CommittedEndpoints, A_host_of_its_own_purpose_is_told_from_its_domain) {
  EXPECT_EQ(purpose("time.ys7.com"), "ntp");
  EXPECT_EQ(purpose("devlog.ys7.com"), "tele");
  EXPECT_EQ(purpose("open.ys7.com"), "api");
  EXPECT_EQ(purpose("alarm.ezviz7.com"), "push");
  EXPECT_EQ(purpose("litedev.ezvizlife.com"), "reg");
  EXPECT_EQ(purpose("apiieu.ezvizlife.com"), "api");
  EXPECT_EQ(purpose("upgrade.secu100.net"), "fw");
  EXPECT_EQ(purpose("pub-dss-hls.secu100.net"), "media");
  EXPECT_EQ(purpose("logsvr.xmcsrv.net"), "tele");
  EXPECT_EQ(purpose("ddns.myedimax.com"), "ddns");
  EXPECT_EQ(purpose("stream-us1-charlie.dropcam.com"), "media");
}

TEST_F(CommittedEndpoints, A_region_that_nobody_listed_belongs_to_its_domain) {
  EXPECT_EQ(whose("foo-eu3.hik-connect.com"), "Hikvision");
  EXPECT_EQ(whose("GW.AP-SOUTH-9.Hik-Connect.com."), "Hikvision");
  EXPECT_EQ(whose("cmgw-xx.easy4ipcloud.com"), "Dahua");
  EXPECT_EQ(whose("zz7.ezcloud.uniview.com"), "Uniview");
}

TEST_F(CommittedEndpoints, A_name_that_only_looks_like_one_is_nobody_s) {
  for (const char* host :
       {"hik-connect.com.example.org", "nothik-connect.com", "ys7.com.example.org", "mys7.com", "spring.com", "com"})
    EXPECT_EQ(purpose(host), "nobody's") << host;
}

TEST_F(CommittedEndpoints, What_anybody_rents_is_nobody_s) {
  for (const char* host :
       {"alarm.eu.s3.amazonaws.com", "a3bmbcwe3hybwy.iot.us-west-2.amazonaws.com", "d1234.cloudfront.net",
        "x.oss-cn-hangzhou.aliyuncs.com", "x.cos.ap-guangzhou.myqcloud.com", "e1.a.akamaiedge.net", "x.fastly.net"})
    EXPECT_EQ(purpose(host), "nobody's") << host;
}

TEST_F(CommittedEndpoints, A_brand_s_cloud_is_its_operator_s_not_the_maker_s) {
  EXPECT_EQ(whose("apiieu.guardingvision.com"), "Hikvision");  // under the labels of others
  EXPECT_EQ(matcher->endpoint("apiieu.guardingvision.com")->maker, "");
  const Endpoint* imou = matcher->endpoint("openapi-fk.easy4ip.com");
  ASSERT_TRUE(imou);
  EXPECT_NE(imou->operator_name.find("Huacheng"), std::string::npos);  // sold by Dahua: it is not the operator
  EXPECT_EQ(imou->maker, "");
}

TEST_F(CommittedEndpoints, Public_time_and_names_are_no_reason_to_keep_a_host) {
  EXPECT_EQ(purpose("0.amazon.pool.ntp.org"), "ntp");
  EXPECT_FALSE(matcher->known(model::kind("dns.query"), "0.amazon.pool.ntp.org"));
  EXPECT_FALSE(matcher->known(model::kind("dns.query"), "dns.google"));
  EXPECT_TRUE(matcher->known(model::kind("dns.query"), "time.ys7.com"));  // only devices of one company ask there
}

TEST_F(CommittedEndpoints, Every_contact_of_the_public_captures_is_named) {
  EXPECT_EQ(whose("signal.mydlink.com"), "D-Link");
  EXPECT_EQ(purpose("ntp1.dlink.com"), "ntp");
  EXPECT_EQ(whose("rest-hw-u009.immedia-semi.com"), "Blink (Amazon)");
  EXPECT_EQ(whose("cocoa.ring.com"), "Ring");
  EXPECT_EQ(whose("m2.tuyaus.com"), "Tuya");
  EXPECT_EQ(whose("ns.myedimax.com"), "Edimax");
}

}  // namespace
}  // namespace lenscap::knowledge::endpoints_test
