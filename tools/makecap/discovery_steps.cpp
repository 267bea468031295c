// The steps by which cameras announce themselves and tools look for them.
#include "makecap/camera_message.hpp"
#include "makecap/scenario.hpp"
#include "makecap/soap_message.hpp"

namespace makecap {

namespace {

Fields fields_of(const toml::table& step) {
  Fields out;
  for (const auto& row : rows(step, "fields")) {
    if (row.size() != 2) refuse(step, "a field is [\"Name\", \"value\"]");
    out.emplace_back(row[0], row[1]);
  }
  return out;
}

void sadp(Stage& stage, const toml::table& step, std::uint64_t time) {
  send_step(stage, step, {37020, 37020}, "239.255.255.250", sadp_xml(text(step, "root", "ProbeMatch"), fields_of(step)),
            time);
}

/// Ethernet type 0x8033. `operation` 3 asks everyone, 4 answers the host `to`.
void sadp_frame_step(Stage& stage, const toml::table& step, std::uint64_t time) {
  Host& from = stage.host(step, "from");
  const auto operation = static_cast<std::uint8_t>(number(step, "operation", 3));
  const bool device = operation == 4;
  const Bytes to_mac = device ? stage.host(step, "to").mac : Bytes(6, '\xff');
  const Bytes to_ip = device ? stage.host(step, "to").ip : Bytes(4, '\xff');
  Bytes frame;
  add_ethernet(frame, {from.mac, to_mac, from.vlans}, type_sadp);
  const Bytes payload =
      device ? sadp_description(text(step, "serial"), static_cast<std::uint32_t>(number(step, "device-type", 0)),
                                text(step, "software", ""), text(step, "dsp", ""), text(step, "started", ""))
             : Bytes(28, '\0');
  frame += sadp_frame({device, operation, static_cast<std::uint32_t>(number(step, "counter", 1)), from.mac, from.ip,
                       to_mac, to_ip, parse_ip("255.255.255.0"), payload});
  pad_frame(frame, 0);
  stage.timeline.push_back({time, std::move(frame)});
}

void dhip(Stage& stage, const toml::table& step, std::uint64_t time) {
  send_step(stage, step, {37810, 37810}, "239.255.255.251",
            dhip_message(text(step, "json"), Bytes("\n\0", 2), 0, static_cast<std::uint32_t>(number(step, "id", 0))),
            time);
}

void xm(Stage& stage, const toml::table& step, std::uint64_t time) {
  send_step(stage, step, {34569, 34569}, "255.255.255.255",
            xm_message(static_cast<std::uint16_t>(number(step, "message", 1531)), 0, 0, text(step, "json", "")), time);
}

void discovery(Stage& stage, const toml::table& step, std::uint64_t time) {
  const Discovery message{text(step, "message"),      text(step, "id"),        text(step, "relates-to", ""),
                          text(step, "endpoint", ""), text(step, "types", ""), text(step, "scopes", ""),
                          text(step, "xaddrs", "")};
  send_step(stage, step, {3702, 3702}, "239.255.255.250", discovery_message(message), time);
}

}  // namespace

const std::map<std::string, Step>& discovery_steps() {
  static const std::map<std::string, Step> steps = {
      {"sadp", sadp}, {"sadp-frame", sadp_frame_step}, {"dhip", dhip}, {"xm", xm}, {"discovery", discovery}};
  return steps;
}

}  // namespace makecap
