// The steps that are TCP connections: what the two sides say, in turn.
#include "makecap/camera_message.hpp"
#include "makecap/http_text.hpp"
#include "makecap/people_message.hpp"
#include "makecap/scenario.hpp"
#include "makecap/tls_message.hpp"

namespace makecap {

namespace {

/// A turn's octets: `text` as HTTP or RTSP; with `xm` as a Xiongmai message; with `baichuan` as a Baichuan message
/// (`scramble`: body as the camera sends it); with `metadata` as frames of RTP inside RTSP, video around them; with
/// `part` as a part of a multipart body; with `dhip` as a DHIP message; or `hex`.
Bytes turn_bytes(const toml::table& turn) {
  if (turn.contains("xm"))
    return xm_message(static_cast<std::uint16_t>(number(turn, "xm", 0)),
                      static_cast<std::uint32_t>(number(turn, "session", 0)),
                      static_cast<std::uint32_t>(number(turn, "sequence", 0)), text(turn, "text", ""));
  if (turn.contains("baichuan")) {
    const Baichuan header{
        static_cast<std::uint32_t>(number(turn, "baichuan", 1)), static_cast<std::uint32_t>(number(turn, "offset", 0)),
        static_cast<std::uint16_t>(number(turn, "flags", 0)), static_cast<std::uint16_t>(number(turn, "class", 0))};
    const std::string body = text(turn, "text", "");
    if (flag(turn, "scramble", false)) return baichuan_message(header, baichuan_scramble(header.offset, body));
    Bytes plain = body;
    if (const auto size = static_cast<std::size_t>(number(turn, "size", 0)); size > plain.size())
      plain.resize(size, '\0');
    return baichuan_message(header, plain);
  }
  if (turn.contains("metadata")) {
    const auto channel = static_cast<std::uint8_t>(number(turn, "metadata", 2));
    Dice dice{seed_of("video")};
    RtpStream stream{107, 0x4d455441, static_cast<std::uint16_t>(number(turn, "sequence", 1)), 90000};
    RtpStream video{96, 0x56494445, static_cast<std::uint16_t>(number(turn, "sequence", 1)), 90000};
    Bytes out;
    for (const Bytes& packet :
         rtp_packets(stream, text(turn, "text"), static_cast<std::size_t>(number(turn, "size", 900)))) {
      out += interleaved_frame(0, rtp_packets(video, dice.octets(1100), 1200)[0]);
      out += interleaved_frame(channel, packet);
    }
    return out;
  }
  if (turn.contains("part"))
    return multipart_part(text(turn, "boundary", "boundary"), text(turn, "part"), text(turn, "text"));
  if (turn.contains("dhip"))
    return dhip_message(text(turn, "text"), "\n", static_cast<std::uint32_t>(number(turn, "session", 7)),
                        static_cast<std::uint32_t>(number(turn, "dhip", 1)));
  if (turn.contains("hex")) return from_hex(text(turn, "hex"));
  return http_text(text(turn, "text"), static_cast<std::size_t>(number(turn, "chunk", 512)));
}

std::vector<Turn> turns_of(const toml::table& step) {
  std::vector<Turn> out;
  for (const toml::table* table : tables(step, "turn")) {
    Turn turn;
    const std::string from = text(*table, "from");
    if (from != "client" && from != "server") refuse(*table, "'from' is client or server");
    turn.from_client = from == "client";
    turn.bytes = turn_bytes(*table);
    turn.pause = static_cast<std::uint64_t>(seconds(*table, "pause", 0) * 1e9);
    for (const std::string& mark : texts(*table, "cut-after")) {
      const std::size_t at = turn.bytes.find(mark);
      if (at == Bytes::npos) refuse(*table, "nothing to cut after: " + mark);
      turn.cuts.push_back(at + mark.size());
    }
    out.push_back(std::move(turn));
  }
  return out;
}

Dialogue dialogue_of(Stage& stage, const toml::table& step, std::uint64_t time, std::uint16_t usual_port) {
  Dialogue dialogue{port(step, "client-port", 0), port(step, "port", usual_port), time};
  if (dialogue.client_port == 0) dialogue.client_port = stage.next_port++;
  dialogue.handshake = !flag(step, "in-the-middle", false);
  const std::string end = text(step, "end", "closed");
  if (end != "closed" && end != "reset" && end != "open") refuse(step, "'end' is closed, reset or open");
  dialogue.end = end == "closed" ? End::closed : end == "reset" ? End::reset : End::left_open;
  return dialogue;
}

void tcp(Stage& stage, const toml::table& step, std::uint64_t time) {
  Host &client = stage.host(step, "client"), &server = stage.host(step, "server");
  add_dialogue(stage.timeline, client, server, dialogue_of(stage, step, time, 80), turns_of(step));
}

Name name_of(const toml::table& step, const std::string& key) {
  Name out;
  for (const auto& row : rows(step, key)) {
    if (row.size() != 2) refuse(step, "a part of a name is [\"CN\", \"value\"]");
    out.emplace_back(row[0], row[1]);
  }
  return out;
}

void tls(Stage& stage, const toml::table& step, std::uint64_t time) {
  Host &client = stage.host(step, "client"), &server = stage.host(step, "server");
  const Tls message{text(step, "sni", ""), !step.contains("subject"), name_of(step, "subject"),
                    name_of(step, "issuer")};
  add_dialogue(stage.timeline, client, server, dialogue_of(stage, step, time, 443),
               tls_turns(message, Dice{seed_of(client.name + message.sni) ^ time}));
}

/// A connection that the other side refuses, or with `answered` = false does not answer.
void refused(Stage& stage, const toml::table& step, std::uint64_t time) {
  Host &client = stage.host(step, "client"), &server = stage.host(step, "server");
  add_refusal(stage.timeline, client, server, dialogue_of(stage, step, time, 80), flag(step, "answered", true));
}

}  // namespace

const std::map<std::string, Step>& stream_steps() {
  static const std::map<std::string, Step> steps = {{"tcp", tcp}, {"tls", tls}, {"refused", refused}};
  return steps;
}

}  // namespace makecap
