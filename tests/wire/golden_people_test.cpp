// Messages about people (tests/golden/people-*): their readers find the names, tell filled from empty, and hand out
// nothing of what stands in them.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "wire/dahua_event.hpp"
#include "wire/dhip.hpp"
#include "wire/golden_file.hpp"
#include "wire/http.hpp"
#include "wire/isapi_event.hpp"
#include "wire/lapi_event.hpp"
#include "wire/multipart.hpp"
#include "wire/onvif_metadata.hpp"
#include "wire/people_word.hpp"
#include "wire/rtp.hpp"
#include "wire/viid.hpp"

namespace lenscap::wire::golden_people_test {
namespace {

namespace fs = std::filesystem;
using testing::Bytes;

std::string_view characters(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::optional<PeopleWords> onvif(std::string_view document) {
  auto read = parse_onvif_metadata(document);
  if (!read) return std::nullopt;
  return std::move(read->words);
}

std::string_view content_of_part(std::string_view bytes) {
  const auto head = parse_multipart_head(bytes);
  return head && head->length == bytes.size() - head->head_length ? bytes.substr(head->head_length)
                                                                  : std::string_view{};
}

/// What the reader of `name` makes of the message.
std::optional<PeopleWords> read(const std::string& name, const Bytes& bytes) {
  const std::string_view text = characters(bytes);
  if (name == "people-onvif-rtp") {
    const auto rtp = parse_rtp(bytes, bytes.size());
    return rtp && rtp->marker ? onvif(text.substr(rtp->payload)) : std::nullopt;
  }
  if (name == "people-onvif-notify") return onvif(text);
  if (name == "people-viid-faces") {
    const auto head = parse_http(text);
    return head && viid_path(head->target) == "/VIID/Faces" ? parse_viid(text.substr(head->head_length)) : std::nullopt;
  }
  if (name == "people-isapi-alert") return parse_isapi_event(content_of_part(text));
  if (name == "people-isapi-match") return parse_isapi_event(text);
  if (name == "people-dahua-event") return parse_dahua_event(content_of_part(text));
  if (name == "people-lapi-event") return parse_lapi_event(text);
  const auto dhip = parse_dhip(bytes);
  return dhip ? parse_dahua_event(dhip->json) : std::nullopt;
}

std::string says(PeopleWord::Says what) {
  constexpr const char* names[] = {"sends", "carries", "offers", "enables"};
  return names[static_cast<std::size_t>(what)];
}

std::vector<std::string> golden_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(fs::path(LENSCAP_ROOT) / "tests/golden"))
    if (const auto name = entry.path().stem().string(); name.starts_with("people-")) names.push_back(name);
  std::sort(names.begin(), names.end());
  return names;
}

class GoldenPeople : public ::testing::TestWithParam<std::string> {
 protected:
  testing::GoldenFile golden = testing::read_golden(fs::path(LENSCAP_ROOT) / "tests/golden" / (GetParam() + ".hex"));
};

TEST_P(GoldenPeople, Every_name_is_read_for_what_it_says_and_no_other) {
  std::set<std::string> expected, found;
  for (const auto& [field, value] : golden.expected) expected.insert(field + " " + value);
  const auto words = read(GetParam(), golden.bytes);
  ASSERT_TRUE(words) << "not recognised: " << golden.title;
  for (const PeopleWord& word : words->all())
    if (word.listed) found.insert(says(word.says) + " " + word.word);
  EXPECT_EQ(found, expected) << golden.title;
}

TEST_P(GoldenPeople, Nothing_that_stands_under_a_name_comes_out) {
  ASSERT_FALSE(golden.secrets.empty());
  const auto words = read(GetParam(), golden.bytes);
  ASSERT_TRUE(words);
  const std::string_view all = characters(golden.bytes);
  for (const PeopleWord& word : words->all())
    for (const std::string& secret : golden.secrets) {
      ASSERT_NE(all.find(secret), std::string_view::npos) << secret << " is not in the message";
      EXPECT_EQ(word.word.find(secret), std::string::npos) << word.word;
      EXPECT_EQ(word.raw.find(secret), std::string_view::npos) << word.word;
      EXPECT_EQ(word.place.find(secret), std::string_view::npos) << word.word;
    }
}

TEST_P(GoldenPeople, Each_name_points_at_its_own_bytes) {
  const std::string_view all = characters(golden.bytes);
  const auto words = read(GetParam(), golden.bytes);
  ASSERT_TRUE(words);
  for (const PeopleWord& word : words->all()) {
    ASSERT_GE(word.raw.data(), all.data()) << word.word;
    ASSERT_LE(word.raw.data() + word.raw.size(), all.data() + all.size()) << word.word;
    // A prefix, or the record that a field stands in, may be written otherwise; the name is the same.
    const auto last = word.word.find_last_of(":.");
    const auto name = word.word.substr(last == std::string::npos ? 0 : last + 1);
    EXPECT_TRUE(word.raw.ends_with(name)) << word.word << " points at " << word.raw;
  }
}

TEST_P(GoldenPeople, A_message_that_ends_anywhere_does_no_harm) {
  const auto harmless = [&](std::span<const std::byte> bytes) {
    const Bytes copy(bytes.begin(), bytes.end());
    const auto words = read(GetParam(), copy);
    if (!words) return;
    EXPECT_LE(words->all().size(), PeopleWords::most);
  };
  testing::every_prefix(golden.bytes, harmless);
  testing::every_flip(golden.bytes, harmless);
}

std::string test_name(const ::testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Messages, GoldenPeople, ::testing::ValuesIn(golden_names()), test_name);

}  // namespace
}  // namespace lenscap::wire::golden_people_test
