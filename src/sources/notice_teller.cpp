#include "sources/notice_teller.hpp"

#include "wire/utf8.hpp"

namespace lenscap::sources {

void NoticeTeller::note(const model::NoticePlace& place, std::string_view what, std::string_view detail) {
  ++counts_.notes[std::string(what)];
  if (!sink_.note) return;
  std::string shown;
  for (std::size_t i = 0; i < detail.size();) {  // whole characters only
    const std::size_t n = wire::utf8_length(detail.substr(i));
    if (shown.size() + std::max<std::size_t>(n, 1) > longest_detail) break;
    if (n == 0) shown += '?';
    else shown += detail.substr(i, n);
    i += std::max<std::size_t>(n, 1);
  }
  sink_.note({place, std::string(what), std::move(shown)});
}

void NoticeTeller::release(model::Release&& release, std::string_view format) {
  ++counts_.releases;
  ++counts_.formats[std::string(format)];
  for (const auto& deal : release.deals) ++(deal.kind == model::Deal::Kind::award ? counts_.awards : counts_.contracts);
  if (sink_.release) sink_.release(std::move(release));
}

bool NoticeTeller::stopped() {
  if (!counts_.stopped && options_.stop) counts_.stopped = options_.stop();
  return counts_.stopped;
}

}  // namespace lenscap::sources
