// Columns that hold more than one word, and the digest over what they say.
#include "casefile/columns.hpp"

#include "casefile/sample.hpp"

namespace lenscap::casefile::columns_test {
namespace {

TEST(Columns, Text_is_utf8_without_nul_and_nothing_else) {
  EXPECT_TRUE(is_text(""));
  EXPECT_TRUE(is_text("caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x93\xb7"));
  EXPECT_FALSE(is_text("caf\xe9"));
  EXPECT_FALSE(is_text(std::string_view("a\0b", 3)));
  EXPECT_FALSE(is_text("\xc0\xaf")) << "overlong";
  EXPECT_FALSE(is_text("\xe0\x80\xaf")) << "overlong";
  EXPECT_FALSE(is_text("\xed\xa0\x80")) << "surrogate";
  EXPECT_FALSE(is_text("\xf4\x90\x80\x80")) << "beyond U+10FFFF";
  EXPECT_FALSE(is_text("\xe2\x82")) << "cut short";
}

TEST(Columns, Spans_come_back_and_only_their_own_form_is_read) {
  const std::vector<model::Span> spans = {{812, 99, 8}, {UINT64_MAX, UINT32_MAX, 0}};
  std::string json = "left over";
  write_spans(spans, json);
  EXPECT_EQ(json, "[[812,99,8],[18446744073709551615,4294967295,0]]");
  EXPECT_EQ(read_spans(json), spans);
  EXPECT_EQ(read_spans("[]"), std::vector<model::Span>());
  for (const char* wrong : {"", "[", "]", "[[1,2,3]", "[[1,2,3]]x", "[[1,2]]", "[[1,2,-3]]", "[[1,2,3],]", "[,[1,2,3]]",
                            "[[1, 2,3]]", "[[1,2,4294967296]]", "[[18446744073709551616,2,3]]", "null"})
    EXPECT_FALSE(read_spans(wrong)) << wrong;
}

TEST(Columns, Attributes_keep_every_byte) {
  const std::map<std::string, std::string> attributes = {
      {"brand", std::string("\xff\x00\"", 3)}, {"name", "Hikvisi\xc3\xb3n <b>"}, {"empty", ""}};
  const auto json = write_attributes(attributes);
  EXPECT_TRUE(is_text(json));
  EXPECT_NE(json.find(R"("brand":{"hex":"ff0022"})"), std::string::npos) << json;
  EXPECT_EQ(read_attributes(json), attributes);
  for (const char* wrong : {"", "[]", "{\"a\":1}", "{\"a\":{\"hex\":\"f\"}}", "{\"a\":{\"hex\":\"zz\"}}",
                            "{\"a\":{\"hex\":\"-1\"}}", "{\"a\":{}}", "{\"a\":[\"b\"]}", "{"})
    EXPECT_FALSE(read_attributes(wrong)) << wrong;
}

TEST(Columns, Counts_and_notes_come_back) {
  const std::map<std::string, std::uint64_t> counts = {{"fragment", 2}, {"most", INT64_MAX}};
  EXPECT_EQ(read_counts(write_counts(counts)), counts);
  for (const char* wrong : {"{\"a\":-1}", "{\"a\":1.5}", "{\"a\":\"1\"}", "[1]"})
    EXPECT_FALSE(read_counts(wrong)) << wrong;
  const std::vector<std::string> notes = {"stopped at offset 196", "caf\xe9"};
  EXPECT_EQ(read_notes(write_notes(notes)), notes);
  EXPECT_FALSE(read_notes("{}"));
}

TEST(Columns, A_thousand_brackets_are_refused) {
  const std::string deep(1000, '[');
  EXPECT_FALSE(read_notes(deep));
  EXPECT_FALSE(read_notes(deep + std::string(1000, ']')));
}

TEST(Digest, Is_sha256) {
  // FIPS 180-2, appendix B.1
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Digest, Every_field_of_every_observation_is_in_it) {
  const auto before = observations_digest(depot());
  const auto changes = [&](auto change) {
    auto c = depot();
    change(c.observations[1]);
    return observations_digest(c) != before;
  };
  EXPECT_TRUE(changes([](auto& o) { o.subject = 4; }));
  EXPECT_TRUE(changes([](auto& o) { o.kind = "dhip.sn"; }));
  EXPECT_TRUE(changes([](auto& o) { o.value += "x"; }));
  EXPECT_TRUE(changes([](auto& o) { ++o.first; }));
  EXPECT_TRUE(changes([](auto& o) { ++o.last; }));
  EXPECT_TRUE(changes([](auto& o) { ++o.count; }));
  EXPECT_TRUE(changes([](auto& o) { o.locator.source = 1; }));
  EXPECT_TRUE(changes([](auto& o) { o.locator.spans.pop_back(); }));
  EXPECT_TRUE(changes([](auto& o) { ++o.locator.spans[0].packet; }));
  EXPECT_TRUE(changes([](auto& o) { ++o.locator.spans[0].at; }));
  EXPECT_TRUE(changes([](auto& o) { ++o.locator.spans[0].length; }));
  EXPECT_TRUE(changes([](auto& o) { o.locator.decoder = ""; }));
  EXPECT_TRUE(changes([](auto& o) { o.locator.place += "x"; }));
  EXPECT_TRUE(changes([](auto& o) { o.locator.excerpt += "x"; }));
  EXPECT_TRUE(changes([](auto& o) { ++o.locator.mark_at; }));
  EXPECT_TRUE(changes([](auto& o) { ++o.locator.mark_length; }));
}

TEST(Digest, Does_not_depend_on_the_numbers_of_subjects_and_sources) {
  auto c = depot();
  for (auto& s : c.subjects) s.id += 10;
  for (auto& o : c.observations) o.subject += 10, o.locator.source = 1 - o.locator.source;
  std::swap(c.sources[0], c.sources[1]);
  EXPECT_EQ(observations_digest(c), observations_digest(depot()));
}

}  // namespace
}  // namespace lenscap::casefile::columns_test
