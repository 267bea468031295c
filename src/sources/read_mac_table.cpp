// A saved table of a switch: behind which port each hardware address of the case stands.
//
// What is told hangs on the hardware address alone, never on a network address: the port of a router says nothing of
// the hosts behind it. Addresses that turn out to be nobody's device are dropped with their hosts (Ledger::finish) and
// only counted. A port with several addresses leads to another switch, or to a room with several devices: where it is
// told, it is told as such.
#include <fmt/format.h>

#include <map>
#include <set>

#include "sources/documents.hpp"
#include "sources/teller.hpp"

namespace lenscap::sources {

using model::kind;

void tell_mac_table(Ledger& ledger, const DocumentFile& file) {
  const wire::MacTable& table = *file.content.mac_table;
  std::map<std::pair<std::string_view, std::string_view>, std::set<std::uint64_t>>
      behind;  // (switch, port) → addresses
  for (const auto& row : table.rows) behind[{row.switch_name, row.port}].insert(row.mac);
  const Piece piece{0, static_cast<std::uint32_t>(file.bytes.size()), 0, 0};
  const Message message{file.bytes, {&piece, 1}, file.source, model::no_time, {}};
  for (const auto& row : table.rows) {
    const std::size_t addresses = behind[{row.switch_name, row.port}].size();
    const Teller t(ledger, ledger.host(model::Mac{row.mac}, {}, 0), message);
    const std::string place = addresses == 1
                                  ? fmt::format("line {}", row.line)
                                  : fmt::format("line {}, one of {} addresses behind it", row.line, addresses);
    t.tell(addresses == 1 ? kind("switch.port") : kind("switch.uplink"), row.port, place);
    t.tell(kind("switch.name"), row.switch_name, place);
    t.tell(kind("switch.vlan"), row.vlan, place);
  }
  if (table.left_out != 0)
    ledger.source(file.source)
        .notes.push_back(
            fmt::format("{} rows beyond the first {} were not read", table.left_out, wire::MacTable::most_rows));
}

}  // namespace lenscap::sources
