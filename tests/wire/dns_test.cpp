#include "wire/dns.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "wire/evidence_frames.hpp"
#include "wire/octets.hpp"

namespace lenscap::wire::dns_test {
namespace {

using namespace testing;

const Bytes query = octets(R"(
  12 34  # id
  01 00  # standard query, recursion desired
  00 01 00 00 00 00 00 00
  03 'www' 08 'MyEdimax' 03 'com' 00
  00 01 00 01  # A, IN
)");

const Bytes response = octets(R"(
  12 34
  81 80                    # response, recursion desired and available
  00 01 00 02 00 00 00 00
  03 'www' 08 'myedimax' 03 'com' 00   # at 12
  00 01 00 01
  c0 0c                    # www.myedimax.com
  00 05 00 01 00 00 01 2c  # CNAME, IN, 300 seconds
  00 05 02 'ns' c0 10      # ns + myedimax.com, at 46
  c0 2e                    # ns.myedimax.com
  00 01 00 01 00 00 00 3c
  00 04 7a f8 fc 43        # 122.248.252.67
)");

std::string name_at(const Dns& message, std::size_t at) {
  DnsName name;
  return read_dns_name(message, at, name) == 0 ? "(malformed)" : std::string(name.view());
}

/// A message with one question, whose name is `name`.
Bytes asking(const Bytes& name) { return octets("00 00 00 00 00 01 00 00 00 00 00 00") + name + octets("00 01 00 01"); }

TEST(Dns, Question_is_read_in_lower_case_without_a_dot_at_its_end) {
  const auto message = parse_dns(query);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->id, 0x1234);
  EXPECT_FALSE(message->response());

