#include "wire/html.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "wire/text_messages.hpp"

namespace lenscap::wire::html_test {
namespace {

bool has(std::span<const std::string_view> list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

constexpr std::string_view page =
    "\xef\xbb\xbf<!doctype html>\r\n<HTML><head>\n<!-- <title>not this</title> --><META HTTP-EQUIV=\"refresh\" "
    "content=\"0; URL='/doc/page/"
    "login.asp'\"><Title>\n NETSurveillance WEB </Title><link rel=stylesheet href=\"res/app-0.1.0.css\"><script "
    "src='m.js'>var x = \"<b>no</b>\";"
    "</script><style>.a{}</style></head><body onload=x()><p>Hikvision Digital Technology Co., Ltd.</p><a "
    "href=tdvideo.css>ok</a>"
    "<img src=\"data:image/png;base64,AAAA\"></body></html>";

TEST(Html, A_page_says_title_redirect_files_and_texts) {
  const auto html = parse_html(page);
  ASSERT_TRUE(html);
  EXPECT_EQ(html->title, "NETSurveillance WEB");
  EXPECT_EQ(html->redirect, "/doc/page/login.asp");
  EXPECT_TRUE(has(html->references(), "res/app-0.1.0.css"));
  EXPECT_TRUE(has(html->references(), "m.js"));
  EXPECT_TRUE(has(html->references(), "tdvideo.css"));
  EXPECT_EQ(html->references().size(), 3u);
  EXPECT_TRUE(has(html->texts(), "Hikvision Digital Technology Co., Ltd."));
  for (const std::string_view text : html->texts()) EXPECT_NE(text, "no");
}

TEST(Html, A_script_may_redirect) {
  EXPECT_EQ(parse_html("<html><script>window.location.href = \"/doc/page/login.asp?_\" + Date();</script>")->redirect,
            "/doc/page/login.asp?_");
  EXPECT_EQ(parse_html("<html><script>location.replace('/a');</script>")->redirect, "/a");
  EXPECT_EQ(parse_html("<html><script>var l = location; x = '/a';</script>")->redirect, "");
}

TEST(Html, What_is_no_page_is_none) {
  for (const std::string_view text :
       {"", "plain text", "{\"title\":\"x\"}", "<?xml version=\"1.0\"?><DeviceInfo/>", "< html>"})
    EXPECT_FALSE(parse_html(text)) << text;
}

TEST(Html, A_title_that_never_ends_is_no_title) { EXPECT_EQ(parse_html("<html><title>endless")->title, ""); }

TEST(Html, Pieces_are_bounded_in_number_and_length) {
  std::string many = "<html><title>" + std::string(1000, 't') + "</title>";
  for (int i = 0; i < 100; ++i) many += "<p>text</p><a href=x></a>";
  many += "<p>" + std::string(1000, 'l') + "</p>";
  const auto html = parse_html(many);
  ASSERT_TRUE(html);
  EXPECT_EQ(html->title.size(), longest_page_text);
  EXPECT_EQ(html->texts().size(), 32u);
  EXPECT_EQ(html->references().size(), 32u);
}

TEST(Html, Hostile_repetition_takes_no_longer_than_its_length) {
  for (const std::string_view word : {"<", "<a ", "<!--", "<script>", "<title>", "</", "<a href="}) {
    std::string text = "<html>";
    while (text.size() < longest_page) text += word;
    parse_html(text);  // the suite's time limit is the assertion
  }
}

TEST(Html, Damage_keeps_every_piece_inside) {
  testing::damage(page, [](std::string_view bytes) {
    const auto html = parse_html(bytes);
    if (!html) return;
    EXPECT_TRUE(testing::inside(html->title, bytes) && testing::inside(html->redirect, bytes));
    for (const std::string_view v : html->references()) EXPECT_TRUE(testing::inside(v, bytes));
    for (const std::string_view v : html->texts()) EXPECT_TRUE(testing::inside(v, bytes));
  });
}

}  // namespace
}  // namespace lenscap::wire::html_test
