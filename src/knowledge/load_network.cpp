// [[network]]: a network that many share, so that its addresses say nothing of who is behind them.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "knowledge/fields.hpp"
#include "model/address.hpp"

namespace lenscap::knowledge {
namespace {

constexpr std::array<std::string_view, 3> shared_kinds = {"cloud", "cdn", "anycast"};

/// The largest of RFC 6793, less the last, which is reserved (RFC 7300).
constexpr std::int64_t last_number = 0xfffffffe;

std::vector<std::uint32_t> read_numbers(Fields& fields) {
  const Value* value = fields.any("asn");
  std::vector<std::uint32_t> numbers;
  const auto take = [&](const Value& item) {
    if (item.type == Value::Type::integer && item.integer > 0 && item.integer <= last_number)
      numbers.push_back(static_cast<std::uint32_t>(item.integer));
    else fields.complain(&item, "'asn' holds something that is no number of a network", "write asn = [16509, 14618]");
  };
  if (!value) fields.complain(nullptr, "has no 'asn'", "write asn = [16509, 14618]");
  else if (value->type == Value::Type::list) std::for_each(value->items.begin(), value->items.end(), take);
  else take(*value);
  return numbers;
}

}  // namespace

std::string_view to_string(SharedKind k) { return shared_kinds[static_cast<std::size_t>(k)]; }

SharedNetwork read_network(Fields& fields, const Value& table) {
  SharedNetwork network;
  read_entry(network, fields, table, "network");
  network.asns = read_numbers(fields);
  network.operator_name = fields.text("operator", Need::required);
  const std::string kind = fields.word("kind", shared_kinds, "");
  if (kind.empty())
    fields.complain(fields.any("kind"), "says no 'kind'", "write kind = \"cloud\", \"cdn\" or \"anycast\"");
  else
    network.kind =
        static_cast<SharedKind>(std::find(shared_kinds.begin(), shared_kinds.end(), kind) - shared_kinds.begin());
  network.examples = fields.values("examples", Need::required);
  for (const std::string& example : network.examples)
    if (!model::parse_ip(example))
      fields.complain(fields.any("examples"), fmt::format("'{}' is no address", example),
                      "write an address in the network");
  fields.finish();
  return network;
}

}  // namespace lenscap::knowledge
