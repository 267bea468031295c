#include "wire/ja4.hpp"

#include <gtest/gtest.h>

#include <string>

#include "wire/tls_messages.hpp"

namespace lenscap::wire::ja4_test {
namespace {

using namespace testing;

Bytes list_of(std::initializer_list<unsigned> values) {
  Bytes out;
  for (const unsigned value : values) out = out + be(value, 2);
  return out;
}

/// An extension of this type with a body as real as a JA4 needs: everything else in it is ignored.
Bytes some(unsigned type, std::string_view host, const Bytes& alpn, const Bytes& versions, const Bytes& signatures) {
  switch (type) {
    case 0x0000:
      return server_name(host);
    case 0x000d:
      return extension(type, counted(signatures, 2));
    case 0x0010:
      return extension(type, counted(alpn, 2));
    case 0x002b:
      return extension(type, counted(versions, 1));
    default:
      return extension(type, octets("00 01"));
  }
}

struct Client {
  Bytes ciphers;
  std::vector<unsigned> extensions;
  Bytes signatures;
  Bytes alpn = counted(text("h2"), 1) + counted(text("http/1.1"), 1);
  Bytes versions = list_of({0x7a7a, 0x0304, 0x0303});
};

Bytes message_of(const Client& client) {
  Bytes extensions;
  for (const unsigned type : client.extensions)
    extensions = extensions + some(type, "cam.example.org", client.alpn, client.versions, client.signatures);
  return hello_start() + counted(client.ciphers, 2) + octets("01 00") + counted(extensions, 2);
}

std::string ja4_of(const Client& client, Ja4Over over = Ja4Over::tcp) {
  const Bytes body = message_of(client);
  const auto hello = parse_tls_client_hello({tls_type::client_hello, false, 0, body.size(), body});
  EXPECT_TRUE(hello);
  const auto name = hello ? ja4(*hello, over) : std::nullopt;
  return name ? std::string(name->view()) : "none";
}

// The worked example of FoxIO-LLC/ja4@d8f731ce0f19:technical_details/JA4.md, lists in the order it gives them.
Client chrome() {
  return {list_of({0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc013, 0xc014, 0x009c,
                   0x009d, 0x002f, 0x0035}),
          {0x001b, 0x0000, 0x0033, 0x0010, 0x4469, 0x0017, 0x002d, 0x000d, 0x0005, 0x0023, 0x0012, 0x002b, 0xff01,
           0x000b, 0x000a, 0x0015},
          list_of({0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601})};
}

TEST(Ja4, The_worked_example_of_the_description) {
  EXPECT_EQ(ja4_of(chrome()), "t13d1516h2_8daaf6152771_e5627efa2ab1");
}

TEST(Ja4, Without_signature_algorithms_the_extensions_stand_alone) {
  Client client = chrome();
  client.signatures = {};
  EXPECT_EQ(ja4_of(client), "t13d1516h2_8daaf6152771_6d807ffa2a79");
}

// FoxIO-LLC/ja4@53567a246adb:python/test/testdata/sigalg-grease.pcapng.json (JA4_ro, JA4), with values to be ignored
// put into every list.
TEST(Ja4, Values_that_mean_nothing_count_nowhere) {
  Client client{
      list_of({0xdada, 0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc013, 0xc014, 0x009c,
               0x009d, 0x002f, 0x0035}),
      {0x1a1a, 0xfe0d, 0x0010, 0x0017, 0x0033, 0x44cd, 0xff01, 0x000a, 0x000d, 0x0023, 0x002b, 0x000b, 0xca34, 0x002d,
       0x0000, 0x0005, 0x001b, 0x0012, 0xfafa},
      list_of({0x8a8a, 0x0904, 0x0905, 0x0906, 0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601})};
  EXPECT_EQ(ja4_of(client), "t13d1517h2_8daaf6152771_cb7bf5808d99");
}

// FoxIO-LLC/ja4@10ee511b7b6d:rust/ja4/src/snapshots/ja4__insta@chrome-cloudflare-quic-with-secrets.pcapng.snap begins
// q13d0310h3_55b375c5d22e: the three ciphers of TLS 1.3, ten extensions.
TEST(Ja4, Over_quic_it_begins_with_q) {
  Client client{list_of({0x1301, 0x1302, 0x1303}), {0, 16, 43, 13, 10, 51, 45, 27, 57, 0x4469}, list_of({0x0403})};
  client.alpn = counted(text("h3"), 1);
  EXPECT_EQ(ja4_of(client, Ja4Over::quic).substr(0, 24), "q13d0310h3_55b375c5d22e_");
}

std::string letters(const Bytes& name) {
  Client client = chrome();
  client.alpn = counted(name, 1);
  return ja4_of(client).substr(8, 2);
}

TEST(Ja4, Letters_of_a_name_that_is_no_text_are_those_of_its_digits) {
  EXPECT_EQ(letters(text("http/1.1")), "h1");
  EXPECT_EQ(letters(text("x")), "xx");
  EXPECT_EQ(letters(octets("ab")), "ab");
  EXPECT_EQ(letters(octets("ab cd")), "ad");
  EXPECT_EQ(letters(octets("30 ab")), "3b");
  EXPECT_EQ(letters(octets("30 31 ab cd")), "3d");
  EXPECT_EQ(letters(octets("30 ab cd 31")), "01");
  EXPECT_EQ(letters({}), "00");
}

TEST(Ja4, A_client_that_names_nobody_and_offers_little) {
  Client client{list_of({0xc02f, 0x00ff}), {}, {}};
  EXPECT_EQ(ja4_of(client).substr(0, 11), "t12i020000_") << "a value that stands for no cipher counts all the same";
  EXPECT_EQ(ja4_of(client).substr(23), "_000000000000");
  client.extensions = {0};
  EXPECT_EQ(ja4_of(client).substr(0, 8), "t12d0201");
  EXPECT_EQ(ja4_of(client).substr(23), "_000000000000") << "the server name is not hashed";
  client.ciphers = list_of({0x0a0a});
  EXPECT_EQ(ja4_of(client), "t12d000100_000000000000_000000000000");
}

TEST(Ja4, The_offered_versions_and_not_the_one_before_them_count) {
  Client client = chrome();
  const auto version = [&](std::initializer_list<unsigned> offered) {
    client.versions = list_of(offered);
    return ja4_of(client).substr(1, 2);
  };
  EXPECT_EQ(version({0x0302, 0x0301}), "11");
  EXPECT_EQ(version({0x0301}), "10");
  EXPECT_EQ(version({0x0300}), "s3");
  EXPECT_EQ(version({0x0305}), "00") << "not known";
}

TEST(Ja4, Counts_stop_at_99_and_lists_at_their_bound) {
  Client client = chrome();
  client.ciphers = {};
  for (unsigned i = 0; i < 512; ++i) client.ciphers = client.ciphers + be(0xc000 + i, 2);
  EXPECT_EQ(ja4_of(client).substr(0, 8), "t13d9916");
  client.ciphers = client.ciphers + be(0x1301, 2);
  EXPECT_EQ(ja4_of(client), "none");
}

TEST(Ja4, An_ssl_2_hello_has_none) {
  const Bytes body = octets("00 02 00 03 00 00 00 10 01 00 80") + Bytes(16, std::byte{3});
  const auto hello = parse_tls_client_hello({tls_type::client_hello, true, 0, body.size(), body});
  ASSERT_TRUE(hello);
  EXPECT_FALSE(ja4(*hello, Ja4Over::tcp));
}

}  // namespace
}  // namespace lenscap::wire::ja4_test
