#include "wire/mdns.hpp"

#include <algorithm>

namespace lenscap::wire {
namespace {

constexpr std::uint16_t class_in = 1;
constexpr std::string_view local = ".local", all_types = "_services._dns-sd._udp.local";

/// "_http._tcp" out of "_http._tcp.local" or "_printer._sub._http._tcp.local"; empty when the name is no service type.
std::string_view type_of(std::string_view name) {
  if (!name.ends_with(local) || !name.starts_with('_')) return {};
  name.remove_suffix(local.size());
  if (const auto sub = name.find("._sub._"); sub != name.npos) name.remove_prefix(sub + 6);
  if (!name.ends_with("._tcp") && !name.ends_with("._udp")) return {};
  const std::string_view application = name.substr(0, name.size() - 5);
  return application.size() > 1 && application.find('.') == application.npos ? name : std::string_view{};
}

/// Marks the first label of the name at `at` as the place of the offer.
bool place(const Dns& message, std::size_t at, MdnsOffer& offer) {
  const auto label = first_dns_label(message, at);
  if (!label) return false;
  offer.length = label->text.size();
  offer.at = label->rest_at - offer.length;
  return true;
}

bool ends_with_local(std::string_view name) {
  if (name.size() <= local.size()) return false;
  return std::ranges::equal(name.substr(name.size() - local.size()), local, {},
                            [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
}

std::size_t rdata_end(const DnsEntry& entry) { return entry.rdata_at + entry.rdata.size(); }

std::optional<MdnsOffer> host(MdnsReader& r, std::size_t at, DnsName& into) {
  MdnsOffer offer;
  offer.field = MdnsField::host;
  const std::size_t behind = read_dns_name_as_sent(r.message, at, into);
  if (behind == 0 || !place(r.message, at, offer) || !ends_with_local(into.view())) return {};
  if (at >= r.entry.rdata_at && behind != rdata_end(r.entry)) return {};
  offer.value = into.view();
  return offer;
}

std::optional<MdnsOffer> instance(MdnsReader& r, std::size_t at) {
  MdnsOffer offer;
  offer.field = MdnsField::instance;
  if (!place(r.message, at, offer)) return {};
  offer.value = {reinterpret_cast<const char*>(r.message.bytes.data()) + offer.at, offer.length};
  offer.service = r.service;
  return offer;
}

/// Sets `service` from the name behind the first label of the name at `at`: the owner of an SRV or TXT record.
bool has_type(MdnsReader& r, std::size_t at) {
  const auto label = first_dns_label(r.message, at);
  if (!label || read_dns_name(r.message, label->rest_at, r.owner) == 0) return false;
  r.service = type_of(r.owner.view());
  return !r.service.empty();
}

std::optional<MdnsOffer> service(MdnsReader& r, std::size_t at) {
  MdnsOffer offer;
  offer.field = MdnsField::service;
  if (r.service.empty() || !place(r.message, at, offer)) return {};
  offer.value = offer.service = r.service;
  return offer;
}

/// The first offer of a PTR record; a service type that points to an instance has a second.
std::optional<MdnsOffer> pointer(MdnsReader& r) {
  if (read_dns_name(r.message, r.entry.name_at, r.owner) == 0) return {};
  const std::string_view owner = r.owner.view();
  if (owner.ends_with(".in-addr.arpa") || owner.ends_with(".ip6.arpa")) return host(r, r.entry.rdata_at, r.target);
  if (read_dns_name(r.message, r.entry.rdata_at, r.target) != rdata_end(r.entry)) return {};
  const std::string_view target = r.target.view();
  if (owner == all_types) {
    r.service = type_of(target);
    return service(r, r.entry.rdata_at);
  }
  r.service = type_of(owner);
  auto offer = service(r, r.entry.name_at);
  if (offer) r.second = target.ends_with(local) && target.substr(0, target.size() - local.size()).ends_with(r.service);
  return offer;
}

std::optional<MdnsOffer> first_offer(MdnsReader& r) {
  switch (r.entry.type) {
    case dns_type::a:
    case dns_type::aaaa: {
      auto offer = host(r, r.entry.name_at, r.owner);
      if (offer) offer->address = r.entry.rdata;
      return offer;
    }
    case dns_type::ptr:
      return pointer(r);
    case dns_type::srv:
      if (!has_type(r, r.entry.name_at)) return {};
      r.second = true;
      return instance(r, r.entry.name_at);
    case dns_type::txt:
      if (has_type(r, r.entry.name_at)) r.strings = r.entry.rdata;
      return {};
    default:
      return {};
  }
}

std::optional<MdnsOffer> second_offer(MdnsReader& r) {
  if (r.entry.type == dns_type::ptr) return instance(r, r.entry.rdata_at);
  const auto srv = read_dns_srv(r.entry);
  return srv ? host(r, srv->target_at, r.target) : std::nullopt;
}

}  // namespace

std::optional<MdnsOffer> next_mdns_offer(MdnsReader& r) noexcept {
  if (!r.message.response() || r.message.opcode() != 0) return {};
  for (;;) {
    while (const auto text = next_dns_string(r.strings)) {
      if (text->empty()) continue;
      const auto at = static_cast<std::size_t>(text->data() - reinterpret_cast<const char*>(r.message.bytes.data()));
      return MdnsOffer{MdnsField::txt, *text, r.service, {}, at, text->size()};
    }
    r.strings = {};
    if (r.second) {
      r.second = false;
      if (auto offer = second_offer(r)) return offer;
    }
    if (!next_dns_entry(r.message, r.cursor, r.entry)) return {};
    const bool own = r.entry.section == DnsSection::answer || r.entry.section == DnsSection::additional;
    if (!own || r.entry.klass != class_in) continue;
    if (auto offer = first_offer(r)) return offer;
  }
}

}  // namespace lenscap::wire
