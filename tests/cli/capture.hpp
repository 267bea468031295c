// Small captures, written byte by byte as RFC 791, 768, 9293, 2131 and the pcap and pcapng formats say. Shares no code
// with the readers under test.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lenscap::test {

inline std::string be16(unsigned v) { return {static_cast<char>(v >> 8 & 255), static_cast<char>(v & 255)}; }
inline std::string be32(std::uint32_t v) { return be16(v >> 16) + be16(v & 0xffff); }
inline std::string le16(unsigned v) { return {static_cast<char>(v & 255), static_cast<char>(v >> 8 & 255)}; }
inline std::string le32(std::uint32_t v) { return le16(v & 0xffff) + le16(v >> 16); }

/// Who speaks: its hardware address and its IPv4 address.
struct End {
  std::string mac;  ///< 6 bytes
  std::string ip;   ///< 4 bytes
};
// The first three bytes of each are what the address registry gives to D-Link, Hikvision and Intel.
inline const End dlink{"\xb0\xc5\x54\x01\x02\x03", "\x0a\x07\x01\x21"};
inline const End hikvision{"\xbc\xad\x28\x01\x02\x03", "\x0a\x07\x01\x22"};
inline const End computer{"\x28\xb2\xbd\x01\x02\x03", "\x0a\x07\x01\x09"};
inline const End everyone{"\xff\xff\xff\xff\xff\xff", "\xff\xff\xff\xff"};

inline std::string ipv4(const End& from, const End& to, unsigned protocol, const std::string& payload) {
  std::string head = "\x45" + std::string(1, '\0') + be16(static_cast<unsigned>(20 + payload.size())) + be16(7) +
                     be16(0x4000) + "\x40" + static_cast<char>(protocol) + be16(0) + from.ip + to.ip;
  unsigned sum = 0;
  for (std::size_t i = 0; i < head.size(); i += 2)
    sum += static_cast<unsigned char>(head[i]) * 256u + static_cast<unsigned char>(head[i + 1]);
  sum = (sum & 0xffff) + (sum >> 16);
  head.replace(10, 2, be16(~(sum + (sum >> 16)) & 0xffff));
  return to.mac + from.mac + be16(0x0800) + head + payload;
}

inline std::string udp(const End& from, unsigned from_port, const End& to, unsigned to_port, const std::string& body) {
  return ipv4(from, to, 17,
              be16(from_port) + be16(to_port) + be16(static_cast<unsigned>(8 + body.size())) + be16(0) + body);
}

inline std::string tcp(const End& from, unsigned from_port, const End& to, unsigned to_port, std::uint32_t sequence,
                       const std::string& body) {
  return ipv4(from, to, 6,
              be16(from_port) + be16(to_port) + be32(sequence) + be32(1) + "\x50\x18" + be16(8192) + be32(0) + body);
}

/// A request of DHCP with host name (option 12) and vendor class (option 60, left out when empty).
inline std::string dhcp(const End& from, const std::string& name, const std::string& vendor_class = "") {
  std::string m = std::string("\x01\x01\x06\x00", 4) + be32(0x12345678) + std::string(20, '\0') + from.mac +
                  std::string(10 + 64 + 128, '\0') + "\x63\x82\x53\x63" + std::string("\x35\x01\x03", 3);
  m += "\x0c" + std::string(1, static_cast<char>(name.size())) + name;
  if (!vendor_class.empty()) m += "\x3c" + std::string(1, static_cast<char>(vendor_class.size())) + vendor_class;
  return udp({from.mac, std::string(4, '\0')}, 68, everyone, 67, m + "\xff");
}

/// A question to `to` and its answer, each in one segment.
inline std::vector<std::string> http(const End& to, const std::string& target, const std::string& type,
                                     const std::string& body) {
  const std::string answer = "HTTP/1.1 200 OK\r\nContent-Type: " + type +
                             "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  return {tcp(computer, 50123, to, 80, 1, "GET " + target + " HTTP/1.1\r\nHost: camera\r\n\r\n"),
          tcp(to, 80, computer, 50123, 1, answer)};
}

/// What a Hikvision camera says of itself when asked for /ISAPI/System/deviceInfo.
inline std::string device_info(const std::string& name, const std::string& model) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<DeviceInfo version=\"2.0\" xmlns=\"http://www.hikvision.com/ver20/XMLSchema\">\n<deviceName>" +
         name + "</deviceName>\n<model>" + model +
         "</model>\n<serialNumber>DS-2CD2143G2-I20230105AAWRAB1234567</serialNumber>\n"
         "<macAddress>bc:ad:28:01:02:03</macAddress>\n<firmwareVersion>V5.7.12</firmwareVersion>\n"
         "<deviceType>IPCamera</deviceType>\n<manufacturer>hikvision</manufacturer>\n</DeviceInfo>\n";
}

/// A Hikvision camera that answers a computer, and a D-Link camera that asks for an address.
inline std::vector<std::string> two_cameras() {
  auto frames = http(hikvision, "/ISAPI/System/deviceInfo", "application/xml", device_info("gate", "DS-2CD2143G2-I"));
  frames.push_back(dhcp(dlink, "DCS-935L"));
  return frames;
}

inline constexpr std::uint32_t pcap_microseconds = 0xa1b2c3d4;

/// A pcap file, little-endian, Ethernet; one frame a second.
inline std::string pcap(const std::vector<std::string>& frames, std::uint32_t first_second = 1'700'000'000) {
  std::string file = le32(pcap_microseconds) + le16(2) + le16(4) + le32(0) + le32(0) + le32(65535) + le32(1);
  for (const auto& frame : frames) {
    const auto size = static_cast<std::uint32_t>(frame.size());
    file += le32(first_second++) + le32(0) + le32(size) + le32(size) + frame;
  }
  return file;
}

/// A block of pcapng: `said` is what its length fields say, whatever its size.
inline std::string block(std::uint32_t type, std::string body, std::uint32_t said = 0xffffffff) {
  body.resize((body.size() + 3) / 4 * 4, '\0');
  if (said == 0xffffffff) said = static_cast<std::uint32_t>(body.size() + 12);
  return le32(type) + le32(said) + body + le32(said);
}

inline std::string pcapng_head() {
  return block(0x0a0d0d0a, le32(0x1a2b3c4d) + le16(1) + le16(0) + std::string(8, '\xff')) +
         block(1, le16(1) + le16(0) + le32(262144));
}

inline std::string pcapng(const std::vector<std::string>& frames) {
  std::string file = pcapng_head();
  for (const auto& frame : frames) {
    const auto size = static_cast<std::uint32_t>(frame.size());
    file += block(6, le32(0) + le32(0x60a24) + le32(0x52f00000) + le32(size) + le32(size) + frame);
  }
  return file;
}

}  // namespace lenscap::test
