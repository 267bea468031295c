#include "wire/soap.hpp"

#include <gtest/gtest.h>

#include "wire/text_messages.hpp"
#include "wire/xml_text.hpp"

namespace lenscap::wire::soap_test {
namespace {

constexpr std::string_view envelope =
    "\xef\xbb\xbf<?xml version=\"1.0\"?>\r\n<!-- <e:Body>none</e:Body> -->\r\n"
    "<e:Envelope xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\" xmlns:a=\"urn:outer\">\n"
    "  <e:Body><a:Item>one</a:Item><a:Item xmlns:a=\"urn:inner\"> two &amp; &#x33; </a:Item>"
    "<Plain xmlns=\"urn:default\"><Deep><![CDATA[<raw & text>]]></Deep></Plain></e:Body>\n</e:Envelope>\r\n";

TEST(Soap, Names_are_resolved_by_namespace_not_by_prefix) {
  const auto xml = parse_xml(envelope);
  ASSERT_TRUE(xml);
  EXPECT_EQ(local_name(xml->root()), "Envelope");
  EXPECT_EQ(namespace_of(xml->root()), "http://www.w3.org/2003/05/soap-envelope");
  const auto one = descend(xml->root(), "Body/Item");
  EXPECT_EQ(namespace_of(one), "urn:outer");
  EXPECT_EQ(namespace_of(one.next_sibling()), "urn:inner");
  EXPECT_EQ(namespace_of(descend(xml->root(), "Body/Plain/Deep")), "urn:default");
  EXPECT_EQ(namespace_of_prefix(one, "undeclared"), "");
}

TEST(Soap, A_text_leads_back_to_its_bytes) {
  const auto xml = parse_xml(envelope);
  ASSERT_TRUE(xml);
  const auto one = descend(xml->root(), "Body/Item");
  EXPECT_EQ(raw_text(*xml, one).data(), envelope.data() + envelope.find(">one<") + 1);
  const auto two = xml_field(*xml, "kind", one.next_sibling());
  ASSERT_TRUE(two);
  EXPECT_EQ(two->value, "two &amp; &#x33;");
  EXPECT_EQ(two->value.data(), envelope.data() + envelope.find("two &amp;"));
  EXPECT_EQ(two->text(), "two & 3");
  EXPECT_EQ(two->place, "/Envelope/Body/Item[2]");
}

TEST(Soap, CDATA_holds_no_entities) {
  const auto xml = parse_xml(envelope);
  ASSERT_TRUE(xml);
  const auto deep = xml_field(*xml, "kind", find_element(xml->root(), "Deep"));
  ASSERT_TRUE(deep);
  EXPECT_EQ(deep->text(), "<raw & text>");
  EXPECT_EQ(deep->place, "/Envelope/Body/Plain/Deep");
}

TEST(Soap, Entities_of_a_DTD_are_not_expanded) {
  const auto xml = parse_xml(
      "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\"><!ENTITY y \"yyyyyyyy\">]><r><a>&x;</a><b>&y;</b></r>");
  if (!xml) return;  // refusing the document is as good
  EXPECT_EQ(xml_field(*xml, "k", child(xml->root(), "a"))->text(), "&x;");
  EXPECT_EQ(xml_field(*xml, "k", child(xml->root(), "b"))->text(), "&y;");
}

TEST(Soap, Every_entity_and_reference_is_read_and_others_stay) {
  EXPECT_EQ(xml_unescape("&lt;&gt;&amp;&quot;&apos;&#65;&#x416;&#x1F4F7;"), "<>&\"'A\xd0\x96\xf0\x9f\x93\xb7");
  EXPECT_EQ(xml_unescape("&#xD800;&#0;&#x110000;&foo;&;&amp"), "&#xD800;&#0;&#x110000;&foo;&;&amp");
}

TEST(Soap, Documents_beyond_the_bounds_are_refused) {
  std::string many = "<r>";
  for (std::size_t i = 0; i < most_xml_elements; ++i) many += "<a/>";
  EXPECT_FALSE(parse_xml(many + "</r>"));
  std::string attributes = "<r ";
  for (std::size_t i = 0; i <= most_xml_attributes; ++i) attributes += "a" + std::to_string(i) + "='' ";
  EXPECT_FALSE(parse_xml(attributes + "/>"));
  EXPECT_FALSE(parse_xml("<r>" + std::string(longest_xml, ' ') + "</r>"));
}

TEST(Soap, Nesting_is_walked_to_a_bound_and_no_further) {
  std::string deep;
  for (int i = 0; i < 20'000; ++i) deep += "<a>";
  deep += "<end/>";
  for (int i = 0; i < 20'000; ++i) deep += "</a>";
  const auto xml = parse_xml(deep);
  ASSERT_TRUE(xml);
  EXPECT_FALSE(find_element(xml->root(), "end"));
  std::size_t seen = 0;
  for (auto n = next_element(xml->root(), xml->root()); n; n = next_element(n, xml->root())) ++seen;
  EXPECT_EQ(seen, deepest_xml);
}

TEST(Soap, What_is_not_well_formed_is_no_document) {
  for (const std::string_view text :
       {"", "<", "text", "<a>", "<a></b>", "<a><b></a>", "{\"a\":1}", "<?xml version=\"1.0\"?>", "<!-- -->"})
    EXPECT_FALSE(parse_xml(text)) << text;
}

TEST(Soap, Damage_never_makes_a_text_leave_the_document) {
  testing::damage(envelope, [](std::string_view bytes) {
    const auto xml = parse_xml(bytes);
    if (!xml) return;
    for (auto n = xml->root(); n; n = next_element(n, xml->root())) {
      EXPECT_TRUE(testing::inside(raw_text(*xml, n), bytes));
      namespace_of(n);
      xml_field(*xml, "kind", n);
    }
  });
}

}  // namespace
}  // namespace lenscap::wire::soap_test
