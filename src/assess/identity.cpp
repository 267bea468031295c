#include "assess/identity.hpp"

#include <algorithm>
#include <array>

#include "assess/confidence.hpp"
#include "assess/port.hpp"
#include "model/ascii.hpp"

namespace lenscap::assess {

using knowledge::ClaimKind;
using knowledge::Knowledge;
using model::Confidence;
using model::Finding;

namespace {

constexpr std::array<std::string_view, 5> device_roles = {"recorder", "door_station", "access_terminal", "encoder",
                                                          "camera"};

/// `label` as the list of a maker's names spells it.
std::string as_listed(const std::vector<std::string>& names, const std::string& label) {
  auto fold = [](std::string_view s) {
    std::string out;
    for (char c : s)
      if (c != ' ') out += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return out;
  };
  for (const auto& name : names)
    if (fold(name) == fold(label)) return name;
  return label;
}

Finding make(std::string key, std::string value, Confidence confidence) {
  Finding f;
  f.key = std::move(key);
  f.value = std::move(value);
  f.confidence = confidence;
  return f;
}

void rest_on(Finding& f, const std::vector<const Claim*>& claims) {
  for (const Claim* claim : claims) {
    f.observations.push_back(claim->observation);
    f.knowledge.push_back(claim->entry);
  }
}

void tidy(Finding& f) {
  auto once = [](auto& list) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  };
  once(f.observations);
  once(f.knowledge);
}

bool emulated(const Knowledge& knowledge, std::string_view maker) {
  const auto* m = knowledge.maker(maker);
  return m != nullptr && m->emulated;
}

/// A build date as devices write it (20170321, 190910, 2023-02-17) as YYYY-MM-DD; "" when it is no day.
std::string as_date(std::string_view text) {
  std::string digits;
  for (char c : text)
    if (c >= '0' && c <= '9') digits += c;
  if (digits.size() == 6) digits = "20" + digits;
  if (digits.size() != 8) return {};
  const std::string date = digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" + digits.substr(6, 2);
  return model::parse_date(date) ? date : std::string();
}

/// What the label is to the maker. "" when nothing can be said.
std::string label_of(const Knowledge& knowledge, const knowledge::Maker& maker, const std::string& brand) {
  bool house = false;
  if (const auto* of = knowledge.maker_of_label(brand, house); of != nullptr && of->id == maker.id)
    return house ? "house" : "own";
  return "other";
}

class Identifying {
 public:
  Identifying(std::vector<Claim> claims, std::span<const model::CaseObservation* const> observations,
              const Knowledge& knowledge)
      : claims_(std::move(claims)), observations_(observations), knowledge_(knowledge) {
    for (Claim& claim : claims_) {
      if (claim.kind == ClaimKind::brand) claim.value = canonical_label(claim.value, knowledge);
      if (claim.kind == ClaimKind::build_date) claim.value = as_date(claim.value);
    }
  }

  std::vector<Finding> run() {
    findings_.reserve(8);  // four that are not known, and a few more
    if (!claims_.empty()) {
      role();
      maker();
      brand();
      label();
      stated(ClaimKind::model, "model");
      stated(ClaimKind::firmware, "firmware");
      stated(ClaimKind::serial, "serial");
      stated(ClaimKind::build_date, "build_date");
    }
    hostname();
    for (Finding& f : plugged_in(observations_)) findings_.push_back(std::move(f));
    components();
    states();
    unknowns();
    for (Finding& f : findings_) tidy(f);
    return std::move(findings_);
  }

 private:
  void contradiction(const char* what, const std::vector<Weighed>& values) {
    Finding f = make("contradiction", what, Confidence::unknown);
    std::string list;
    for (const Weighed& w : values) {
      list += (list.empty() ? "" : ",") + w.value;
      rest_on(f, w.claims);
    }
    f.attributes["values"] = list;
    findings_.push_back(std::move(f));
  }

  void role() {
    auto values = weigh(claims_, ClaimKind::role, knowledge_);
    if (values.empty()) return;
    // As sure and with as many classes: the narrower word, since recorders and doors also announce what cameras
    // announce.
    auto rank = [](const Weighed& w) {
      return std::find(device_roles.begin(), device_roles.end(), w.value) - device_roles.begin();
    };
    std::stable_sort(values.begin(), values.end(), [&](const Weighed& a, const Weighed& b) {
      if (a.confidence != b.confidence) return a.confidence > b.confidence;
      return rank(a) < rank(b);
    });
    Finding f = make("role", values[0].value, values[0].confidence);
    rest_on(f, values[0].claims);
    role_ = f.confidence;
    findings_.push_back(std::move(f));
    if (values.size() > 1 && values[1].confidence == values[0].confidence &&
        values[1].confidence >= Confidence::probable)
      contradiction("role", {values[0], values[1]});
  }

