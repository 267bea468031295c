// sources/notice_teller.hpp: what the readers of contract notices tell, and to whom: releases and notes go to the sink,
// and are counted on the way.
#pragma once
#include <string>
#include <string_view>

#include "sources/notices.hpp"

namespace lenscap::sources {

class NoticeTeller {
 public:
  static constexpr std::size_t longest_detail = 120;  // bytes, of a note
  static constexpr std::size_t longest_text =
      64 * 1024;  // bytes, of one value; descriptions in real notices reach 20 kB

  NoticeTeller(const NoticeOptions& options, const NoticeSink& sink, NoticeCounts& counts)
      : options_(options), sink_(sink), counts_(counts) {}

  /// The name that places carry from now on.
  void set_file(std::string name) { file_ = std::move(name); }
  const std::string& file() const { return file_; }
  const NoticeOptions& options() const { return options_; }
  NoticeCounts& counts() { return counts_; }

  void note(const model::NoticePlace& place, std::string_view what, std::string_view detail);
  void release(model::Release&& release, std::string_view format);
  /// True once the caller wants no more.
  bool stopped();

 private:
  const NoticeOptions& options_;
  const NoticeSink& sink_;
  NoticeCounts& counts_;
  std::string file_;
};

}  // namespace lenscap::sources
