// Rows are those of npm @ip-location-db/asn and @ip-location-db/asn-country 2.3.2026061719, read by hand; the line in
// their CSV stands behind each.
#include "knowledge/networks.hpp"

#include <gtest/gtest.h>

#include "knowledge/knowledge.hpp"
#include "knowledge/networks_compile.hpp"
#include "knowledge/networks_table.hpp"
#include "model/time.hpp"

namespace lenscap::knowledge::networks_test {
namespace {

model::Ip ip(std::string_view text) { return model::parse_ip(text).value(); }

/// "13335 Cloudflare, Inc. AU"; empty where nothing is known.
std::string shown(const std::optional<Network>& network) {
  if (!network) return {};
  return std::to_string(network->asn) + " " + std::string(network->name) + " " + std::string(network->country);
}

std::string at(std::string_view address) { return shown(find_network(ip(address))); }

TEST(Networks, An_address_has_the_network_and_the_country_of_the_package_s_rows) {
  EXPECT_EQ(at("1.0.0.1"), "13335 Cloudflare, Inc. AU");    // asn-ipv4 1, asn-country-ipv4 1
  EXPECT_EQ(at("1.0.64.0"), "18144 Enecom,Inc. JP");        // asn-ipv4 4: a comma inside quotes
  EXPECT_EQ(at("9.9.9.9"), "19281 Quad9 US");               // asn-ipv4 7341
  EXPECT_EQ(at("52.4.5.6"), "16509 Amazon.com, Inc. US");   // asn-ipv4 58463, asn-country-ipv4 17249
  EXPECT_EQ(at("3.120.1.1"), "16509 Amazon.com, Inc. US");  // Frankfurt by location, US by registration: 417
  EXPECT_EQ(at("223.255.254.1"), "55415 Marina Bay Sands Pte Ltd SG");  // the last row of asn-ipv4
  EXPECT_EQ(at("2001:200::1"), "2500 WIDE Project JP");                 // asn-ipv6 3, asn-country-ipv6 1
  EXPECT_EQ(at("2001:200:e00::1"), "4690 WIDE Project JP");             // asn-ipv6 6
  EXPECT_EQ(at("2400:cb00::1"), "13335 Cloudflare, Inc. US");           // asn-ipv6 18943, asn-country-ipv6 14116
}

TEST(Networks, A_range_ends_where_its_row_ends) {
  EXPECT_EQ(at("1.0.0.255"), "13335 Cloudflare, Inc. AU");  // asn-ipv4 1: 1.0.0.0 to 1.0.0.255
  EXPECT_EQ(at("1.0.1.0"), "0  CN");                        // no network announces it; asn-country-ipv4 2
  EXPECT_EQ(at("1.0.3.255"), "0  CN");
  EXPECT_EQ(at("1.0.4.0"), "38803 Gtelecom Pty Ltd AU");  // asn-ipv4 2: 1.0.4.0 to 1.0.7.255
  EXPECT_EQ(at("1.0.7.255"), "38803 Gtelecom Pty Ltd AU");
  EXPECT_EQ(at("0.255.255.255"), "");                                              // before the first row
  EXPECT_EQ(at("2001:200:1b9:ffff:ffff:ffff:ffff:ffff"), "2500 WIDE Project JP");  // asn-ipv6 3
  EXPECT_EQ(at("2001:200:1ba::"), "24047 Internet Systems Consortium, Inc. JP");   // asn-ipv6 4
  EXPECT_EQ(at("2001:200:1bb::"), "2500 WIDE Project JP");                         // asn-ipv6 5
}

TEST(Networks, What_is_nobody_s_on_the_Internet_has_no_network) {
  for (const char* address : {"10.0.0.1",    "172.16.0.1",   "192.168.1.1",     "100.64.0.1",      "127.0.0.1",
                              "169.254.1.1", "224.0.0.251",  "239.255.255.250", "255.255.255.255", "0.0.0.0",
                              "192.0.2.1",   "198.51.100.1", "203.0.113.1",     "198.18.0.1",      "::",
                              "::1",         "fe80::1",      "fd00::1",         "ff02::fb",        "2001:db8::1"})
    EXPECT_EQ(at(address), "") << address;
  EXPECT_FALSE(find_network(model::Ip{}));
}

TEST(Networks, An_IPv4_address_inside_an_IPv6_one_is_looked_up_as_itself) {
  EXPECT_EQ(at("::ffff:9.9.9.9"), "19281 Quad9 US");
  EXPECT_EQ(at("64:ff9b::909:909"), "19281 Quad9 US");
  EXPECT_EQ(at("2002:909:909::1"), "19281 Quad9 US");
  EXPECT_EQ(at("2001:0:4136:e378:8000:63bf:f6f6:f6f6"), "19281 Quad9 US");  // 9.9.9.9 inverted
  EXPECT_EQ(at("::ffff:192.168.1.1"), "");
  EXPECT_FALSE(embedded_v4(ip("2001:db8::1")));
  EXPECT_FALSE(embedded_v4(ip("9.9.9.9")));
}

TEST(Networks, The_edition_says_day_packages_and_whom_the_licence_wants_named) {
  const NetworksEdition edition = networks_edition();
  EXPECT_TRUE(model::parse_date(edition.day)) << edition.day;
  EXPECT_NE(edition.packages.find("npm @ip-location-db/asn "), edition.packages.npos) << edition.packages;
  EXPECT_NE(edition.packages.find("npm @ip-location-db/asn-country "), edition.packages.npos) << edition.packages;
  for (const char* who : {"Route Views", "https://db-ip.com", "NRO", "CC BY 4.0"})
    EXPECT_NE(edition.attribution.find(who), edition.attribution.npos) << who << ": " << edition.attribution;
}

TEST(Networks, A_network_that_many_share_is_said_to_be_one) {
  const auto k = load_builtin();
  ASSERT_TRUE(k);
  const auto kind_of = [&](std::string_view address) -> std::string {
    const auto network = find_network(ip(address));
    const SharedNetwork* shared = network ? k->shared_network(network->asn) : nullptr;
    return shared ? std::string(to_string(shared->kind)) + " " + shared->operator_name : "";
  };
  EXPECT_EQ(kind_of("3.120.1.1"), "cloud Amazon");
  EXPECT_EQ(kind_of("1.1.1.1"), "cdn Cloudflare");
  EXPECT_EQ(kind_of("9.9.9.9"), "anycast Quad9");
  EXPECT_EQ(kind_of("223.255.254.1"), "");  // a hotel
  EXPECT_EQ(k->shared_network(0), nullptr);
}

TEST(Networks, Every_example_of_a_shared_network_lies_in_one_of_its_numbers) {
  const auto k = load_builtin();
  ASSERT_TRUE(k);
  EXPECT_GT(k->networks.size(), 15u);
  for (const SharedNetwork& shared : k->networks)
    for (const std::string& example : shared.examples) {
      const auto network = find_network(ip(example));
      ASSERT_TRUE(network) << shared.id << " " << example;
      EXPECT_EQ(k->shared_network(network->asn), &shared) << shared.id << " " << example << " AS" << network->asn;
    }
}

constexpr std::string_view head = "# 2026-06-17, npm a 1 (Who)\n";

std::string file(std::string_view rows) { return std::string(head) + std::string(rows); }

/// The table of these rows; IPv6 rows and names may be empty.
model::Result<std::string> compiled(const std::string& asn4, const std::string& country4, const std::string& asn6 = {},
                                    const std::string& names = "1\tOne\n2\tTwo\n") {
  const std::string a4 = file(asn4), a6 = file(asn6), c4 = file(country4), c6 = file({}), n = file(names);
  return compile_networks({{"a4", a4}, {"a6", a6}, {"c4", c4}, {"c6", c6}, {"names", n}});
}

TEST(Networks, The_first_and_the_last_address_of_all_can_belong_to_somebody) {
  const auto table = compiled(
      "1.0.0.0\t1.255.255.255\t1\n223.255.255.255\t223.255.255.255\t2\n", "1.2.0.0\t1.2.0.0\tDE\n",
      "2000::\t2000::1\t1\nfbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff\tffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff\t2\n");
  ASSERT_TRUE(table) << model::to_line(table.error());
  const auto find = [&](std::string_view address) { return shown(find_network_in(*table, ip(address))); };
  EXPECT_EQ(find("0.0.0.1"), "");
  EXPECT_EQ(find("0.255.255.255"), "");
  EXPECT_EQ(find("1.0.0.0"), "1 One ");
  EXPECT_EQ(find("1.1.255.255"), "1 One ");  // a start of the directory in which no segment begins
  EXPECT_EQ(find("1.2.0.0"), "1 One DE");
  EXPECT_EQ(find("1.2.0.1"), "1 One ");
  EXPECT_EQ(find("1.255.255.255"), "1 One ");
  EXPECT_EQ(find("2.0.0.0"), "");
  EXPECT_EQ(find("223.255.255.254"), "");
  EXPECT_EQ(find("223.255.255.255"), "2 Two ");
  EXPECT_EQ(find("1fff:ffff::"), "");
  EXPECT_EQ(find("2000::1"), "1 One ");  // finer than a /64
  EXPECT_EQ(find("2000::2"), "");
  EXPECT_EQ(find("fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"), "2 Two ");
}

TEST(Networks, A_damaged_file_is_an_error_that_names_the_line) {
  const auto where = [](const std::string& asn4, const std::string& country4 = {},
                        const std::string& names = "1\tOne\n") {
    const auto table = compiled(asn4, country4, {}, names);
    return table ? std::string("it compiled") : table.error().where;
  };
  EXPECT_EQ(where("1.0.0.0\t1.0.0.255\t1\n"), "it compiled");
  EXPECT_EQ(where("1.0.0.0\t1.0.0.255\n"), "a4, line 2");
  EXPECT_EQ(where("1.0.0.0\t1.0.0.256\t1\n"), "a4, line 2");
  EXPECT_EQ(where("1.0.0.9\t1.0.0.1\t1\n"), "a4, line 2");
  EXPECT_EQ(where("::1\t::2\t1\n"), "a4, line 2");
  EXPECT_EQ(where("1.0.0.0\t1.0.0.255\tone\n"), "a4, line 2");
  EXPECT_EQ(where("1.0.0.0\t1.0.0.255\t4294967296\n"), "a4, line 2");
  EXPECT_EQ(where("1.0.0.0\t1.0.0.255\t1\n1.0.0.255\t1.0.1.0\t1\n"), "a4, line 3");
  EXPECT_EQ(where({}, "1.0.0.0\t1.0.0.255\tde\n"), "c4, line 2");
  EXPECT_EQ(where({}, {}, "1\tOne\n1\tTwo\n"), "names, line 3");
  EXPECT_EQ(where("1.0.0.0\t1.0.0.255\t7\n"), "names");
  const auto no_heading = compile_networks({{"a4", "1.0.0.0\t1.0.0.255\t1\n"}, {}, {"c4", head}, {}, {"names", head}});
  ASSERT_FALSE(no_heading);
  EXPECT_EQ(no_heading.error().where, "a4, line 1");
}

TEST(Networks, A_table_that_is_cut_short_is_not_searched) {
  const auto table = compiled("1.0.0.0\t1.0.0.255\t1\n", {});
  ASSERT_TRUE(table);
  for (const std::size_t size : {std::size_t{0}, std::size_t{16}, sizeof(NetworksHeader), table->size() - 1})
    EXPECT_FALSE(find_network_in(std::string_view(*table).substr(0, size), ip("1.0.0.1"))) << size;
  EXPECT_TRUE(find_network_in(*table, ip("1.0.0.1")));
}

TEST(Networks, A_shared_network_needs_numbers_a_kind_and_addresses) {
  const auto entry_of = [](const std::string& lines) {
    return "[[network]]\nid = \"n\"\noperator = \"N\"\nsource = \"https://example.org/\"\ndate = 2026-06-29\n" + lines;
  };
  const auto loads = [](const std::string& toml) {
    std::vector<model::KnowledgeUsed> used(1);
    used[0].key = "network:n";
    used[0].text = toml;
    const auto k = load_texts(used);
    return k ? std::string("it loaded") : k.error().what;
  };
  const std::string rest = "kind = \"cdn\"\nexamples = [\"192.0.2.1\"]\n";
  EXPECT_EQ(loads(entry_of("asn = 64496\n" + rest)), "it loaded");
  EXPECT_NE(loads(entry_of(rest)), "it loaded");
  EXPECT_NE(loads(entry_of("asn = [0]\n" + rest)), "it loaded");
  EXPECT_NE(loads(entry_of("asn = [4294967295]\n" + rest)), "it loaded");
  EXPECT_NE(loads(entry_of("asn = [\"AS1\"]\n" + rest)), "it loaded");
  EXPECT_NE(loads(entry_of("asn = 1\nexamples = [\"192.0.2.1\"]\n")), "it loaded");
  EXPECT_NE(loads(entry_of("asn = 1\nkind = \"isp\"\nexamples = [\"192.0.2.1\"]\n")), "it loaded");
  EXPECT_NE(loads(entry_of("asn = 1\nkind = \"cdn\"\nexamples = [\"example.org\"]\n")), "it loaded");
}

}  // namespace
}  // namespace lenscap::knowledge::networks_test
