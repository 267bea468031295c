// sources/inputs.hpp: any input, recognised by its content: captures (also compressed), device documents, folders of
// both, standard input. Everything read becomes one body of evidence; captures are read in time order, whatever order
// they are given in.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "knowledge/matcher.hpp"
#include "model/error.hpp"
#include "model/evidence.hpp"
#include "model/flow.hpp"
#include "sources/follow.hpp"

namespace lenscap::sources {

struct ReadOptions {
  bool hash = true;
  unsigned threads = 1;  ///< 2 or more: packets are read ahead and hashing runs beside
  bool keep_others = false;
  bool traffic = true;  ///< false: identity alone, which the benchmark compares with
  /// Called now and then with bytes read and bytes in all (0 = unknown); for a progress bar.
  std::function<void(std::uint64_t done, std::uint64_t total)> progress;
  /// The one input is a capture that is still being written: a plain file, by its name.
  std::optional<FollowOptions> follow;
};

struct ReadResult {
  model::Evidence evidence;
  model::Traffic traffic;
  std::vector<model::Error> unusable;  ///< inputs that gave nothing, each with why and what to do
};

/// Reads all of `paths`. The same content twice counts once. Directories are walked without following links.
ReadResult read_inputs(const std::vector<std::string>& paths, knowledge::Matcher& matcher, const ReadOptions& options);

}  // namespace lenscap::sources
