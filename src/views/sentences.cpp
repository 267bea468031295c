#include "views/sentences.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "views/capability.hpp"
#include "views/egress_words.hpp"
#include "views/neutral.hpp"
#include "views/word_table.hpp"

namespace lenscap::views {

namespace {

using assess::Status;
using model::Finding;

constexpr auto roles = std::to_array<KeyWords>({{"camera", "camera"},
                                                {"recorder", "recorder"},
                                                {"encoder", "encoder"},
                                                {"door_station", "door station"},
                                                {"access_terminal", "access terminal"},
                                                {"management_client", "management client"},
                                                {"not_a_camera", "not a camera"},
                                                {"unknown", "device of unknown role"}});

constexpr auto acts_words = std::to_array<KeyWords>({{"buy", "buying"},
                                                     {"use", "using"},
                                                     {"install", "installing"},
                                                     {"import", "importing"},
                                                     {"market", "marketing"},
                                                     {"contract", "contracting"},
                                                     {"invest", "investing"},
                                                     {"supply", "supplying"},
                                                     {"sell", "selling"},
                                                     {"export", "exporting to the maker"},
                                                     {"fund", "funding"},
                                                     {"operate", "operating"},
                                                     {"keep", "keeping installed"},
                                                     {"authorise", "obtaining authorisation"}});

constexpr auto merge_reasons = std::to_array<KeyWords>({{"same_mac", "they share a hardware address"},
                                                        {"same_serial", "they state the same serial number"},
                                                        {"declared_mac", "one declares the other's hardware address"}});

constexpr auto why_words = std::to_array<KeyWords>({{"nothing_seen", "nothing that tells it was seen"},
                                                    {"weak_only", "only weak marks were seen"},
                                                    {"encrypted", "what it sent is encrypted"},
                                                    {"contradiction", "the evidence disagrees"}});

constexpr auto help_words = std::to_array<KeyWords>(
    {{"ask_onvif", "Ask the device by ONVIF (GetDeviceInformation) and audit the saved reply too."},
     {"capture_start", "Capture again and restart the device meanwhile: it names itself when it starts."},
     {"capture_longer", "Capture for longer: devices announce themselves every few minutes or hours."},
     {"look_at_label", "Look at the type label on the device."}});

constexpr auto basis_words =
    std::to_array<KeyWords>({{"party", "the rule names its maker"},
                             {"affiliate", "the rule reaches affiliates of a named party"},
                             {"law_of_origin", "the rule reaches makers under that country's law"},
                             {"any_maker", "the rule applies whoever made it"}});

std::string upper_first(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string role_finding(const Finding& f) {
  if (f.value == "not_a_camera") return "It is not a camera.";
  std::string_view word = role_word(f.value);
  bool vowel = std::string_view("aeiou").find(word[0]) != std::string_view::npos;
  return fmt::format("It is {} {}.", vowel ? "an" : "a", word);
}

std::string label_finding(const Finding& f, const knowledge::Knowledge& k) {
  std::string maker = maker_name(attribute(f, "maker"), k), brand = neutral(attribute(f, "brand"));
  if (f.value == "own") return fmt::format("Sold under its maker's own name ({}).", maker);
  if (f.value == "house") return fmt::format("Sold as \"{}\", a name of its maker {}.", brand, maker);
  if (f.value == "other") return fmt::format("Sold as \"{}\", built by {}: label and maker differ.", brand, maker);
  if (f.value == "none") return fmt::format("Sold without a brand, built by {}: label and maker differ.", maker);
  return "Whose label it bears is not known.";
}

std::string attribution_finding(const Finding& f) {
  if (f.value == "own_hardware_address") return "It was seen with its own hardware address.";
  if (f.value == "behind_router")
    return fmt::format("It was seen through a router ({}): its own hardware address is not known.",
                       neutral(attribute(f, "router")));
  if (f.value == "address_only") return "Only its network address is known: another device may use it at another time.";
  if (f.value == "named_by_recorder") return "A recorder names it in its list; the device itself was not seen.";
  if (f.value == "document") return "It is known from saved replies only; no capture shows it.";
  return fmt::format("Attribution: {}.", neutral(f.value));
}

std::string port_finding(const Finding& f) {
  std::string where = fmt::format("port {}", neutral(f.value));
  if (std::string name = attribute(f, "switch"); !name.empty()) where += fmt::format(" of switch {}", neutral(name));
  if (std::string vlan = attribute(f, "vlan"); !vlan.empty()) where += fmt::format(" (VLAN {})", neutral(vlan));
  const std::string addresses = attribute(f, "addresses");
  if (addresses.empty()) return fmt::format("A switch has it alone behind {}.", where);
  return fmt::format("It is one of {} addresses behind {}: an uplink or a shared cable, not a port of its own.",
                     neutral(addresses), where);
}

std::string state_finding(const Finding& f) {
  if (f.value == "not_activated")
    return "It has no administrator password yet: whoever reaches it first can take it over.";
  if (f.value == "cloud_enabled") return "It says that its maker's cloud service is switched on.";
  return fmt::format("State: {}.", neutral(f.value));
}

std::string unknown_finding(const Finding& f) {
  std::string out = fmt::format("Its {} is not known: {}.", neutral(f.value),
                                words_for(why_words, attribute(f, "why"), "the evidence does not tell"));
  std::string_view help = help_sentence(attribute(f, "help"));
  return help.empty() ? out : fmt::format("{} {}", out, help);
}

std::string who_list(const std::vector<std::string>& whos, const knowledge::Knowledge& k) {
  std::string out;
  for (const std::string& who : whos) {
    if (!out.empty()) out += ", ";
    out += who_title(who, k);
  }
  return out;
}

}  // namespace

std::string attribute(const Finding& finding, const std::string& name) {
  auto at = finding.attributes.find(name);
  return at == finding.attributes.end() ? std::string() : std::string(at->second);
}

std::string maker_name(std::string_view maker_id, const knowledge::Knowledge& k) {
  if (maker_id.empty()) return "an unknown maker";
  const knowledge::Maker* m = k.maker(maker_id);
  if (!m) return neutral(maker_id);
  return neutral(m->short_name.empty() ? m->name : m->short_name);
}

std::string who_title(std::string_view who_id, const knowledge::Knowledge& k) {
  for (const knowledge::Who& w : k.whos)
    if (w.id == who_id && !w.title.empty()) return neutral(w.title);
  return neutral(who_id);
}

std::string confidence_word(const Finding* finding) {
  return std::string(to_string(finding ? finding->confidence : model::Confidence::unknown));
}

std::string_view role_word(std::string_view role) { return words_for(roles, role, "device"); }

std::string_view status_word(Status status) {
  switch (status) {
    case Status::restricted:
      return "restricted";
    case Status::restricted_if:
      return "restricted only if a condition holds";
    case Status::restricted_from:
      return "restricted from a later date";
    case Status::was_until:
      return "was restricted, no longer";
    case Status::listed_not_forbidden:
      return "listed, but the list does not forbid this";
    case Status::does_not_bind:
      return "the rule does not bind this asker";
    case Status::not_restricted:
      return "not restricted by any rule known";
  }
  return "";
}

std::string act_words(const std::vector<std::string>& acts) {
  std::string out;
  for (const std::string& act : acts) {
    std::string_view word = words_for(acts_words, act, {});
    if (!out.empty()) out += ", ";
    out += word.empty() ? neutral(act) : std::string(word);
  }
  return out;
}

std::vector<std::string> device_sentences(const Device& d, const knowledge::Knowledge& k) {
  constexpr int short_name = 18;  // columns of a name in the shorter sentences
  std::string role(role_word(d.role_id())), model, brand = d.brand ? neutral(d.brand->value) : "";
  if (d.model) model = fmt::format(" {}", neutral(d.model->value));
  if (d.relabelled()) {
    std::string maker = maker_name(d.maker ? d.maker->value : attribute(*d.label, "maker"), k);
    if (brand.empty()) brand = neutral(attribute(*d.label, "brand"));
    bool nameless = d.label->value == "none" || brand.empty();
    auto sold = [&](const std::string& name) {
      return nameless ? fmt::format("Sold without a brand, built by {}", maker)
                      : fmt::format("Sold as \"{}\", built by {}", name, maker);
    };
    std::string brief = sold(fit(brand, short_name));
    return {fmt::format("{}: label and maker differ ({}{})", sold(brand), role, model),
            sold(brand) + ": label and maker differ", sold(brand) + ": label differs", brief + ": label differs",
            brief};
  }
  bool no_role = d.role_id() == "unknown";
  if (d.maker) {
    std::string maker = maker_name(d.maker->value, k);
    std::string what = upper_first(fmt::format("{} {}", maker, no_role ? "device" : role));
    std::string house = d.label && d.label->value == "house" ? fmt::format(", sold as its own \"{}\"", brand) : "";
    return {what + model + house, what + model, what + fit(model, short_name), what};
  }
  std::string what = upper_first(no_role ? "device" : role);
  auto quoted = [&](int width) { return brand.empty() ? "" : fmt::format(" \"{}\"", fit(brand, width)); };
  std::string labelled = brand.empty() ? "" : " labelled" + quoted(columns(brand));
  return {fmt::format("{}{}{}, maker unknown", what, labelled, model),
          fmt::format("{}{}{}, maker unknown", what, quoted(short_name), fit(model, short_name)),
          fmt::format("{}{}, maker unknown", what, quoted(short_name)), what + ", maker unknown"};
}

std::string finding_sentence(const Finding& f, const knowledge::Knowledge& k) {
  std::string value = neutral(f.value);
  if (f.key == "role") return role_finding(f);
  if (f.key == "maker") return fmt::format("Built by {}.", maker_name(f.value, k));
  if (f.key == "brand") return fmt::format("Its label says \"{}\".", value);
  if (f.key == "label") return label_finding(f, k);
  if (f.key == "model") return fmt::format("Model {}.", value);
  if (f.key == "firmware") return fmt::format("Firmware {}.", value);
  if (f.key == "serial") return fmt::format("Serial number {}.", value);
  if (f.key == "build_date") return fmt::format("Built on {}, as its {} says.", value, neutral(attribute(f, "from")));
  if (f.key == "hostname") return fmt::format("It calls itself {}.", value);
  if (f.key == "component") {
    std::string whose = attribute(f, "organisation");
    return fmt::format("A chip or module of {} is inside; that does not say who built the device.",
                       whose.empty() ? maker_name(f.value, k) : neutral(whose));
  }
  if (f.key == "contradiction")
    return fmt::format("The evidence disagrees about its {}: {}.", value, neutral(attribute(f, "values")));
  if (f.key == "merge")
    return fmt::format("{} and {} are one device: {}.", neutral(attribute(f, "first")), neutral(attribute(f, "second")),
                       words_for(merge_reasons, f.value, f.value.empty() ? "stated" : value));
  if (f.key == "attribution") return attribution_finding(f);
  if (f.key == "state") return state_finding(f);
  if (f.key == "port") return port_finding(f);
  if (f.key == "egress") return egress_sentence(f);
  if (f.key == "capability") return capability_finding(f, k);
  if (f.key == "unknown") return unknown_finding(f);
  return fmt::format("{}: {}.", neutral(f.key), value);
}

std::string restriction_sentence(const Restriction& r, const knowledge::Knowledge& k, model::Date on) {
  const assess::Answer& a = r.answer;
  std::string whos = who_list(r.whos, k), acts = act_words(r.acts);
  std::string rule = fmt::format("{} ({})", neutral(a.title.empty() ? a.rule : a.title), neutral(a.citation));
  std::string condition = neutral(a.condition), date = neutral(a.date), out;
  switch (a.status) {
    case Status::restricted:
      out = fmt::format("Restricted for {} ({}) by {}", whos, acts, rule);
      break;
    case Status::restricted_if:
      out = fmt::format("Restricted for {} ({}) by {} only if: {}", whos, acts, rule, condition);
      break;
    case Status::restricted_from:
      out = fmt::format("Restricted for {} ({}) from {} by {}", whos, acts, date, rule);
      break;
    case Status::was_until:
      out = a.controls ? fmt::format("Was restricted for {} ({}) until {} by {}", whos, acts, date, rule)
                       : fmt::format("Was listed until {} by {}", date, rule);
      break;
    case Status::listed_not_forbidden:
      out = fmt::format("{} reaches it, but does not forbid this to {} ({})", rule, whos, acts);
      break;
    case Status::does_not_bind:
      out = fmt::format("{} does not bind {} ({})", rule, whos, acts);
      break;
    case Status::not_restricted:
      return fmt::format("Not restricted for {} ({}) by any rule known as of {}.", whos, acts, model::to_string(on));
  }
  if (!out.ends_with('.')) out += '.';
  if (a.status != Status::does_not_bind && !a.basis.empty())
    out += fmt::format(" Because {}{}.", words_for(basis_words, a.basis, neutral(a.basis)),
                       a.party.empty() ? "" : fmt::format(" (\"{}\")", neutral(a.party)));
  if (!a.note.empty()) out += fmt::format(" Note: {}.", neutral(a.note));
  if (a.certainty == "reported") out += " The rule was read in an excerpt only, not in its own text.";
  if (a.nature == "guidance") out += " This is guidance, not law.";
  return out;
}

std::string_view help_sentence(std::string_view help) { return words_for(help_words, help, {}); }

std::string grouped(std::uint64_t n) {
  std::string out = std::to_string(n);
  for (std::size_t at = out.size(); at > 3; at -= 3) out.insert(at - 3, 1, ',');
  return out;
}

std::string counted(std::uint64_t n, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", grouped(n), n == 1 ? one : many);
}

std::string count_sentence(const Summary& s) {
  if (s.devices == 0) return "No camera, recorder or device of a camera maker was found.";
  std::string out;
  for (const KeyWords& role : roles) {
    auto at = s.roles.find(std::string(role.first));
    if (at == s.roles.end()) continue;
    if (!out.empty()) out += ", ";
    out += role.first == "unknown"        ? fmt::format("{} of unknown role", grouped(at->second))
           : role.first == "not_a_camera" ? fmt::format("{} no camera", grouped(at->second))
                                          : counted(at->second, role.second, std::string(role.second) + "s");
  }
  return fmt::format("{}: {}.", counted(s.devices, "device", "devices"), out);
}

std::string label_sentence(const Summary& s) {
  if (s.devices == 0) return "";
  std::string relabelled = s.relabelled == 0 ? std::string("None is known to bear another label than its maker's.")
                                             : fmt::format("Label and maker differ on {}.", grouped(s.relabelled));
  if (s.maker_unknown == 0) return relabelled;
  return fmt::format("{} The maker of {} is not known.", relabelled, grouped(s.maker_unknown));
}

std::string others_sentence(const model::Case& c) {
  auto at = c.others.find("count");
  std::uint64_t n = at == c.others.end() ? 0 : at->second;
  if (n == 0) return "";
  auto kept = c.meta.find("kept_others");
  const std::string bear = counted(n, "other host bears", "other hosts bear");
  const std::string_view them = n == 1 ? "it" : "them";
  if (kept != c.meta.end() && kept->second == "yes")
    return fmt::format("{} no mark of a camera or its maker; what was seen of {} is kept, as asked.", bear, them);
  return fmt::format("{} no mark of a camera or its maker: counted, nothing of {} is kept.", bear, them);
}

}  // namespace lenscap::views
