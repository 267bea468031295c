#include "wire/viid.hpp"

#include <algorithm>
#include <iterator>

#include "wire/http.hpp"
#include "wire/json_walk.hpp"

namespace lenscap::wire {
namespace {

using std::string_view;

constexpr string_view root = "/VIID/";
// What a device asks of a platform, or hands to it. Dispositions, subscriptions and tasks come from platforms.
constexpr string_view services[] = {"System/Register",
                                    "System/UnRegister",
                                    "System/Keepalive",
                                    "System/Time",
                                    "Faces",
                                    "Persons",
                                    "MotorVehicles",
                                    "NonMotorVehicles",
                                    "Things",
                                    "Scenes",
                                    "Images",
                                    "VideoSlices",
                                    "Files"};

// Members of a face or a person that describe them; sorted. Numbers, places in the picture and times are left out.
// Both ways to write a name that implementations spell differently are there.
constexpr string_view members[] = {"AccompanyNumber",
                                   "AcneStain",
                                   "AgeLowerLimit",
                                   "AgeUpLimit",
                                   "Alias",
                                   "Appendant",
                                   "AppendantDescription",
                                   "Attitude",
                                   "BabitualMovement",
                                   "BagColor",
                                   "BagStyle",
                                   "Behavior",
                                   "BehaviorDescription",
                                   "BodyFeature",
                                   "BodySpeciallMark",
                                   "BodyType",
                                   "CapColor",
                                   "CapStyle",
                                   "ChineseAccentCode",
                                   "CoatColor",
                                   "CoatLength",
                                   "CoatStyle",
                                   "CorpseConditionCode",
                                   "CrimeCharacterCode",
                                   "CrimeMethod",
                                   "CriminalInvolvedSpecilisationCode",
                                   "DetaineesIdentity",
                                   "DetaineesSpecialIdentity",
                                   "DetentionHouseCode",
                                   "EscapedCriminalNumber",
                                   "EthicCode",
                                   "EyebrowStyle",
                                   "FaceStyle",
                                   "FacialFeature",
                                   "FamilyAddress",
                                   "FeatureData",
                                   "FeatureInfo",
                                   "FeatureList",
                                   "FreckleBirthmark",
                                   "GenderCode",
                                   "Gesture",
                                   "GlassColor",
                                   "GlassStyle",
                                   "HabitualMovement",
                                   "HairColor",
                                   "HairStyle",
                                   "HeightLowerLimit",
                                   "HeightUpLimit",
                                   "IDNumber",
                                   "IDType",
                                   "ImmigrantTypeCode",
                                   "InjuredDegree",
                                   "IsCriminalInvolved",
                                   "IsDetainees",
                                   "IsDriver",
                                   "IsForeigner",
                                   "IsSuspectedTerrorist",
                                   "IsSuspiciousPerson",
                                   "IsVictim",
                                   "JobCategory",
                                   "LipStyle",
                                   "Maritalstatus",
                                   "MemberTypeCode",
                                   "MustacheStyle",
                                   "Name",
                                   "NationalityCode",
                                   "NativeCityCode",
                                   "NoseStyle",
                                   "OtherFeature",
                                   "PassportType",
                                   "PhysicalFeature",
                                   "ResidenceAdminDivision",
                                   "RespiratorColor",
                                   "ScarDimple",
                                   "ScarfColor",
                                   "ShoesColor",
                                   "ShoesStyle",
                                   "SimilarityDegree",
                                   "Similaritydegree",
                                   "SkinColor",
                                   "SuspectedTerroristNumber",
                                   "TrousersColor",
                                   "TrousersLen",
                                   "TrousersStyle",
                                   "UmbrellaColor",
                                   "UsedName",
                                   "VictimType",
                                   "WrinklePouch"};
static_assert(std::is_sorted(std::begin(members), std::end(members)));

/// Where a value stands that is a member of the object `above`, which may be one of a list.
string_view object_of(const JsonValue& value) {
  const auto above = value.above(1);
  return above.in_array ? value.above(2).key : above.key;
}

/// GB/T 2261.1: 0 is unknown, 9 is not stated.
bool told(string_view member, string_view value) {
  return says_something(value) && !(member == "GenderCode" && value == "9");
}

}  // namespace

string_view viid_path(string_view target) noexcept {
  if (!target.starts_with(root)) return {};
  const string_view rest = target.substr(root.size());
  for (const string_view service : services) {
    if (!rest.starts_with(service)) continue;
    const string_view after = rest.substr(service.size());
    if (after.empty() || after[0] == '/' || after[0] == '?') return target.substr(0, root.size() + service.size());
  }
  return {};
}

bool viid_content(string_view type) noexcept {
  constexpr string_view wanted = "application/viid+json";
  return type.size() >= wanted.size() && same_name(type.substr(0, wanted.size()), wanted);
}

std::optional<PeopleWords> parse_viid(string_view json) {
  constexpr string_view lists_of_objects[] = {"\"FaceListObject\"", "\"FaceObjectList\"", "\"PersonListObject\"",
                                              "\"PersonObjectList\""};
  if (std::none_of(std::begin(lists_of_objects), std::end(lists_of_objects),
                   [&](string_view list) { return json.find(list) != string_view::npos; }))
    return std::nullopt;
  PeopleWords words;
  walk_json_start(json, [&](const JsonValue& value) {
    const string_view object = object_of(value);
    const bool face = object == "FaceObject";
    if (!face && object != "PersonObject") return;
    const string_view place = face ? "FaceObject" : "PersonObject", member = value.key();
    words.add(object, object, "viid body", PeopleWord::Says::sends);
    const bool listed = lists(members, member);
    if (!listed && !is_name(member)) return;
    words.add(member, member, place, told(member, value.raw) ? PeopleWord::Says::sends : PeopleWord::Says::carries,
              listed);
  });
  if (words.empty()) return std::nullopt;
  return words;
}

}  // namespace lenscap::wire
