// fuzz/declared_fuzz.cpp: any bytes as a declaration, MUD and TOML: lines that are well formed, or an error with its
// place.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "knowledge/declared.hpp"

using namespace lenscap;

namespace {

void check(const model::Error& error) {
  if (error.what.empty() || error.where.empty()) std::abort();
}

void check(const knowledge::Declared& declared) {
  for (const auto& error : declared.not_understood) check(error);
  for (const auto& declaration : declared.declarations)
    for (const auto& line : declaration.allow) {
      if (line.where.empty() || line.ports.from > line.ports.to) std::abort();
      const bool ports = !line.ports.any();
      if (ports && line.protocol != 6 && line.protocol != 17) std::abort();
      const bool named = line.form == knowledge::PeerForm::name || line.form == knowledge::PeerForm::names_below;
      if (named && knowledge::host_name(line.peer) != line.peer) std::abort();
      if (to_string(line.form).empty()) std::abort();
      if (line.form != knowledge::PeerForm::prefix) continue;
      const auto again = knowledge::parse_prefix(to_string(line.prefix));
      if (!again || *again != line.prefix || !line.prefix.holds(line.prefix.base)) std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (auto mud = knowledge::parse_mud(text, "f")) check(*mud);
  else check(mud.error());
  if (auto toml = knowledge::parse_declared_toml(text, "f")) check(toml->declared);
  else check(toml.error());
  return 0;
}
