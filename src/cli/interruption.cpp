#include "cli/interruption.hpp"

#include <sys/signalfd.h>
#include <unistd.h>

namespace lenscap::cli {

// Blocked before any thread starts, so that none of them receives what the descriptor is for.
Interruption::Interruption() {
  sigset_t both;
  ::sigemptyset(&both);
  ::sigaddset(&both, SIGINT);
  ::sigaddset(&both, SIGTERM);
  ::pthread_sigmask(SIG_BLOCK, &both, &before_);
  fd_ = ::signalfd(-1, &both, SFD_NONBLOCK | SFD_CLOEXEC);
}

Interruption::~Interruption() {
  while (came()) {
  }
  ::close(fd_);
  ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

bool Interruption::came() {
  signalfd_siginfo info;
  return ::read(fd_, &info, sizeof info) == static_cast<ssize_t>(sizeof info);
}

}  // namespace lenscap::cli
