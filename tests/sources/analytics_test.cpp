// What devices tell of people on the wire is found, in the words of the protocol, about the device that sent it; and
// nothing of any person is.
#include <gtest/gtest.h>

#include <algorithm>

#include "sources/metadata_assembly.hpp"
#include "sources/reading.hpp"

namespace lenscap::sources::testing::analytics_test {
namespace {

const End camera = end("3c:ef:8c:00:12:34", "10.0.0.5", 554);
const End viewer = end("00:1f:29:00:00:09", "10.0.0.9", 51000);
using Words = std::vector<std::string>;

/// People of this test: each text stands in the bytes that were sent, and may stand nowhere else.
constexpr std::string_view planted[] = {"Zaphira", "Quill", "440524188001010014", "E-5501", "Magenta", "4711-card"};

Bytes face(std::string_view extra = {}) {
  return "<?xml version=\"1.0\"?><tt:MetadataStream xmlns:tt=\"http://www.onvif.org/ver10/schema\" "
         "xmlns:f=\"http://www.onvif.org/ver20/analytics/humanface\"><tt:VideoAnalytics><tt:Frame "
         "UtcTime=\"x\"><tt:Object "
         "ObjectId=\"Zaphira\"><tt:Appearance><tt:Class><tt:ClassCandidate><tt:Type>Human</tt:Type></tt:ClassCandidate>"
         "</tt:Class><f:HumanFace><f:Complexion>Magenta</f:Complexion><f:Age/>" +
         Bytes(extra) + "</f:HumanFace></tt:Appearance></tt:Object></tt:Frame></tt:VideoAnalytics></tt:MetadataStream>";
}

Bytes rtp(std::uint16_t sequence, const Bytes& payload, bool marker, std::uint8_t type = 107) {
  return big(0x80, 1) + big(marker ? 0x80u | type : type, 1) + big(sequence, 2) + big(90000, 4) + big(0xa8010001, 4) +
         payload;
}

Bytes interleaved(std::uint8_t channel, const Bytes& packet) {
  return "$" + big(channel, 1) + big(packet.size(), 2) + packet;
}

Bytes noise(std::size_t size) {
  Bytes out;
  for (std::size_t i = 0; i < size; ++i) out += static_cast<char>(0x80 | (i * 37 + 11));
  return out;
}

Words sorted(Words words) {
  std::sort(words.begin(), words.end());
  return words;
}

void expect_nobody(const model::Evidence& evidence) {
  for (const auto& o : evidence.observations)
    for (const auto& text : {o.value, o.locator.place, o.locator.excerpt, o.locator.decoder})
      for (const auto person : planted) EXPECT_EQ(text.find(person), std::string::npos) << text;
  for (const auto& source : evidence.sources)
    for (const auto& note : source.notes)
      for (const auto person : planted) EXPECT_EQ(note.find(person), std::string::npos) << note;
}

const Words face_words = {"Human", "fc:Complexion", "fc:HumanFace"};

TEST(Analytics, Metadata_over_RTP_is_found_and_points_at_its_bytes) {
  const std::vector<Bytes> frames = {datagram(at_port(camera, 8002), at_port(viewer, 50002), rtp(7, face(), true))};
  const auto evidence = read(frames);
  EXPECT_EQ(values(evidence, "analytics.message"), Words{"onvif metadata"});
  EXPECT_EQ(sorted(values(evidence, "analytics.sends")), face_words);
  EXPECT_EQ(values(evidence, "analytics.carries"), Words{"fc:Age"});
  EXPECT_EQ(whose(evidence, "analytics.sends", "fc:Complexion"), "10.0.0.5");
  for (const auto& o : evidence.observations)
    if (o.value == "fc:Complexion") EXPECT_EQ(bytes_at(frames, o.locator), "f:Complexion");
  expect_nobody(evidence);
}

TEST(Analytics, A_document_in_many_packets_is_put_together) {
  const Bytes document = face(Bytes(3000, ' '));
  std::vector<Bytes> frames;
  std::uint16_t sequence = 65534;  // goes on at 0
  for (std::size_t at = 0; at < document.size(); at += 400)
    frames.push_back(datagram(at_port(camera, 8002), at_port(viewer, 50002),
                              rtp(sequence++, document.substr(at, 400), at + 400 >= document.size())));
  for (std::uint16_t more = 0; more < 3; ++more)  // the stream goes on: another face
    frames.push_back(
        datagram(at_port(camera, 8002), at_port(viewer, 50002),
                 rtp(static_cast<std::uint16_t>(sequence + more), face("<f:Gender>Quill</f:Gender>"), true)));
  const auto evidence = read(frames);
  EXPECT_EQ(sorted(values(evidence, "analytics.sends")),
            (Words{"Human", "fc:Complexion", "fc:Gender", "fc:HumanFace"}));
  expect_nobody(evidence);
}

TEST(Analytics, A_document_that_lost_a_packet_is_not_made_up) {
  const Bytes document = face(Bytes(900, ' '));
  std::vector<Bytes> frames;
  for (std::uint16_t i : {0, 1, 3})
    frames.push_back(datagram(at_port(camera, 8002), at_port(viewer, 50002),
                              rtp(i, document.substr(i * 300u, i == 3 ? 9999 : 300), i == 3)));
  EXPECT_EQ(values(read(frames), "analytics.sends"), Words{});
}

Bytes described(std::string_view second) {
  const Bytes sdp = "v=0\r\ns=x\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n" + Bytes(second);
  return "RTSP/1.0 200 OK\r\nCSeq: 2\r\nContent-Type: application/sdp\r\nContent-Length: " +
         std::to_string(sdp.size()) + "\r\n\r\n" + sdp;
}

const Bytes describe = "DESCRIBE rtsp://10.0.0.5/ RTSP/1.0\r\nCSeq: 2\r\n\r\n";
const Bytes play = "PLAY rtsp://10.0.0.5/ RTSP/1.0\r\nCSeq: 5\r\n\r\n";
const Bytes metadata_media = "m=application 0 RTP/AVP 107\r\na=rtpmap:107 vnd.onvif.metadata/90000\r\n";

TEST(Analytics, Metadata_between_video_inside_RTSP_is_found_wherever_segments_cut_it) {
  const Bytes stream = interleaved(0, rtp(1, noise(1300), false, 96)) + interleaved(2, rtp(1, face(), true)) +
                       interleaved(0, rtp(2, noise(700), true, 96)) +
                       interleaved(2, rtp(2, face("<f:Age><tt:Min>30</tt:Min></f:Age>"), true));
  for (std::size_t cut : {5u, 500u, 1319u, 1335u, 1460u}) {
    Conversation talk(at_port(viewer, 51000), camera);
    talk.open()
        .asks(describe)
        .answers(described(metadata_media))
        .asks(play)
        .answers("RTSP/1.0 200 OK\r\nCSeq: 5\r\n\r\n");
    for (std::size_t at = 0; at < stream.size(); at += cut) talk.answers(stream.substr(at, cut));
    const auto evidence = read(talk.frames);
    EXPECT_EQ(sorted(values(evidence, "analytics.sends")), (Words{"Human", "fc:Age", "fc:Complexion", "fc:HumanFace"}))
        << cut;
    EXPECT_EQ(whose(evidence, "analytics.sends", "fc:Age"), "10.0.0.5");
    expect_nobody(evidence);
  }
}

TEST(Analytics, Metadata_in_a_session_whose_start_went_unseen_is_found) {
  std::vector<Bytes> segments = {interleaved(0, rtp(1, noise(1000), false, 96)),
                                 interleaved(0, rtp(2, noise(900), true, 96)),
                                 interleaved(0, rtp(3, noise(900), true, 96)), interleaved(2, rtp(1, face(), true))};
  Conversation talk(at_port(viewer, 51000), camera);
  for (const Bytes& segment : segments) talk.answers(segment);
  EXPECT_EQ(sorted(values(read(talk.frames), "analytics.sends")), face_words);
}

TEST(Analytics, A_lost_segment_costs_a_document_and_not_those_after_it) {
  Conversation talk(at_port(viewer, 51000), camera);
  talk.open().asks(describe).answers(described(metadata_media));
  talk.answers(interleaved(0, rtp(1, noise(1000), false, 96)));
  talk.advance(1, 5000);
  for (int i = 0; i < 40; ++i) talk.answers(interleaved(2, rtp(static_cast<std::uint16_t>(9 + i), face(), true)));
  EXPECT_EQ(sorted(values(read(talk.frames), "analytics.sends")), face_words);
}

TEST(Analytics, Streams_without_metadata_say_nothing_of_people) {
  Conversation talk(at_port(viewer, 51000), camera);
  talk.open().asks(describe).answers(described("")).asks(play).answers("RTSP/1.0 200 OK\r\nCSeq: 5\r\n\r\n");
  for (std::uint16_t i = 0; i < 20; ++i) talk.answers(interleaved(0, rtp(i, noise(1000), false, 96)));
  const auto evidence = read(talk.frames);
  EXPECT_EQ(values(evidence, "analytics.message"), Words{});
  EXPECT_EQ(values(evidence, "analytics.sends"), Words{});
}

Bytes posted(std::string_view path, std::string_view type, std::string_view body) {
  return "POST " + Bytes(path) + " HTTP/1.1\r\nHost: 10.0.0.9\r\nContent-Type: " + Bytes(type) +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + Bytes(body);
}

model::Evidence after_request(const Bytes& request) {
  Conversation talk(at_port(camera, 40000), at_port(viewer, 8080));
  talk.open();
  for (std::size_t at = 0; at < request.size(); at += 1400) talk.asks(request.substr(at, 1400));
  talk.answers("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").closes(1);
  return read(talk.frames);
}

TEST(Analytics, A_VIID_upload_is_told_of_the_device_that_posts_it) {
  const auto evidence = after_request(posted(
      "/VIID/Faces", "application/VIID+JSON;charset=UTF-8",
      "{\"FaceListObject\":{\"FaceObject\":[{\"FaceID\":\"1\",\"Name\":\"Zaphira Quill\",\"IDNumber\":"
      "\"440524188001010014\",\"EthicCode\":\"05\",\"SkinColor\":\"\",\"GenderCode\":\"9\",\"SubImageList\":{}}]}}"));
  EXPECT_EQ(sorted(values(evidence, "analytics.sends")), (Words{"FaceObject", "IDNumber", "Name", "named.EthicCode"}));
  EXPECT_EQ(sorted(values(evidence, "analytics.carries")), (Words{"GenderCode", "named.SkinColor"}));
  EXPECT_EQ(whose(evidence, "analytics.sends", "named.EthicCode"), "10.0.0.5");
  expect_nobody(evidence);
}

TEST(Analytics, An_ethnicity_is_the_pictures_only_where_nobody_entered_the_record_or_is_named_in_it) {
  const auto sent = [](const Bytes& faces) {
    return sorted(values(after_request(posted("/VIID/Faces", "application/VIID+JSON",
                                              "{\"FaceListObject\":{\"FaceObject\":[" + faces + "]}}")),
                         "analytics.sends"));
  };
  EXPECT_EQ(sent("{\"InfoKind\":1,\"EthicCode\":\"05\",\"Name\":\"\"}"), (Words{"EthicCode", "FaceObject"}));
  EXPECT_EQ(sent("{\"EthicCode\":\"05\",\"InfoKind\":2}"), (Words{"FaceObject", "manual.EthicCode"}));
  EXPECT_EQ(sent("{\"InfoKind\":1,\"SkinColor\":\"2\",\"IDNumber\":\"440524188001010014\"}"),
            (Words{"FaceObject", "IDNumber", "named.SkinColor"}));
  // One record says nothing of the next.
  EXPECT_EQ(sent("{\"EthicCode\":\"05\",\"InfoKind\":2},{\"EthicCode\":\"05\",\"InfoKind\":1}"),
            (Words{"EthicCode", "FaceObject", "manual.EthicCode"}));
}

TEST(Analytics, An_upload_whose_picture_is_longer_than_anyone_reads_is_read_up_to_it) {
  const auto evidence = after_request(
      posted("/VIID/Faces", "application/json",
             "{\"FaceListObject\":{\"FaceObject\":[{\"EthicCode\":\"01\",\"SubImageList\":{\"SubImageInfoObject\":[{"
             "\"Data\":\"" +
                 Bytes(400'000, 'A') + "\"}]}}]}}"));
  EXPECT_EQ(sorted(values(evidence, "analytics.sends")), (Words{"EthicCode", "FaceObject"}));
}

const Bytes alert =
    "<EventNotificationAlert version=\"2.0\"><ipAddress>10.0.0.5</ipAddress><channelID>1</channelID>"
    "<eventType>faceSnap</eventType><eventState>active</eventState><age>43</age><name>Zaphira Quill</name>"
    "<cardNo>4711-card</cardNo></EventNotificationAlert>";

Bytes part(std::string_view type, const Bytes& body, bool measured = true) {
  return "--boundary\r\nContent-Type: " + Bytes(type) + "\r\n" +
         (measured ? "Content-Length: " + std::to_string(body.size()) + "\r\n" : Bytes()) + "\r\n" + body + "\r\n";
}

const Bytes stream_head =
    "HTTP/1.1 200 OK\r\nMIME-Version: 1.0\r\nConnection: close\r\nContent-Type: multipart/mixed; "
    "boundary=\"boundary\"\r\n\r\n";

TEST(Analytics, Events_of_an_answer_without_end_are_read_as_they_come) {
  for (const bool measured : {true, false}) {
    Conversation talk(viewer, at_port(camera, 80));
    talk.open().asks("GET /ISAPI/Event/notification/alertStream HTTP/1.1\r\nHost: x\r\n\r\n").answers(stream_head);
    talk.answers(part("image/jpeg", noise(3000)));
    talk.answers(part("application/xml; charset=\"UTF-8\"", alert, measured));
    talk.answers(part("application/json", "{}"));
    const auto evidence = read(talk.frames);
    EXPECT_EQ(sorted(values(evidence, "analytics.sends")), (Words{"age", "cardNo", "faceSnap"})) << measured;
    EXPECT_EQ(whose(evidence, "analytics.sends", "faceSnap"), "10.0.0.5");
    expect_nobody(evidence);
  }
}

TEST(Analytics, A_stream_of_events_whose_start_went_unseen_is_read) {
  Conversation talk(viewer, at_port(camera, 80));
  talk.answers(part("application/xml", alert));
  EXPECT_EQ(sorted(values(read(talk.frames), "analytics.sends")), (Words{"age", "cardNo", "faceSnap"}));
}

TEST(Analytics, An_event_posted_with_its_picture_is_told_of_the_device) {
  const Bytes body = part("application/xml", alert) + part("image/jpeg", noise(5000)) + "--boundary--\r\n";
  const auto evidence = after_request(posted("/events", "multipart/form-data; boundary=boundary", body));
  EXPECT_EQ(sorted(values(evidence, "analytics.sends")), (Words{"age", "cardNo", "faceSnap"}));
  EXPECT_EQ(whose(evidence, "analytics.sends", "faceSnap"), "10.0.0.5");
  EXPECT_EQ(values(evidence, "analytics.message"), Words{"isapi event"});
}

TEST(Analytics, Dahua_events_are_found_in_HTTP_and_in_DHIP) {
  const Bytes event =
      "Code=FaceRecognition;action=Pulse;index=0;data={ "
      "\"Candidates\":[{\"Person\":{\"Name\":\"Zaphira\",\"Sex\":\"Quill\"}}],"
      "\"Face\":{\"Age\":43,\"Race\":\"Magenta\",\"Beard\":\"Unknown\"}}";
  Conversation web(viewer, at_port(camera, 80));
  web.open().asks("GET /cgi-bin/eventManager.cgi?action=attach&codes=[All] HTTP/1.1\r\nHost: x\r\n\r\n");
  web.answers("HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=boundary\r\n\r\n");
  web.answers(part("text/plain", event));
  const auto of_web = read(web.frames);
  EXPECT_EQ(sorted(values(of_web, "analytics.sends")),
            (Words{"Age", "Candidates", "FaceRecognition", "Person.Sex", "Race"}));
  EXPECT_EQ(values(of_web, "analytics.carries"), Words{"Beard"});
  expect_nobody(of_web);

  const Bytes json =
      "{\"method\":\"client.notifyEventStream\",\"params\":{\"eventList\":[{\"Code\":\"FaceDetection\",\"Action\":"
      "\"Start\","
      "\"Data\":{\"Face\":{\"Race\":\"Magenta\"}}}]}}\n";
  Conversation own(viewer, at_port(camera, 37777));
  own.answers(little(0x20, 4) + "DHIP" + little(7, 4) + little(9, 4) + little(json.size(), 4) + little(0, 4) +
              little(json.size(), 4) + little(0, 4) + json);
  const auto of_own = read(own.frames);
  EXPECT_EQ(sorted(values(of_own, "analytics.sends")), (Words{"FaceDetection", "Race"}));
  EXPECT_EQ(whose(of_own, "analytics.sends", "Race"), "10.0.0.5");
  expect_nobody(of_own);
}

model::Evidence after_answer(const Bytes& path, const Bytes& type, const Bytes& body) {
  Conversation talk(viewer, at_port(camera, 80));
  talk.open().asks("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
  talk.answers("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + std::to_string(body.size()) +
               "\r\n\r\n" + body);
  return read(talk.frames);
}

TEST(Analytics, What_a_device_offers_and_has_switched_on_is_read_of_its_answers) {
  auto evidence = after_answer("/ISAPI/System/capabilities", "application/xml",
                               "<DeviceCap><isSupportFaceContrast>true</isSupportFaceContrast>"
                               "<isSupportFaceSnap>false</isSupportFaceSnap></DeviceCap>");
  EXPECT_EQ(values(evidence, "analytics.offers"), Words{"isSupportFaceContrast"});
  evidence =
      after_answer("/ISAPI/Smart/FaceDetect/1", "application/xml", "<FaceDetect><enabled>true</enabled></FaceDetect>");
  EXPECT_EQ(values(evidence, "analytics.enables"), Words{"FaceDetect"});
  evidence =
      after_answer("/cgi-bin/configManager.cgi?action=getConfig&name=VideoAnalyseRule", "text/plain",
                   "table.VideoAnalyseRule[0][0].Enable=true\r\ntable.VideoAnalyseRule[0][0].Type=FaceDetection\r\n"
                   "table.VideoAnalyseRule[0][1].Enable=false\r\ntable.VideoAnalyseRule[0][1].Type=NumberStat\r\n");
  EXPECT_EQ(values(evidence, "analytics.enables"), Words{"FaceDetection"});
  EXPECT_EQ(values(evidence, "analytics.offers"), Words{"NumberStat"});
  evidence =
      after_answer("/LAPI/V1.0/Channels/0/Smart/FaceDetection/Rule", "application/json",
                   "{\"Response\":{\"Data\":{\"FaceAttributeAnalysis\":{\"NationEnabled\":0,\"AgeEnabled\":1}}}}");
  EXPECT_EQ(values(evidence, "analytics.enables"), Words{"FaceAttributeAnalysis.AgeEnabled"});
  EXPECT_EQ(values(evidence, "analytics.offers"), Words{"FaceAttributeAnalysis.NationEnabled"});
}

TEST(Analytics, A_question_offers_nothing) {
  const auto evidence = after_request(
      posted("/ISAPI/Smart/FaceDetect/1", "application/xml", "<FaceDetect><enabled>true</enabled></FaceDetect>"));
  EXPECT_EQ(values(evidence, "analytics.enables"), Words{});
}

TEST(Analytics, Whoever_is_searched_for_is_not_written_down) {
  auto evidence = after_answer("/cgi-bin/faceRecognitionServer.cgi?action=addPerson&name=Zaphira&id=440524188001010014",
                               "text/plain", "Candidates[0].Person.Name=Zaphira Quill\r\n");
  EXPECT_EQ(values(evidence, "http.path"), Words{"/cgi-bin/faceRecognitionServer.cgi"});
  EXPECT_EQ(values(evidence, "analytics.offers"), Words{"/cgi-bin/faceRecognitionServer.cgi"});
  expect_nobody(evidence);
  evidence = after_answer("/VIID/Faces?Faces.Name=Zaphira", "application/VIID+JSON", "{}");
  EXPECT_EQ(values(evidence, "analytics.offers"), Words{});
  expect_nobody(evidence);
}

TEST(Analytics, What_other_services_send_is_none_of_it) {
  for (const char* body :
       {"{\"eventType\":\"running\",\"page\":\"/a\"}", "{\"Code\":200,\"Action\":\"a\",\"Data\":{\"Age\":3}}",
        "{\"FaceObject\":{\"Age\":3}}", "{\"user\":{\"Race\":\"Magenta\"}}",
        "<a><Notify><NotificationMessage><Topic>x</Topic></NotificationMessage></Notify></a>"}) {
    const auto evidence = after_request(posted("/collect", "application/json", body));
    EXPECT_EQ(values(evidence, "analytics.message"), Words{}) << body;
    EXPECT_EQ(values(evidence, "analytics.sends"), Words{}) << body;
  }
}

TEST(MetadataAssembly, Holds_no_more_than_its_bound) {
  MetadataAssembly assembly;
  const Bytes part = "<" + Bytes(1399, 'x');
  const Piece piece{0, 1400, 1, 0};
  for (std::uint32_t stream = 0; stream < 1000; ++stream)
    for (std::uint16_t i = 0; i < 200; ++i) EXPECT_EQ(assembly.take({1, stream, i, false, part, {&piece, 1}}), nullptr);
  EXPECT_GT(assembly.dropped(), 900u);
}

}  // namespace
}  // namespace lenscap::sources::testing::analytics_test
