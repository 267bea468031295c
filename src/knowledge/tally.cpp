#include "knowledge/tally.hpp"

#include <map>
#include <tuple>

#include "knowledge/source_form.hpp"

namespace lenscap::knowledge {
namespace {

std::string_view constant(const Signature& signature, ClaimKind kind) {
  for (const ClaimValue& claim : signature.claims)
    if (claim.kind == kind && claim.group == 0) return claim.constant;
  return {};
}

class Counting {
 public:
  explicit Counting(const Knowledge& k) : k_(k) {}

  void add(const Signature& signature) {
    Tally& row = row_of(constant(signature, ClaimKind::maker), constant(signature, ClaimKind::brand));
    ++row.signatures;
    ++(is_strong(signature.evidence) ? row.strong : row.weak);
    row.possible += signature.limit == model::Confidence::possible;
    count_source(row, signature);
    row.examples += signature.examples.size() + signature.not_examples.size();
  }

  void add(const Endpoint& endpoint) {
    Tally& row = row_of(endpoint.maker, endpoint.brand);
    ++row.endpoints;
    count_source(row, endpoint);
    row.examples += endpoint.examples.size() + endpoint.not_examples.size();
  }

  std::vector<Tally> rows() {
    std::vector<Tally> out;
    for (auto& [order, row] : rows_) out.push_back(std::move(row));
    return out;
  }

 private:
  void count_source(Tally& row, const Entry& entry) { row.unopenable += !openable(source_form(entry.source)); }

  Tally& row_of(std::string_view maker_id, std::string_view label) {
    bool house = false;
    const Maker* maker = maker_id.empty() ? k_.maker_of_label(label, house) : k_.maker(maker_id);
    if (maker) return row(0, maker->id, maker->short_name, true);
    if (const Brand* brand = k_.brand(label)) return row(1, brand->id, brand->name, false);
    const std::string name(maker_id.empty() ? label : maker_id);
    return row(name.empty() ? 2 : 1, name, name, false);
  }

  Tally& row(int group, const std::string& id, const std::string& name, bool is_maker) {
    Tally& found = rows_[{group, id}];
    found.id = id;
    found.name = name;
    found.maker = is_maker;
    return found;
  }

  const Knowledge& k_;
  std::map<std::tuple<int, std::string>, Tally> rows_;
};

}  // namespace

std::vector<Tally> tally(const Knowledge& k) {
  Counting counting(k);
  for (const Signature& signature : k.signatures) counting.add(signature);
  for (const Endpoint& endpoint : k.endpoints) counting.add(endpoint);
  return counting.rows();
}

}  // namespace lenscap::knowledge
