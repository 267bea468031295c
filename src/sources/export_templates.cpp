#include "sources/export_templates.hpp"

namespace lenscap::sources {

namespace {
constexpr const char* without_template = "flow data without a template (sets of records)";
}

void ExportTemplates::drop(Templates::iterator at) {
  fields_ -= at->second.form.fields.size();
  ages_.erase(at->second.age);
  templates_.erase(at);
}

std::vector<WaitingSet> ExportTemplates::learn(const ExportHead& head, wire::FlowTemplate form, RecordSink& sink) {
  const ExportStream stream = stream_of(head);
  if (form.fields.empty()) {
    ++sink.skipped["withdrawals of flow templates (over UDP they do not count, RFC 7011 section 8.4)"];
    return {};
  }
  const Key key{stream, form.id};
  if (const auto at = templates_.find(key); at != templates_.end()) {
    if (at->second.form != form)
      ++sink.skipped["flow templates that an exporter changed (read by the new one from there)"];
    drop(at);
  }
  fields_ += form.fields.size();
  ages_.push_back(key);
  templates_.emplace(key, Kept{std::move(form), std::prev(ages_.end())});
  while (templates_.size() > 1 && (fields_ > most_fields || templates_.size() > most_templates)) {
    drop(templates_.find(ages_.front()));
    ++sink.skipped["flow templates put aside at the memory bound"];
  }
  const auto waited = waiting_.find(key);
  if (waited == waiting_.end()) return {};
  auto sets = std::move(waited->second);
  waiting_.erase(waited);
  waiting_sets_ -= sets.size();
  for (const auto& set : sets) waiting_octets_ -= set.body.size();
  return sets;
}

const wire::FlowTemplate* ExportTemplates::find(const ExportHead& head, std::uint16_t id) const {
  const auto at = templates_.find({stream_of(head), id});
  return at == templates_.end() ? nullptr : &at->second.form;
}

void ExportTemplates::wait(const ExportHead& head, std::uint16_t id, std::span<const std::byte> body,
                           RecordSink& sink) {
  if (waiting_sets_ == most_waiting_sets || body.size() > most_waiting - waiting_octets_) {
    ++sink.skipped[without_template];
    return;
  }
  waiting_[{stream_of(head), id}].push_back({head, {body.begin(), body.end()}});
  waiting_octets_ += body.size();
  ++waiting_sets_;
}

void ExportTemplates::forget(const ExportStream& stream) {
  for (auto at = templates_.lower_bound({stream, 0}); at != templates_.end() && at->first.stream == stream;) {
    const auto next = std::next(at);
    drop(at);
    at = next;
  }
}

void ExportTemplates::finish(RecordSink& sink) {
  if (waiting_sets_ != 0) sink.skipped[without_template] += waiting_sets_;
  waiting_.clear();
  waiting_octets_ = waiting_sets_ = 0;
}

}  // namespace lenscap::sources
