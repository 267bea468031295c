#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "views/sample_case.hpp"

namespace lenscap::views::html_test {
namespace {

using nlohmann::json;
using test::Sample;

std::string between(const std::string& text, std::string_view open, std::string_view close) {
  std::size_t from = text.find(open);
  if (from == std::string::npos) return "";
  from += open.size();
  return text.substr(from, text.find(close, from) - from);
}

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

constexpr std::string_view data_open = R"(<script type="application/json" id="audit">)";

TEST(Html, Holds_the_public_json) {
  Sample s = test::sample_case();
  std::string page = to_html(s.view());
  EXPECT_EQ(json::parse(between(page, data_open, "</script>")), json::parse(to_json(s.view())));
}

TEST(Html, A_name_cannot_end_the_script_or_open_an_element) {
  std::string page = to_html(test::sample_case().view());
  EXPECT_EQ(count(page, "</script>"), 2u) << "the data's and the page's own";
  EXPECT_EQ(count(page, "<img"), 0u);
  std::string data = between(page, data_open, "</script>");
  EXPECT_EQ(data.find_first_of("<>&"), std::string::npos);
}

TEST(Html, Asks_for_nothing_from_outside) {
  std::string page = to_html(test::sample_case().view());
  std::string data = between(page, data_open, "</script>");
  page.replace(page.find(data), data.size(), "");
  for (std::string_view reference :
       {"http:", "https:", " src=", "@import", "url(", "fetch(", "XMLHttpRequest", "<link"})
    EXPECT_EQ(page.find(reference), std::string::npos) << reference;
}

TEST(Html, Its_policy_allows_its_own_script_and_style_only) {
  std::string policy = between(to_html(test::sample_case().view()), "\"Content-Security-Policy\" content=\"", "\"");
  EXPECT_EQ(policy.find("default-src 'none'; script-src 'sha256-"), 0u) << policy;
  EXPECT_NE(policy.find("style-src 'sha256-"), std::string::npos);
  EXPECT_EQ(policy.find("unsafe"), std::string::npos);
}

TEST(Html, The_page_never_writes_markup_from_data) {
  std::string script = between(to_html(test::sample_case().view()), "<script>", "</script>");
  ASSERT_FALSE(script.empty());
  for (std::string_view sink : {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("})
    EXPECT_EQ(script.find(sink), std::string::npos) << sink;
}

TEST(Html, A_case_without_devices_is_a_page_too) {
  Sample s;
  std::string page = to_html(s.view());
  EXPECT_TRUE(json::parse(between(page, data_open, "</script>")).at("devices").empty());
  EXPECT_TRUE(page.ends_with("</html>\n"));
}

}  // namespace
}  // namespace lenscap::views::html_test
