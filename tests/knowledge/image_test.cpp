#include "knowledge/image.hpp"

#include <gtest/gtest.h>

#include "files.hpp"
#include "knowledge/builtin.hpp"
#include "knowledge/loader.hpp"
#include "knowledge/registry_table.hpp"

namespace lenscap::knowledge::image_test {
namespace {

/// One entry of every kind, every key set.
Knowledge one_of_each() {
  return loaded(R"(
[[signature]]
id = "s"
on = "onvif.model"
match = '^(XM530)_(.*)$'
except = 'IPC$'
maker = "m"
model = 1
no_brand = true
class = "firmware"
limit = "probable"
source = "a"
date = 2026-06-29
examples = ["XM530_50X50"]
not = ["", "530"]
[[maker]]
id = "m"
name = "Maker Ltd"
short = "Maker"
country = "CN"
builds = false
surveillance = false
emulated = true
own = ["Maker", "海康威视"]
house = ["House"]
organisations = ["Maker Ltd."]
owners = [{ owner = "n", from = 2018-02-09, until = 2023-01-01, certainty = "reported", share = 41, note = "N" }]
source = "b"
date = 2026-06-28
[[brand]]
id = "b"
name = "Brand"
forms = ["BRAND"]
company = "Brand Inc."
organisations = ["Brand Inc."]
surveillance = false
owners = [{ owner = "m" }]
source = "c"
date = 2026-06-27
[[organisation]]
id = "o"
name = "Organisation Ltd"
country = "CN"
kind = "vehicle"
maker = "m"
names = [{ name = "机构", kind = "former", script = "Hans", from = 2001-01-01, until = 2002-01-01, certainty = "reported", weak = true }]
identifiers = [{ scheme = "USCC", id = "1", certainty = "reported" }]
owners = [{ owner = "p", share = 38.88, from = 2001-01-01, until = 2002-01-01, certainty = "reported", source = "s", note = "N" }, { owner = "q", majority = true }]
sells = ["m"]
address = ["Hangzhou"]
note = "N"
source = "o"
date = 2026-06-27
[[lookalike]]
id = "l"
name = "Other Ltd"
forms = ["OTHER"]
like = ["o", "m"]
country = "US"
why = "another"
identifiers = [{ scheme = "CAGE", id = "2" }]
source = "l"
date = 2026-06-27
[[name_words]]
id = "n"
kind = "han"
words = ["technology: 技术"]
source = "n"
date = 2026-06-27
[[item_form]]
id = "i"
match = 'TC-C'
maker = "m"
limit = "possible"
examples = ["TC-C32QN"]
not = ["TC"]
source = "i"
date = 2026-06-27
[[component]]
id = "c"
name = "Chip"
organisations = ["Chip Ltd"]
source = "d"
date = 2026-06-26
[[endpoint]]
id = "e"
suffix = "cloud.example"
operator = "Maker"
maker = "m"
brand = "Brand"
purpose = ["p2p", "fw"]
camera = true
limit = "probable"
source = "e"
date = 2026-06-25
examples = ["a.cloud.example"]
not = ["cloud.example.org"]
[[network]]
id = "n"
asn = [64496, 4200000000]
operator = "Rented"
kind = "cdn"
source = "e"
date = 2026-06-25
examples = ["192.0.2.1"]
[[rule]]
id = "r"
title = "T"
citation = "C"
issuer = "I"
jurisdiction = "US"
nature = "order"
binds = ["w"]
acts = ["buy", "use"]
forbids = false
scope = "S"
condition = "if"
exceptions = "but"
says_not = "no"
from = 2019-08-13
until = 2027-01-01
certainty = "unknown"
affiliates = "yes"
origin = "CN"
not_bound = ["w"]
source = "f"
date = 2026-06-24
[[rule.party]]
as_written = "A"
maker = "m"
parties_of = "r"
owned_only = true
from = 2020-01-01
until = 2021-01-01
scope = "s"
condition = "c"
citation = "ci"
certainty = "reported"
note = "n"
[[who]]
id = "w"
title = "Who"
jurisdiction = "US"
within = ["w"]
source = "g"
date = 2026-06-23
)");
}

TEST(KnowledgeImage, An_image_gives_back_what_was_loaded_from_TOML) {
  const Knowledge k = one_of_each();
  const auto again = read_image(write_image(k, "registry"));
  ASSERT_TRUE(again) << model::to_line(again.error());
  EXPECT_TRUE(*again == k);
  ASSERT_EQ(again->rules.size(), 1u);
  EXPECT_EQ(again->rules[0].parties.at(0).citation, "ci");
  EXPECT_EQ(again->makers.at(0).owners.at(0).share, 41);
  EXPECT_EQ(again->organisations.at(0).owners.at(0).share, 38.88);
  EXPECT_EQ(again->lookalikes.at(0).like.at(1), "m");
  EXPECT_EQ(again->name_words.at(0).kind, WordKind::han);
  EXPECT_EQ(again->item_forms.at(0).limit, model::Confidence::possible);
}

TEST(KnowledgeImage, The_program_carries_exactly_the_committed_data) {
  const std::string data = std::string(LENSCAP_ROOT) + "/data";
  const auto from_toml = load_directory(data);
  ASSERT_TRUE(from_toml) << model::to_line(from_toml.error());
  Knowledge expected = *from_toml;
  const auto relative = [](auto& entries) {  // the build names files from the root of the repository
    for (auto& e : entries) e.file.erase(0, std::string(LENSCAP_ROOT).size() + 1);
  };
  relative(expected.signatures), relative(expected.makers), relative(expected.brands), relative(expected.components);
  relative(expected.endpoints), relative(expected.networks), relative(expected.rules), relative(expected.whos);
  relative(expected.markers), relative(expected.grades), relative(expected.organisations);
  relative(expected.lookalikes), relative(expected.name_words), relative(expected.item_forms);
  relative(expected.rates), relative(expected.thresholds);

  const auto builtin = load_builtin();

  ASSERT_TRUE(builtin) << model::to_line(builtin.error());
  EXPECT_TRUE(*builtin == expected);
}

TEST(KnowledgeImage, The_same_data_gives_the_same_bytes) {
  const std::string data = std::string(LENSCAP_ROOT) + "/data";
  std::vector<model::Error> errors;
  const std::string first = write_image(put_on_top({}, load_layer(data, errors)), "r");
  const std::string second = write_image(put_on_top({}, load_layer(data, errors)), "r");
  EXPECT_TRUE(errors.empty());
  EXPECT_TRUE(first == second);
}

TEST(KnowledgeImage, A_thousand_entries_are_read_whole) {
  std::string toml;
  for (int i = 0; i < 1000; ++i)
    toml += signature("s" + std::to_string(i), "on = \"onvif.model\"\nmatch = '^DS-" + std::to_string(i) +
                                                   "'\nmaker = \"m\"\nrole = \"camera\"\nexamples = [\"DS-" +
                                                   std::to_string(i) + "\"]\nnot = [\"a\", \"b\"]");
  const std::string image = write_image(loaded(toml), {});

  const auto k = read_image(image);

  ASSERT_TRUE(k);
  EXPECT_EQ(k->signatures.size(), 1000u);
}

TEST(KnowledgeImage, Every_prefix_of_an_image_is_refused) {
  const std::string image = write_image(one_of_each(), "registry");
  for (std::size_t size = 0; size < image.size(); ++size) {
    const std::vector<char> exact(image.begin(), image.begin() + static_cast<std::ptrdiff_t>(size));
    EXPECT_FALSE(read_image({exact.data(), exact.size()})) << size;
  }
}

TEST(KnowledgeImage, A_flipped_bit_never_reads_outside) {
  const std::string image = write_image(one_of_each(), "registry");
  for (std::size_t at = 0; at < image.size(); ++at) {
    std::vector<char> damaged(image.begin(), image.end());
    damaged[at] = static_cast<char>(damaged[at] ^ (1 << (at % 8)));
    const auto k = read_image({damaged.data(), damaged.size()});
    if (at >= 24) continue;  // a letter of a text may be any letter; the header is wholly checked
    EXPECT_FALSE(k) << at;
  }
}

}  // namespace
}  // namespace lenscap::knowledge::image_test
