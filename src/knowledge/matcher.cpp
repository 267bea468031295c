#include "knowledge/matcher.hpp"

#include <re2/set.h>

#include <algorithm>
#include <set>
#include <string>

#include "knowledge/label.hpp"
#include "knowledge/pattern.hpp"
#include "knowledge/suffix.hpp"

namespace lenscap::knowledge {
namespace {

/// The signatures on one kind. All patterns together say in one pass which of them meet a value; captures are taken
/// from the few that do.
class KindPatterns {
 public:
  void add(const Signature& signature) { patterns_.push_back({&signature, nullptr, nullptr}); }
  bool empty() const { return patterns_.empty(); }

  /// By id, so that results do not depend on file names or on layers.
  void sort() {
    std::sort(patterns_.begin(), patterns_.end(),
              [](const Pattern& a, const Pattern& b) { return a.signature->id < b.signature->id; });
  }

  bool any(std::string_view value) {
    compile_set();
    if (set_ && !any_except_) {
      RE2::Set::ErrorInfo info{};
      const bool met = set_->Match(value, nullptr, &info);
      if (met || info.kind == RE2::Set::kNoError) return met;
    }
    meet(value);
    return !hits_.empty();
  }

  void match(std::string_view value, std::vector<Match>& matches) {
    compile_set();
    meet(value);
    for (const int hit : hits_) matches.push_back(capture(patterns_[static_cast<std::size_t>(hit)], value));
  }

 private:
  struct Pattern {
    const Signature* signature;
    std::unique_ptr<RE2> match, except;  ///< compiled on first use
  };

  static const RE2& compiled(std::unique_ptr<RE2>& pattern, const std::string& text) {
    if (!pattern) pattern = std::make_unique<RE2>(text, pattern_options());
    return *pattern;
  }

  void compile_set() {
    if (ready_) return;
    ready_ = true;
    set_ = std::make_unique<RE2::Set>(pattern_options(max_set_bytes), RE2::UNANCHORED);
    bool good = true;
    for (const Pattern& pattern : patterns_) {
      good = good && set_->Add(pattern.signature->match, nullptr) >= 0;
      any_except_ = any_except_ || !pattern.signature->except.empty();
    }
    if (!good || !set_->Compile()) set_.reset();
  }

  /// Fills hits_ with the patterns that mean `value`, in their order.
  void meet(std::string_view value) {
    hits_.clear();
    RE2::Set::ErrorInfo info{};
    if (!set_ || (!set_->Match(value, &hits_, &info) && info.kind != RE2::Set::kNoError)) meet_one_by_one(value);
    std::sort(hits_.begin(), hits_.end());
    std::erase_if(hits_, [&](int hit) {
      Pattern& pattern = patterns_[static_cast<std::size_t>(hit)];
      const std::string& except = pattern.signature->except;
      return !except.empty() && RE2::PartialMatch(value, compiled(pattern.except, except));
    });
  }

  /// When the patterns together need more memory than they may have.
  void meet_one_by_one(std::string_view value) {
    hits_.clear();
    for (std::size_t i = 0; i < patterns_.size(); ++i)
      if (RE2::PartialMatch(value, compiled(patterns_[i].match, patterns_[i].signature->match)))
        hits_.push_back(static_cast<int>(i));
  }

  static Match capture(Pattern& pattern, std::string_view value) {
    Match match{pattern.signature, {}};
    const RE2& re = compiled(pattern.match, pattern.signature->match);
    std::vector<re2::StringPiece> groups(static_cast<std::size_t>(std::max(re.NumberOfCapturingGroups(), 0)) + 1);
    re.Match(value, 0, value.size(), RE2::UNANCHORED, groups.data(), static_cast<int>(groups.size()));
    for (const ClaimValue& claim : pattern.signature->claims) {
      if (claim.group == 0) {
        match.claims.push_back({claim.kind, claim.constant});
        continue;
      }
      const auto group = static_cast<std::size_t>(claim.group);
      if (group < groups.size() && !groups[group].empty())  // empty: an optional part that is not there claims nothing
        match.claims.push_back({claim.kind, std::string(groups[group])});
    }
    return match;
  }

  std::vector<Pattern> patterns_;
  std::unique_ptr<RE2::Set> set_;  ///< null: patterns are tried one by one
  std::vector<int> hits_;          ///< scratch
  bool ready_ = false;
  bool any_except_ = false;
};

bool is_host_name(model::Kind kind) {
  return model::info(kind).evidence == model::EvidenceClass::endpoint || kind == model::kind("onvif.ntp");
}

bool resolves(const Endpoint& endpoint) {
  return std::find(endpoint.purposes.begin(), endpoint.purposes.end(), "dns") != endpoint.purposes.end();
}

/// Names or time for everybody: that somebody asks there says nothing of who asks.
bool serves_everybody(const Endpoint& endpoint) {
  const bool only_time = std::all_of(endpoint.purposes.begin(), endpoint.purposes.end(),
                                     [](const std::string& purpose) { return purpose == "ntp"; });
  return resolves(endpoint) || (only_time && endpoint.maker.empty() && endpoint.brand.empty());
}

}  // namespace

struct Matcher::Impl {
  explicit Impl(const Knowledge& knowledge) : kinds(model::all_kinds().size()), endpoints(knowledge.endpoints) {
    for (const Signature& signature : knowledge.signatures)
      kinds[static_cast<std::size_t>(signature.on)].add(signature);
    for (KindPatterns& kind : kinds) kind.sort();
    auto add = [&](const auto& entries) {
      for (const auto& entry : entries)
        for (const auto& name : entry.organisations) organisations.insert(folded_organisation(name));
    };
    add(knowledge.makers);
    add(knowledge.brands);
    add(knowledge.components);
  }

  std::vector<KindPatterns> kinds;  ///< by kind
  SuffixTable endpoints;
  std::set<std::string, std::less<>> organisations;  ///< folded: whose address blocks say something
};

Matcher::Matcher(const Knowledge& knowledge) : impl_(std::make_unique<Impl>(knowledge)) {}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;

bool Matcher::reads(model::Kind kind) const { return !impl_->kinds[static_cast<std::size_t>(kind)].empty(); }

std::vector<Match> Matcher::match(model::Kind kind, std::string_view value) {
  std::vector<Match> matches;
  KindPatterns& patterns = impl_->kinds[static_cast<std::size_t>(kind)];
  if (!patterns.empty()) patterns.match(value, matches);
  return matches;
}

bool Matcher::known(model::Kind kind, std::string_view value) {
  KindPatterns& patterns = impl_->kinds[static_cast<std::size_t>(kind)];
  if (!patterns.empty() && patterns.any(value)) return true;
  if (kind == model::kind("eth.block")) return impl_->organisations.contains(folded_organisation(value));
  if (!is_host_name(kind)) return false;
  const Endpoint* const endpoint = impl_->endpoints.find(value);
  return endpoint != nullptr && !serves_everybody(*endpoint);
}

const Endpoint* Matcher::endpoint(std::string_view host) const { return impl_->endpoints.find(host); }

std::string_view Matcher::resolver(std::string_view host) const {
  const Endpoint* const found = endpoint(host);
  return found != nullptr && resolves(*found) ? std::string_view(found->suffix) : std::string_view();
}

}  // namespace lenscap::knowledge
