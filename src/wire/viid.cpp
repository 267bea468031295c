#include "wire/viid.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

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

namespace {

/// One face or person, as far as it was read: whether its ethnicity was read off the picture is known only when all of
/// it is.
class Record {
 public:
  Record(PeopleWords& words, string_view place, std::size_t container)
      : words_(words), place_(place), container_(container) {}

  bool is(std::size_t container) const { return container_ == container; }

  void add(const JsonValue& value) {
    constexpr string_view by_hand = "2";  // InfoKind: 0 other, 1 automatic, 2 manual
    const string_view member = value.key();
    if (member == "InfoKind") by_hand_ = value.raw == by_hand;
    const bool filled = told(member, value.raw);
    if (member == "Name" || member == "IDNumber") named_ = named_ || filled;
    const bool listed = lists(members, member);
    if (member == "EthicCode" || member == "SkinColor") traits_.push_back({member, filled});
    else if (listed || is_name(member)) words_.add(member, member, place_, says(filled), listed);
  }

  void finish() {
    for (const Trait& trait : traits_) {
      std::string word(trait.member);
      if (by_hand_) word.insert(0, "manual.");
      else if (named_) word.insert(0, "named.");
      words_.add(word, trait.member, place_, says(trait.filled));
    }
    traits_.clear();
  }

 private:
  struct Trait {
    string_view member;
    bool filled;
  };
  static PeopleWord::Says says(bool filled) { return filled ? PeopleWord::Says::sends : PeopleWord::Says::carries; }

  PeopleWords& words_;
  string_view place_;
  std::size_t container_;
  std::vector<Trait> traits_;
  bool by_hand_ = false, named_ = false;
};

}  // namespace

std::optional<PeopleWords> parse_viid(string_view json) {
  constexpr string_view lists_of_objects[] = {"\"FaceListObject\"", "\"FaceObjectList\"", "\"PersonListObject\"",
                                              "\"PersonObjectList\""};
  if (std::none_of(std::begin(lists_of_objects), std::end(lists_of_objects),
                   [&](string_view list) { return json.find(list) != string_view::npos; }))
    return std::nullopt;
  PeopleWords words;
  std::optional<Record> record;
  walk_json_start(json, [&](const JsonValue& value) {
    const string_view object = object_of(value);
    const bool face = object == "FaceObject";
    if (!face && object != "PersonObject") return;
    const std::size_t container = value.path.back().container;
    if (!record || !record->is(container)) {
      if (record) record->finish();
      record.emplace(words, face ? "FaceObject" : "PersonObject", container);
      words.add(object, object, "viid body", PeopleWord::Says::sends);
    }
    record->add(value);
  });
  if (record) record->finish();
  if (words.empty()) return std::nullopt;
  return words;
}

}  // namespace lenscap::wire
