// tests/contain/network.hpp: a network namespace of this process's own: two virtual cables, with a firewall between
// their near ends. Nothing else is in it, so nothing can leave it.
//
//   inside0 ~ inside1 | forwarding, nftables | outside1 ~ outside0      frames are put on the far ends, and counted
//   there
#pragma once
#include <arpa/inet.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "cli/program.hpp"

namespace lenscap::contain {

constexpr std::array<std::uint8_t, 6> near_mac = {2, 0, 0, 0, 0, 1};

inline test::Ran shell(const std::string& command) {
  test::RunOptions options;
  options.env = {{"PATH", "/usr/sbin:/usr/bin:/sbin:/bin"}};
  return test::run_path("/bin/sh", {"-c", command}, options);
}
/// Runs a command of the system; what it printed on a failure, else nothing.
inline std::string failure_of(const std::string& command) {
  const auto ran = shell(command);
  return ran.code == 0 ? std::string() : command + ": " + ran.err + ran.out;
}

/// Enters a new network namespace and lays the cables. What was in the way; empty when all is there.
inline std::string enter_network() {
  for (const char* tool : {"ip", "nft"})
    if (!failure_of(std::string("command -v ") + tool).empty()) return std::string("no program ") + tool;
  const uid_t user = ::getuid();
  if (::unshare(user == 0 ? CLONE_NEWNET : CLONE_NEWUSER | CLONE_NEWNET) != 0)
    return "no leave for a network namespace";
  if (user != 0) std::ofstream("/proc/self/uid_map") << "0 " << user << " 1";
  for (const char* command :
       {"ip link set lo up", "ip link add inside1 address 02:00:00:00:00:01 type veth peer name inside0",
        "ip link add outside1 address 02:00:00:00:00:01 type veth peer name outside0",
        "echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6; for i in inside0 inside1 outside0 outside1; do ip link set "
        "$i "
        "mtu 9000 up arp off || exit 1; done",
        "echo 1 > /proc/sys/net/ipv4/ip_forward",
        "for i in all default inside1 outside1; do echo 0 > /proc/sys/net/ipv4/conf/$i/rp_filter; done",
        "ip addr add 10.255.255.254/8 dev inside1", "ip addr add 192.168.255.254/16 dev inside1",
        "ip addr add 198.51.100.1/24 dev outside1"})
    if (auto why = failure_of(command); !why.empty()) return why;
  return {};
}

inline std::set<std::string> interfaces() {
  std::set<std::string> names;
  struct if_nameindex* all = ::if_nameindex();
  for (auto* one = all; one != nullptr && one->if_index != 0; ++one) names.insert(one->if_name);
  ::if_freenameindex(all);
  return names;
}

/// The far end of a cable: packet(7).
class FarEnd {
 public:
  explicit FarEnd(const char* name) : fd_(::socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK, htons(ETH_P_ALL))) {
    to_.sll_family = AF_PACKET;
    to_.sll_protocol = htons(ETH_P_ALL);
    to_.sll_ifindex = static_cast<int>(::if_nametoindex(name));
    if (fd_ < 0 || ::bind(fd_, reinterpret_cast<sockaddr*>(&to_), sizeof to_) != 0)
      throw std::runtime_error("AF_PACKET");
  }
  ~FarEnd() { ::close(fd_); }
  FarEnd(const FarEnd&) = delete;

  void send(std::vector<std::uint8_t> frame) {
    std::copy(near_mac.begin(), near_mac.end(), frame.begin());
    if (::send(fd_, frame.data(), frame.size(), 0) != static_cast<ssize_t>(frame.size()))
      throw std::runtime_error("send");
  }

  /// Frames that came over the cable within `milliseconds` of silence.
  std::vector<std::vector<std::uint8_t>> received(int milliseconds) {
    std::vector<std::vector<std::uint8_t>> frames;
    std::vector<std::uint8_t> block(65536);
    pollfd watched{fd_, POLLIN, 0};
    while (::poll(&watched, 1, milliseconds) > 0) {
      sockaddr_ll from{};
      socklen_t length = sizeof from;
      const ssize_t n = ::recvfrom(fd_, block.data(), block.size(), 0, reinterpret_cast<sockaddr*>(&from), &length);
      if (n > 0 && from.sll_pkttype != PACKET_OUTGOING) frames.emplace_back(block.begin(), block.begin() + n);
    }
    return frames;
  }

 private:
  int fd_;
  sockaddr_ll to_{};
};

}  // namespace lenscap::contain
