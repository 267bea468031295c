#include "knowledge/networks_compile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "knowledge/flat_table.hpp"
#include "knowledge/networks_table.hpp"
#include "model/time.hpp"

namespace lenscap::knowledge {
namespace {

constexpr std::string_view todo = "make the files with ./dev networks";

struct Row {
  Wide first = 0, last = 0;
  std::uint32_t what = 0;  ///< the network's number, or the two letters of the country
};

/// The lines of one file; the first error stays.
class Lines {
 public:
  explicit Lines(const NetworksFile& file) : file_(file), rest_(file.content) {}

  /// The columns of the next line: false at the end. `count` of them must be there.
  bool next(std::string_view* columns, std::size_t count) {
    if (rest_.empty() || problem_) return false;
    std::string_view line = rest_.substr(0, rest_.find('\n'));
    rest_.remove_prefix(std::min(rest_.size(), line.size() + 1));
    ++number_;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t tab = i + 1 < count ? line.find('\t') : line.size();
      if (tab == line.npos || tab == 0) return complain("does not have the columns of this table");
      columns[i] = line.substr(0, tab);
      line.remove_prefix(std::min(line.size(), tab + 1));
    }
    return true;
  }
  bool complain(std::string_view what) {
    if (!problem_)
      problem_ = model::Error{std::string(what), fmt::format("{}, line {}", file_.name, number_), std::string(todo)};
    return false;
  }
  const std::optional<model::Error>& problem() const { return problem_; }

 private:
  const NetworksFile& file_;
  std::string_view rest_;
  std::size_t number_ = 0;
  std::optional<model::Error> problem_;
};

std::optional<std::uint32_t> parse_number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value == 0) return std::nullopt;
  return value;
}

std::optional<std::uint32_t> parse_country(std::string_view text) {
  const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (text.size() != 2 || !letter(text[0]) || !letter(text[1])) return std::nullopt;
  return static_cast<std::uint32_t>(text[0] << 8 | text[1]);
}

std::optional<Wide> parse_address(std::string_view text, int family) {
  const auto ip = model::parse_ip(text);
  if (!ip || ip->family != family) return std::nullopt;
  if (family == 4) return Wide{ip->v4_value()};
  Wide value = 0;
  for (const std::uint8_t octet : ip->bytes) value = value << 8 | octet;
  return value;
}

template <class Parse>
model::Result<std::vector<Row>> read_rows(const NetworksFile& file, int family, Parse parse) {
  Lines lines(file);
  std::string_view column[3];
  std::vector<Row> rows;
  lines.next(column, 1);
  while (lines.next(column, 3)) {
    const auto first = parse_address(column[0], family), last = parse_address(column[1], family);
    const auto what = parse(column[2]);
    if (!first || !last || *last < *first) lines.complain("is no range of addresses");
    else if (!what) lines.complain(fmt::format("'{}' is no number or code", column[2]));
    else if (!rows.empty() && *first <= rows.back().last) lines.complain("begins before the row above it ends");
    else rows.push_back({*first, *last, *what});
  }
  if (lines.problem()) return tl::unexpected(*lines.problem());
  return rows;
}

/// Names by number, and all of them once, one behind the other.
struct Names {
  std::map<std::uint32_t, std::pair<std::uint32_t, std::uint16_t>> place;  ///< and size
  std::string text;
};

model::Result<Names> read_names(const NetworksFile& file) {
  Lines lines(file);
  std::string_view column[2];
  Names names;
  std::map<std::string_view, std::uint32_t> known;
  lines.next(column, 1);
  while (lines.next(column, 2)) {
    const auto number = parse_number(column[0]);
    if (!number || column[1].size() > 0xffff) {
      lines.complain("is no number and name");
      break;
    }
    const auto [at, is_new] = known.emplace(column[1], static_cast<std::uint32_t>(names.text.size()));
    if (is_new) names.text += column[1];
    if (!names.place.emplace(*number, std::pair(at->second, static_cast<std::uint16_t>(column[1].size()))).second)
      lines.complain(fmt::format("number {} stands twice", *number));
  }
  if (lines.problem()) return tl::unexpected(*lines.problem());
  return names;
}

/// Owners, each once; 0 is nobody.
class Owners {
 public:
  explicit Owners(const Names& names) : names_(names) { append(bytes, NetworkOwner{}); }
  std::string bytes;
  std::uint32_t count = 1;
  std::uint32_t nameless = 0;  ///< a network without a name

  std::uint32_t of(std::uint32_t asn, std::uint32_t country) {
    if (asn == 0 && country == 0) return 0;
    const auto [known, is_new] = places_.emplace(std::pair(asn, country), count);
    if (!is_new) return known->second;
    NetworkOwner owner{asn, 0, 0, {static_cast<char>(country >> 8), static_cast<char>(country)}};
    if (const auto name = names_.place.find(asn); name != names_.place.end())
      std::tie(owner.name, owner.name_size) = name->second;
    else if (asn != 0) nameless = asn;
    append(bytes, owner);
    return count++;
  }

 private:
  const Names& names_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> places_;
};

