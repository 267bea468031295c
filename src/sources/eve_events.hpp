// sources/eve_events.hpp: what one event of EVE says, beside its totals: names that a client used, and words of
// devices.
#pragma once
#include <string>
#include <unordered_map>

#include "sources/log_reading.hpp"
#include "wire/eve_log.hpp"

namespace lenscap::sources {

class EveEvents {
 public:
  EveEvents(LogReading& reading, Ledger& ledger) : reading_(reading), ledger_(ledger) {}

  void read(const wire::EveEvent& event);

 private:
  enum class Totals : std::uint8_t { none, flow, netflow };
  bool begin(const wire::EveEvent& e);
  bool flow(const wire::EveEvent& e, bool one_way);
  void dns(const wire::EveEvent& e);
  void dns_answer(const wire::EveEvent& e, const model::Ip& client, model::Mac mac);
  void dns_answer_apart(const wire::EveEvent& e, const model::Ip& client, model::Mac mac);
  void tls(const wire::EveEvent& e);
  void http(const wire::EveEvent& e);
  void rtsp(const wire::EveEvent& e);
  void dhcp(const wire::EveEvent& e);
  void tell(model::HostIndex host, model::Kind what, wire::EveField field, const wire::EveEvent& e);
  model::HostIndex source() { return reading_.host(source_, source_mac_, vlan_); }
  model::HostIndex destination() { return reading_.host(destination_, destination_mac_, vlan_); }

  LogReading& reading_;
  Ledger& ledger_;
  Totals totals_ = Totals::none;  ///< which events of this log give them: the first kind met
  model::Ip source_, destination_;
  model::Mac source_mac_, destination_mac_;
  std::uint16_t source_port_ = 0, destination_port_ = 0, vlan_ = 0;
  std::unordered_map<std::string, std::string> canonical_;      ///< dns 1: client and canonical name → name asked for
  std::unordered_map<std::string, model::Span> rtsp_answered_;  ///< flow → length of what answered its first request
};

}  // namespace lenscap::sources