  DnsCursor cursor;
  DnsEntry question;
  ASSERT_TRUE(next_dns_entry(*message, cursor, question));
  EXPECT_EQ(question.section, DnsSection::question);
  EXPECT_EQ(question.type, dns_type::a);
  EXPECT_EQ(name_at(*message, question.name_at), "www.myedimax.com");
  EXPECT_FALSE(next_dns_entry(*message, cursor, question));
}

TEST(Dns, Name_can_be_had_as_it_was_sent) {
  const auto message = parse_dns(query);
  ASSERT_TRUE(message);
  DnsName name;
  EXPECT_EQ(read_dns_name_as_sent(*message, 12, name), 12u + 18);
  EXPECT_EQ(name.view(), "www.MyEdimax.com");
}

TEST(Dns, Alias_and_address_are_followed_through_compressed_names) {
  const auto message = parse_dns(response);
  ASSERT_TRUE(message);
  EXPECT_TRUE(message->response());
  DnsCursor cursor;
  DnsEntry entry;
  ASSERT_TRUE(next_dns_entry(*message, cursor, entry));

  ASSERT_TRUE(next_dns_entry(*message, cursor, entry));
  EXPECT_EQ(entry.section, DnsSection::answer);
  EXPECT_EQ(entry.type, dns_type::cname);
  EXPECT_EQ(entry.ttl, 300u);
  EXPECT_EQ(name_at(*message, entry.name_at), "www.myedimax.com");
  EXPECT_EQ(name_at(*message, entry.rdata_at), "ns.myedimax.com");

  ASSERT_TRUE(next_dns_entry(*message, cursor, entry));
  EXPECT_EQ(entry.type, dns_type::a);
  EXPECT_EQ(name_at(*message, entry.name_at), "ns.myedimax.com");
  EXPECT_EQ(Bytes(entry.rdata.begin(), entry.rdata.end()), octets("7a f8 fc 43"));
  EXPECT_FALSE(next_dns_entry(*message, cursor, entry));
}

TEST(Dns, Top_bit_of_a_class_is_QU_or_cache_flush_and_not_part_of_the_class) {
  const Bytes bytes = octets(R"(
    00 00 00 00 00 01 00 00 00 01 00 00
    03 'cam' 05 'local' 00 00 ff 80 01                          # ANY, QU
    c0 0c 00 01 80 01 00 00 00 78 00 04 0a 00 00 01             # A, cache flush
  )");
  const auto message = parse_dns(bytes);
  ASSERT_TRUE(message);
  DnsCursor cursor;
  DnsEntry entry;
  while (next_dns_entry(*message, cursor, entry)) {
    EXPECT_EQ(entry.klass, 1);
    EXPECT_TRUE(entry.top_bit);
  }
  EXPECT_EQ(cursor.done, 2u);
}

TEST(Dns, Service_record_names_its_port_and_host) {
  const Bytes bytes = octets(R"(
    00 00 84 00 00 00 00 01 00 00 00 00
    05 '_rtsp' 04 '_tcp' 00  00 21 00 01 00 00 00 78
    00 0c 00 00 00 00 02 2a 03 'cam' c0 12     # 0 0 554 cam._tcp
  )");
  const auto message = parse_dns(bytes);
  ASSERT_TRUE(message);
  DnsCursor cursor;
  DnsEntry entry;
  ASSERT_TRUE(next_dns_entry(*message, cursor, entry));
  const auto srv = read_dns_srv(entry);
  ASSERT_TRUE(srv);
  EXPECT_EQ(srv->port, 554);
  EXPECT_EQ(name_at(*message, srv->target_at), "cam._tcp");
}

TEST(Dns, Strings_end_where_a_length_runs_past_the_record) {
  const Bytes txt = octets("06 'path=/' 00 09 'short'");
  std::span<const std::byte> rest = txt;
  EXPECT_EQ(next_dns_string(rest), "path=/");
  EXPECT_EQ(next_dns_string(rest), "");
  EXPECT_EQ(next_dns_string(rest), std::nullopt);
}

TEST(Dns, Bytes_that_could_mislead_a_reader_are_escaped_and_text_is_kept) {
  const auto escaped = [](const char* label) {
    const Bytes bytes = asking(octets(label));
    const auto message = parse_dns(bytes);
    return message ? name_at(*message, 12) : "(no message)";
  };
  EXPECT_EQ(escaped("0b 'Lobby Cam 1' 00"), "lobby cam 1");
  EXPECT_EQ(escaped("03 'a.b' 00"), "a\\.b");
  EXPECT_EQ(escaped("03 'a\\b' 00"), "a\\\\b");
  EXPECT_EQ(escaped("03 'a' 0a 'b' 00"), "a\\010b");
  EXPECT_EQ(escaped("02 7f 00 00"), "\\127\\000");
  EXPECT_EQ(escaped("06 e6 b5 b7 e5 ba b7 00"), "海康");
  EXPECT_EQ(escaped("02 e6 b5 00"), "\\230\\181");
  EXPECT_EQ(escaped("00"), "");
}

TEST(Dns, Longest_name_fits_even_when_every_byte_is_escaped) {
  Bytes name;
  for (int i = 0; i < 3; ++i) name = name + octets("3f") + Bytes(63, std::byte{0xff});
  name = name + octets("3d") + Bytes(61, std::byte{0xff}) + octets("00");  // 255 bytes
  const Bytes bytes = asking(name);
  const auto message = parse_dns(bytes);
  ASSERT_TRUE(message);
  EXPECT_EQ(name_at(*message, 12).size(), 250u * 4 + 3);

  name[64 * 3] = std::byte{0x3e};
  name.insert(name.end() - 1, std::byte{0xff});  // 256 bytes
  EXPECT_EQ(name.size(), 256u);
  EXPECT_FALSE(parse_dns(asking(name)));
}

TEST(Dns, Pointer_that_leads_forwards_or_to_itself_or_into_the_header_is_malformed) {
  for (const char* pointer : {"c0 0c", "c0 0e", "c0 00", "c3 ff", "01 'a' c0 0c"})
    EXPECT_FALSE(parse_dns(asking(octets(pointer)))) << pointer;
}

TEST(Dns, Name_inside_a_record_may_not_lead_forwards_or_to_itself_either) {
  for (const char* pointer : {"c0 19", "c0 1a", "c0 1b"}) {
    const Bytes bytes = octets(R"(
      00 00 84 00 00 00 00 02 00 00 00 00
      01 'a' 00 00 0c 00 01 00 00 00 3c 00 02        # PTR, its name at 25
    )") + octets(pointer) +
                        octets("01 'b' 00 00 01 00 01 00 00 00 3c 00 04 0a 00 00 01");
    const auto message = parse_dns(bytes);
    ASSERT_TRUE(message);
    DnsCursor cursor;
    DnsEntry entry;
    ASSERT_TRUE(next_dns_entry(*message, cursor, entry));
    EXPECT_EQ(name_at(*message, entry.rdata_at), "(malformed)") << pointer;
  }
}

TEST(Dns, Chain_of_pointers_is_cut_off) {
  Bytes bytes = octets("00 00 80 00 00 00 00 01 00 00 00 00 00 00 10 00 01 00 00 00 00 04 00");  // TXT of 1024 bytes
  const std::size_t first = bytes.size();
  bytes = bytes + octets("01 'a' 00 00");
  for (std::size_t at = first; bytes.size() < first + 1024; at = bytes.size() - 2)
    bytes = bytes + Bytes{static_cast<std::byte>(0xc0 | at >> 8), static_cast<std::byte>(at)};
  const auto message = parse_dns(bytes);
  ASSERT_TRUE(message);
  EXPECT_EQ(name_at(*message, first + 4), "a");
  EXPECT_EQ(name_at(*message, first + 4 + 2 * 100), "a");
  EXPECT_EQ(name_at(*message, bytes.size() - 2), "(malformed)");
  EXPECT_FALSE(first_dns_label(*message, bytes.size() - 2));
}

TEST(Dns, Other_protocols_are_not_taken_for_DNS) {
  EXPECT_FALSE(parse_dns(octets("'M-SEARCH * HTTP/1.1' 0d 0a 'HOST: 239.255.255.250:1900' 0d 0a 0d 0a")));
  EXPECT_FALSE(parse_dns(Bytes(64, std::byte{0})));
  EXPECT_FALSE(parse_dns(octets("f1 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00")));
  EXPECT_FALSE(parse_dns(octets(R"(
    99 3d 01 10 00 01 00 00 00 00 00 00
    20 'EEFEMFGEFCECFFDBCACACACACACACAAA' 00 00 20 00 01   # NetBIOS name service: "NB"
  )")));
  EXPECT_FALSE(parse_dns(octets(R"(
    99 3d 00 00 00 01 00 00 00 00 00 00
    20 'CKAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' 00 00 21 00 01   # NetBIOS: node status, in DNS an SRV
  )")));
}

TEST(Dns, Bytes_behind_the_last_record_make_it_something_else) { EXPECT_FALSE(parse_dns(response + octets("00"))); }

TEST(Dns, Prefix_is_never_a_whole_message_but_is_a_cut_one_once_the_question_is_there) {
  const std::size_t question_end = 12 + 18 + 4;
  every_prefix(response, [&](std::span<const std::byte> bytes) {
    EXPECT_EQ(parse_dns(bytes).has_value(), bytes.size() == response.size()) << bytes.size();
    EXPECT_EQ(parse_cut_dns(bytes).has_value(), bytes.size() >= question_end) << bytes.size();
  });
}

/// Reads everything that a message has.
std::size_t read_all(const Dns& message) {
  std::size_t read = 0;
  DnsCursor cursor;
  DnsEntry entry;
  DnsName name;
  while (next_dns_entry(message, cursor, entry)) {
    EXPECT_LE(entry.rdata_at + entry.rdata.size(), message.bytes.size());
    read += read_dns_name(message, entry.name_at, name) + read_dns_name_as_sent(message, entry.rdata_at, name);
    if (const auto srv = read_dns_srv(entry)) read += read_dns_name(message, srv->target_at, name);
    if (const auto label = first_dns_label(message, entry.name_at)) read += label->text.size();
    for (auto rest = entry.rdata; const auto text = next_dns_string(rest);) read += text->size();
  }
  return read;
}

TEST(Dns, Flipped_bits_are_survived) {
  std::size_t accepted = 0;
  every_flip(response, [&](std::span<const std::byte> bytes) {
    const auto message = parse_cut_dns(bytes);
    if (message) accepted += read_all(*message) > 0;
  });
  EXPECT_GT(accepted, 0u);
}

TEST(Dns, Length_before_a_message_over_TCP_says_how_much_to_wait_for) {
  using Is = StreamLength::Is;
  const Bytes stream = octets("00 22") + query;
  ASSERT_EQ(query.size(), 0x22u);
  every_prefix(stream, [&](std::span<const std::byte> bytes) {
    const auto length = dns_tcp_length(bytes);
    EXPECT_EQ(length.is, bytes.size() == stream.size() ? Is::whole : Is::partial);
    EXPECT_EQ(length.length, bytes.size() < 2 ? 0 : stream.size());
  });
  EXPECT_EQ(dns_tcp_length(octets("00 10")).is, Is::other);
  EXPECT_EQ(dns_tcp_length(octets("'GET / HTTP/1.1' 0d 0a")).is, Is::other);
}

TEST(Dns, Names_that_real_devices_ask_for_are_read) {
  LENSCAP_NEEDS_CAPTURE("home-fifteen-devices.pcapng");
  const auto frames = frames_of("home-fifteen-devices.pcapng");
  ASSERT_EQ(frames.size(), 20000u);
  const auto asked = [&](std::size_t number) {
    const Bytes datagram = udp_payload(frames[number - 1]);
    const auto message = parse_dns(datagram);
    return message ? name_at(*message, 12) : "(no message)";
  };
  EXPECT_EQ(asked(1598), "rest-hw-u009.immedia-semi.com");
  EXPECT_EQ(asked(15566), "cocoa.ring.com");
}

}  // namespace
}  // namespace lenscap::wire::dns_test