struct Segments {
  std::string directory, keys, owners;
  std::uint32_t count = 0;
};

/// `bits` of an address; the directory is by the first 16 of them.
template <class Key>
Segments cut(const std::vector<Row>& networks, const std::vector<Row>& countries, int bits, Owners& owners) {
  Segments out;
  std::size_t n = 0, c = 0;
  Wide at = 0;
  std::uint32_t before = 0, start = 0;
  const Wide last = (Wide{1} << (bits - 1)) - 1 + (Wide{1} << (bits - 1));
  for (bool first = true;; first = false) {
    while (n < networks.size() && networks[n].last < at) ++n;
    while (c < countries.size() && countries[c].last < at) ++c;
    Wide until = last;  // the last address for which what is true at `at` still is
    const auto value = [&](const std::vector<Row>& rows, std::size_t i) -> std::uint32_t {
      if (i == rows.size()) return 0;
      const bool inside = rows[i].first <= at;
      until = std::min(until, inside ? rows[i].last : rows[i].first - 1);
      return inside ? rows[i].what : 0;
    };
    const std::uint32_t network = value(networks, n), country = value(countries, c);
    const std::uint32_t owner = owners.of(network, country);
    if (first || owner != before) {
      for (const auto here = static_cast<std::uint32_t>(at >> (bits - 16)); start <= here; ++start)
        append(out.directory, out.count);
      append(out.keys, static_cast<Key>(at));
      append(out.owners, owner);
      ++out.count;
      before = owner;
    }
    if (until == last) break;
    at = until + 1;
  }
  for (; start < directory_entries; ++start) append(out.directory, out.count);
  return out;
}

/// "DAY, npm PACKAGE VERSION (WHOM)" in three parts.
struct Heading {
  std::string_view day, package, whom;
};

model::Result<Heading> heading_of(const NetworksFile& file) {
  const std::string_view line = file.content.substr(0, file.content.find('\n'));
  const std::size_t comma = line.find(", "), open = line.find(" (");
  if (!line.starts_with("# ") || comma == line.npos || open == line.npos || open < comma || !line.ends_with(')') ||
      !model::parse_date(line.substr(2, comma - 2)))
    return model::fail("the first line must be '# DAY, npm PACKAGE VERSION (WHOM TO NAME)'",
                       std::string(file.name) + ", line 1", std::string(todo));
  return Heading{line.substr(2, comma - 2), line.substr(comma + 2, open - comma - 2),
                 line.substr(open + 2, line.size() - open - 3)};
}

/// Puts `part` at the next multiple of 16 and says where.
std::uint32_t append_aligned(std::string& out, std::string_view part) {
  out.resize((out.size() + 15) / 16 * 16);
  const auto at = static_cast<std::uint32_t>(out.size());
  out += part;
  return at;
}

}  // namespace

model::Result<std::string> compile_networks(const NetworksFiles& files) {
  const auto networks = heading_of(files.asn_v4), countries = heading_of(files.country_v4);
  if (!networks) return tl::unexpected(networks.error());
  if (!countries) return tl::unexpected(countries.error());
  const auto names = read_names(files.names);
  if (!names) return tl::unexpected(names.error());
  const auto asn4 = read_rows(files.asn_v4, 4, parse_number), asn6 = read_rows(files.asn_v6, 6, parse_number);
  const auto country4 = read_rows(files.country_v4, 4, parse_country),
             country6 = read_rows(files.country_v6, 6, parse_country);
  for (const auto* rows : {&asn4, &asn6, &country4, &country6})
    if (!*rows) return tl::unexpected(rows->error());

  Owners owners(*names);
  const Segments v4 = cut<std::uint16_t>(*asn4, *country4, 32, owners);
  const Segments v6 = cut<Wide>(*asn6, *country6, 128, owners);
  if (owners.nameless != 0)
    return model::fail(fmt::format("network {} has no name", owners.nameless), std::string(files.names.name),
                       std::string(todo));

  NetworksHeader header;
  std::string out(sizeof header, '\0');
  header.v4_directory = append_aligned(out, v4.directory), header.v4_keys = append_aligned(out, v4.keys);
  header.v4_owners = append_aligned(out, v4.owners), header.v4_count = v4.count;
  header.v6_directory = append_aligned(out, v6.directory), header.v6_keys = append_aligned(out, v6.keys);
  header.v6_owners = append_aligned(out, v6.owners), header.v6_count = v6.count;
  header.owners = append_aligned(out, owners.bytes), header.owner_count = owners.count;
  header.names = append_aligned(out, names->text), header.names_size = static_cast<std::uint32_t>(names->text.size());
  const std::string edition = fmt::format("{}\n{}; {}\n{}; countries: {}", std::min(networks->day, countries->day),
                                          networks->package, countries->package, networks->whom, countries->whom);
  header.edition = append_aligned(out, edition), header.edition_size = static_cast<std::uint32_t>(edition.size());
  header.size = out.size();
  std::memcpy(out.data(), &header, sizeof header);
  return out;
}

}  // namespace lenscap::knowledge
