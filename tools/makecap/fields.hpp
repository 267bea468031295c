// makecap/fields.hpp: values out of a scenario's tables, with the line in the message when they are missing or of the
// wrong kind.
#pragma once
#include <toml++/toml.h>

#include <optional>
#include <string>
#include <vector>

#include "makecap/bytes.hpp"

namespace makecap {

/// "line 12: no 'from'"
[[noreturn]] void refuse(const toml::table& table, const std::string& what);

std::string text(const toml::table& table, const std::string& key);  ///< must be there
std::string text(const toml::table& table, const std::string& key, const std::string& otherwise);
std::int64_t number(const toml::table& table, const std::string& key, std::int64_t otherwise);  ///< 0 … 2^32-1
double seconds(const toml::table& table, const std::string& key, double otherwise);
bool flag(const toml::table& table, const std::string& key, bool otherwise);
std::vector<std::string> texts(const toml::table& table, const std::string& key);  ///< empty when absent
/// [["DeviceType", "155650"], …]
std::vector<std::vector<std::string>> rows(const toml::table& table, const std::string& key);
/// [[step.turn]], [[host]]
std::vector<const toml::table*> tables(const toml::table& table, const std::string& key);

inline std::uint16_t port(const toml::table& table, const std::string& key, std::uint16_t otherwise) {
  return static_cast<std::uint16_t>(number(table, key, otherwise));
}

}  // namespace makecap
