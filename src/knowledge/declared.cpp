#include "knowledge/declared.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <iterator>
#include <set>

#include "knowledge/document.hpp"

namespace lenscap::knowledge {

namespace fs = std::filesystem;

namespace {

bool has_bit(const model::Ip& ip, int bit) { return (ip.bytes[bit / 8] >> (7 - bit % 8)) & 1; }
int width(const model::Ip& ip) { return ip.family == 4 ? 32 : 128; }

void add_all(Declared& to, Declared from) {
  std::move(from.declarations.begin(), from.declarations.end(), std::back_inserter(to.declarations));
  std::move(from.not_understood.begin(), from.not_understood.end(), std::back_inserter(to.not_understood));
}

/// `referred` gathers the MUD files that a TOML file names.
model::Result<Declared> read_one(const fs::path& path, std::set<fs::path>& referred) {
  const std::string name = path.filename().string();
  auto text = read_file(path.string(), name, max_document_bytes);
  if (!text) return tl::unexpected(text.error());
  const auto first = text->find_first_not_of(" \t\r\n\xef\xbb\xbf");
  if (first != std::string::npos && (*text)[first] == '{') return parse_mud(*text, name);

  auto toml = parse_declared_toml(*text, name);
  if (!toml) return tl::unexpected(toml.error());
  Declared all = std::move(toml->declared);
  for (auto& reference : toml->mud) {
    const fs::path file = path.parent_path() / reference.file;
    referred.insert(file.lexically_normal());
    auto json = read_file(file.string(), reference.file, max_document_bytes);
    if (!json) {
      auto error = json.error();
      error.todo = "named by " + reference.declaration.where + ": name a MUD file, from the folder of " + name;
      return tl::unexpected(error);
    }
    auto mud = parse_mud(*json, reference.file, reference.declaration.applies_to);
    if (!mud) return tl::unexpected(mud.error());
    for (auto& declaration : mud->declarations) {
      declaration.controllers = reference.declaration.controllers;
      if (!reference.declaration.source.empty()) declaration.source = reference.declaration.source;
      if (!reference.declaration.date.empty()) declaration.date = reference.declaration.date;
    }
    add_all(all, std::move(*mud));
  }
  return all;
}

}  // namespace

bool Prefix::holds(const model::Ip& ip) const {
  if (ip.family != base.family) return false;
  for (int bit = 0; bit < bits; ++bit)
    if (has_bit(ip, bit) != has_bit(base, bit)) return false;
  return true;
}

std::optional<Prefix> parse_prefix(std::string_view text) {
  const auto slash = text.find('/');
  const auto ip = model::parse_ip(text.substr(0, slash));
  if (!ip) return std::nullopt;
  Prefix prefix{*ip, width(*ip)};
  if (slash != text.npos) {
    const auto digits = text.substr(slash + 1);
    const auto [end, status] = std::from_chars(digits.data(), digits.data() + digits.size(), prefix.bits);
    if (status != std::errc() || end != digits.data() + digits.size() || prefix.bits < 0 || prefix.bits > width(*ip))
      return std::nullopt;
  }
  for (int bit = prefix.bits; bit < width(*ip); ++bit)
    if (has_bit(*ip, bit)) return std::nullopt;
  return prefix;
}

std::string to_string(const Prefix& prefix) {
  const std::string ip = model::to_string(prefix.base);
  return prefix.bits == width(prefix.base) ? ip : ip + "/" + std::to_string(prefix.bits);
}

std::string_view to_string(PeerForm form) {
  switch (form) {
    case PeerForm::name:
    case PeerForm::names_below:
      return "name";
    case PeerForm::prefix:
      return "address";
    case PeerForm::local_networks:
      return "local-networks";
    case PeerForm::same_manufacturer:
      return "same-manufacturer";
    case PeerForm::manufacturer:
      return "manufacturer";
    case PeerForm::my_controller:
      return "my-controller";
    case PeerForm::controller:
      break;
  }
  return "controller";
}

std::string host_name(std::string_view text) {
  if (text.ends_with('.')) text.remove_suffix(1);
  if (text.empty() || text.size() > 253 || text.front() == '.' || text.find("..") != text.npos) return {};
  std::string name(text);
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const bool good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    if (!good) return {};
  }
  for (std::size_t at = 0; at <= name.size();) {
    const auto dot = std::min(name.find('.', at), name.size());
    if (dot - at > 63) return {};
    at = dot + 1;
  }
  return model::parse_ip(name) ? std::string() : name;
}

model::Result<Declared> read_declared(const std::string& path) {
  std::error_code code;
  if (!fs::is_directory(path, code)) {
    if (!fs::exists(path, code))
      return model::fail("is not there", path, "name a MUD file, a TOML file (docs/declared.md) or a folder of them");
    std::set<fs::path> none;
    return read_one(path, none);
  }
  std::vector<fs::path> files;
  for (fs::directory_iterator it(path, code), end; !code && it != end; it.increment(code))
    if (it->is_regular_file(code) && (it->path().extension() == ".json" || it->path().extension() == ".toml"))
      files.push_back(it->path());
  if (code) return model::fail("cannot be read: " + code.message(), path);
  if (files.empty())
    return model::fail("the folder holds no *.json and no *.toml", path,
                       "put MUD files or TOML files (docs/declared.md) there");
  // TOML first: a MUD file that one of them gives to devices is not read a second time for nobody.
  std::sort(files.begin(), files.end(), [](const fs::path& a, const fs::path& b) {
    return std::pair(a.extension() != ".toml", a) < std::pair(b.extension() != ".toml", b);
  });
  Declared all;
  std::set<fs::path> referred;
  for (const auto& file : files) {
    if (referred.contains(file.lexically_normal())) continue;
    auto one = read_one(file, referred);
    if (!one) return one;
    add_all(all, std::move(*one));
  }
  return all;
}

}  // namespace lenscap::knowledge
