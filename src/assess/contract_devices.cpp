#include "assess/contract_devices.hpp"

#include <algorithm>
#include <map>

#include "assess/contract_links.hpp"

namespace lenscap::assess {

namespace {

constexpr std::size_t shortest = 5;  // characters of a model or serial number: "IPC" or "4K" is no model

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

bool word_part(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' ||
         c == '/' || c == '.';
}

bool tells(std::string_view word) {
  return word.size() >= shortest && std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void put(std::vector<std::string>& list, const std::string& text) {
  if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
}

}  // namespace

std::vector<CaseDevice> devices_of(const model::Case& c) {
  std::map<model::Id, CaseDevice> devices;
  for (const auto& subject : c.subjects) {
    devices[subject.id].subject = subject.id;
    devices[subject.id].key = subject.key;
  }
  for (const auto& f : c.findings) {
    const auto at = devices.find(f.subject);
    if (at == devices.end()) continue;
    if (f.key == "model") put(at->second.models, f.value);
    if (f.key == "serial") put(at->second.serials, f.value);
    if (f.key == "maker") at->second.maker = f.value;
  }
  for (const auto& identifier : c.identifiers) {
    const auto at = devices.find(identifier.subject);
    if (at == devices.end()) continue;
    if (identifier.kind == "serial") put(at->second.serials, identifier.value);
    if (identifier.kind == "hostname" || identifier.kind == "document") put(at->second.places, identifier.value);
  }
  for (const auto& o : c.observations) {
    const auto at = devices.find(o.subject);
    if (at == devices.end()) continue;
    if (o.first != model::no_time) {
      const std::int32_t day = number_of(model::day_of(o.first));
      Days& seen = at->second.first_seen;
      if (!seen.stated() || day < seen.first) seen = {day, day};
    }
    const auto source = static_cast<std::size_t>(o.locator.source);
    if (source < c.sources.size()) put(at->second.places, c.sources[source].name);
  }
  std::vector<CaseDevice> all;
  for (auto& [id, device] : devices)
    if (!device.models.empty() || !device.serials.empty()) all.push_back(std::move(device));
  return all;
}

DeviceLook::DeviceLook(const std::vector<CaseDevice>& devices) {
  for (const CaseDevice& device : devices) {
    for (const auto& model : device.models)
      if (tells(model)) words_[upper(model)].push_back({device.subject, false});
    for (const auto& serial : device.serials)
      if (tells(serial)) words_[upper(serial)].push_back({device.subject, true});
  }
}

void DeviceLook::look(std::string_view text, std::vector<TextHit>& found) const {
  for (std::size_t at = 0; at < text.size() && !words_.empty();) {
    std::size_t end = at;
    while (end < text.size() && word_part(text[end])) ++end;
    std::string_view word = text.substr(at, end - at);
    while (!word.empty() && (word.back() == '.' || word.back() == '-' || word.back() == '/')) word.remove_suffix(1);
    if (tells(word))
      if (const auto known = words_.find(upper(word)); known != words_.end())
        for (const Word& w : known->second) {
          found.emplace_back();
          found.back().subject = w.subject;
          found.back().device = (w.serial ? "serial " : "model ") + std::string(word);
        }
    at = std::max(end, at + 1);
  }
}

std::vector<DeviceJoin> join_devices(const ContractLedger& ledger, const std::vector<CaseDevice>& devices) {
  std::map<model::Id, const CaseDevice*> by_id;
  for (const CaseDevice& device : devices) by_id[device.subject] = &device;
  std::map<std::tuple<model::Id, std::uint32_t, std::uint32_t>, DeviceJoin> joins;
  for (std::uint32_t h = 0; h < ledger.hits.size(); ++h) {
    const TextHit& hit = ledger.hits[h];
    const auto device = by_id.find(hit.subject);
    if (hit.device.empty() || device == by_id.end()) continue;
    const std::uint32_t number = ledger.process_of_notice[hit.notice];
    const Process& process = ledger.processes[number];
    std::uint32_t state = process.state_count == 1 ? process.states : no_row;
    if (hit.deal != no_row)
      for (std::uint32_t i = 0; i < process.state_count; ++i) {
        const DealRow &mine = ledger.deals[hit.deal], &other = ledger.deals[ledger.states[process.states + i].row];
        if (mine.kind == other.kind && mine.id == other.id) state = process.states + i;
      }
    DeviceJoin& join = joins[{hit.subject, number, state}];
    if (join.reasons.empty()) join = {hit.subject, h, number, state, {}, {}};
    put(join.reasons, hit.device.starts_with("serial") ? "serial" : "model");
    if (hit.device.starts_with("serial")) join.hit = h;
  }
  std::vector<DeviceJoin> all;
  for (auto& [key, join] : joins) {
    const CaseDevice& device = *by_id.at(join.subject);
    const Process& process = ledger.processes[join.process];
    const bool serial = std::find(join.reasons.begin(), join.reasons.end(), "serial") != join.reasons.end();
    bool buyer = false;
    for (const auto b : ledger.buyers_of(process))
      for (const auto& place : device.places)
        buyer |= !shared_elements(ledger.texts[ledger.parties[b].name], place).empty();
    if (buyer) join.reasons.push_back("buyer");
    bool before = false;
    if (join.state != no_row) {
      const Days bought = deciding_day(ledger, process, ledger.states[join.state]).first;
      if (bought.stated() && device.first_seen.stated()) {
        before = device.first_seen.last < bought.first;
        join.reasons.push_back(before ? "seen_before" : "date");
      }
    }
    join.confidence = serial             ? model::Confidence::confirmed
                      : buyer && !before ? model::Confidence::probable
                                         : model::Confidence::possible;
    all.push_back(std::move(join));
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.confidence > b.confidence; });
  return all;
}

}  // namespace lenscap::assess