  void maker() {
    auto values = weigh(claims_, ClaimKind::maker, knowledge_, emulated);
    std::erase_if(values, [&](const Weighed& w) {
      const auto* m = knowledge_.maker(w.value);
      return m == nullptr || !m->builds;
    });
    if (values.empty()) return;
    const bool disputed = values.size() > 1 && values[1].confidence == values[0].confidence;
    const bool serious = values.size() > 1 && values[1].confidence >= Confidence::probable;
    disputed_ = disputed || serious;
    if (disputed_) contradiction("maker", {values[0], values[1]});
    maker_ = knowledge_.maker(values[0].value);
    // Two makers with equal right: neither is stated as more than possible.
    maker_confidence_ = disputed  ? Confidence::possible
                        : serious ? std::min(values[0].confidence, Confidence::probable)
                                  : values[0].confidence;
    Finding f = make("maker", maker_->id, maker_confidence_);
    f.attributes["name"] = maker_->name;
    rest_on(f, values[0].claims);
    f.knowledge.push_back("maker:" + maker_->id);
    findings_.push_back(std::move(f));
  }

  void brand() {
    auto values = weigh(claims_, ClaimKind::brand, knowledge_);
    if (values.empty()) return;
    // A maker's own name also stands where the label's would (Dahua writes it in the maker's slot), so at equal
    // confidence the other name is the label.
    std::stable_sort(values.begin(), values.end(), [&](const Weighed& a, const Weighed& b) {
      if (a.confidence != b.confidence) return a.confidence > b.confidence;
      const bool own_a = maker_ != nullptr && label_of(knowledge_, *maker_, a.value) == "own";
      const bool own_b = maker_ != nullptr && label_of(knowledge_, *maker_, b.value) == "own";
      return !own_a && own_b;
    });
    brand_ = values[0].value;
    brand_confidence_ = values[0].confidence;
    Finding f = make("brand", brand_, brand_confidence_);
    rest_on(f, values[0].claims);
    note_label_entry(f);
    findings_.push_back(std::move(f));
  }

  void note_label_entry(Finding& f) const {
    bool house = false;
    if (const auto* of = knowledge_.maker_of_label(brand_, house)) f.knowledge.push_back("maker:" + of->id);
    else if (const auto* known = knowledge_.brand(brand_)) f.knowledge.push_back("brand:" + known->id);
  }

  void label() {
    if (maker_ == nullptr || maker_confidence_ < Confidence::probable) return;
    if (!brand_.empty()) {
      Finding f = make("label", label_of(knowledge_, *maker_, brand_), std::min(maker_confidence_, brand_confidence_));
      f.attributes = {{"maker", maker_->id}, {"brand", brand_}};
      for (const Finding& other : findings_)
        if (other.key == "maker" || other.key == "brand") {
          f.observations.insert(f.observations.end(), other.observations.begin(), other.observations.end());
          f.knowledge.insert(f.knowledge.end(), other.knowledge.begin(), other.knowledge.end());
        }
      findings_.push_back(std::move(f));
      return;
    }
    const auto none = weigh(claims_, ClaimKind::no_brand, knowledge_);
    if (none.empty()) return;
    Finding f = make("label", "none", std::min(maker_confidence_, none[0].confidence));
    f.attributes = {{"maker", maker_->id}};
    rest_on(f, none[0].claims);
    f.knowledge.push_back("maker:" + maker_->id);
    findings_.push_back(std::move(f));
  }

  void stated(ClaimKind kind, const char* key) {
    const auto values = weigh(claims_, kind, knowledge_);
    if (values.empty()) return;
    Finding f = make(key, values[0].value, values[0].confidence);
    rest_on(f, values[0].claims);
    if (kind == ClaimKind::build_date)
      f.attributes["from"] = values[0].claims[0]->evidence == model::EvidenceClass::serial ? "serial" : "firmware";
    findings_.push_back(std::move(f));
    // Two serial numbers, or two models, in one device's own descriptions: perhaps two devices.
    if (kind == ClaimKind::serial && values.size() > 1 && values[1].confidence >= Confidence::probable)
      contradiction(key, {values[0], values[1]});
  }

