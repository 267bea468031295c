// Encrypted bytes are told from code, tables and text; never the other way round.
#include "sources/image_entropy.hpp"

#include "sources/images.hpp"

namespace lenscap::sources::testing::image_entropy_test {
namespace {

TEST(ImageEntropy, Chance_has_the_entropy_that_theory_tells) {
  const std::string bytes = noise(entropy_block);
  EXPECT_NEAR(spread_of(as_bytes(bytes)).entropy, 8 - 255 / (2.0 * entropy_block * 0.6931), 0.002);
  EXPECT_NEAR(spread_of(as_bytes(bytes)).chi_square, 255, 4 * 22.6);
  EXPECT_EQ(spread_of(as_bytes(std::string(4096, 'a'))).entropy, 0);
}

TEST(ImageEntropy, Chance_is_opaque_in_any_block_that_is_judged) {
  for (unsigned seed = 0; seed < 200; ++seed)
    for (const std::size_t size : {smallest_told_by_entropy, std::size_t{4096}, entropy_block})
      EXPECT_TRUE(is_opaque(as_bytes(noise(size, seed)))) << seed << " " << size;
}

TEST(ImageEntropy, Compressed_bytes_without_their_header_are_opaque) {
  std::string words;
  std::mt19937 generator(3);
  while (words.size() < 400'000) words += std::to_string(generator() % 5000) + " ";
  for (const char* const filter : {"gzip", "xz", "lzma", "zstd"}) {
    const std::string packed = stream_of(filter, words).substr(100, 2 * entropy_block);
    ASSERT_EQ(packed.size(), 2 * entropy_block);
    EXPECT_TRUE(is_opaque(as_bytes(packed))) << filter;
  }
}

TEST(ImageEntropy, Code_text_and_tables_are_not_opaque) {
  const std::string program = content_of("/proc/self/exe");
  for (std::size_t at = 0; at + entropy_block < program.size(); at += entropy_block)
    EXPECT_FALSE(is_opaque(as_bytes(program.substr(at, entropy_block)))) << at;
  EXPECT_FALSE(is_opaque(as_bytes(prose(entropy_block))));
  std::string ramp(entropy_block, '\0');  // every value equally often, and yet no chance: all differ by one
  for (std::size_t i = 0; i < ramp.size(); ++i) ramp[i] = static_cast<char>(i / 3);
  EXPECT_GT(spread_of(as_bytes(ramp)).entropy, 7.9);
}

}  // namespace
}  // namespace lenscap::sources::testing::image_entropy_test
