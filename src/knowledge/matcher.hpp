// knowledge/matcher.hpp: which signatures and endpoints an observed value meets. Patterns compile on first use.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/knowledge.hpp"

namespace lenscap::knowledge {

/// A signature that matched, with its claims' values filled in from the capture groups.
struct Match {
  const Signature* signature;
  struct Claim {
    ClaimKind kind;
    std::string value;
  };
  std::vector<Claim> claims;
};

/// Borrows the knowledge it was made from, which must outlive it and not move. Not for use by two threads at once.
class Matcher {
 public:
  explicit Matcher(const Knowledge& knowledge);
  ~Matcher();
  Matcher(Matcher&&) noexcept;
  Matcher(const Matcher&) = delete;

  /// Whether any signature is on `kind`: else match() is empty for every value.
  bool reads(model::Kind kind) const;
  /// All signatures on `kind` that `value` meets, in the order of data/.
  std::vector<Match> match(model::Kind kind, std::string_view value);
  /// True when match() would not be empty, when an endpoint holds the name of a host, or when somebody known owns the
  /// address block. Public resolvers and time servers do not count: everybody asks them. Cheap: no captures.
  bool known(model::Kind kind, std::string_view value);
  /// Endpoint with the longest suffix of `host` at a label boundary, any case, trailing dot allowed; null when none.
  const Endpoint* endpoint(std::string_view host) const;
  /// Suffix of that endpoint where its purpose is to resolve names for everybody; empty otherwise.
  std::string_view resolver(std::string_view host) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lenscap::knowledge
