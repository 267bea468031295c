// The tables of networks inside the program, placed as builtin.cpp places the knowledge image, in an object of their
// own: an edit of data/*.toml does not touch ten megabytes.
#include "knowledge/networks.hpp"
#include "knowledge/networks_table.hpp"

asm(".pushsection .rodata\n"
    ".balign 64\n"
    ".global lenscap_networks_table\n"
    ".hidden lenscap_networks_table\n"
    "lenscap_networks_table:\n"
    ".incbin \"" LENSCAP_NETWORKS_TABLE
    "\"\n"
    ".global lenscap_networks_table_end\n"
    ".hidden lenscap_networks_table_end\n"
    "lenscap_networks_table_end:\n"
    ".byte 0\n"
    ".popsection\n");

extern "C" {
[[gnu::visibility("hidden")]] extern const char lenscap_networks_table[];
[[gnu::visibility("hidden")]] extern const char lenscap_networks_table_end[];
}

namespace lenscap::knowledge {
namespace {

std::string_view builtin_networks() noexcept {
  return {lenscap_networks_table, static_cast<std::size_t>(lenscap_networks_table_end - lenscap_networks_table)};
}

}  // namespace

std::optional<Network> find_network(const model::Ip& address) noexcept {
  return find_network_in(builtin_networks(), address);
}

NetworksEdition networks_edition() noexcept { return networks_edition_of(builtin_networks()); }

}  // namespace lenscap::knowledge
