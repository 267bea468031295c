// cli/interruption.hpp: Ctrl-C and SIGTERM as a question that is asked, not as an end: what was read is still reported.
// While it lives both wait to be seen; afterwards a second one ends the program as ever.
#pragma once
#include <csignal>

namespace lenscap::cli {

class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;
  /// Whether one came since the last question.
  bool came();

 private:
  int fd_ = -1;
  sigset_t before_{};
};

}  // namespace lenscap::cli
