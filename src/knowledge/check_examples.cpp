// The examples of data/ are its tests: each meets its own pattern and claims something, no `not` does, and none is
// stolen (check_theft.cpp).
#include <algorithm>
#include <array>

#include "knowledge/check_theft.hpp"
#include "knowledge/matcher.hpp"

namespace lenscap::knowledge {
namespace {

/// Kinds whose values are names of hosts: signatures and endpoints both speak of them.
constexpr std::array host_kinds = {model::kind("dns.query"), model::kind("tls.sni"), model::kind("http.host")};

bool is_host(model::Kind kind) { return std::find(host_kinds.begin(), host_kinds.end(), kind) != host_kinds.end(); }

void check_signature(const Knowledge& k, Matcher& matcher, const Signature& signature, Problems& problems) {
  if (signature.examples.empty()) complain(problems, signature, "has no example", "add examples = [\"…\"]");
  for (const std::string& example : signature.examples) {
    const std::vector<Match> matches = matcher.match(signature.on, example);
    const auto own =
        std::find_if(matches.begin(), matches.end(), [&](const Match& match) { return match.signature == &signature; });
    if (own == matches.end()) {
      complain(problems, signature, fmt::format("example '{}' does not meet 'match' (or meets 'except')", example),
               "correct the pattern or the example");
      continue;
    }
    if (own->claims.empty())
      complain(problems, signature, fmt::format("example '{}' claims nothing", example),
               "its capture groups are empty");
    const Said said = said_by(k, *own);
    for (const Match& other : matches) check_theft(k, said, said_by(k, other), example, problems);
    if (const Endpoint* endpoint = is_host(signature.on) ? matcher.endpoint(example) : nullptr)
      check_theft(k, said, said_by(k, *endpoint), example, problems);
  }
  for (const std::string& text : signature.not_examples)
    for (const Match& match : matcher.match(signature.on, text))
      if (match.signature == &signature)
        complain(problems, signature, fmt::format("'{}' stands in 'not', but meets 'match'", text),
                 "make the pattern narrower or add 'except'");
}

void check_endpoint(const Knowledge& k, Matcher& matcher, const Endpoint& endpoint, Problems& problems) {
  if (endpoint.examples.empty()) complain(problems, endpoint, "has no example", "add examples = [\"…\"]");
  for (const std::string& host : endpoint.examples) {
    for (const model::Kind kind : host_kinds)
      for (const Match& other : matcher.match(kind, host))
        check_theft(k, said_by(k, endpoint), said_by(k, other), host, problems);
    const Endpoint* found = matcher.endpoint(host);
    if (found == &endpoint) continue;
    complain(problems, endpoint,
             found ? fmt::format("example '{}' belongs to {}, whose suffix is longer", host, found->id)
                   : fmt::format("example '{}' does not end in the suffix", host),
             "correct the example or the suffix");
  }
  for (const std::string& host : endpoint.not_examples)
    if (matcher.endpoint(host) == &endpoint)
      complain(problems, endpoint, fmt::format("'{}' stands in 'not', but ends in the suffix", host),
               "correct one of them");
}

}  // namespace

void check_examples(const Knowledge& k, Problems& problems) {
  Matcher matcher(k);
  for (const Signature& signature : k.signatures) check_signature(k, matcher, signature, problems);
  for (const Endpoint& endpoint : k.endpoints) check_endpoint(k, matcher, endpoint, problems);
}

}  // namespace lenscap::knowledge
