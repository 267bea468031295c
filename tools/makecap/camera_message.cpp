#include "makecap/camera_message.hpp"

#include "makecap/frame.hpp"

namespace makecap {

Bytes sadp_xml(const std::string& root, const Fields& fields) {
  Bytes out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<" + root + ">";
  for (std::size_t i = 0; i < fields.size(); ++i)
    out += (i == 0 ? "<" : "\r\n<") + fields[i].first + ">" + fields[i].second + "</" + fields[i].first + ">";
  return out + "\r\n</" + root + ">\r\n";
}

Bytes sadp_frame(const SadpFrame& frame) {
  Bytes out;
  put8(out, 0x21);
  put8(out, frame.from_device ? 1 : 2);
  put16(out, frame.from_device ? 0x01f6 : 0x0142);
  put32(out, frame.counter);
  put16(out, 0x0604);  // lengths of hardware and protocol address, as in ARP
  put8(out, frame.operation);
  put8(out, 0);
  put16(out, 0);
  out += frame.from_mac + frame.from_ip + frame.to_mac + frame.to_ip + frame.mask;
  out += frame.payload;
  if (out.size() < 66) out.append(66 - out.size(), '\0');
  set16(out, 12, end_sum(add_sum(0, out)));
  return out;
}

Bytes sadp_description(std::string_view serial, std::uint32_t device_type, std::string_view software,
                       std::string_view dsp, std::string_view started) {
  constexpr std::size_t text_size = 48;
  const auto text = [](std::string_view value) {
    Bytes out(value.substr(0, text_size - 1));
    out.resize(text_size, '\0');
    return out;
  };
  Bytes out = text(serial);
  put32(out, device_type);
  put32(out, 8000);  // SDK port
  put32(out, 1);     // encoders
  put32(out, 0);     // disks
  return out + text(software) + text(dsp) + text(started);
}

Bytes dhip_message(std::string_view json, std::string_view tail, std::uint32_t session, std::uint32_t id) {
  const auto length = static_cast<std::uint32_t>(json.size() + tail.size());
  Bytes out;
  put32le(out, 32);
  out += "DHIP";
  put32le(out, session);
  put32le(out, id);
  put32le(out, length);
  put32le(out, 0);
  put32le(out, length);
  put32le(out, 0);
  out += json;
  return out.append(tail);
}

Bytes xm_message(std::uint16_t id, std::uint32_t session, std::uint32_t sequence, std::string_view json) {
  const bool request = id % 2 == 0;  // requests are even, answers odd: 1000/1001, 1530/1531
  Bytes out;
  put8(out, 0xff);
  put8(out, request ? 0 : 1);
  put16le(out, 0);
  put32le(out, session);
  put32le(out, sequence);
  put16le(out, 0);
  put16le(out, id);
  put32le(out, static_cast<std::uint32_t>(json.empty() ? 0 : json.size() + 2));
  out += json;
  return json.empty() ? out : out.append("\n\0", 2);
}

Bytes baichuan_message(const Baichuan& header, std::string_view body) {
  Bytes out = from_hex("f0 de bc 0a");
  put32le(out, header.message);
  put32le(out, static_cast<std::uint32_t>(body.size()));
  put32le(out, header.offset);
  put16le(out, header.flags);
  put16le(out, header.message_class);
  if (header.message_class == 0x6414 || header.message_class == 0) put32le(out, 0);
  return out.append(body);
}

Bytes baichuan_scramble(std::uint32_t offset, std::string_view text) {
  static constexpr unsigned char key[8] = {0x1f, 0x2d, 0x3c, 0x4b, 0x5a, 0x69, 0x78, 0xff};
  Bytes out;
  for (std::size_t i = 0; i < text.size(); ++i)
    put8(out,
         static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]) ^ key[(offset + i) % 8] ^ (offset & 0xff)));
  return out;
}

}  // namespace makecap
