#include "wire/tls.hpp"

#include <gtest/gtest.h>

#include <string>

#include "wire/tls_messages.hpp"

namespace lenscap::wire::tls_test {
namespace {

using namespace testing;

const Bytes alpn = extension(16, counted(counted(text("h2"), 1) + counted(text("http/1.1"), 1), 2));
const Bytes versions = extension(43, counted(octets("1a 1a 03 04 03 03"), 1));  // GREASE, TLS 1.3, TLS 1.2
const Bytes hello = client_hello(octets("2a 2a 00 00") + server_name("cam.example.org") + alpn + versions);
const Bytes server_hello =
    handshake(2, hello_start() + octets("c0 2f 00") + counted(extension(16, counted(counted(text("h2"), 1), 2)), 2));
const Bytes certificates = certificate_message({Bytes(300, std::byte{1}), Bytes(200, std::byte{2})});
const Bytes finished = octets("14 03 03 00 01 01  16 03 03 00 08 5a 11 22 33 44 55 66 77");

struct Walk {
  std::vector<int> types;
  std::vector<Bytes> bodies;
  TlsStep last = TlsStep::more;
};

Walk walk(std::span<const std::byte> stream, std::size_t scratch_size = 65536) {
  Bytes scratch(scratch_size);
  TlsReader reader{stream, scratch};
  TlsHandshake message;
  Walk out;
  while ((out.last = next_tls_handshake(reader, message)) == TlsStep::message) {
    out.types.push_back(message.type);
    out.bodies.emplace_back(message.body.begin(), message.body.end());
  }
  return out;
}

/// The first message of a stream.
TlsHandshake first(const Bytes& stream) {
  static Bytes scratch(65536);
  TlsReader reader{stream, scratch};
  TlsHandshake message;
  EXPECT_EQ(next_tls_handshake(reader, message), TlsStep::message);
  return message;
}

TEST(Tls, Client_says_whom_it_asks_for_and_what_it_can_speak) {
  const Bytes stream = record(22, hello);
  const auto client = parse_tls_client_hello(first(stream));
  ASSERT_TRUE(client);
  EXPECT_EQ(client->server_name, "cam.example.org");
  EXPECT_EQ(client->version, 0x0304);
  auto rest = client->alpn;
  EXPECT_EQ(next_alpn(rest), "h2");
  EXPECT_EQ(next_alpn(rest), "http/1.1");
  EXPECT_EQ(next_alpn(rest), std::nullopt);
}

TEST(Tls, Server_says_what_it_chose) {
  const Bytes stream = record(22, server_hello);
  const auto server = parse_tls_server_hello(first(stream));
  ASSERT_TRUE(server);
  EXPECT_EQ(server->version, 0x0303);
  EXPECT_EQ(server->cipher_suite, 0xc02f);
  auto rest = server->alpn;
  EXPECT_EQ(next_alpn(rest), "h2");

  const Bytes tls13 =
      record(22, handshake(2, hello_start() + octets("13 01 00") + counted(octets("00 2b 00 02 03 04"), 2)));
  EXPECT_EQ(parse_tls_server_hello(first(tls13))->version, 0x0304);
}

TEST(Tls, Certificates_are_given_in_the_order_sent) {
  const Bytes stream = record(22, certificates);
  const auto list = tls_certificate_list(first(stream));
  ASSERT_TRUE(list);
  auto rest = *list;
  EXPECT_EQ(next_tls_certificate(rest)->size(), 300u);
  EXPECT_EQ(next_tls_certificate(rest)->size(), 200u);
  EXPECT_FALSE(next_tls_certificate(rest));
}

TEST(Tls, Messages_are_the_same_however_records_cut_them) {
  const Bytes payload = server_hello + certificates + handshake(14, {});
  for (std::size_t size = 1; size <= payload.size(); ++size) {
    const Walk out = walk(records_of(payload, size) + finished);
    ASSERT_EQ(out.types, (std::vector<int>{2, 11, 14})) << size;
    EXPECT_EQ(out.bodies[1], Bytes(certificates.begin() + 4, certificates.end())) << size;
    EXPECT_EQ(out.last, TlsStep::end) << size;
  }
}

TEST(Tls, Message_in_one_record_is_given_where_it_lies_and_says_where) {
  const Bytes stream = record(22, server_hello + certificates);
  TlsReader reader{stream, {}};
  TlsHandshake message;
  ASSERT_EQ(next_tls_handshake(reader, message), TlsStep::message);
  ASSERT_EQ(next_tls_handshake(reader, message), TlsStep::message);
  EXPECT_EQ(message.at, 5 + server_hello.size());
  EXPECT_EQ(message.end, stream.size());
  EXPECT_EQ(message.body.data(), stream.data() + message.at + 4);
}

TEST(Tls, Walk_goes_on_when_more_of_the_stream_arrives) {
  const Bytes stream = records_of(hello + certificates, 100) + finished;
  Bytes scratch(4096);
  TlsReader reader{{}, scratch};
  TlsHandshake message;
  std::vector<std::size_t> seen_at;
  for (std::size_t n = 0; n <= stream.size(); ++n) {
    reader.stream = std::span(stream).first(n);
    while (next_tls_handshake(reader, message) == TlsStep::message) seen_at.push_back(n);
  }
  ASSERT_EQ(seen_at.size(), 2u);
  EXPECT_EQ(seen_at[1], stream.size() - finished.size());
}

TEST(Tls, Message_longer_than_the_scratch_is_refused) {
  EXPECT_EQ(walk(records_of(certificates, 100), 400).last, TlsStep::too_long);
  EXPECT_EQ(walk(record(22, certificates), 0).types, std::vector<int>{11});
}

TEST(Tls, What_is_encrypted_is_not_read) {
  EXPECT_EQ(walk(finished).last, TlsStep::end);
  EXPECT_EQ(walk(record(23, Bytes(40))).last, TlsStep::end);
  EXPECT_EQ(walk(record(21, octets("01 70")) + record(22, server_hello)).types,
            std::vector<int>{2});  // a warning in the clear
  EXPECT_EQ(walk(record(21, Bytes(26))).last, TlsStep::end);
}

TEST(Tls, Other_protocols_are_not_taken_for_TLS) {
  for (const char* other : {"'GET / HTTP/1.1' 0d 0a", "'RTSP/1.0 200 OK' 0d 0a", "00 00 00 10 00 00 00 00",
                            "16 02 00 00 01 00", "16 03 09 00 01 00", "16 03 01 ff ff 00", "16 03 01 00 00 00"}) {
    const Bytes bytes = octets(other);
    EXPECT_EQ(tls_record_length(bytes).is, StreamLength::Is::other) << other;
    EXPECT_EQ(walk(bytes).last, TlsStep::fault) << other;
  }
  EXPECT_EQ(walk(record(22, octets("63 00 00 00"))).last, TlsStep::fault);  // no such message
}

TEST(Tls, Length_of_a_record_is_known_after_five_bytes) {
  using Is = StreamLength::Is;
  const Bytes stream = record(22, hello);
  every_prefix(stream, [&](std::span<const std::byte> bytes) {
    const auto length = tls_record_length(bytes);
    EXPECT_EQ(length.is, bytes.size() == stream.size() ? Is::whole : Is::partial);
    EXPECT_EQ(length.length, bytes.size() < 5 ? 0 : stream.size());
  });
}

TEST(Tls, Old_hello_in_the_form_of_SSL_2_is_read_and_names_nobody) {
  const Bytes stream = octets(R"(
    80 2f 01 03 01            # 47 bytes, ClientHello, TLS 1.0
    00 06 00 00 00 20         # lengths of ciphers, session, challenge
    00 00 39 07 00 c0
  )") + Bytes(32, std::byte{0xcc});
  EXPECT_EQ(tls_record_length(stream).length, stream.size());
  const TlsHandshake message = first(stream);
  EXPECT_TRUE(message.ssl2);
  const auto client = parse_tls_client_hello(message);
  ASSERT_TRUE(client);
  EXPECT_EQ(client->version, 0x0301);
  EXPECT_EQ(client->server_name, "");
  every_prefix(stream, [&](std::span<const std::byte> bytes) {
    EXPECT_EQ(walk(bytes).types.size(), bytes.size() == stream.size() ? 1u : 0u);
  });
  Bytes later = stream;
  later[6] = std::byte{7};
  EXPECT_EQ(walk(later).last, TlsStep::fault);
}

TEST(Tls, Server_name_that_is_no_name_is_left_out) {
  for (const Bytes& name :
       {server_name("a b"), server_name("x\n"), extension(0, octets("00 03 01 00 00")), extension(0, {})}) {
    const Bytes stream = record(22, client_hello(name));
    const auto client = parse_tls_client_hello(first(stream));
    ASSERT_TRUE(client);
    EXPECT_EQ(client->server_name, "");
  }
}

TEST(Tls, Hello_whose_lengths_disagree_is_refused) {
  const Bytes whole(hello.begin() + 4, hello.end());
  every_prefix(whole, [&](std::span<const std::byte> body) {
    TlsHandshake message;
    message.type = tls_type::client_hello;
    message.body = body;
    const std::size_t without_extensions = 2 + 32 + 33 + 8 + 2;
    EXPECT_EQ(parse_tls_client_hello(message).has_value(),
              body.size() == whole.size() || body.size() == without_extensions)
        << body.size();
  });
}

TEST(Tls, Prefixes_and_flipped_bits_are_survived) {
  const Bytes stream = records_of(hello + server_hello + certificates, 120) + finished;
  std::size_t most = 0;
  const auto read = [&](std::span<const std::byte> bytes) {
    Bytes scratch(2048);
    TlsReader reader{bytes, scratch};
    TlsHandshake message;
    std::size_t messages = 0;
    for (; next_tls_handshake(reader, message) == TlsStep::message; ++messages) {
      EXPECT_LE(message.end, bytes.size());
      if (const auto client = parse_tls_client_hello(message))
        for (auto rest = client->alpn; next_alpn(rest);) {
        }
      (void)parse_tls_server_hello(message);
      if (const auto list = tls_certificate_list(message))
        for (auto rest = *list; next_tls_certificate(rest);) {
        }
    }
    most = std::max(most, messages);
  };
  every_prefix(stream, read);
  EXPECT_EQ(most, 3u);
  every_flip(stream, read);
}

}  // namespace
}  // namespace lenscap::wire::tls_test
