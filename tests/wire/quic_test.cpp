#include "wire/quic.hpp"

#include <gtest/gtest.h>

#include "wire/bytes.hpp"
#include "wire/octets.hpp"
#include "wire/quic_initial.hpp"

namespace lenscap::wire::quic_test {
namespace {

using lenscap::testing::client_hello;
using lenscap::testing::crypto_frame;
using lenscap::testing::Initial;
using lenscap::testing::initial_with;
using lenscap::testing::protect;
using testing::Bytes;
using testing::octets;
using testing::operator+;

std::span<const std::byte> bytes_of(const std::string& text) { return std::as_bytes(std::span(text)); }
std::string text_of(std::span<const std::byte> bytes) { return std::string(as_text(bytes)); }
std::string text_of(const Bytes& bytes) { return std::string(as_text(bytes)); }

// RFC 9001 A.2, which RFC 9369 A.2 repeats: a CRYPTO frame of 241 bytes, then padding up to 1162.
std::string sample_frames() {
  std::string frames = text_of(octets(R"(
    06 00 40f1                                                          # CRYPTO, offset 0, 241 bytes
    01 0000ed 0303                                                      # ClientHello
    ebf8fa56f12939b9584a3896472ec40bb863cfd3e86804fe3a47f06a2b69484c    # random
    00 0004 1301 1302 01 00 00c0                                        # session, ciphers, compression, extensions
    0000 0010 000e 00 000b 'example.com'
    ff01 0001 00
    000a 0008 0006 001d 0017 0018
    0010 0007 0005 04 'alpn'
    0005 0005 0100000000
    0033 0026 0024 001d 0020 9370b2c9caa47fbabaf4559fedba753de171fa71f50f1ce15d43e994ec74d748
    002b 0003 02 0304
    000d 0010 000e 0403 0503 0603 0203 0804 0805 0806
    002d 0002 0101
    001c 0002 4001
    0039 0032 0408ffffffffffffffff05048000ffff07048000ffff08011001048000753009
              01100f088394c8f03e51570806048000ffff)"));
  frames.resize(1162);
  return frames;
}

struct Sample {
  std::uint32_t version;
  const char* first;  ///< 64 bytes of the protected packet as the RFC prints it
  const char* tag;    ///< its last 16, which stand for all between
};
const Sample rfc9001{1,
                     "c000000001088394c8f03e5157080000449e7b9aec34d1b1c98dd7689fb8ec11"
                     "d242b123dc9bd8bab936b47d92ec356c0bab7df5976d27cd449f63300099f399",
                     "e221af44860018ab0856972e194cd934"};
const Sample rfc9369{quic_v2,
                     "d76b3343cf088394c8f03e5157080000449ea0c95e82ffe67b6abcdb4298b485"
                     "dd04de806071bf03dceebfa162e75d6c96058bdbfb127cdfcbf903388e99ad04",
                     "a18b2faa745b6fe189cf772a9f84cbfc"};

void expect_opened(const Sample& sample) {
  Initial of;
  of.version = sample.version;
  of.packet_number = 2;
  of.number_size = 4;
  const std::string packet = protect(sample_frames(), of);
  ASSERT_EQ(packet.size(), 1200u);
  ASSERT_EQ(packet.substr(0, 64), text_of(octets(sample.first))) << "the test protects as the RFC does";
  ASSERT_EQ(packet.substr(1184), text_of(octets(sample.tag)));

  const auto parsed = parse_quic_packet(bytes_of(packet));
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->type, QuicType::initial);
  EXPECT_EQ(parsed->version, sample.version);
  EXPECT_EQ(text_of(parsed->destination_id), text_of(octets("8394c8f03e515708")));
  EXPECT_EQ(parsed->bytes.size(), 1200u);
  EXPECT_EQ(parsed->number_at, 18u);
  const auto keys = quic_client_keys(sample.version, parsed->destination_id);
  ASSERT_TRUE(keys);
  std::vector<std::byte> room(1200);
  const auto frames = open_quic_initial(*parsed, *keys, room);
  ASSERT_TRUE(frames);
  EXPECT_EQ(frames->at, 22u);
  EXPECT_EQ(text_of(frames->bytes), sample_frames());
}

TEST(Quic, The_sample_packet_of_rfc_9001_is_opened) { expect_opened(rfc9001); }
TEST(Quic, The_sample_packet_of_version_2_is_opened) { expect_opened(rfc9369); }

TEST(Quic, Keys_are_those_of_the_rfc) {
  const auto keys = quic_client_keys(quic_v1, octets("8394c8f03e515708"));
  const auto hex = [](const auto& a) { return std::string(a.begin(), a.end()); };
  EXPECT_EQ(hex(keys->key), text_of(octets("1f369613dd76d5467730efcbe3b1a22d")));
  EXPECT_EQ(hex(keys->iv), text_of(octets("fa044b2f42a3fd3b46fb255c")));
  EXPECT_EQ(hex(keys->header), text_of(octets("9f50449e04a0e810283a1e9933adedd2")));
}

// RFC 9001 A.3.
const Bytes server_initial = octets(R"(
  cf 00000001 00 08 f067a5502a4262b5 00 4075 c0d9
  5a482cd0991cd25b0aac406a5816b6394100f37a1c69797554780bb38cc5a99f5ede4cf73c3ec2493a1839b3dbcba3f6
  ea46c5b7684df3548e7ddeb9c3bf9c73cc3f3bded74b562bfb19fb84022f8ef4cdd93795d77d06edbb7aaf2f58891850
  abbdca3d20398c276456cbc42158407dd074ee)");

TEST(Quic, A_servers_packet_does_not_open_with_a_clients_keys) {
  const auto packet = parse_quic_packet(server_initial);
  ASSERT_TRUE(packet);
  ASSERT_EQ(packet->type, QuicType::initial);
  EXPECT_TRUE(packet->destination_id.empty());
  EXPECT_EQ(packet->bytes.size(), server_initial.size());
  std::vector<std::byte> room(server_initial.size());
  EXPECT_FALSE(open_quic_initial(*packet, *quic_client_keys(quic_v1, octets("8394c8f03e515708")), room));
}

QuicType type_of(const Bytes& datagram) {
  const auto packet = parse_quic_packet(datagram);
  EXPECT_TRUE(packet);
  return packet ? packet->type : QuicType::damaged;
}

TEST(Quic, Other_long_headers_are_told_apart) {
  const Bytes ids = octets("04 01020304 00"), twenty(20, std::byte{7});
  // RFC 9001 A.4 and RFC 9369 A.4.
  EXPECT_EQ(type_of(octets("ff00000001 00 08f067a5502a4262b5 746f6b656e 04a265ba2eff4d829058fb3f0f2496ba")),
            QuicType::retry);
  EXPECT_EQ(type_of(octets("cf6b3343cf 00 08f067a5502a4262b5 746f6b656e c8646ce8bfe33952d955543665dcc7b6")),
            QuicType::retry);
  EXPECT_EQ(type_of(octets("d0 00000001") + ids + octets("14") + twenty), QuicType::zero_rtt);
  EXPECT_EQ(type_of(octets("e0 00000001") + ids + octets("14") + twenty), QuicType::handshake);
  EXPECT_EQ(type_of(octets("e0 6b3343cf") + ids + octets("14") + twenty), QuicType::zero_rtt);
  EXPECT_EQ(type_of(octets("f0 6b3343cf") + ids + octets("14") + twenty), QuicType::handshake);
  EXPECT_EQ(type_of(octets("c0 00000000") + ids + octets("00000001 6b3343cf")), QuicType::version_negotiation);
  EXPECT_EQ(type_of(octets("c0 ff00001d") + ids + octets("00")), QuicType::other_version);
  EXPECT_EQ(type_of(octets("c3 1a2a3a4a") + ids + octets("00")), QuicType::other_version);
}

TEST(Quic, What_is_no_long_header_is_left_to_others) {
  const auto none = [](const char* hex) { return !parse_quic_packet(octets(hex)); };
  EXPECT_TRUE(none("40 00000001 04 01020304 00 00")) << "a short header";
  EXPECT_TRUE(none("80 e0 12 34 00000001 04 01020304")) << "RTP";
  EXPECT_TRUE(none("c0 00000002 04 01020304 00 00")) << "no such version";
  EXPECT_TRUE(none("c0 00000001 15 0102030405060708090a0b0c0d0e0f101112131415 00")) << "an id of 21 bytes";
  EXPECT_TRUE(none("c0 00000001 04 010203")) << "an id beyond the end";
  EXPECT_TRUE(none("c0 00000000 00 00")) << "no version is offered";
  EXPECT_TRUE(none("c0 00000000 00 00 000001"));
  EXPECT_TRUE(none("c0 00000001"));
}

TEST(Quic, Lengths_that_run_past_the_datagram_are_damage) {
  const Bytes ids = octets("08 0102030405060708 00"), twenty(20, std::byte{7});
  EXPECT_EQ(type_of(octets("c0 00000001") + ids + octets("00 14") + twenty), QuicType::initial);
  EXPECT_EQ(type_of(octets("c0 00000001") + ids + octets("00 15") + twenty), QuicType::damaged);
  EXPECT_EQ(type_of(octets("c0 00000001") + ids + octets("00 13") + twenty), QuicType::damaged) << "no room to sample";
  EXPECT_EQ(type_of(octets("c0 00000001") + ids + octets("30 14") + twenty), QuicType::damaged) << "token";
  EXPECT_EQ(type_of(octets("c0 00000001") + ids + octets("ffffffffffffffff") + twenty), QuicType::damaged);
  EXPECT_EQ(type_of(octets("c0 00000001") + ids), QuicType::damaged);
  EXPECT_EQ(type_of(octets("f0 00000001") + ids + octets("0102")), QuicType::damaged) << "a Retry without its tag";
}

TEST(Quic, Packets_stand_one_behind_the_other) {
  Initial second;
  second.packet_number = 1;
  second.number_size = 1;
  second.token = "token";
  const std::string hello = client_hello("cloud.example");
  const std::string one = protect(crypto_frame(hello, 0, 40)), two = protect(crypto_frame(hello, 40, 400), second);
  const std::string datagram = one + two + std::string(30, '\0');
  const auto first = parse_quic_packet(bytes_of(datagram));
  ASSERT_TRUE(first);
  EXPECT_EQ(first->bytes.size(), one.size());
  const auto next = parse_quic_packet(bytes_of(datagram).subspan(one.size()));
  ASSERT_TRUE(next);
  EXPECT_EQ(next->bytes.size(), two.size());
  std::vector<std::byte> room(two.size());
  EXPECT_TRUE(open_quic_initial(*next, *quic_client_keys(1, next->destination_id), room));
  EXPECT_FALSE(parse_quic_packet(bytes_of(datagram).subspan(one.size() + two.size())));
}

TEST(Quic, No_flipped_bit_is_read_over) {
  Initial of;
  of.source_id = "sid";
  const std::string packet = protect(crypto_frame(client_hello("cloud.example"), 0, 400), of);
  const auto keys = quic_client_keys(1, bytes_of(of.destination_id));
  std::vector<std::byte> room(packet.size());
  ASSERT_TRUE(open_quic_initial(*parse_quic_packet(bytes_of(packet)), *keys, room));
  for (std::size_t bit = 0; bit < packet.size() * 8; ++bit) {
    std::string flipped = packet;
    flipped[bit / 8] ^= static_cast<char>(1 << bit % 8);
    const auto parsed = parse_quic_packet(bytes_of(flipped));
    const bool opened = parsed && open_quic_initial(*parsed, *keys, room);
    EXPECT_FALSE(opened) << bit;
  }
}

TEST(Quic, No_prefix_is_taken_for_the_whole) {
  const std::string packet = initial_with(client_hello("cloud.example"));
  for (std::size_t n = 0; n < packet.size(); ++n) {
    const std::string prefix = packet.substr(0, n);  // a copy: a sanitizer sees a read past its end
    const auto parsed = parse_quic_packet(bytes_of(prefix));
    EXPECT_TRUE(!parsed || parsed->type == QuicType::damaged) << n;
  }
}

/// Pieces as "offset:bytes", then how it ended.
std::vector<std::string> read(const Bytes& frames) {
  std::vector<std::string> all;
  QuicCrypto piece;
  for (std::span<const std::byte> rest = frames;;) {
    const QuicStep step = next_quic_crypto(rest, piece);
    if (step == QuicStep::crypto) {
      all.push_back(std::to_string(piece.offset) + ":" + text_of(piece.data));
      continue;
    }
    all.emplace_back(step == QuicStep::end ? "end" : "fault");
    return all;
  }
}

TEST(Quic, Frames_between_the_pieces_are_stepped_over) {
  EXPECT_EQ(read(octets(R"(
    01                      # PING
    06 4002 03 'abc'        # CRYPTO
    02 05 00 01 00 00 01    # ACK: largest 5, delay, one more range, first range; gap and length
    000000                  # PADDING
    03 05 00 00 05 01 02 03 # ACK with three counts of ECN
    1c 0a 06 02 'no'        # CONNECTION_CLOSE
    06 00 02 'xy')")),
            (std::vector<std::string>{"2:abc", "0:xy", "end"}));
}

TEST(Quic, A_frame_that_does_not_belong_there_ends_the_reading) {
  EXPECT_EQ(read(octets("06 00 01 'a' 08 00 00")), (std::vector<std::string>{"0:a", "fault"})) << "STREAM";
  EXPECT_EQ(read(octets("06 00 05 'abc'")), std::vector<std::string>{"fault"});
  EXPECT_EQ(read(octets("06 00")), std::vector<std::string>{"fault"});
  EXPECT_EQ(read(octets("06 c0")), std::vector<std::string>{"fault"});
  EXPECT_EQ(read(octets("02 05 00 bfffffff 00 00")), std::vector<std::string>{"fault"}) << "more ranges than bytes";
  EXPECT_EQ(read(octets("02 05 00 01 00 00")), std::vector<std::string>{"fault"});
  EXPECT_EQ(read(octets("02 05")), std::vector<std::string>{"fault"});
  EXPECT_EQ(read(octets("1c 0a 06 09 'no'")), std::vector<std::string>{"fault"});
}

}  // namespace
}  // namespace lenscap::wire::quic_test
