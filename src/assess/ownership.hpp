// assess/ownership.hpp: who owns whom on a day. Shares multiply along a path and add over paths; cross-holdings make
// the sum a linear system. What is not known stays unknown: a result is an interval.
//
// Two questions that must not be mixed. The effective share says what part of an organisation is an owner's in the end:
// half of a half is a quarter. The fifty per cent question, as rules of affiliates ask it, goes step by step: who is
// held by half or more counts whole, so half of a half is owned (31 CFR 501 guidance of 13 August 2014; 15 CFR 744.11).
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/knowledge.hpp"

namespace lenscap::assess {

/// One holding as data states it, whichever entry does: an organisation's, a maker's or a brand's.
struct Stake {
  std::string owned, owner;     ///< party ids: a maker's own organisation goes by the maker's id
  std::optional<double> share;  ///< per cent; empty when it is not known
  bool majority = false;        ///< said to be a subsidiary or controlled, without a share
  std::optional<model::Date> from, until;
  std::string certainty, source, note;
  std::string entry;  ///< knowledge key behind it: "organisation:lorex-technology"
};

/// Every holding of every time, by what is owned, then as data has them. An organisation that says who owns it speaks
/// for its maker's entry too.
std::vector<Stake> stakes(const knowledge::Knowledge& knowledge);

/// The id under which a party stands in stakes and owners: of a maker for its own organisation, else `id` itself.
std::string party_id(const knowledge::Knowledge& knowledge, std::string_view id);

/// Per cent, 0..100. The two differ where a share on the way is not known.
struct Share {
  double least = 0, most = 0;
};

/// Held by half or more, step by step.
enum class Half : std::uint8_t {
  no,
  not_known,  ///< it could be: a share on the way is not known
  said,       ///< a step is said to be a subsidiary or controlled, without a share
  yes         ///< every step is a share of 50 or more, of one owner or of several that are themselves so held
};
std::string_view to_string(Half half);  ///< "no", "not_known", "said", "yes"

/// An owner of an organisation, directly or through others.
struct Owner {
  std::string id;              ///< organisation, maker or brand id
  double least = 0, most = 0;  ///< effective per cent; 0..100 where a share on the way is not known
  bool direct = false;
  Half half = Half::no;
  bool majority = false;           ///< `half` is said or yes
  std::vector<std::string> path;   ///< ids from the organisation to this owner, by the largest path
  std::string certainty;           ///< the weakest of the path: "verified" or "reported"
  std::vector<std::string> notes;  ///< of the holdings on the path
};

/// The holdings of one day, to be asked more than once. Holds copies of what it needs.
class Ownership {
 public:
  Ownership(const knowledge::Knowledge& knowledge, model::Date day);
  ~Ownership();
  Ownership(Ownership&&) noexcept;
  Ownership& operator=(Ownership&&) noexcept;

  /// Every owner of `id`, nearest first. Empty when none is known.
  std::vector<Owner> owners(std::string_view id) const;
  /// Everything that `id` owns, nearest first; `Owner::id` is then what is owned, `path` leads from it to `id`.
  std::vector<Owner> owned(std::string_view id) const;
  /// What several own of `id` together: what one holds through another counts once.
  Share together(std::string_view id, std::span<const std::string> group) const;
  /// Whether several together hold `id` by half or more.
  Half half_together(std::string_view id, std::span<const std::string> group) const;
  /// The holdings in `id` of that day.
  std::vector<Stake> direct(std::string_view id) const;

 private:
  struct Graph;
  std::unique_ptr<Graph> graph_;
};

/// Every owner of `id` on `day`, nearest first. Empty when none is known.
std::vector<Owner> owners_on(const knowledge::Knowledge& knowledge, std::string_view id, model::Date day);

/// Everything that `id` owns on `day`, directly or through others; `Owner::id` is then what is owned.
std::vector<Owner> owned_on(const knowledge::Knowledge& knowledge, std::string_view id, model::Date day);

}  // namespace lenscap::assess
