// sources/notice_native.hpp: Contracts Finder's own JSON, from before it published OCDS: {notice{…}, awards[…]}.
//
// The notice says the buyer and what was wanted, each award a supplier by name alone. Sums are pounds: the service
// knows no other currency. Empty strings, 0 and null stand for what is missing. Source:
// xternal/public-ledger@3c4b4868:etl/tests/fixtures/contracts/cf_notice_69eb20f9.json
#pragma once
#include <string_view>

#include "sources/notice_json.hpp"

namespace lenscap::sources {

/// One notice; `json` has begun its place.
void read_contracts_finder(std::string_view text, NoticeJson& json);

}  // namespace lenscap::sources
