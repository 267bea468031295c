#include "casefile/order.hpp"

#include <algorithm>

namespace lenscap::casefile {

namespace {

using model::CaseFlow;
using model::CaseName;

bool flow_before(const CaseFlow* a, const CaseFlow* b) {
  if (a->subject != b->subject) return a->subject < b->subject;
  if (const auto order = identity(a->flow) <=> identity(b->flow); order != 0) return order < 0;
  return totals(a->flow) < totals(b->flow);
}

bool name_before(const CaseName* a, const CaseName* b) {
  auto key = [](const CaseName& n) {
    return std::tie(n.subject, n.name.name, n.name.peer, n.name.from, n.name.time, n.name.source, n.name.span,
                    n.name.alias, n.name.count);
  };
  return key(*a) < key(*b);
}

template <class Row, class Rows, class Before>
std::vector<const Row*> sorted(const Rows& rows, Before before) {
  std::vector<const Row*> out;
  out.reserve(rows.size());
  for (const auto& row : rows) out.push_back(&row);
  if (!std::is_sorted(out.begin(), out.end(), before)) std::sort(out.begin(), out.end(), before);
  return out;
}

}  // namespace

FileOrder file_order(const model::Case& c) {
  return {sorted<CaseFlow>(c.flows, flow_before), sorted<CaseName>(c.names, name_before)};
}

}  // namespace lenscap::casefile
