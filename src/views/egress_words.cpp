#include "views/egress_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "assess/egress_question.hpp"
#include "views/neutral.hpp"
#include "views/redact_traffic.hpp"
#include "views/sentences.hpp"
#include "views/word_table.hpp"

namespace lenscap::views {

namespace {

using assess::Outcome;
using assess::Peer;
using assess::Side;
using model::Finding;
constexpr auto titles = std::to_array<KeyWords>({{"contacts_maker_cloud", "contacts the cloud of its maker or label"},
                                                 {"contacts_other_maker_cloud", "contacts another maker's cloud"},
                                                 {"peer_to_peer", "looks for a way in past the firewall"},
                                                 {"sends_media_out", "sends pictures or sound out"},
                                                 {"beacon", "calls by the clock"},
                                                 {"tries_and_is_stopped", "tries and is stopped"},
                                                 {"gets_through", "gets through"},
                                                 {"looks_up_only", "only asks for names"},
                                                 {"names_itself_in_clear", "names itself in clear text"},
                                                 {"talks_inside", "talks to other inside hosts"},
                                                 {"answers_outside_callers", "answers callers from outside"},
                                                 {"dns_elsewhere", "asks another resolver"},
                                                 {"nothing_seen", "nothing to the outside seen"}});

constexpr auto refutations = std::to_array<KeyWords>(
    {{"name_of_another", "The name would have to be somebody else's service."},
     {"label_or_maker_wrong", "Its label or maker would have to be read wrongly, or the service be sold to several."},
     {"owners_platform", "The peer would have to be a platform that the owner runs or chose."},
     {"no_pictures_inside",
      "What went there would have to be something else of that size, such as a log or an update."},
     {"platform_not_the_owners", "Somebody else than the owner would have to have set that platform's address."},
     {"longer_capture", "A longer capture would have to show otherwise."},
     {"answer_elsewhere", "An answer would have to have come another way, past the point of capture."},
     {"answered_on_the_way", "Something on the way, such as a proxy, would have to have answered in the peer's place."},
     {"traffic_elsewhere", "Its traffic to that name would have to have gone another way or at another time."},
     {"value_of_another", "What was read would have to be another device's."},
     {"recorder_or_client", "The peer would have to be a recorder or client of it."},
     {"caller_of_the_site", "The caller would have to be the site's own, from another place."},
     {"resolver_of_the_site", "The site would have to have chosen that resolver."},
     {"capture_at_gateway", "A capture at the way out would have to show traffic of it."}});

constexpr auto purposes_known = std::to_array<KeyWords>({{"reg", "registration"},
                                                         {"p2p", "peer-to-peer"},
                                                         {"relay", "relay"},
                                                         {"media", "cloud video"},
                                                         {"push", "notifications"},
                                                         {"fw", "firmware"},
                                                         {"tele", "telemetry"},
                                                         {"ddns", "dynamic DNS"},
                                                         {"ntp", "time"},
                                                         {"api", "app interface"},
                                                         {"web", "web site"},
                                                         {"dns", "name resolution"}});

std::string tell(const Finding& f, const std::string& name) { return neutral(attribute(f, name)); }

std::uint64_t number(const Finding& f, const std::string& name) {
  const std::string text = attribute(f, name);
  std::uint64_t n = 0;
  std::from_chars(text.data(), text.data() + text.size(), n);
  return n;
}

std::string purposes_of(const Finding& f) {
  std::vector<std::string> list;
  std::string all = attribute(f, "purpose");
  for (std::size_t at = 0; at < all.size();) {
    const auto comma = std::min(all.find(',', at), all.size());
    list.push_back(all.substr(at, comma - at));
    at = comma + 1;
  }
  return purpose_words(list);
}

/// "NAME (ADDRESS), Hikvision: registration": the peer that matters most; " and 3 more" when there are more.
std::string whom(const Finding& f) {
  const std::string peer = tell(f, "peer"), name = tell(f, "name");
  std::string out = name.empty() || name == peer ? peer : fmt::format("{} ({})", name, peer);
  if (const std::string whose = tell(f, "operator"); !whose.empty()) {
    out += fmt::format(", a service of {}", whose);
    if (const std::string what = purposes_of(f); !what.empty()) out += fmt::format(" ({})", what);
  } else {
    out += ", unknown operator";
    if (const std::string what = purposes_of(f); !what.empty()) out += fmt::format(" ({})", what);
    if (const std::string network = tell(f, "network"); !network.empty()) out += ", network " + network;
  }
  if (const std::string country = tell(f, "country"); !country.empty()) out += ", registered in " + country;
  if (const auto peers = number(f, "peers"); peers > 1) out += fmt::format(", and {} more", grouped(peers - 1));
  return out;
}

std::string totals(const Finding& f) {
  return fmt::format("{} out, {} back", bytes_word(number(f, "bytes_out")), bytes_word(number(f, "bytes_in")));
}

std::string duration(std::uint64_t seconds) {
  if (seconds == 0) return "less than a second";
  if (seconds < 120) return counted(seconds, "second", "seconds");
  if (seconds < 7200) return counted(seconds / 60, "minute", "minutes");
  return counted(seconds / 3600, "hour", "hours");
}

std::string rate(std::uint64_t bits) {
  return bits < 1'000'000 ? fmt::format("{} kbit/s", bits / 1000) : fmt::format("{:.1f} Mbit/s", double(bits) / 1e6);
}

std::string media(const Finding& f) {
  const bool headers = tell(f, "told_by") == "headers";
  std::string out =
      fmt::format("{} to {}: {} over {}, {}", headers ? "Sends a media stream out" : "May send pictures or sound out",
                  whom(f), bytes_word(number(f, headers ? "media_out" : "bytes_out")),
                  duration(number(f, "duration_s")), rate(number(f, "rate_bps")));
  if (const auto own = number(f, "own_rate_bps"); own > 0)
    out += fmt::format(" (its own streams inside: {})", rate(own));
  out += headers ? "; told by the stream's headers, not by looking at it." : "; told by the volume alone.";
  if (tell(f, "platform") == "gb28181")
    out += " It registers there as with a GB/T 28181 platform, whose address its owner sets.";
  return out;
}

/// "2026-11-01 00:00" of an instant as to_iso writes it.
std::string minute(std::string iso) {
  if (iso.size() < 16) return iso;
  iso[10] = ' ';
  return iso.substr(0, 16);
}

std::string nothing(const Finding& f) {
  std::string out = "Nothing to the outside was seen";
  if (const std::string from = tell(f, "watched_from"); !from.empty())
    out += fmt::format(" in {} ({} to {} UTC)", duration(number(f, "watched_s")), minute(from),
                       minute(tell(f, "watched_until")));
  return out + (tell(f, "gateway") == "seen"
                    ? ", and the way out was in sight: traffic to the outside passed the point of capture."
                    : ". Whether the way out was in sight is not known: no traffic to the outside passed the point of "
                      "capture.");
}

}  // namespace

std::string egress_title(std::string_view value) { return std::string(words_for(titles, value, neutral(value))); }
std::string_view refutation(std::string_view key) { return words_for(refutations, key, {}); }

std::string purpose_words(const std::vector<std::string>& purposes) {
  std::string out;
  for (const auto& p : purposes)
    out += (out.empty() ? "" : ", ") + std::string(words_for(purposes_known, p, neutral(p)));
  return out;
}

std::string_view outcome_word(Outcome outcome) {
  constexpr auto words = std::to_array<std::string_view>({"answered", "refused", "no answer", "name only"});
  return words[static_cast<std::size_t>(outcome)];
}

std::string bytes_word(std::uint64_t n) {
  if (n < 1000) return fmt::format("{} B", n);
  constexpr auto units = std::to_array<std::string_view>({"kB", "MB", "GB", "TB"});
  double value = static_cast<double>(n) / 1000;
  std::size_t unit = 0;
  for (; value >= 999.95 && unit + 1 < units.size(); ++unit) value /= 1000;
  return fmt::format("{:.1f} {}", value, units[unit]);
}

std::string whose(const Peer& p) {
  if (p.side == Side::group) return "group address";
  if (p.side == Side::inside) return p.neighbour ? "inside, by its subnet" : "inside";
  std::string out = p.endpoint != nullptr ? neutral(p.endpoint->operator_name) : "unknown operator";
  if (p.endpoint == nullptr && p.network)
    out += fmt::format(", network {} (AS{})", neutral(p.network->name), p.network->asn);
  if (p.network && !p.network->country.empty()) out += ", registered in " + neutral(p.network->country);
  if (p.shared != assess::Shared::none) out += fmt::format(", shared address ({})", to_string(p.shared));
  return out;
}

std::string peer_text(const model::Case& c, const Peer& p) {
  return p.peer.family == 0 ? neutral(p.name) : shown_address(c, p.peer);
}

std::string egress_sentence(const Finding& f) {
  const std::string& v = f.value;
  if (v == "contacts_maker_cloud" && tell(f, "maker_known_by") == "endpoint")
    return fmt::format("Contacts {}; {}. Nothing else says whose device it is.", whom(f), totals(f));
  if (v == "contacts_maker_cloud")
    return fmt::format("Contacts the cloud of its {}: {}; {}.", tell(f, "maker").empty() ? "label" : "maker", whom(f),
                       totals(f));
  if (v == "contacts_other_maker_cloud")
    return fmt::format("Contacts another maker's cloud than its label's: {}; {}.", whom(f), totals(f));
  if (v == "peer_to_peer") {
    const std::string how = tell(f, "seen_by");
    return how == "many_peers"
               ? fmt::format("Sends datagrams to {} outside addresses without a name, as peer-to-peer traversal does.",
                             grouped(number(f, "addresses")))
           : how == "protocol"
               ? fmt::format(
                     "Looks for a peer-to-peer way in past the firewall: logs in by PPPP, a protocol that the "
                     "cameras of many makers share, at {}.",
                     whom(f))
           : how == "broker" && f.confidence == model::Confidence::possible
               ? fmt::format(
                     "May look for a peer-to-peer way in past the firewall: such a service is among those of {}.",
                     whom(f))
               : fmt::format("Looks for a peer-to-peer way in past the firewall, {} {}.",
                             how == "broker" ? "through" : "by asking for its public address at", whom(f));
  }
  if (v == "sends_media_out") return media(f);
  if (v == "beacon")
    return fmt::format("Calls {} every {:.0f} s ({} % jitter, {} intervals).", whom(f),
                       static_cast<double>(number(f, "period_ms")) / 1000, tell(f, "jitter_percent"),
                       grouped(number(f, "intervals")));
  if (v == "tries_and_is_stopped" && number(f, "attempts") == 0)
    return fmt::format("Sends to the outside and is stopped: {} of a conversation begun earlier, refused, to {}.",
                       counted(number(f, "packets_out"), "packet", "packets"), whom(f));
  if (v == "tries_and_is_stopped" && number(f, "refused_attempts") == 0 && tell(f, "outcome") == "silent")
    return fmt::format("Tries to reach the outside and gets no answer: {} to {}. Whether {} is not shown.",
                       counted(number(f, "attempts"), "attempt", "attempts"), whom(f),
                       number(f, "attempts") == 1 ? "it arrived" : "they arrived");
  if (v == "tries_and_is_stopped")
    return fmt::format("Tries to reach the outside and is stopped: {} ({} refused) to {}.",
                       counted(number(f, "attempts"), "attempt", "attempts"), grouped(number(f, "refused_attempts")),
                       whom(f));
  if (v == "gets_through")
    return tell(f, "only") == "housekeeping"
               ? fmt::format(
                     "Only questions for time, names or echoes get through, which carry nothing of the owner: {}.",
                     whom(f))
               : fmt::format("Gets through to the outside: {}; {}.", whom(f), totals(f));
  if (v == "looks_up_only") {
    std::string out = fmt::format("Only asks for the name, no traffic to it was seen: {}.", whom(f));
    if (const auto n = number(f, "sinkholed"); n > 0)
      out += fmt::format(" {} answered with no outside address: a resolver stops them.",
                         counted(n, "name was", "names were"));
    return out;
  }
  if (v == "names_itself_in_clear") {
    const std::string what = tell(f, "what");
    return fmt::format("Sends {} in clear text to {}; what was read is not kept.",
                       what == "serial"     ? "its serial number"
                       : what == "location" ? "its location"
                                            : "credentials",
                       whom(f));
  }
  if (v == "talks_inside")
    return fmt::format("Calls {} inside ({}), which is not known as its recorder or client.", tell(f, "peer"),
                       tell(f, "service"));
  if (v == "answers_outside_callers")
    return fmt::format("Answers {} from outside on {}: {} sent to them.",
                       counted(number(f, "callers"), "caller", "callers"), tell(f, "service"),
                       bytes_word(number(f, "bytes_out")));
  if (v == "dns_elsewhere") {
    const std::string site = tell(f, "site_resolver");
    return fmt::format("{} for names at {}, {}.", tell(f, "outcome") == "answered" ? "Asks" : "Tries to ask", whom(f),
                       site.empty() ? "outside; no resolver inside was seen" : "not at the site's resolver " + site);
  }
  if (v == "nothing_seen") return nothing(f);
  return fmt::format("{}: {}.", egress_title(v), whom(f));
}

std::string sending_sentence(const std::vector<Peer>& peers, const std::vector<const Finding*>& findings) {
  std::set<std::string> through, stopped, unanswered, asked;
  std::uint64_t out = 0, questions = 0;
  for (const Peer& p : peers) {
    if (p.side != Side::outside || p.opened == model::Opened::by_peer) continue;
    if (p.packets_out == 0 && p.outcome != Outcome::name_only) continue;  // only spoken to
    const std::string who = p.endpoint != nullptr ? p.endpoint->operator_name
                            : p.peer.family == 0  ? std::string(p.name)
                                                  : to_string(p.peer);
    out += p.bytes_out;
    if (p.outcome == Outcome::answered && assess::housekeeping(p)) ++questions;
    else
      (p.outcome == Outcome::answered  ? through
       : p.outcome == Outcome::refused ? stopped
       : p.outcome == Outcome::silent  ? unanswered
                                       : asked)
          .insert(who);
  }
  std::string text;
  const auto add = [&](std::string part) { text += (text.empty() ? "" : "; ") + part; };
  const auto parties = [](const auto& list) { return counted(list.size(), "outside party", "outside parties"); };
  if (!through.empty()) add(fmt::format("gets through to {}, {} sent", parties(through), bytes_word(out)));
  if (!stopped.empty()) add(fmt::format("is stopped on the way to {}", parties(stopped)));
  if (!unanswered.empty()) add(fmt::format("gets no answer from {}", parties(unanswered)));
  if (!asked.empty()) add(fmt::format("only asks for {}", counted(asked.size(), "name", "names")));
  if (questions > 0) add(fmt::format("asks {} for time, names or echoes", counted(questions, "peer", "peers")));
  if (text.empty()) {
    const bool unseen =
        std::any_of(findings.begin(), findings.end(), [](const Finding* f) { return f->value == "nothing_seen"; });
    return unseen ? "Nothing to the outside seen" : "Nothing told of what it sends";
  }
  text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

}  // namespace lenscap::views