  void hostname() {
    for (std::string_view kind :
         {"dhcp.hostname", "onvif.hostname", "mdns.host", "lldp.systemname", "llmnr.host", "nbns.name"}) {
      for (const auto* o : observations_) {
        if (o->kind != kind) continue;
        Finding f = make("hostname", o->value, Confidence::probable);
        f.observations = {o->id};
        findings_.push_back(std::move(f));
        return;
      }
    }
  }

  void components() {
    for (const Weighed& w : weigh(claims_, ClaimKind::component, knowledge_)) {
      Finding f = make("component", w.value, w.confidence);
      rest_on(f, w.claims);
      for (const auto* o : observations_)
        if (o->kind == "eth.block" && o->id == w.claims[0]->observation) f.attributes["organisation"] = o->value;
      findings_.push_back(std::move(f));
    }
  }

  void states() {
    for (const auto* o : observations_) {
      const char* state = o->kind == "sadp.activated" && o->value == "false"         ? "not_activated"
                          : o->kind == "sadp.hcplatformenable" && o->value == "true" ? "cloud_enabled"
                                                                                     : nullptr;
      if (state == nullptr) continue;
      Finding f = make("state", state, Confidence::probable);
      f.observations = {o->id};
      findings_.push_back(std::move(f));
    }
  }

  /// What could not be told, why, and what would help.
  void unknowns() {
    auto has = [&](std::string_view key) {
      return std::any_of(findings_.begin(), findings_.end(), [&](const Finding& f) { return f.key == key; });
    };
    const bool encrypted = std::any_of(observations_.begin(), observations_.end(), [](const auto* o) {
      return o->kind == "baichuan.message" || o->kind == "bcudp.message" || o->kind == "pppp.message";
    });
    auto unknown = [&](const char* what, const char* why, const char* help) {
      Finding f = make("unknown", what, Confidence::unknown);
      f.attributes = {{"why", why}, {"help", help}};
      findings_.push_back(std::move(f));
    };
    if (role_ < Confidence::probable)
      unknown("role", role_ == Confidence::unknown ? "nothing_seen" : "weak_only", "ask_onvif");
    if (maker_ == nullptr) unknown("maker", encrypted ? "encrypted" : "nothing_seen", "ask_onvif");
    else if (maker_confidence_ < Confidence::probable)
      unknown("maker", disputed_ ? "contradiction" : "weak_only", "ask_onvif");
    if (brand_.empty() && !has("label")) unknown("brand", encrypted ? "encrypted" : "nothing_seen", "look_at_label");
    if (!has("model")) unknown("model", encrypted ? "encrypted" : "nothing_seen", "capture_start");
  }

  std::vector<Claim> claims_;
  std::span<const model::CaseObservation* const> observations_;
  const Knowledge& knowledge_;
  std::vector<Finding> findings_;
  const knowledge::Maker* maker_ = nullptr;
  Confidence maker_confidence_ = Confidence::unknown, brand_confidence_ = Confidence::unknown,
             role_ = Confidence::unknown;
  std::string brand_;
  bool disputed_ = false;  ///< two makers with like right
};

}  // namespace

std::string canonical_label(const std::string& label, const Knowledge& knowledge) {
  const std::string text(model::trimmed(label));
  bool house = false;
  if (const auto* maker = knowledge.maker_of_label(text, house))
    return house ? as_listed(maker->house, text) : maker->short_name;
  if (const auto* brand = knowledge.brand(text)) return brand->name;
  return text;
}

std::vector<Finding> identify(std::vector<Claim> claims, std::span<const model::CaseObservation* const> observations,
                              const Knowledge& knowledge) {
  return Identifying(std::move(claims), observations, knowledge).run();
}

bool bears_camera_mark(const std::vector<Claim>& claims, const Knowledge& knowledge) {
  return std::any_of(claims.begin(), claims.end(), [&](const Claim& claim) {
    if (claim.kind == ClaimKind::role)
      return std::find(device_roles.begin(), device_roles.end(), claim.value) != device_roles.end();
    if (claim.kind == ClaimKind::maker) {
      const auto* maker = knowledge.maker(claim.value);
      return maker != nullptr && maker->surveillance;
    }
    if (claim.kind != ClaimKind::brand) return false;
    bool house = false;
    if (const auto* maker = knowledge.maker_of_label(claim.value, house)) return maker->surveillance;
    const auto* brand = knowledge.brand(claim.value);
    return brand != nullptr && brand->surveillance;
  });
}

}  // namespace lenscap::assess
