// Which references an auditor can open.
#include "knowledge/source_form.hpp"

#include <gtest/gtest.h>

namespace lenscap::knowledge::source_form_test {
namespace {

using enum SourceForm;

TEST(SourceForm, A_repository_has_an_owner_and_a_commit_or_a_path) {
  EXPECT_EQ(form_of("rapid7/recog@b82197df4c56:xml/x509_subjects.xml"), repository);
  EXPECT_EQ(form_of("onvif/specs:doc/Core.xml (7.3.2, scopes)"), repository);
  EXPECT_EQ(form_of("GainSec/Research@583fc6bead63 (strings of the web interface)"), repository);
  EXPECT_EQ(form_of("rapid7/recog"), none);
  EXPECT_EQ(form_of("camera and/or recorder"), none);
}

TEST(SourceForm, Pages_packages_laws_and_standards_have_their_own_forms) {
  EXPECT_EQ(form_of("https://en.wikipedia.org/wiki/Hikvision (brands of its own)"), page);
  EXPECT_EQ(form_of("oui-data@2.1.9 (npm; IEEE MA-L, MA-M and MA-S)"), package);
  EXPECT_EQ(form_of("15 CFR 744.11"), law);
  EXPECT_EQ(form_of("84 FR 40216 (13 August 2019, FAC 2019-05, FAR Case 2018-017)"), law);
  EXPECT_EQ(form_of("Zhejiang Dahua Technology Co., Ltd. (SZSE 002236), announcement 2025-008"), law);
  EXPECT_EQ(form_of("Australia, Senate Hansard, 9 February 2023"), law);
  EXPECT_EQ(form_of("RFC 2131, section 3"), standard);
  EXPECT_EQ(form_of("UPnP Device Architecture 1.1, 2.3 (modelDescription)"), standard);
}

TEST(SourceForm, What_somebody_knows_and_what_does_not_ship_is_no_source) {
  EXPECT_EQ(form_of("general knowledge"), none);
  EXPECT_EQ(form_of("a camera in 2023"), none);
  EXPECT_EQ(form_of(""), none);
  EXPECT_EQ(form_of("facts/identification.md"), fact_sheet);
  EXPECT_EQ(form_of("fact sheet 2"), fact_sheet);
  EXPECT_EQ(form_of("index 34128402832"), fact_sheet);
  EXPECT_EQ(form_of("owner/repo@583fc6bead63:facts/identification.md"), fact_sheet) << "wherever it lies";
}

TEST(SourceForm, One_reference_that_opens_is_enough_but_a_fact_sheet_spoils_them_all) {
  EXPECT_EQ(source_form("Journal; https://example.org/a"), page);
  EXPECT_EQ(source_form("https://example.org/a; fact sheet 2"), fact_sheet);
  EXPECT_EQ(source_form("fact sheet 2; https://example.org/a"), fact_sheet);
  EXPECT_EQ(source_form("oui-data@2.1.9 (npm; no entry); Journal"), package) << "a semicolon in brackets parts nothing";
  EXPECT_EQ(source_form("Journal; hearsay"), none);
  EXPECT_FALSE(openable(none));
  EXPECT_FALSE(openable(fact_sheet));
  EXPECT_TRUE(openable(law));
}

}  // namespace
}  // namespace lenscap::knowledge::source_form_test
