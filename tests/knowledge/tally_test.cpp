// How much is known of whom.
#include "knowledge/tally.hpp"

#include <gtest/gtest.h>

#include "files.hpp"

namespace lenscap::knowledge::tally_test {
namespace {

const std::string known = maker("dahua", "own = [\"Dahua\"]") + entry("brand", "lorex", "name = \"Lorex\"");

Tally row(const std::vector<Tally>& rows, const std::string& id) {
  for (const Tally& r : rows)
    if (r.id == id) return r;
  ADD_FAILURE() << "no row '" << id << "'";
  return {};
}

TEST(Tally, Entries_count_for_the_maker_they_name_else_for_the_label_else_for_nobody) {
  const auto rows = tally(loaded(
      known +
      signature("a",
                "on = \"dhip.method\"\nmatch = 'x'\nmaker = \"dahua\"\nbrand = \"Lorex\"\nexamples = [\"x\"]\nnot = "
                "[\"y\", \"z\"]") +
      signature("b", "on = \"rtsp.realm\"\nmatch = 'x'\nbrand = \"Lorex\"\nlimit = \"possible\"\nexamples = [\"x\"]") +
      signature("c", "on = \"rtsp.realm\"\nmatch = 'x'\nrole = \"camera\"\nexamples = [\"x\"]") +
      signature("d", "on = \"rtsp.realm\"\nmatch = '(x)'\nbrand = 1\nexamples = [\"x\"]") +
      entry("endpoint", "e",
            "suffix = \"a.example\"\nbrand = \"Dahua\"\npurpose = \"p2p\"\nexamples = [\"a.example\"]")));
  EXPECT_EQ(rows.size(), 3u);
  EXPECT_EQ(row(rows, "dahua"), (Tally{"dahua", "dahua", true, 1, 1, 0, 0, 1, 4, 0}));
  EXPECT_EQ(row(rows, "lorex"), (Tally{"lorex", "Lorex", false, 1, 0, 1, 1, 0, 1, 0}));
  EXPECT_EQ(row(rows, ""), (Tally{"", "", false, 2, 0, 2, 0, 0, 2, 0})) << "a captured label is nobody's beforehand";
}

TEST(Tally, Sources_that_nobody_can_open_are_counted) {
  Knowledge k =
      loaded(known + signature("a", "on = \"rtsp.realm\"\nmatch = 'x'\nmaker = \"dahua\"\nexamples = [\"x\"]"));
  EXPECT_EQ(row(tally(k), "dahua").unopenable, 0u);
  k.signatures[0].source = "a forum";
  EXPECT_EQ(row(tally(k), "dahua").unopenable, 1u);
}

}  // namespace
}  // namespace lenscap::knowledge::tally_test
