#include "wire/mdns.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include "wire/evidence_frames.hpp"
#include "wire/octets.hpp"

namespace lenscap::wire::mdns_test {
namespace {

using namespace testing;

// A camera in a lobby announces itself. Offsets of names that others point to are written beside them.
const Bytes announcement = octets(R"(
  00 00 84 00  00 00 00 05 00 00 00 01    # 5 answers, 1 additional
  04 'Cam1' 05 'local' 00                 # at 12; ".local" at 17
  00 01 80 01 00 00 00 78 00 04 0a 00 00 05                             # A 10.0.0.5, cache flush
  0b 'Lobby Cam 1' 05 '_Rtsp' 04 '_tcp' c0 11                           # at 38; "_Rtsp._tcp.local" at 50
  00 21 80 01 00 00 00 78 00 08 00 00 00 00 02 2a c0 0c                 # SRV, port 554, Cam1.local
  c0 26 00 10 80 01 00 00 11 94 00 0e 06 'path=/' 00 05 'model'         # TXT
  09 '_services' 07 '_dns-sd' 04 '_udp' c0 11 00 0c 00 01 00 00 11 94 00 02 c0 32
  c0 32 00 0c 00 01 00 00 11 94 00 02 c0 26                             # _Rtsp._tcp.local → Lobby Cam 1
  01 '5' 01 '0' 01 '0' 02 '10' 07 'in-addr' 04 'arpa' 00 00 0c 80 01 00 00 00 78 00 02 c0 0c
)");

struct Said {
  MdnsField field;
  std::string value, service;
  bool operator==(const Said&) const = default;
  friend void PrintTo(const Said& said, std::ostream* out) {
    *out << static_cast<int>(said.field) << " " << said.value << " [" << said.service << "]";
  }
};

std::vector<Said> offers_of(const Bytes& bytes) {
  std::vector<Said> all;
  const auto message = parse_dns(bytes);
  EXPECT_TRUE(message);
  if (!message) return all;
  MdnsReader reader(*message);
  while (const auto offer = next_mdns_offer(reader))
    all.push_back({offer->field, std::string(offer->value), std::string(offer->service)});
  return all;
}

TEST(Mdns, Announcement_tells_host_service_instance_and_strings) {
  using enum MdnsField;
  EXPECT_EQ(offers_of(announcement), (std::vector<Said>{
                                         {host, "Cam1.local", ""},
                                         {instance, "Lobby Cam 1", "_rtsp._tcp"},
                                         {host, "Cam1.local", ""},
                                         {txt, "path=/", "_rtsp._tcp"},
                                         {txt, "model", "_rtsp._tcp"},
                                         {service, "_rtsp._tcp", "_rtsp._tcp"},
                                         {service, "_rtsp._tcp", "_rtsp._tcp"},
                                         {instance, "Lobby Cam 1", "_rtsp._tcp"},
                                         {host, "Cam1.local", ""},
                                     }));
}

TEST(Mdns, Offer_leads_back_to_its_bytes) {
  const auto message = parse_dns(announcement);
  ASSERT_TRUE(message);
  MdnsReader reader(*message);
  const auto bytes_at = [&](const MdnsOffer& offer) {
    return std::string(reinterpret_cast<const char*>(announcement.data()) + offer.at, offer.length);
  };
  const auto host = next_mdns_offer(reader);
  ASSERT_TRUE(host);
  EXPECT_EQ(bytes_at(*host), "Cam1");
  EXPECT_EQ(Bytes(host->address.begin(), host->address.end()), octets("0a 00 00 05"));
  const auto instance = next_mdns_offer(reader);
  ASSERT_TRUE(instance);
  EXPECT_EQ(bytes_at(*instance), "Lobby Cam 1");
  (void)next_mdns_offer(reader);
  const auto txt = next_mdns_offer(reader);
  ASSERT_TRUE(txt);
  EXPECT_EQ(bytes_at(*txt), "path=/");
}

TEST(Mdns, Query_offers_nothing_even_with_known_answers_and_probed_records) {
  Bytes query = announcement;
  query[2] = std::byte{0};
  EXPECT_EQ(offers_of(query), std::vector<Said>{});

  const Bytes probe = octets(R"(
    00 00 00 00 00 01 00 00 00 01 00 00
    03 'cam' 05 'local' 00 00 ff 80 01
    c0 0c 00 01 00 01 00 00 00 78 00 04 0a 00 00 05
  )");
  EXPECT_EQ(offers_of(probe), std::vector<Said>{});
}

TEST(Mdns, Authorities_of_a_response_and_other_classes_are_no_offers) {
  const Bytes bytes = octets(R"(
    00 00 84 00 00 01 00 01 00 01 00 00
    05 'asked' 05 'local' 00 00 01 00 01                                             # ".local" at 18
    05 'chaos' c0 12 00 01 00 03 00 00 00 78 00 04 0a 00 00 05                       # answer, class CH
    05 'other' c0 12 00 01 00 01 00 00 00 78 00 04 0a 00 00 06                       # authority
  )");
  EXPECT_EQ(offers_of(bytes), std::vector<Said>{});
}

TEST(Mdns, Answer_of_a_resolver_about_the_internet_offers_nothing) {
  EXPECT_EQ(offers_of(octets(R"(
    12 34 81 80 00 01 00 01 00 00 00 00
    03 'www' 07 'example' 00 00 01 00 01
    c0 0c 00 01 00 01 00 00 00 3c 00 04 0a 00 00 01
  )")),
            std::vector<Said>{});
}

TEST(Mdns, Subtype_is_an_offer_of_the_type_it_refines) {
  using enum MdnsField;
  EXPECT_EQ(offers_of(octets(R"(
    00 00 84 00 00 00 00 01 00 00 00 00
    04 '_ptz' 04 '_sub' 05 '_http' 04 '_tcp' 05 'local' 00 00 0c 00 01 00 00 11 94
    00 07 04 'Gate' c0 16
  )")),
            (std::vector<Said>{{service, "_http._tcp", "_http._tcp"}, {instance, "Gate", "_http._tcp"}}));
}

TEST(Mdns, Instance_name_is_kept_as_a_person_wrote_it) {
  using enum MdnsField;
  EXPECT_EQ(offers_of(octets(R"(
    00 00 84 00 00 00 00 01 00 00 00 00
    05 '_http' 04 '_tcp' 05 'local' 00 00 0c 00 01 00 00 11 94
    00 0b 08 'v1.2 ' e5 a4 a7 c0 0c
  )")),
            (std::vector<Said>{{service, "_http._tcp", "_http._tcp"}, {instance, "v1.2 大", "_http._tcp"}}));
}

TEST(Mdns, Pointer_record_whose_name_runs_past_its_length_offers_nothing) {
  EXPECT_EQ(offers_of(octets(R"(
    00 00 84 00 00 00 00 02 00 00 00 00
    05 '_http' 04 '_tcp' 05 'local' 00 00 0c 00 01 00 00 11 94 00 01 04
    04 'Gate' 00 00 01 00 01 00 00 00 3c 00 04 0a 00 00 01
  )")),
            std::vector<Said>{});
}

TEST(Mdns, Prefixes_and_flipped_bits_are_survived) {
  std::size_t offers = 0;
  const auto read = [&](std::span<const std::byte> bytes) {
    const auto message = parse_cut_dns(bytes);
    if (!message) return;
    MdnsReader reader(*message);
    while (const auto offer = next_mdns_offer(reader)) {
      EXPECT_LE(offer->at + offer->length, bytes.size());
      EXPECT_FALSE(offer->value.empty());
      ++offers;
    }
  };
  every_prefix(announcement, read);
  EXPECT_GT(offers, 0u);
  every_flip(announcement, read);
}

/// The offers in one frame of a capture.
std::vector<Said> offers_in_frame(const char* capture, std::size_t number) {
  const auto frames = frames_of(capture);
  return offers_of(udp_payload(frames.at(number - 1)));
}

bool has(const std::vector<Said>& all, const Said& one) { return std::ranges::find(all, one) != all.end(); }

TEST(Mdns, Real_camera_tells_its_name_and_model) {
  using enum MdnsField;
  LENSCAP_NEEDS_CAPTURE("dlink-dcs935l-setup.pcap");
  const auto said = offers_in_frame("dlink-dcs935l-setup.pcap", 5);
  EXPECT_TRUE(has(said, {host, "DCS-935L-B0C554255B0E.local", ""}));
  EXPECT_TRUE(has(said, {service, "_dhnap._tcp", "_dhnap._tcp"}));
  EXPECT_TRUE(has(said, {instance, "D-Link HNAP Service", "_dhnap._tcp"}));
  EXPECT_TRUE(has(said, {txt, "model_number=DCS-935L", "_dhnap._tcp"}));
}

TEST(Mdns, Real_camera_tells_its_model_only_in_a_string) {
  using enum MdnsField;
  LENSCAP_NEEDS_CAPTURE("edimax-cam-setup.pcap");
  const auto said = offers_in_frame("edimax-cam-setup.pcap", 4);
  EXPECT_TRUE(has(said, {txt, "IC-3115W Network Camera", "_http._tcp"}));
  EXPECT_TRUE(has(said, {instance, " [74:da:38:80:7a:08]", "_http._tcp"}));
  EXPECT_TRUE(has(said, {host, "localcam.local", ""}));
}

}  // namespace
}  // namespace lenscap::wire::mdns_test
